import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { watchKnowledge } from '../../src/knowledge/files/watch.ts';
import { expandSnippets } from '../../src/knowledge/markdown/snippets.ts';
import type { Topic } from '../../src/knowledge/topic.ts';
import { partText } from '../../src/search/index/documents.ts';
import { plain } from '../../src/text.ts';
import { folderWith, lines } from './folder.ts';

const said = (topic: Topic | undefined): string[] => [
  plain(topic?.summary.en ?? []),
  ...(topic?.sections ?? []).flatMap(({ body }) => body.map(partText)),
];

const PAGE = lines(`
  # Setup

  First.

  --8<-- "warning.md"

  \`\`\`yaml
  --8<-- "compose.yml:web"
  \`\`\`

  !!! note "Ports"
      --8<-- "ports.txt:2:3"

  --8<--
  warning.md
  ; nothing.md
  --8<--

  ## After

  Done.
`);

const FILES = {
  'mkdocs.yml': 'markdown_extensions:\n  - pymdownx.snippets:\n      base_path: [parts]\n',
  'docs/setup.md': PAGE,
  'parts/warning.md': 'Mind the **door**.\n',
  'parts/compose.yml': 'a: 1\n# --8<-- [start:web]\nimage: web\n# --8<-- [end:web]\nb: 2\n',
  'parts/ports.txt': 'one\n8080 is open.\n443 too.\nfour\n',
};

test('what a page takes in stands where it names it, also in code and boxes, on the lines that name it', async () => {
  const { topics, problems } = await loadKnowledge({ folders: [folderWith(FILES)] });

  expect(said(topics.get('setup'))).toEqual([
    'First.',
    'Mind the door.',
    'image: web',
    'Ports',
    '8080 is open. 443 too.',
    'Mind the door.',
    'Done.',
  ]);
  expect(topics.get('setup')?.sections.map(({ at }) => at.line)).toEqual([1, 19]);
  expect(problems).toEqual([]);
});

test('nothing from outside the folder, nothing hidden and nothing without end is taken in, and it is told', async () => {
  const secret = folderWith({ 'secret.txt': 'hush' });
  const folder = folderWith({
    'a.md': '# A\n\nFirst.\n\n--8<-- "../../etc/passwd"\n--8<-- ".env"\n--8<-- "link.txt"\n--8<-- "a.md"\n',
    '.env': 'hush',
  });
  symlinkSync(join(secret, 'secret.txt'), join(folder, 'link.txt'));

  const { topics, problems } = await loadKnowledge({ folders: [folder] });

  expect(said(topics.get('a')).join(' ')).not.toContain('hush');
  const missing = problems
    .filter(({ field }) => field === 'snippet')
    .map(({ line, message }) => [line, message]);
  expect(missing).toContainEqual([5, 'the file "../../etc/passwd" it takes in is not there']);
  expect(missing).toContainEqual([6, 'the file ".env" it takes in is not there']);
  expect(missing).toContainEqual([7, 'the file "link.txt" it takes in is not there']);
});

test('files that take in much, and much of it again, end where a file may', async () => {
  const many = (name: string) => `--8<-- "${name}"\n`.repeat(2_000);
  const folder = folderWith({
    'a.md': `# A\n\nFirst.\n\n${many('b.txt')}`,
    'b.txt': many('c.txt'),
    'c.txt': `${'word '.repeat(100_000)}\n`,
    'z.md': '# Z\n\nStill read.\n',
  });

  const { topics } = await loadKnowledge({ folders: [folder] });

  expect(said(topics.get('a')).join('').length).toBeLessThan(2 * 1024 * 1024);
  expect(said(topics.get('z'))).toEqual(['Still read.']);
});

test.each([
  ['read before', false],
  ['from the cache', true],
])('a page is read again when what it takes in changes, %s', async (_how, cached) => {
  const folder = folderWith(FILES);
  const options = {
    folders: [folder],
    cacheDir: folderWith({}),
    settleMs: 20,
    pollMs: 30,
    notifications: false,
  };
  if (cached) await loadKnowledge(options);
  const knowledge = await loadKnowledge(options);
  const next = await new Promise<Topic | undefined>((resolve) => {
    void watchKnowledge(options, knowledge, ({ topics }) => resolve(topics.get('setup'))).then((watch) => {
      watches.push(watch);
      writeFileSync(join(folder, 'parts/warning.md'), 'Mind the window, too.\n');
    });
  });
  await Promise.all(watches.splice(0).map((watch) => watch.close()));

  expect(said(next)).toContain('Mind the window, too.');
  rmSync(join(folder, 'parts/warning.md'));
  const { problems } = await loadKnowledge(options);
  expect(problems.map(({ message }) => message)).toEqual(
    Array.from({ length: 2 }, () => 'the file "warning.md" it takes in is not there'),
  );
});

const watches: { close(): Promise<void> }[] = [];

test('files that take each other in over and over end where a page is as long as it may be', () => {
  let asked = 0;
  const text = '--8<-- "again.md"\n'.repeat(1_000);
  const { text: whole, missing } = expandSnippets(text, () => {
    asked++;
    return text;
  });

  expect(whole.trim()).toBe('');
  expect(asked + missing.length).toBeLessThan(100_000);
});

const VAULT = { '.obsidian/app.json': '{}' };

test('notes that embed each other end, and in code nothing is embedded', async () => {
  const files = {
    ...VAULT,
    'Egg.md': '# Egg\n\nFirst there was this.\n\n![[Hen]]\n\n```md\n![[Hen]]\n```\n',
    'coop/Hen.md': '# Hen\n\nIt laid one.\n\n![[Egg]]\n',
  };
  const { topics } = await loadKnowledge({ folders: [folderWith(files)] });
  const egg = said(topics.get('egg')).join('\n');

  expect(egg).toContain('It laid one.');
  expect(egg).toContain('![[Hen]]');
  expect(egg.length).toBeLessThan(500);
});

test('a note that is ignored or hidden is embedded nowhere, and a folder that is no vault embeds none', async () => {
  const page = '# Page\n\nAnything.\n\n![[Ours]]\n\n![[Theirs]]\n';
  const files = {
    'Page.md': page,
    'Ours.md': '---\npublish: false\n---\nsecret one\n',
    'private/Theirs.md': 'secret two\n',
    '.virtignore': 'private/\n',
  };
  for (const more of [VAULT, {}]) {
    const { topics } = await loadKnowledge({ folders: [folderWith({ ...files, ...more })] });

    expect(said(topics.get('page')).join('\n')).not.toContain('secret');
  }
});

test('an edit of an embedded note is seen', async () => {
  const folder = folderWith({
    ...VAULT,
    'A.md': '# A\n\nOne.\n\n![[B#How]]\n',
    'in/B.md': '# B\n\n## How\n\nSlowly.\n',
  });
  const before = await loadKnowledge({ folders: [folder] });
  writeFileSync(join(folder, 'in/B.md'), '# B\n\n## How\n\nMuch faster.\n');
  const after = await loadKnowledge({ folders: [folder] });

  expect(said(before.topics.get('a'))).toContain('Slowly.');
  expect(said(after.topics.get('a'))).toContain('Much faster.');
});
