import { expect, test } from 'vitest';
import { formatProblem } from '../../src/knowledge/check/check.ts';
import { check, note, pair } from './checked.ts';

test('a complete note in both languages is clean', async () => {
  expect(await check(pair())).toEqual([]);
});

test('a missing language is an error that names the file to write', async () => {
  const { 'topics/docker.en.md': en } = pair();

  expect(await check({ 'topics/docker.en.md': en })).toEqual([
    'topics/docker.en.md:1 language: Japanese is missing: write docker.ja.md',
  ]);
});

test('related and parent ids must exist, and are told with their line', async () => {
  const facts = 'parent: nowhere\nrelated:\n  - docker\n  - podman\n';

  expect(await check({ ...pair(), 'topics/docker.yaml': facts })).toEqual([
    'topics/docker.yaml:1 parent: there is no topic "nowhere"',
    'topics/docker.yaml:3 related: "docker" is the topic itself',
    'topics/docker.yaml:4 related: there is no topic "podman"',
  ]);
});

test('what both languages share, and more than one entry on a line, is told to be written better', async () => {
  expect(await check(pair({ front: 'aliases: [whale, engine]\nparent: docker\n' }))).toEqual([
    'topics/docker.en.md:4 form: write one entry per line',
    'topics/docker.en.md:5 parent: "docker" is the topic itself',
    'topics/docker.en.md:5 parent: both languages share it: write it into docker.yaml',
  ]);
  expect(
    await check({ ...pair(), 'topics/docker.yaml': 'attributes:\n  licence: { en: Free, ja: 無料 }\n' }),
  ).toEqual(['topics/docker.yaml:2 form: write one entry per line']);
});

test('a topic cannot be above itself', async () => {
  const files = {
    'topics/a.yaml': 'parent: b\n',
    'topics/a.en.md': note('en', 'Alpha'),
    'topics/a.ja.md': note('ja', 'アルファ'),
    'topics/b.yaml': 'parent: a\n',
    'topics/b.en.md': note('en', 'Bravo'),
    'topics/b.ja.md': note('ja', 'ブラボー'),
  };

  expect(await check(files)).toEqual([
    'topics/a.yaml:1 parent: it leads back to "a" through b',
    'topics/b.yaml:1 parent: it leads back to "b" through a',
  ]);
});

test('a name of two topics is told with both places, however it is spelled', async () => {
  const files = {
    ...pair({ front: 'aliases:\n  - engine\n' }),
    'topics/podman.en.md': note('en', 'Podman', { front: 'aliases:\n  - ＥＮＧＩＮＥ\n' }),
    'topics/podman.ja.md': note('ja', 'ポッドマン'),
  };

  expect(await check(files)).toEqual([
    expect.stringMatching(
      /^topics\/podman\.en\.md:5 aliases: "ＥＮＧＩＮＥ" also names "docker" \(as "engine"\), .*docker\.en\.md:5$/,
    ),
  ]);
});

test('a phrase asked of two topics, or twice of one, is told with both places', async () => {
  const how = { sections: { 仕組み: '<!-- asked: Blue Whale -->\n\n文。' } };
  const files = {
    ...pair({ front: 'asked:\n  - blue whale\n' }, how),
    'topics/podman.en.md': note('en', 'Podman', { front: 'asked:\n  - BLUE WHALE\n' }),
    'topics/podman.ja.md': note('ja', 'ポッドマン'),
  };

  expect(await check(files)).toEqual([
    expect.stringMatching(
      /^topics\/docker\.ja\.md:18 asked: "Blue Whale" stands twice, first in .*docker\.en\.md:5$/,
    ),
    expect.stringMatching(
      /^topics\/podman\.en\.md:5 asked: "BLUE WHALE" is asked of "docker" too, .*docker\.en\.md:5$/,
    ),
  ]);
});

test('an alias that says nothing new is a warning', async () => {
  expect(await check(pair({ front: 'aliases:\n  - DOCKER\n' }))).toEqual([
    'topics/docker.en.md:5 aliases: "DOCKER" says nothing new beside "Docker"',
  ]);
});

test.each([
  ['summary', 'Summary'],
  ['how', 'How it works'],
  ['misconceptions', 'Misconceptions'],
])('the missing part %s is named by its heading', async (part, heading) => {
  expect(await check(pair({ sections: { [heading]: undefined } }))).toEqual([
    `topics/docker.en.md:1 ${part}: the part "${heading}" is missing`,
  ]);
});

test('a missing definition is told', async () => {
  const files = pair();
  files['topics/docker.en.md'] = files['topics/docker.en.md'].replace('A definition.\n', '');

  expect(await check(files)).toEqual([
    'topics/docker.en.md:1 definition: the first paragraph under the title is missing',
  ]);
});

test('a note without any source is an error', async () => {
  expect(await check(pair({ sections: { Sources: undefined } }))).toEqual([
    'topics/docker.en.md:1 sources: there is no source under "Sources"',
  ]);
});

test('a source that is no link is an error', async () => {
  expect(await check(pair({ sections: { Sources: '- [A](https://example.org/)\n- A book' } }))).toEqual([
    expect.stringMatching(/sources: every source is a link/),
  ]);
});

test('a tip is at most 280 characters', async () => {
  const tips = (length: number) => `- One.\n- ${'x'.repeat(length - 1)}.\n- Three.`;

  expect(await check(pair({ sections: { Tips: tips(280) } }))).toEqual([]);
  expect(await check(pair({ sections: { Tips: tips(281) } }))).toEqual([
    expect.stringMatching(/^topics\/docker\.en\.md:\d+ tips: 281 characters; at most 280$/),
  ]);
});

test('both languages have the same number of tips and questions', async () => {
  const ja = { sections: { 学習のヒント: '- 一。\n- 二。\n- 三。\n- 四。' } };

  expect(await check(pair({}, ja))).toEqual([
    expect.stringMatching(/^topics\/docker\.en\.md:\d+ tips: 4 in Japanese, 3 in English/),
  ]);
});

test('too few and too many tips and questions are told', async () => {
  const few = '- One.\n- Two.';
  const many = Array.from({ length: 7 }, (_unused, n) => `- Tip ${n}.`).join('\n');
  const counts = async (tips: string) =>
    (await check(pair({ sections: { Tips: tips } }, { sections: { 学習のヒント: tips } }))).map((one) =>
      one.replace(/^.*? /, ''),
    );

  expect(await counts(few)).toEqual(Array(2).fill('tips: 2 tips; a note has 3 to 6'));
  expect(await counts(many)).toEqual(Array(2).fill('tips: 7 tips; a note has 3 to 6'));
});

test('unknown attributes and layers, undefined footnotes and dead links come with their lines', async () => {
  const facts = 'layers:\n  base:\n    - iron\nattributes:\n  colour: blue\n';
  const sections = { Related: 'See [this](podman.md), [that](#nowhere) and a claim.[^x]' };

  const files = { ...pair({ sections }), 'topics/docker.yaml': facts };

  expect((await check(files)).map((one) => one.split(':').slice(1, 3).join(':'))).toEqual([
    expect.stringMatching(/^\d+ footnote: footnote \[\^x\] is not defined$/),
    expect.stringMatching(/^\d+ link: the link to "podman\.md" leads nowhere$/),
    expect.stringMatching(/^\d+ link: the link to "#nowhere" finds no such heading$/),
    '3 layers.base.0: unknown layer "iron"; the ids are in src/knowledge/notes/layers.ts',
    '5 attributes.colour: unknown attribute; the ids are in src/knowledge/notes/attributes.ts',
  ]);
});

test('nothing else is printed than file, line, field and message', () => {
  const problem = { severity: 'error', file: 'a.md', line: 3, message: 'it is empty' } as const;

  expect(formatProblem({ ...problem, field: 'title' })).toBe('a.md:3 title: it is empty');
  expect(formatProblem(problem)).toBe('a.md:3 error: it is empty');
});
