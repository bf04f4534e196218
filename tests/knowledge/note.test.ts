import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { readNote } from '../../src/knowledge/notes/note.ts';
import { plain } from '../../src/text.ts';
import { folderWith, lines } from './folder.ts';

const EN = lines(`
  ---
  title: Docker
  aliases: [docker engine, moby]
  updated: 2026-11-23
  parent: container-virtualization
  related: [podman]
  layers: { base: [hardware, host-kernel], each: [libs, app] }
  attributes:
    boundary: namespaces
    startup: { value: subsecond, source: https://www.example.org/startup }
    licence: { en: Apache-2.0 (engine), ja: Apache-2.0（エンジン） }
    maintainer: Docker, Inc.
  ---

  # Docker

  A tool that runs **containers** from images.

  ## Summary

  Containers share the host's kernel.[^docs]

  ## How it works

  The engine asks \`containerd\`.

  ### In detail

  | Part | Task |
  |---|---|
  | runc | starts<br>processes |

  ## Tips

  - One idea.[^docs]
  - Another *idea*.

  ## Quiz

  ### Which kernel does a container use?

  - [ ] Its own
  - [x] The host's

  > Nothing is emulated.

  ## Sources

  - [Documentation](https://docs.docker.com/)
  - https://www.example.org/plain

  [^docs]: [Overview](https://docs.docker.com/overview/)
`);

const JA = lines(`
  ---
  title: ドッカー
  aliases: [Dockerエンジン]
  updated: 2026-11-20
  ---

  # ドッカー

  イメージからコンテナを動かす道具。

  ## 概要

  ホストのカーネルを
  共有する。

  ## 学習のヒント

  - 1つ目。
  - 2つ目。

  ## クイズ

  ### どのカーネルを使う？

  - [ ] 自分の
  - [x] ホストの

  > エミュレーションはしない。

  ## 出典

  - [公式文書](https://docs.docker.com/)
`);

async function docker(
  files: Record<string, string> = { 'topics/docker.en.md': EN, 'topics/docker.ja.md': JA },
) {
  const knowledge = await loadKnowledge({ folders: [folderWith(files)] });
  const topic = knowledge.topics.get('docker');
  if (!topic) throw new Error('no topic');
  return { knowledge, topic };
}

test('the two languages of a note become one topic', async () => {
  const { knowledge, topic } = await docker();

  expect(knowledge.problems).toEqual([]);
  expect(topic.title).toEqual({ en: 'Docker', ja: 'ドッカー' });
  expect(topic.aliases).toEqual({ en: ['docker engine', 'moby'], ja: ['Dockerエンジン'] });
  expect(topic.parent).toBe('container-virtualization');
  expect(topic.related).toEqual(['podman']);
  expect(topic.layers).toEqual({ base: ['hardware', 'host-kernel'], each: ['libs', 'app'] });
  expect(topic.updated).toBe('2026-11-23');
});

const EN_ALONE = EN.replace(/parent:[\s\S]*?(?=---)/, '');
const FACTS = /parent:[\s\S]*?(?=---)/.exec(EN)?.[0] ?? '';
const THREE = { 'topics/docker.en.md': EN_ALONE, 'topics/docker.ja.md': JA, 'topics/docker.yaml': FACTS };

test('what both languages share may stand in a file of its own', async () => {
  const { topic: together } = await docker();
  const { knowledge, topic } = await docker(THREE);

  expect(knowledge.problems).toEqual([]);
  expect(topic.parent).toBe('container-virtualization');
  for (const field of ['parent', 'related', 'layers', 'attributes'] as const)
    expect(topic[field]).toEqual(together[field]);
});

test('a mistake in the shared facts is told with its file and line, and costs only itself', async () => {
  const { knowledge, topic } = await docker({
    ...THREE,
    'topics/docker.yaml': `title: Docker\n${FACTS}  colour: blue\n`,
  });

  expect(knowledge.problems.map(({ file, line, field }) => [file.split('/').at(-1), line, field])).toEqual([
    ['docker.yaml', 1, 'title'],
    ['docker.yaml', 10, 'attributes.colour'],
  ]);
  expect(topic.related).toEqual(['podman']);
});

test('shared facts stand in one place: elsewhere they are ignored, and the writer is told', async () => {
  const { knowledge, topic } = await docker({
    ...THREE,
    'topics/docker.ja.md': JA.replace('aliases:', 'related: [runc]\naliases:'),
    'topics/podman.yaml': 'parent: docker\n',
  });

  expect(topic.related).toEqual(['podman']);
  expect(knowledge.problems.map(({ severity, message }) => [severity, message])).toEqual([
    ['warning', 'it is ignored: what both languages share stands in docker.yaml'],
    ['warning', 'there is no note podman.en.md or podman.ja.md'],
  ]);
});

test('the first paragraph under the title is the definition, as spans without markup', async () => {
  const { topic } = await docker();

  expect(topic.summary.en).toEqual([
    { text: 'A tool that runs ' },
    { text: 'containers', bold: true },
    { text: ' from images.' },
  ]);
});

test('headings in either language tell what a section is for', async () => {
  const { topic } = await docker();

  expect(topic.sections.map((section) => [section.lang, section.kind, section.path.at(-1)])).toEqual([
    ['ja', 'summary', '概要'],
    ['en', 'summary', 'Summary'],
    ['en', 'how', 'How it works'],
  ]);
});

test('a footnote is a source of the section it stands in, and of no other', async () => {
  const { topic } = await docker();
  const of = (kind: string) => topic.sections.find((s) => s.lang === 'en' && s.kind === kind)?.sources;

  expect(of('summary')).toEqual([{ title: 'Overview', url: 'https://docs.docker.com/overview/' }]);
  expect(of('how')).toEqual([]);
});

test('sub-headings, code and tables are parts of their section', async () => {
  const { topic } = await docker();

  expect(topic.sections.find((section) => section.kind === 'how')?.body).toEqual([
    {
      kind: 'text',
      text: [{ text: 'The engine asks ' }, { text: 'containerd', code: true }, { text: '.' }],
    },
    { kind: 'heading', text: 'In detail' },
    {
      kind: 'table',
      caption: 'Part',
      columns: ['Task'],
      rows: [{ label: 'runc', cells: [[{ text: 'starts' }, { text: ' ' }, { text: 'processes' }]] }],
    },
  ]);
});

test('a line end between Japanese characters is not a space', async () => {
  const { topic } = await docker();
  const body = topic.sections.find((section) => section.lang === 'ja')?.body;

  expect(body).toEqual([{ kind: 'text', text: [{ text: 'ホストのカーネルを共有する。' }] }]);
});

test('tips and questions of both languages are paired by their place', async () => {
  const { topic } = await docker();

  expect(topic.tips.map((tip) => [tip.id, plain(tip.text.en ?? []), plain(tip.text.ja ?? [])])).toEqual([
    ['docker/tip-1', 'One idea.', '1つ目。'],
    ['docker/tip-2', 'Another idea.', '2つ目。'],
  ]);
  expect(topic.tips[0]?.sources.en).toEqual([
    { title: 'Overview', url: 'https://docs.docker.com/overview/' },
  ]);
  expect(topic.quiz).toEqual([
    {
      id: 'docker/quiz-1',
      topic: 'docker',
      question: {
        en: [{ text: 'Which kernel does a container use?' }],
        ja: [{ text: 'どのカーネルを使う？' }],
      },
      choices: {
        en: [[{ text: 'Its own' }], [{ text: "The host's" }]],
        ja: [[{ text: '自分の' }], [{ text: 'ホストの' }]],
      },
      answer: 1,
      why: { en: [{ text: 'Nothing is emulated.' }], ja: [{ text: 'エミュレーションはしない。' }] },
    },
  ]);
});

test('sources are links; a bare address is named after its host', async () => {
  const { topic } = await docker();

  expect(topic.sources.en).toEqual([
    { title: 'Documentation', url: 'https://docs.docker.com/' },
    { title: 'example.org', url: 'https://www.example.org/plain' },
  ]);
});

test('attributes are named values with rank, text, text per language, or a value with its source', async () => {
  const { topic } = await docker();

  expect(topic.attributes.boundary?.rank).toBe(2);
  expect(topic.attributes.boundary?.value.en).toBe('Kernel namespaces and cgroups');
  expect(topic.attributes.startup?.source).toEqual({
    title: 'example.org',
    url: 'https://www.example.org/startup',
  });
  expect(topic.attributes.licence?.value).toEqual({
    en: 'Apache-2.0 (engine)',
    ja: 'Apache-2.0（エンジン）',
  });
  expect(topic.attributes.maintainer?.value).toEqual({ en: 'Docker, Inc.', ja: 'Docker, Inc.' });
});

test('a bad field is reported with its line and costs only itself', async () => {
  const { knowledge, topic } = await docker({
    'topics/docker.en.md': lines(`
      ---
      title: Docker
      updated: yesterday
      related: [podman, "Not an id"]
      attributes:
        boundary: vm
        colour: blue
      layers: { base: [hardware, iron] }
      favourite: yes
      ---

      # Docker

      A tool.
    `),
  });

  expect(knowledge.problems.map(({ severity, line, field }) => `${line} ${field} ${severity}`)).toEqual([
    '3 updated error',
    '4 related.1 error',
    '7 attributes.colour error',
    '8 layers.base.1 error',
    '9 favourite warning',
  ]);
  expect(topic.related).toEqual(['podman']);
  expect(topic.attributes.boundary?.rank).toBe(4);
  expect(topic.layers).toBeUndefined();
});

test('a question with a mistake is left out and keeps its number', async () => {
  const { knowledge, topic } = await docker({
    'topics/docker.en.md': lines(`
      ---
      title: Docker
      ---

      # Docker

      ## Quiz

      ### First?

      - [x] Yes
      - [x] Also yes

      > Two are marked.

      ### Second?

      - [x] Yes
      - [ ] No

      > Well.
    `),
  });

  expect(topic.quiz.map((one) => one.id)).toEqual(['docker/quiz-2']);
  expect(knowledge.problems).toMatchObject([{ line: 9, field: 'quiz', severity: 'error' }]);
});

test('a question whose right answer differs between languages is asked in one language only', async () => {
  const swapped = JA.replace('- [ ] 自分の', '- [x] 自分の').replace('- [x] ホストの', '- [ ] ホストの');
  const { knowledge, topic } = await docker({ 'topics/docker.en.md': EN, 'topics/docker.ja.md': swapped });

  expect(topic.quiz[0]?.question.ja).toBeUndefined();
  expect(topic.quiz[0]?.question.en).toBeDefined();
  expect(knowledge.problems).toMatchObject([{ field: 'quiz', severity: 'error' }]);
});

test('an undefined footnote is reported with its line', async () => {
  const { knowledge } = await docker({
    'topics/docker.en.md': '---\ntitle: Docker\n---\n\n# Docker\n\nA tool.[^nowhere]\n',
  });

  expect(knowledge.problems).toMatchObject([{ line: 7, field: 'footnote' }]);
});

test('everything handed out is frozen, and the same files give the same knowledge', async () => {
  const { knowledge, topic } = await docker();
  const again = await docker();

  expect(() => {
    (topic.sections[0] as { kind: string }).kind = 'other';
  }).toThrow(TypeError);
  expect(again.knowledge.version).toBe(knowledge.version);
  expect([...again.knowledge.topics.keys()]).toEqual([...knowledge.topics.keys()]);
});

test('a half-written note is read as far as it goes, wherever its writer has got to', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: EN.length }),
      fc.constantFrom('', '\n', '- [', '[^', '|', '> '),
      (end, typed) => {
        const page = readNote(EN.slice(0, end) + typed, 'docker', 'en');

        expect(['note', 'problem']).toContain(page.kind);
        expect(page.problems.every(({ line, message }) => line >= 1 && message !== '')).toBe(true);
      },
    ),
    { numRuns: 80 },
  );
});
