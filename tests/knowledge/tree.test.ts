import { expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import type { Topic } from '../../src/knowledge/topic.ts';
import { plain } from '../../src/text.ts';
import { folderWith, lines } from './folder.ts';
import { NETWORK, NOTEBOOK } from './notebook.ts';

async function notebook(options: { baseUrl?: string; files?: Record<string, string> } = {}) {
  const { files = { 'storage.md': NOTEBOOK, 'network.md': NETWORK }, ...rest } = options;
  const knowledge = await loadKnowledge({ folders: [folderWith(files)], ...rest });
  const topic = (id: string): Topic => {
    const found = knowledge.topics.get(id);
    if (!found) throw new Error(`no topic ${id} among ${[...knowledge.topics.keys()].join(', ')}`);
    return found;
  };
  return { knowledge, topic };
}

const summaryOf = (topic: Topic): string => plain(topic.summary.ja ?? topic.summary.en ?? []);

test('headings that name a thing become topics, without their ornaments', async () => {
  const { knowledge } = await notebook();

  expect([...knowledge.topics.values()].map((topic) => topic.title.ja ?? topic.title.en)).toEqual([
    'LAN',
    'Network (NW)',
    'ストレージ',
    'ブロックストレージ',
    '共有型（SAN）',
    '壊れにくさ',
    '安全さの違い',
    '専用型仮想化',
    '比較',
    '速さの違い',
  ]);
});

test('「Xとは」 is the definition of X, wherever it stands below it', async () => {
  const { topic } = await notebook();

  expect(summaryOf(topic('ストレージ'))).toBe('データを保存する補助記憶のこと。');
  expect(summaryOf(topic('ブロックストレージ'))).toBe('データを一定の大きさに区切って扱う。');
});

test('a quoted reference is a source, single or listed, and never text', async () => {
  const { topic } = await notebook();

  expect(topic('ブロックストレージ').sources.ja).toEqual([
    { title: 'example.com', url: 'https://www.example.com/block_storage' },
    { title: 'docs.example.org', url: 'https://docs.example.org/guide' },
  ]);
  expect(topic('ストレージ').sources.ja).toEqual([
    { title: 'notes.example.org', url: 'https://notes.example.org/' },
  ]);
});

test('a quotation that only begins like a reference stays a quotation', async () => {
  const page = '# A\n\ntext\n\n> 参考になる話。[詳細](https://a.example/)\n\n> 参考\n> https://b.example/\n';
  const { topic } = await notebook({ files: { 'a.md': page } });

  expect(topic('a').sections[0]?.body).toEqual([
    { kind: 'quote', text: [{ text: '参考になる話。' }, { text: '詳細', href: 'https://a.example/' }] },
  ]);
  expect(topic('a').sources).toEqual({ ja: [{ title: 'b.example', url: 'https://b.example/' }] });
});

test('a list of providers becomes the examples of what it stands under, with its own references', async () => {
  const { topic } = await notebook();
  const examples = topic('専用型仮想化').sections.find((section) => section.kind === 'examples');

  expect(examples?.body).toEqual([
    { kind: 'list', items: [[{ text: 'Alpha Disk' }], [{ text: 'Beta Drive' }]] },
  ]);
  expect(examples?.sources).toEqual([{ title: 'Alphaの説明', url: 'https://alpha.example.com/' }]);
  expect(examples?.lang).toBe('ja');
});

test('pictures are kept by address, percent-encoded where they were not', async () => {
  const { topic } = await notebook();

  expect(topic('専用型仮想化').sections[0]?.body).toEqual([
    { kind: 'image', url: 'https://images.example.org/%E5%B0%82%E7%94%A8.png', alt: '専用型' },
  ]);
});

test('code is kept; drawings, comments and HTML tags are left out', async () => {
  const { topic } = await notebook();

  expect(topic('共有型san').sections.flatMap((section) => section.body)).toEqual([
    { kind: 'code', code: '# 一覧\nlsblk', language: 'bash' },
  ]);
  expect(summaryOf(topic('速さの違い'))).toBe('近いほど速い。遠いほど遅い。');
});

test('other names come from brackets, bold words of the definition, and 〜型', async () => {
  const { topic } = await notebook();

  expect(topic('共有型san').aliases.ja).toEqual(['共有型', 'SAN']);
  expect(topic('ストレージ').aliases.ja).toEqual(['補助記憶']);
  expect(topic('専用型仮想化').aliases.ja).toEqual(['専用型']);
  expect(topic('network-nw').aliases.en).toEqual(['Network', 'NW']);
});

test('a heading with nothing of its own says what stands below it', async () => {
  const { topic } = await notebook();

  expect(topic('比較').sections.map((section) => section.body)).toEqual([
    [
      {
        kind: 'list',
        items: [
          [{ text: '速さの違い', bold: true }, { text: '：' }, { text: '近いほど速い。' }],
          [{ text: '安全さの違い', bold: true }],
        ],
      },
    ],
  ]);
  expect(topic('比較').related.slice(0, 2)).toEqual(['速さの違い', '安全さの違い']);
});

test('the only one below a heading is related to those below the headings beside it', async () => {
  const { topic } = await notebook();

  expect(topic('壊れにくさ').related).toEqual(['安全さの違い']);
  const page = '# A\n\n## B\n\nb\n\n### C\n\nc\n\n## D\n\nd\n\n### E\n\ne\n\n### F\n\nf\n';
  const other = await notebook({ files: { 'a.md': page } });
  expect(other.topic('c').related).toEqual(['e', 'f', 'b']);
});

test('each topic knows the one above it', async () => {
  const { topic } = await notebook();

  expect(topic('壊れにくさ').parent).toBe('安全さの違い');
  expect(topic('ブロックストレージ').parent).toBe('ストレージ');
  expect(topic('ストレージ').parent).toBeUndefined();
});

test('"Types of X" are examples, "References" are sources, and neither is a topic', async () => {
  const { topic } = await notebook();

  expect(topic('network-nw').sections.map((section) => section.kind)).toEqual(['examples']);
  expect(topic('network-nw').sources.en).toEqual([
    { title: 'A book about networks', url: 'https://books.example.com/network' },
  ]);
});

test('without a base address links inside the notes are plain text', async () => {
  const { topic } = await notebook();

  expect(topic('専用型仮想化').summary.ja?.some((span) => span.href !== undefined)).toBe(false);
  expect(topic('専用型仮想化').link).toBeUndefined();
});

test('with a base address every topic and section links to its page and heading as MkDocs publishes them', async () => {
  const { topic } = await notebook({ baseUrl: 'https://notes.example.com/base' });

  expect(topic('ストレージ').link?.ja).toBe('https://notes.example.com/base/storage/');
  expect(topic('共有型san').link?.ja).toBe('https://notes.example.com/base/storage/#shared');
  expect(topic('専用型仮想化').sections.map((section) => section.link)).toEqual([
    'https://notes.example.com/base/storage/#_4',
    'https://notes.example.com/base/storage/#provider',
  ]);
  expect(topic('専用型仮想化').summary.ja?.flatMap((span) => span.href ?? [])).toEqual([
    'https://notes.example.com/base/storage/#shared',
    'https://notes.example.com/base/network/#lan',
  ]);
});

test('a Unicode slugify in mkdocs.yml and pages without directories are followed', async () => {
  const mkdocs =
    'use_directory_urls: false\nmarkdown_extensions:\n  - toc:\n      slugify: !!python/object/apply:pymdownx.slugs.slugify {}\n';
  const { topic } = await notebook({
    baseUrl: 'https://notes.example.com/',
    files: { 'storage.md': NOTEBOOK, 'network.md': NETWORK, 'mkdocs.yml': mkdocs },
  });

  expect(decodeURI(topic('専用型仮想化').link?.ja ?? '')).toBe(
    'https://notes.example.com/storage.html#専用型仮想化',
  );
});

test('a repository address shows files, with the anchors of GitHub', async () => {
  const { topic } = await notebook({ baseUrl: 'https://github.com/team/notes/tree/main/docs' });

  expect(topic('lan').link?.en).toBe('https://github.com/team/notes/blob/main/docs/network.md#lan');
});

test('a link to a heading that is not there is reported with its line', async () => {
  const { knowledge } = await notebook();

  expect(knowledge.problems).toMatchObject([
    { severity: 'warning', line: 7, field: 'link', message: 'the link to "storage.md#gone" leads nowhere' },
  ]);
});

test('a heading that recurs all over the notes is a section of what it stands under', async () => {
  const page = (name: string) => `# ${name}\n\n${name}の説明。\n\n## 設定\n\n${name}を設定する。\n`;
  const names = ['甲', '乙', '丙', '丁'];
  const files = Object.fromEntries(names.map((name, n) => [`${n}.md`, page(name)]));
  const { knowledge, topic } = await notebook({ files });

  expect([...knowledge.topics.keys()].sort()).toEqual([...names].sort());
  expect(topic('甲').sections.map((section) => section.path)).toEqual([['甲', '設定']]);
});

test('two things of one name are told apart by what stands above them', async () => {
  const page = (name: string) => `# ${name}\n\n## Docker\n\nA section about it.\n`;
  const { knowledge } = await notebook({ files: { 'a.md': page('Tools'), 'b.md': page('Metrics') } });

  expect([...knowledge.topics].map(([id, topic]) => [id, topic.title.en])).toEqual([
    ['docker', 'Docker'],
    ['docker-1', 'Docker (Metrics)'],
    ['metrics', 'Metrics'],
    ['tools', 'Tools'],
  ]);
});

test('a page without any heading is named after its file, and an index page after its folder', async () => {
  const { topic } = await notebook({
    files: { 'guide/index.md': 'How we work.\n', 'guide/on_call.md': 'Who is woken up.\n' },
  });

  expect(topic('guide').title.en).toBe('guide');
  expect(topic('on-call').parent).toBe('guide');
});

test('the boxes of MkDocs are read as what they hold, and line numbers stay true', async () => {
  const { topic } = await notebook({
    files: { 'a.md': '# A\n\nText.\n\n!!! note "Mind"\n    Inside the box.\n\n## B\n\nMore.\n' },
  });

  expect(topic('a').sections[0]?.body).toEqual([
    { kind: 'text', text: [{ text: 'Mind', bold: true }, { text: ' Inside the box.' }] },
  ]);
  expect(topic('b').origin?.en?.line).toBe(8);
});

test('only web addresses survive', async () => {
  const { topic } = await notebook({
    files: {
      'a.md':
        '# A\n\n[x](javascript:alert(1)) [y](mailto:a@b.c) [z](data:text/html,x) [w](https://w.example/)\n',
    },
  });

  expect(topic('a').summary.en?.flatMap((span) => span.href ?? [])).toEqual(['https://w.example/']);
});

test('broken front matter costs a free page only its front matter', async () => {
  const { knowledge, topic } = await notebook({ files: { 'a.md': '---\ntitle: [x\n---\n\n# A\n\nText.\n' } });

  expect(summaryOf(topic('a'))).toBe('Text.');
  expect(knowledge.problems).toMatchObject([{ severity: 'warning', field: 'front matter' }]);
});

test('notes and free pages may share a folder; the guide for writers is neither', async () => {
  const { knowledge } = await notebook({
    files: {
      'README.md': '# Writing notes\n\nHow to.\n',
      'topics/docker.en.md': '---\ntitle: Docker\n---\n\n# Docker\n\nA tool.\n',
      'more/podman.md': '# Podman\n\nAnother tool.\n',
    },
  });

  expect([...knowledge.topics].map(([id, topic]) => [id, topic.origin?.en?.format])).toEqual([
    ['docker', 'note'],
    ['podman', 'tree'],
  ]);
});

test('of two folders with the same topic the later one wins, and says so', async () => {
  const ours = folderWith({ 'docker.md': '# Docker\n\nOurs.\n' });
  const theirs = folderWith({ 'docker.md': '# Docker\n\nTheirs.\n' });
  const knowledge = await loadKnowledge({ folders: [ours, theirs] });

  expect(knowledge.topics.get('docker')?.summary.en).toEqual([{ text: 'Theirs.' }]);
  expect(knowledge.problems).toMatchObject([{ severity: 'warning', file: expect.stringContaining(theirs) }]);
});

test('section ids are unique in a language, whatever the headings', async () => {
  const body = lines(`
    # A

    ## Usage

    One.

    ### Usage

    Two.

    ## Usage

    Three.
  `);
  const { knowledge } = await notebook({ files: { 'a.md': body, 'b.md': body.replace('# A', '# B') } });
  const ids = [...knowledge.topics.values()].flatMap((topic) => topic.sections.map((section) => section.id));

  expect(ids.length).toBeGreaterThan(3);
  expect(new Set(ids).size).toBe(ids.length);
});
