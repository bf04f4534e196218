import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadKnowledge, originsOf } from '../../src/knowledge/files/load.ts';
import { openSearch } from '../../src/notes.ts';
import { addFiles, folderWith } from './folder.ts';
import { NETWORK, NOTEBOOK } from './notebook.ts';

const notes = () => folderWith({ 'storage.md': NOTEBOOK, 'network.md': NETWORK });
const cacheFiles = (dir: string): string[] => readdirSync(dir).map((name) => join(dir, name));

test('what comes from the cache is what was read', async () => {
  const folder = notes();
  const brand = '- name: B\n  topics: [ストレージ, network-nw]\n  text: { en: Both., ja: 両方。 }\n';
  addFiles(folder, { 'brands.yaml': brand });
  const options = { folders: [folder], cacheDir: folderWith({}), baseUrl: 'https://notes.example.com/' };

  const read = await loadKnowledge(options);
  const cached = await loadKnowledge(options);

  expect(cached).toEqual(read);
  expect([read.topics.size, read.brands.length]).toEqual([2, 1]);
});

test('another base address makes other links of the same cached pages', async () => {
  const options = { folders: [notes()], cacheDir: folderWith({}) };
  await loadKnowledge({ ...options, baseUrl: 'https://old.example.com/' });

  const { topics } = await loadKnowledge({ ...options, baseUrl: 'https://new.example.com/' });

  expect(topics.get('network-nw')?.link?.en).toBe('https://new.example.com/network/');
});

test('what is read and indexed ahead, as the build does, serves a start that sets nothing', async () => {
  const folders = [notes()];
  const cacheDir = folderWith({});
  const ahead = { folders, cacheDir };
  await openSearch(await loadKnowledge(ahead), ahead);
  const kept = cacheFiles(cacheDir).map((file) => readFileSync(file, 'utf8'));

  const started = { ...ahead, tipless: [] };
  const knowledge = await loadKnowledge(started);

  expect(originsOf(knowledge).folders).toBeUndefined();
  expect((await openSearch(knowledge, started)).find('ネットワーク').verdict).toBe('answer');
  expect(cacheFiles(cacheDir).map((file) => readFileSync(file, 'utf8'))).toEqual(kept);
});

test('what comes from the cache is frozen like everything else', async () => {
  const options = { folders: [notes()], cacheDir: folderWith({}) };
  await loadKnowledge(options);
  const section = (await loadKnowledge(options)).topics.get('ストレージ')?.sections[0];

  expect(section && Object.isFrozen(section.body[0])).toBe(true);
});

test('a page that has not changed is not read again', async () => {
  const folder = folderWith({ 'a.md': '# A\n\nold\n' });
  const options = { folders: [folder], cacheDir: folderWith({}) };
  const when = new Date('2026-01-01');
  utimesSync(join(folder, 'a.md'), when, when);
  await loadKnowledge(options);
  // Same length and time: as far as the cache can tell, the same file.
  writeFileSync(join(folder, 'a.md'), '# A\n\nnew\n');
  utimesSync(join(folder, 'a.md'), when, when);

  expect((await loadKnowledge(options)).topics.get('a')?.summary.en).toEqual([{ text: 'old' }]);
});

test('changed, added and deleted pages are seen in spite of the cache', async () => {
  const folder = folderWith({ 'a.md': '# A\n\nold\n', 'b.md': '# B\n\ntext\n' });
  const options = { folders: [folder], cacheDir: folderWith({}) };
  await loadKnowledge(options);
  addFiles(folder, { 'a.md': '# A\n\nchanged\n', 'c.md': '# C\n\nadded\n' });
  const { rmSync } = await import('node:fs');
  rmSync(join(folder, 'b.md'));

  const { topics } = await loadKnowledge(options);

  expect([...topics.keys()]).toEqual(['a', 'c']);
  expect(topics.get('a')?.summary.en).toEqual([{ text: 'changed' }]);
});

test.each([
  ['cut off', (text: string) => text.slice(0, -40)],
  ['changed in the middle', (text: string) => text.replace('補助記憶', '主記憶装')],
  ['from an older version', (text: string) => `${text.slice(0, 64)}\n{"code":"old"}`],
  ['not JSON', () => 'hello'],
  ['empty', () => ''],
])('a cache that is %s is ignored and replaced', async (_what, damage) => {
  const options = { folders: [notes()], cacheDir: folderWith({}) };
  const read = await loadKnowledge(options);
  const files = cacheFiles(options.cacheDir);
  const sound = files.map((file) => readFileSync(file, 'utf8'));
  for (const [index, file] of files.entries()) writeFileSync(file, damage(sound[index] ?? ''));

  expect(await loadKnowledge(options)).toEqual(read);
  expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(sound);
});

test('processes that start together leave whole files and nothing half-written', async () => {
  const options = { folders: [notes()], cacheDir: folderWith({}) };

  await Promise.all(Array.from({ length: 8 }, () => loadKnowledge(options)));

  expect(readdirSync(options.cacheDir).map((name) => name.split('-')[0])).toEqual(['knowledge', 'pages']);
  expect((await loadKnowledge(options)).topics.size).toBe(2);
});

test('a cache that cannot be written costs nothing but time', async () => {
  const folder = notes();
  const warnings: string[] = [];
  const log = {
    debug() {},
    info() {},
    warn: (_fields: object, message: string) => warnings.push(message),
    error() {},
  };

  const knowledge = await loadKnowledge({ folders: [folder], cacheDir: join(folder, 'storage.md'), log });

  expect(knowledge.topics.size).toBe(2);
  expect(warnings).toEqual(['the notes could not be cached; the next start reads them again']);
});

test('the index is kept with what was read, and one that is damaged is made again', async () => {
  const options = { folders: [notes()], cacheDir: folderWith({}) };
  const knowledge = await loadKnowledge(options);
  const search = await openSearch(knowledge, options);
  const file = join(
    options.cacheDir,
    readdirSync(options.cacheDir).find((name) => name.startsWith('index')) ?? '',
  );
  const sound = readFileSync(file, 'utf8');
  const question = 'ブロックストレージとは';

  expect((await openSearch(await loadKnowledge(options), options)).find(question)).toEqual(
    search.find(question),
  );
  writeFileSync(file, sound.slice(0, -40));
  expect((await openSearch(await loadKnowledge(options), options)).find(question)).toEqual(
    search.find(question),
  );
  expect(readFileSync(file, 'utf8')).toBe(sound);
});
