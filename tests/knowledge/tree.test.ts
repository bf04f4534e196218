import { expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import type { Section, Topic } from '../../src/knowledge/topic.ts';
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
  /** The section under a heading, as the file has it. */
  const section = (id: string, heading: string): Section => {
    const found = topic(id).sections.find((one) => one.heading === heading);
    if (!found)
      throw new Error(
        `no "${heading}" among ${topic(id)
          .sections.map((one) => one.heading)
          .join(', ')}`,
      );
    return found;
  };
  return { knowledge, topic, section };
}

const summaryOf = (topic: Topic): string => plain(topic.summary.ja ?? topic.summary.en ?? []);
const said = (section: Section): string =>
  section.body
    .flatMap((part) =>
      part.kind === 'text' ? plain(part.text) : part.kind === 'list' ? part.items.map(plain) : [],
    )
    .join(' / ');

test('a page is one topic, and its headings are sections of it', async () => {
  const { knowledge, topic } = await notebook();

  expect([...knowledge.topics.values()].map(({ title }) => title.ja ?? title.en)).toEqual([
    'Network (NW)',
    'ストレージ',
  ]);
  expect(topic('ストレージ').sections.map(({ heading }) => heading)).toEqual([
    'はじめに',
    'ブロックストレージとは',
    '▼ 専用型仮想化とは',
    '▼ Provider例',
    '共有型（SAN）',
    '03. 比較',
    '速さの違い',
    '安全さの違い',
    '▼ 壊れにくさ',
  ]);
});

test('a section knows its heading as written, all headings above it, its page and its line', async () => {
  const { section } = await notebook();

  expect(section('ストレージ', '▼ 専用型仮想化とは')).toMatchObject({
    heading: '▼ 専用型仮想化とは',
    path: ['ストレージ', 'ブロックストレージ', '専用型仮想化', '専用型仮想化とは'],
    at: { page: 'storage.md', line: 35 },
  });
});

test('the definition of a page is its first real paragraph, wherever the writer put it', async () => {
  const { topic } = await notebook({
    files: {
      'storage.md': NOTEBOOK,
      'linked.md': '# Linked\n\n[Elsewhere](storage.md)\n\nSee also:\n\nA page that says more.\n',
      'described.md': '---\ndescription: What it is about.\n---\n\n# Described\n\n## Part\n\n- a\n',
      'deep.md': '# Deep\n\n## Introduction\n\nHello.\n\n## One\n\n- x\n\n### Two\n\nHere it begins.\n',
    },
  });

  expect(summaryOf(topic('ストレージ'))).toBe('データを保存する補助記憶のこと。');
  expect(summaryOf(topic('linked'))).toBe('A page that says more.');
  expect(summaryOf(topic('described'))).toBe('What it is about.');
  expect(summaryOf(topic('deep'))).toBe('Here it begins.');
});

test('the language is the page’s, though a section of it holds only Latin names', async () => {
  const { section } = await notebook();

  expect(section('ストレージ', '▼ Provider例').lang).toBe('ja');
});

test('a quoted reference is a source of its section, single or listed, and never text', async () => {
  const { section } = await notebook();

  expect(section('ストレージ', 'ブロックストレージとは')).toMatchObject({
    body: [{ kind: 'text', text: [{ text: 'データを一定の大きさに区切って扱う。' }] }],
    sources: [
      { title: 'example.com', url: 'https://www.example.com/block_storage' },
      { title: 'docs.example.org', url: 'https://docs.example.org/guide' },
    ],
  });
});

test('a quotation that only begins like a reference stays a quotation', async () => {
  const page = '# A\n\ntext\n\n> 参考になる話。[詳細](https://a.example/)\n\n> 参考\n> https://b.example/\n';
  const { topic } = await notebook({ files: { 'a.md': page } });

  expect(topic('a').sections[0]?.body).toEqual([
    { kind: 'quote', text: [{ text: '参考になる話。' }, { text: '詳細', href: 'https://a.example/' }] },
  ]);
  expect(topic('a').sources).toEqual({ ja: [{ title: 'b.example', url: 'https://b.example/' }] });
});

test('a list of providers becomes examples, with its own references', async () => {
  const { section } = await notebook();

  expect(section('ストレージ', '▼ Provider例')).toMatchObject({
    kind: 'examples',
    body: [{ kind: 'list', items: [[{ text: 'Alpha Disk' }], [{ text: 'Beta Drive' }]] }],
    sources: [{ title: 'Alphaの説明', url: 'https://alpha.example.com/' }],
  });
});

test('pictures are kept by address, percent-encoded where they were not', async () => {
  const { section } = await notebook();

  expect(section('ストレージ', '▼ 専用型仮想化とは').body[0]).toEqual({
    kind: 'image',
    url: 'https://images.example.org/%E5%B0%82%E7%94%A8.png',
    alt: '専用型',
  });
});

test('code is kept; drawings, comments and HTML tags are left out', async () => {
  const { section } = await notebook();

  expect(section('ストレージ', '共有型（SAN）').body).toEqual([
    { kind: 'text', text: [{ text: '複数の機器で分け合う。' }] },
    { kind: 'code', code: '# 一覧\nlsblk', language: 'bash' },
  ]);
  expect(said(section('ストレージ', '速さの違い'))).toBe('近いほど速い。遠いほど遅い。');
});

test('a page is named by its title and brackets in it, and by bold words only where they open its definition', async () => {
  const { topic } = await notebook({
    files: {
      'network.md': NETWORK,
      'a.md': '# Relays\n\n**Hop boxes** are machines in between. They must **never** sleep.\n',
      'b.md': '# Other\n\nIt is **important** to know.\n',
    },
  });

  expect(topic('network-nw').aliases.en).toEqual(['Network', 'NW']);
  expect(topic('relays').aliases.en).toEqual(['Hop boxes']);
  expect(topic('other').aliases.en).toEqual([]);
});

test('a heading of several words that stands once, or what a heading defines, names its section', async () => {
  const { section } = await notebook();

  expect(section('ストレージ', '共有型（SAN）').names).toEqual(['共有型（SAN）', '共有型', 'SAN']);
  expect(section('ストレージ', '▼ 専用型仮想化とは').names).toEqual(['専用型仮想化', '専用型']);
  expect(section('ストレージ', '03. 比較').names).toBeUndefined();
});

test('a heading that stands in several places names none of them', async () => {
  const page = (name: string) => `# ${name}\n\nText.\n\n## Opening hours\n\nOf ${name}.\n`;
  const { section } = await notebook({ files: { 'a.md': page('Library'), 'b.md': page('Pool') } });

  expect(section('library', 'Opening hours').names).toBeUndefined();
});

test('a heading with nothing of its own says what stands below it and leads there', async () => {
  const { section } = await notebook();
  const comparison = section('ストレージ', '03. 比較');

  expect(said(comparison)).toBe('速さの違い / 安全さの違い');
  expect(comparison.leadsTo).toEqual([
    section('ストレージ', '速さの違い').id,
    section('ストレージ', '安全さの違い').id,
  ]);
});

test('a section of nothing but links leads to the pages and headings it links to', async () => {
  const { section } = await notebook({
    files: {
      'index.md':
        '# Home\n\n## Where to go\n\nStart here:\n\n- [Leave](leave.md)\n- [Days off](leave.md#days)\n\n## Rules\n\nKnock first, see [leave](leave.md) for more about it.\n',
      'leave.md': '# Leave\n\nAsk your lead.\n\n## Days\n\n25 a year.\n',
    },
  });

  expect(section('home', 'Where to go').leadsTo).toEqual(['leave', section('leave', 'Days').id]);
  expect(section('home', 'Rules').leadsTo).toBeUndefined();
});

test('what a section of tips lists becomes tips, and nothing else does', async () => {
  const { topic } = await notebook({
    files: { 'a.md': '# A\n\nText.\n\n## Tips\n\n- Save often.\n- Sleep well.\n\n## More\n\n- No tip.\n' },
  });

  expect(topic('a').tips.map((tip) => plain(tip.text.en ?? []))).toEqual(['Save often.', 'Sleep well.']);
  expect([topic('a').quiz, topic('a').attributes]).toEqual([[], {}]);
});

test('pages beside each other and linked to are related, and the page of a folder is above its pages', async () => {
  const { topic } = await notebook({
    files: {
      'guide/index.md': '# Guide\n\nText.\n',
      'guide/a.md': '# Alpha\n\nSee [far](../far.md) for all that stands elsewhere.\n',
      'guide/b.md': '# Beta\n\nText.\n',
      'far.md': '# Far\n\nText.\n',
    },
  });

  expect(topic('alpha').related).toEqual(['far', 'beta', 'guide']);
  expect(topic('alpha').parent).toBe('guide');
  expect(topic('guide').related).toEqual(['alpha', 'beta']);
});

test('links under "References" are sources of the page and no section', async () => {
  const { topic } = await notebook();

  expect(topic('network-nw').sections.map(({ heading }) => heading)).toEqual(['LAN', 'Types of network']);
  expect(topic('network-nw').sources.en).toEqual([
    { title: 'A book about networks', url: 'https://books.example.com/network' },
  ]);
});

test('without a base address links inside the notes are plain text', async () => {
  const { section } = await notebook();
  const { body, link } = section('ストレージ', '▼ 専用型仮想化とは');

  expect(JSON.stringify(body)).not.toContain('href');
  expect(link).toBeUndefined();
});

test('with a base address every topic and section links to its page and heading as MkDocs publishes them', async () => {
  const { topic, section } = await notebook({ baseUrl: 'https://notes.example.com/base' });

  expect(topic('ストレージ').link?.ja).toBe('https://notes.example.com/base/storage/');
  expect(section('ストレージ', '共有型（SAN）').link).toBe('https://notes.example.com/base/storage/#shared');
  expect(section('ストレージ', '▼ 専用型仮想化とは').link).toBe('https://notes.example.com/base/storage/#_5');
  expect(
    section('ストレージ', '▼ 専用型仮想化とは').body.flatMap((part) =>
      part.kind === 'text' ? part.text.flatMap((span) => span.href ?? []) : [],
    ),
  ).toEqual([
    'https://notes.example.com/base/storage/#shared',
    'https://notes.example.com/base/network/#lan',
  ]);
});

test('a Unicode slugify in mkdocs.yml and pages without directories are followed', async () => {
  const mkdocs =
    'use_directory_urls: false\nmarkdown_extensions:\n  - toc:\n      slugify: !!python/object/apply:pymdownx.slugs.slugify {}\n';
  const { section } = await notebook({
    baseUrl: 'https://notes.example.com/',
    files: { 'storage.md': NOTEBOOK, 'network.md': NETWORK, 'mkdocs.yml': mkdocs },
  });

  expect(decodeURI(section('ストレージ', '▼ 専用型仮想化とは').link ?? '')).toBe(
    'https://notes.example.com/storage.html#専用型仮想化とは',
  );
});

test('a repository address shows files, with the anchors of GitHub', async () => {
  const { section } = await notebook({ baseUrl: 'https://github.com/team/notes/tree/main/docs' });

  expect(section('network-nw', 'LAN').link).toBe(
    'https://github.com/team/notes/blob/main/docs/network.md#lan',
  );
});

test('a link to a heading that is not there is reported with its line', async () => {
  const { knowledge } = await notebook();

  const message = 'the link to "storage.md#gone" finds no such heading';
  expect(knowledge.problems.filter(({ field }) => field === 'link')).toMatchObject([
    { severity: 'warning', line: 7, message },
  ]);
});

test('two pages of one title are told apart by what they belong to', async () => {
  const { knowledge } = await notebook({
    files: {
      'tools/index.md': '# Tools\n\nText.\n',
      'tools/docker.md': '# Docker\n\nA tool.\n',
      'metrics/docker.md': '# Docker\n\nA metric.\n',
    },
  });

  expect([...knowledge.topics].map(([id, topic]) => [id, topic.title.en])).toEqual([
    ['docker', 'Docker'],
    ['docker-1', 'Docker (Tools)'],
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
  const { topic, section } = await notebook({
    files: { 'a.md': '# A\n\nText.\n\n!!! note "Mind"\n    Inside the box.\n\n## B\n\nMore.\n' },
  });

  expect(topic('a').sections[0]?.body).toEqual([
    { kind: 'heading', text: 'Mind' },
    { kind: 'text', text: [{ text: 'Inside the box.' }], under: ['Mind'] },
  ]);
  expect(section('a', 'B').at.line).toBe(8);
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

test('of two folders with a note on the same topic the later one wins, and says so; pages stand side by side', async () => {
  const note = (said: string) => `---\ntitle: Docker\n---\n\n# Docker\n\n${said}\n`;
  const ours = folderWith({ 'topics/docker.en.md': note('Ours.'), 'podman.md': '# Podman\n\nOurs.\n' });
  const theirs = folderWith({ 'topics/docker.en.md': note('Theirs.'), 'podman.md': '# Podman\n\nTheirs.\n' });
  const { topics, problems } = await loadKnowledge({ folders: [ours, theirs] });

  expect(topics.get('docker')?.summary.en).toEqual([{ text: 'Theirs.' }]);
  expect([topics.get('podman'), topics.get('podman-1')].map((topic) => topic?.summary.en)).toEqual([
    [{ text: 'Ours.' }],
    [{ text: 'Theirs.' }],
  ]);
  expect(problems).toMatchObject([{ severity: 'warning', file: expect.stringContaining(theirs) }]);
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

/** Where the pages and headings of a folder are said to stand. */
async function addressesIn(files: Record<string, string>, addresses: { baseUrl?: string; repoUrl?: string }) {
  const { topics } = await loadKnowledge({ folders: [folderWith(files)], ...addresses });
  return Object.fromEntries(
    [...topics.values()].map((topic) => [
      topic.id,
      [
        topic.link?.en ?? topic.link?.ja,
        ...topic.sections.flatMap(({ link, heading }) => (heading === topic.title.en ? [] : link)),
      ].map((link) => link && decodeURI(link)),
    ]),
  );
}

const PART = '\n\nText.\n\n## Set up\n\nOne.\n\n## Set up\n\nTwo.\n';

test('in the folder of mkdocs.yml the site holds what docs_dir holds', async () => {
  const files = {
    'mkdocs.yml': 'site_name: x\ndocs_dir: pages\n',
    'pages/guide/start.md': `# Start${PART}`,
    'README.md': '# Readme\n\nText.\n',
  };

  expect(await addressesIn(files, { baseUrl: 'https://x.example/notes' })).toEqual({
    readme: [undefined],
    start: [
      'https://x.example/notes/guide/start/',
      'https://x.example/notes/guide/start/#set-up',
      'https://x.example/notes/guide/start/#set-up_1',
    ],
  });
});

test.each([
  [
    'nav of mkdocs.yml',
    'docs/',
    { 'mkdocs.yml': 'nav:\n  - Zebra: z.md\n  - Animals:\n      - The lion: l.md\n      - a.md\n' },
  ],
  [
    'SUMMARY.md',
    '',
    { 'SUMMARY.md': '# Contents\n\n- [Zebra](z.md)\n- Animals\n  - [The lion](l.md)\n  - [Ape](a.md)\n' },
  ],
])('the %s orders pages and names them', async (_what, below, config) => {
  const files = {
    ...config,
    [`${below}index.md`]: '# Home\n\nWelcome.\n',
    [`${below}a.md`]: '# Ape\n\nText.\n',
    [`${below}l.md`]: '# Lion\n\nText.\n',
    [`${below}z.md`]: '# Zebra\n\nText.\n',
  };
  const { topic } = await notebook({ files });

  expect(topic('home').related).toEqual(['zebra', 'lion', 'ape']);
  expect(topic('lion').aliases).toEqual({ en: ['The lion'] });
});

test.each([
  ['Docusaurus’ `sidebar_position`', (place: number) => `---\nsidebar_position: ${place}\n---\n`],
  ['Hugo’s `weight`', (place: number) => `+++\nweight = ${place}\n+++\n`],
])('%s puts pages in order, and folders by their introductions', async (_what, front) => {
  const files = {
    'index.md': '# Home\n\nWelcome.\n',
    'a.md': `${front(3)}# Ape\n\nText.\n`,
    'b.md': '# Bear\n\nText.\n',
    'c.md': `${front(1)}# Cat\n\nText.\n`,
    'fish/_index.md': `${front(2)}# Fish\n\nText.\n`,
    'fish/eel.md': `${front(2)}# Eel\n\nText.\n`,
    'fish/cod.md': `${front(7)}# Cod\n\nText.\n`,
  };
  const { topic } = await notebook({ files });

  expect(topic('home').related).toEqual(['cat', 'fish', 'ape', 'bear']);
  expect(topic('fish').related.slice(0, 2)).toEqual(['eel', 'cod']);
});

test('notes that are published nowhere are linked to in their repository, line by line', async () => {
  const files = { 'a b.md': `# Start${PART}` };

  expect(await addressesIn(files, { repoUrl: 'https://github.com/team/notes.git' })).toEqual({
    start: [
      'https://github.com/team/notes/blob/HEAD/a b.md',
      'https://github.com/team/notes/blob/HEAD/a b.md?plain=1#L5',
      'https://github.com/team/notes/blob/HEAD/a b.md?plain=1#L9',
    ],
  });
});

test('links by the name of a page find it wherever it stands, and by the words of a heading', async () => {
  const files = {
    'a.md': '# A\n\nWhen it is hot we follow [[Opening hours#In summer|these hours]] or [[Nowhere]].\n',
    'deep/Opening hours.md': '# Opening hours\n\nText.\n\n## In summer\n\nNine to five.\n',
  };
  const { knowledge, topic } = await notebook({ baseUrl: 'https://x.example/', files });

  expect(topic('a').summary.en?.flatMap((span) => span.href ?? [])).toEqual([
    'https://x.example/deep/Opening%20hours/#in-summer',
  ]);
  expect(knowledge.problems).toMatchObject([{ message: 'the link to "[[Nowhere]]" leads nowhere' }]);
});

test('a link from the root of the site is right as it is', async () => {
  const files = {
    'a.md': '# A\n\nWhoever wants to come along signs up [over here](/events/2025/), before noon.\n',
  };
  const { knowledge, topic } = await notebook({ baseUrl: 'https://x.example/docs/', files });

  expect(topic('a').summary.en?.flatMap((span) => span.href ?? [])).toEqual([
    'https://x.example/events/2025/',
  ]);
  expect(knowledge.problems).toEqual([]);
});
