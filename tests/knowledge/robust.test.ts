import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatProblem } from '../../src/knowledge/check/check.ts';
import { readSummary } from '../../src/knowledge/check/read-summary.ts';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { withinTime } from '../../src/knowledge/time-limit.ts';
import type { Problem, Topic } from '../../src/knowledge/topic.ts';
import { folderWith } from './folder.ts';

const GOOD = '# Good\n\nA page that is fine.\n';

/** Loads a folder with one good page in it: whatever else is there must not cost that page. */
async function load(folder: string) {
  const knowledge = await loadKnowledge({ folders: [folder] });
  const problems = knowledge.problems.map(({ file, ...rest }: Problem) => ({
    ...rest,
    file: file.slice(folder.length + 1),
  }));
  return { ids: [...knowledge.topics.keys()], problems };
}

test('front matter that is no YAML is reported with its line, and the note left out', async () => {
  const folder = folderWith({
    'good.md': GOOD,
    'topics/bad.en.md': '---\ntitle: Bad\naliases: [a, b\n---\n\n# Bad\n',
  });

  const { ids, problems } = await load(folder);

  expect(ids).toEqual(['good']);
  expect(problems).toMatchObject([{ severity: 'error', file: 'topics/bad.en.md', field: 'front matter' }]);
  expect(problems[0]?.line).toBeGreaterThanOrEqual(3);
});

test('front matter that never ends is reported', async () => {
  const folder = folderWith({ 'good.md': GOOD, 'topics/bad.en.md': '---\ntitle: Bad\n\n# Bad\n' });

  const { ids, problems } = await load(folder);

  expect(ids).toEqual(['good']);
  expect(problems).toMatchObject([{ file: 'topics/bad.en.md', line: 1, field: 'front matter' }]);
});

test('a file that is not UTF-8 is reported with the line that is not', async () => {
  const shiftJis = new Uint8Array([...Buffer.from('# ok\n\n'), 0x89, 0xbc, 0x91, 0x7a, 0x0a]);
  const folder = folderWith({ 'good.md': GOOD, 'bad.md': shiftJis });

  const { ids, problems } = await load(folder);

  expect(ids).toEqual(['good']);
  expect(problems).toMatchObject([{ severity: 'error', file: 'bad.md', line: 3 }]);
  expect(problems[0]?.message).toContain('UTF-8');
});

test('a file above the limit is reported with both sizes, and not read', async () => {
  const folder = folderWith({ 'good.md': GOOD, 'big.md': `# Big\n\n${'x'.repeat(5 * 1024 * 1024)}` });

  const { ids, problems } = await load(folder);

  expect(ids).toEqual(['good']);
  expect(problems).toMatchObject([{ file: 'big.md', line: 1 }]);
  expect(problems[0]?.message).toMatch(/5\.0 MB.*limit is 1\.0 MB/);
});

test('an empty file is reported', async () => {
  const folder = folderWith({ 'good.md': GOOD, 'empty.md': ' \n', 'topics/none.en.md': '' });

  const { ids, problems } = await load(folder);

  expect(ids).toEqual(['good']);
  expect(problems.map(({ file, message }) => `${file}: ${message}`)).toEqual([
    'empty.md: left out: the file is empty',
    'topics/none.en.md: left out: the file is empty',
  ]);
});

test('folders that link back to themselves are entered once', async () => {
  const folder = folderWith({ 'good.md': GOOD, 'deep/page.md': '# Page\n\nText.\n' });
  symlinkSync(folder, join(folder, 'deep', 'again'));

  const { ids, problems } = await load(folder);

  expect(ids).toEqual(['good', 'page']);
  expect(problems).toMatchObject([{ severity: 'warning', file: 'deep/again' }]);
});

test('a link that leads nowhere is reported', async () => {
  const folder = folderWith({ 'good.md': GOOD });
  symlinkSync(join(folder, 'gone.md'), join(folder, 'link.md'));

  const { ids, problems } = await load(folder);

  expect(ids).toEqual(['good']);
  expect(problems).toMatchObject([{ severity: 'error', file: 'link.md' }]);
});

test('a file deleted while the folder is read is reported', async () => {
  // Pages are read in order and in batches: the last one is deleted when the first batch is done.
  const pages = Object.fromEntries(
    Array.from({ length: 40 }, (_unused, n) => [
      `${String(n).padStart(2, '0')}.md`,
      `# Page ${n}\n\nText.\n`,
    ]),
  );
  const folder = folderWith({ ...pages, 'zz.md': '# Last\n\nText.\n' });
  let deleted = false;

  const knowledge = await loadKnowledge({
    folders: [folder],
    progress: () => {
      if (!deleted) rmSync(join(folder, 'zz.md'));
      deleted = true;
    },
  });

  expect(knowledge.topics.size).toBe(40);
  expect(knowledge.problems).toMatchObject([{ severity: 'error', file: join(folder, 'zz.md') }]);
});

test.skipIf(process.getuid?.() === 0)('a file that may not be read is reported', async () => {
  const folder = folderWith({ 'good.md': GOOD, 'secret.md': '# Secret\n' });
  chmodSync(join(folder, 'secret.md'), 0o000);

  const { ids, problems } = await load(folder);

  expect(ids).toEqual(['good']);
  expect(problems).toMatchObject([{ severity: 'error', file: 'secret.md' }]);
});

test('a folder named like a page is reported by nobody and entered', async () => {
  const folder = folderWith({ 'good.md': GOOD, 'odd.md/page.md': '# Page\n\nText.\n' });

  expect(await load(folder)).toEqual({ ids: ['good', 'page'], problems: [] });
});

test('a folder that is not there is reported, and the others are read', async () => {
  const folder = folderWith({ 'good.md': GOOD });
  const knowledge = await loadKnowledge({ folders: [join(folder, 'nowhere'), folder] });

  expect([...knowledge.topics.keys()]).toEqual(['good']);
  expect(knowledge.problems).toMatchObject([{ severity: 'error', file: join(folder, 'nowhere') }]);
});

test.each([
  ['quotations', `${'>'.repeat(3000)} x\n`],
  ['lists', Array.from({ length: 400 }, (_unused, n) => `${'  '.repeat(n)}- a`).join('\n')],
  ['lists in one line', `${'- '.repeat(3000)}x\n`],
])(
  '%s nested without end are read as deep as anybody writes, and told with their line',
  async (_kind, text) => {
    const folder = folderWith({ 'good.md': GOOD, 'deep.md': `# Deep\n\n${text}` });

    const { ids, problems } = await load(folder);

    expect(ids).toEqual(['deep', 'good']);
    expect(problems).toMatchObject([
      {
        severity: 'warning',
        file: 'deep.md',
        message: 'nested more than 30 deep: what stands deeper is left out',
      },
    ]);
    expect(problems[0]?.line).toBeGreaterThanOrEqual(3);
  },
);

test('a list nested as deep as people write them is read', async () => {
  const list = Array.from({ length: 8 }, (_unused, n) => `${'  '.repeat(n)}- level ${n}`).join('\n');
  const folder = folderWith({ 'good.md': GOOD, 'deep.md': `# Deep\n\n${list}\n` });

  expect(await load(folder)).toEqual({ ids: ['deep', 'good'], problems: [] });
});

test('line ends of Windows and a byte order mark make no difference', async () => {
  const note = '---\ntitle: Docker\n---\n\n# Docker\n\nA tool\nin two lines.\n\n## Summary\n\n- a\n- b\n';
  const plain = await loadKnowledge({ folders: [folderWith({ 'topics/docker.en.md': note })] });
  const windows = await loadKnowledge({
    folders: [folderWith({ 'topics/docker.en.md': `\ufeff${note.replaceAll('\n', '\r\n')}` })],
  });

  const { origin: _one, sections: expected, ...rest } = plain.topics.get('docker') ?? { sections: [] };
  const found = windows.topics.get('docker');
  expect(windows.problems).toEqual([]);
  expect(found).toMatchObject(rest);
  expect(found?.sections.map(({ body, at }) => [body, at.line])).toEqual(
    expected.map(({ body, at }) => [body, at.line]),
  );
});

test('control characters never reach a message', async () => {
  const folder = folderWith({ 'a.md': '# A\n\nbell\u0007 and escape\u001b[31m.\n' });
  const knowledge = await loadKnowledge({ folders: [folder] });

  expect(knowledge.topics.get('a')?.summary.en).toEqual([{ text: 'bell and escape[31m.' }]);
});

test.each([
  ['page.md', '---\ntitle: "b\\u001b[31md\\u202ee"\naliases: ["x\\u001by"]\n---\n\n# x\n\nText.\n'],
  ['page.md', '+++\ntitle = "b\\u001b[31md\\u202ee"\naliases = ["x\\u001by"]\n+++\n\n# x\n\nText.\n'],
  ['topics/page.en.md', '---\ntitle: "b\\u001b[31md\\u202ee"\naliases: ["x\\u001by"]\n---\n\n# x\n\nText.\n'],
])('nor do they where they are written as escapes: %s', async (name, text) => {
  const knowledge = await loadKnowledge({ folders: [folderWith({ [name]: text })] });
  const [{ title, aliases } = {}] = [...knowledge.topics.values()] as Partial<Topic>[];

  expect([title?.en, aliases?.en?.[0]]).toEqual(['b[31mde', 'xy']);
});

test('a name of a file steers no terminal', async () => {
  const folder = folderWith({ 'good.md': GOOD, 'red\u001b[31m.md': '' });
  const { problems } = await loadKnowledge({ folders: [folder] });

  expect(problems.map(formatProblem).join()).toMatch(/red\[31m\.md:1 .*empty/);
});

const HOSTILE: readonly (readonly [string, string])[] = [
  ['blanks in a heading', `# a${' '.repeat(50_000)}b`],
  ['comments that never end', '<!--a'.repeat(10_000)],
  ['quotations in quotations', `${'>'.repeat(10_000)} a`],
  ['lists in lists', `${'- '.repeat(10_000)}a`],
  ['opening brackets', '['.repeat(60_000)],
  ['stars', '*a '.repeat(30_000)],
  ['backticks of every length', Array.from({ length: 400 }, (_unused, n) => '`'.repeat(n)).join('a')],
  ['half links', '[a]('.repeat(20_000)],
  ['half tags', '<a '.repeat(30_000)],
  ['half components', '<Tab a="\n'.repeat(10_000)],
  ['half comments of Obsidian', '%%\n'.repeat(20_001)],
  [
    'boxes in boxes',
    Array.from({ length: 300 }, (_unused, n) => `${' '.repeat(n * 4)}!!! note "a"`).join('\n'),
  ],
  ['boxes that never end', ':::note\n'.repeat(10_000)],
  ['folds that never end', '<details>\n\n'.repeat(5_000)],
  ['addresses without an end', 'https://'.repeat(10_000)],
  ['brackets behind an address', `https://a.example/${')'.repeat(20_000)}`],
  ['half bold', '**a '.repeat(20_000)],
  ['shortcodes that never end', '{{< tab "'.repeat(10_000)],
];

test.each(HOSTILE)(
  '%s: the page costs no more than its time, and the others are read',
  async (_kind, text) => {
    const folder = folderWith({ 'good.md': GOOD, 'bad.md': `# Bad\n\n${text}\n` });

    const { ids } = await load(folder);

    expect(ids).toContain('good');
  },
);

// The parser calls itself for each level: deep enough, the process is ended by V8, which nobody can catch.
test.each(['[', '{a: ', '- ', '? '])(
  'front matter of "%s" over and over is told, and ends nothing',
  async (nested) => {
    const deep = nested.repeat(100_000);
    const folder = folderWith({
      'good.md': GOOD,
      'page.md': `---\ntitle: x\n${deep}\n---\n\n# Page\n\nText.\n`,
      'topics/note.en.md': `---\ntitle: x\n${deep}\n---\n\n# Note\n`,
      'mkdocs.yml': `nav:\n  ${deep}\n`,
    });

    const { ids, problems } = await load(folder);

    expect(ids).toEqual(['good', 'page']);
    expect(problems.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      'page.md: nested more than 30 deep on one line; the page is used without its front matter',
      'topics/note.en.md: nested more than 30 deep on one line',
    ]);
  },
);

test('a paragraph of footnotes is read in time proportional to its length', async () => {
  const folder = folderWith({ 'long.md': `# Long\n\n${'a[^1]\n'.repeat(20_000)}\n[^1]: Said there.\n` });

  expect((await load(folder)).ids).toEqual(['long']);
});

test('tabs in tabs without end are read as deep as anybody writes', async () => {
  const tabs = '<Tabs>\n<TabItem value="a" label="b">\n\n'.repeat(4_000);
  const folder = folderWith({ 'good.md': GOOD, 'tabs.md': `# Tabs\n\n${tabs}Text.\n` });

  expect(await load(folder)).toEqual({ ids: ['good', 'tabs'], problems: [] });
});

test('a file is given up after its time, whatever is being done with it', () => {
  const forever = () => {
    for (let n = 0; ; n++) if (n < 0) return n;
  };

  expect(() => withinTime(30, forever)).toThrow('it was not read within 30 ms');
  expect(withinTime(1_000, () => 'read')).toBe('read');
});

test('a link that leads out of the folder is not followed, whatever it leads to', async () => {
  const outside = folderWith({ '.env': 'TOKEN=secret\n', 'notes/page.md': '# Outside\n\nText.\n' });
  const folder = folderWith({ 'good.md': GOOD });
  symlinkSync(join(outside, '.env'), join(folder, 'env.md'));
  symlinkSync(join(outside, 'notes'), join(folder, 'notes'));

  const { ids, problems } = await load(folder);

  expect(ids).toEqual(['good']);
  expect(problems.map(({ file, message }) => `${file}: ${message}`)).toEqual([
    'env.md: left out: this link leads out of the folder',
    'notes: left out: this link leads out of the folder',
  ]);
});

test('folders that all link to each other are entered once each', async () => {
  const names = Array.from({ length: 8 }, (_unused, n) => `f${n}`);
  const folder = folderWith(
    Object.fromEntries(names.map((name) => [`${name}/page.md`, `# Page ${name}\n\nText.\n`])),
  );
  for (const name of names)
    for (const other of names)
      if (name !== other) symlinkSync(join(folder, other), join(folder, name, other));

  const { ids, problems } = await load(folder);

  expect(ids).toHaveLength(8);
  expect(problems).toHaveLength(56);
});

test('a pipe called like a page is left out, and nobody waits for it', async () => {
  const folder = folderWith({ 'good.md': GOOD });
  execFileSync('mkfifo', [join(folder, 'pipe.md')]);

  const { ids, problems } = await load(folder);

  expect(ids).toEqual(['good']);
  expect(problems).toMatchObject([{ file: 'pipe.md', message: 'left out: it is no ordinary file' }]);
});

const SHIFT_JIS = [0x8a, 0x43, 0x82, 0xc6, 0x8e, 0x52, 0x82, 0xcc, 0x98, 0x62, 0x81, 0x42];
const EUC_JP = [0xb3, 0xa4, 0xa4, 0xc8, 0xbb, 0xb3, 0xa4, 0xce, 0xcf, 0xc3, 0xa1, 0xa3];

test.each([
  ['Shift_JIS', new Uint8Array([...Buffer.from('# Old\n\n'), ...SHIFT_JIS])],
  ['EUC-JP', new Uint8Array([...Buffer.from('# Old\n\n'), ...EUC_JP])],
  ['UTF-16', new Uint8Array(Buffer.from('\ufeff# Old\n\n海と山の話。', 'utf16le'))],
])('a page in %s is read as what it says', async (_encoding, bytes) => {
  const knowledge = await loadKnowledge({ folders: [folderWith({ 'old.md': bytes })] });

  expect(knowledge.problems).toEqual([]);
  expect(knowledge.topics.get('old')?.summary.ja).toEqual([{ text: '海と山の話。' }]);
});

test.each([
  ['draft: true', '---\ndraft: true\n---\n'],
  ['published: false', '---\npublished: false\n---\n'],
  ['search: exclude: true', '---\nsearch:\n  exclude: true\n---\n'],
  ['noindex: true', '---\nnoindex: true\n---\n'],
  ['draft: true', '+++\ndraft = true\n+++\n'],
])('a page that says %s is not shown, and check says so', async (reason, front) => {
  const folder = folderWith({ 'good.md': GOOD, 'hidden.md': `${front}\n# Hidden\n\nText.\n` });

  const { ids, problems } = await load(folder);

  expect(ids).toEqual(['good']);
  expect(problems).toMatchObject([
    { severity: 'warning', file: 'hidden.md', message: `left out: ${reason}` },
  ]);
});

test('rules in .virtignore leave out files and folders as .gitignore does', async () => {
  const folder = folderWith({
    '.virtignore': '# private\nsecret/\n*.tmp.md\n!keep.tmp.md\n',
    'good.md': GOOD,
    'secret/a.md': '# Secret\n\nText.\n',
    'b.tmp.md': '# Gone\n\nText.\n',
    'keep.tmp.md': '# Kept\n\nText.\n',
    'team/.virtignore': '/old.md\n',
    'team/old.md': '# Old\n\nText.\n',
  });

  const { ids, problems } = await load(folder);

  expect(ids).toEqual(['good', 'kept']);
  expect(problems.map(({ file }) => file)).toEqual(['b.tmp.md', 'secret', 'team/old.md']);
});

test('a rule that would be tried for ever is told and left out, and the others hold', async () => {
  const folder = folderWith({
    '.virtignore': `${'**/a/'.repeat(12)}x\nsecret/\n`,
    'good.md': GOOD,
    [`${'a/'.repeat(60)}deep.md`]: '# Deep\n\nText.\n',
    'secret/a.md': '# Secret\n\nText.\n',
  });

  const { ids, problems } = await load(folder);

  expect(ids).toEqual(['deep', 'good']);
  expect(problems.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
    '.virtignore:1 a rule with more than 8 stars is left out',
    'secret:1 left out: a rule in .virtignore',
  ]);
});

test('formats that are not read are told', async () => {
  const folder = folderWith({ 'good.md': GOOD, 'guide.adoc': '= Guide\n' });

  const { problems } = await load(folder);

  expect(problems).toMatchObject([
    { severity: 'warning', file: 'guide.adoc', message: 'left out: AsciiDoc is not read; only Markdown is' },
  ]);
});

test('check begins with what was read and what was left out, and why', async () => {
  const folder = folderWith({
    'good.md': `${GOOD}\n## Part\n\nText.\n`,
    'ja.md': '# 海\n\n海と山の話をする。\n',
    'a.md': '---\ndraft: true\n---\n\n# A\n',
    'b.md': '---\ndraft: true\n---\n\n# B\n',
    'empty.md': '',
    'plan.md': '# Plan\n\n!!! note\n    Soon.\n\n<!-- not yet -->\n\n```mermaid\na --> b\n```\n',
  });

  expect(readSummary(await loadKnowledge({ folders: [folder] }))).toEqual([
    `Read ${folder}: 3 pages, 1 section; 1 in Japanese, 2 in English; forms of MkDocs on 1`,
    'Not shown (--all lists it): 2 × draft: true; 1 × the file is empty; 1 × a comment; 1 × a drawing (mermaid)',
  ]);
});
