import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { type Watch, watchKnowledge } from '../../src/knowledge/files/watch.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { plain } from '../../src/text.ts';
import { addFiles, folderWith } from './folder.ts';

const watches: Watch[] = [];
afterEach(async () => {
  await Promise.all(watches.splice(0).map((watch) => watch.close()));
});

/** Loads a folder and watches it; `next()` is the next Knowledge handed over. */
async function watching(files: Record<string, string>, notifications = true, cacheDir?: string) {
  const folder = folderWith(files);
  const logged: string[] = [];
  const log = {
    debug() {},
    info() {},
    warn: (fields: object, message: string) => logged.push(`${(fields as { line: number }).line} ${message}`),
    error: (_fields: object, message: string) => logged.push(message),
  };
  const options = {
    folders: [folder],
    log,
    settleMs: 20,
    pollMs: notifications ? 5_000 : 30,
    notifications,
    ...(cacheDir === undefined ? {} : { cacheDir }),
  };
  // With a cache, the second load comes from it.
  await loadKnowledge(options);
  const knowledge = await loadKnowledge(options);
  const handed: Knowledge[] = [];
  let wake = () => {};
  const watch = await watchKnowledge(options, knowledge, (one) => {
    handed.push(one);
    wake();
  });
  watches.push(watch);
  const next = async (): Promise<Knowledge> => {
    if (handed.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return handed.shift() as Knowledge;
  };
  return { folder, knowledge, next, logged, handed };
}

const summary = (knowledge: Knowledge, id: string): string | undefined => {
  const said = knowledge.topics.get(id)?.summary.en;
  return said && plain(said);
};

const NOTE = '---\ntitle: Docker\n---\n\n# Docker\n\nOld words.\n';

test.each([
  ['by notification', true],
  ['by looking', false],
])('an edited page changes what is known (%s)', async (_how, notifications) => {
  const { folder, next } = await watching({ 'a.md': '# A\n\nold\n', 'b.md': '# B\n\nb\n' }, notifications);

  addFiles(folder, { 'a.md': '# A\n\nnew words\n' });

  const knowledge = await next();
  expect(summary(knowledge, 'a')).toBe('new words');
  expect(summary(knowledge, 'b')).toBe('b');
});

test('topics that are as they were stay the same objects, so that nothing has to be read of them again', async () => {
  const files = {
    'a.md': '# A\n\nold\n',
    'b.md': '# B\n\nSee [A](a.md) and [its heading](a.md#more).\n',
    'far/c.md': '# C\n\nc\n',
    'topics/docker.en.md': NOTE,
  };
  const { folder, next } = await watching(files, false);
  addFiles(folder, { 'a.md': '# A\n\nnew\n' });
  const first = await next();
  addFiles(folder, { 'a.md': '# A\n\nnewer\n', 'far/c.md': '# Other\n\nc\n' });
  const second = await next();
  const isSame = (id: string) => second.topics.get(id) === first.topics.get(id);

  expect(['b', 'docker'].map(isSame)).toEqual([true, true]);
  expect(['a', 'other'].map(isSame)).toEqual([false, false]);
});

test('an added page, also in a new folder, is known; a deleted one is not', async () => {
  const { folder, next } = await watching({ 'a.md': '# A\n\na\n' }, false);

  addFiles(folder, { 'new/b.md': '# B\n\nb\n' });
  expect([...(await next()).topics.keys()]).toEqual(['a', 'b']);

  rmSync(join(folder, 'a.md'));
  expect([...(await next()).topics.keys()]).toEqual(['b']);
});

test('a page replaced by renaming, as many editors save, is seen', async () => {
  const { folder, next } = await watching({ 'a.md': '# A\n\nold\n' });

  writeFileSync(join(folder, '.a.md.swp'), '# A\n\nsaved by renaming\n');
  renameSync(join(folder, '.a.md.swp'), join(folder, 'a.md'));

  expect(summary(await next(), 'a')).toBe('saved by renaming');
});

test('an edit of what both languages share is seen; a broken one keeps what was good', async () => {
  const facts = 'topics/docker.yaml';
  const { folder, knowledge, next } = await watching({ 'topics/docker.en.md': NOTE, [facts]: 'parent: a\n' });
  expect(knowledge.topics.get('docker')?.parent).toBe('a');

  addFiles(folder, { [facts]: 'parent: b\n' });
  expect((await next()).topics.get('docker')?.parent).toBe('b');

  addFiles(folder, { [facts]: 'parent: [\n' });
  const broken = await next();
  expect(broken.topics.get('docker')?.parent).toBe('b');
  expect(broken.problems).toMatchObject([{ severity: 'error', field: 'facts' }]);
});

test('a broken edit keeps the last good version and says so once; mending it is seen', async () => {
  const { folder, next, logged } = await watching({ 'topics/docker.en.md': NOTE });

  addFiles(folder, {
    'topics/docker.en.md': NOTE.replace('title: Docker', 'title: [Docker').replace('Old', 'New'),
  });
  const broken = await next();
  expect(summary(broken, 'docker')).toBe('Old words.');
  expect(broken.problems).toMatchObject([{ severity: 'error', field: 'front matter' }]);
  expect(logged).toHaveLength(1);
  expect(logged[0]).toContain('the last good version stays in use');

  addFiles(folder, { 'topics/docker.en.md': NOTE.replace('Old', 'New') });
  const mended = await next();
  expect(summary(mended, 'docker')).toBe('New words.');
  expect(mended.problems).toEqual([]);
});

test('a file that is emptied while it is saved keeps its last good version', async () => {
  const { folder, next } = await watching({ 'a.md': '# A\n\ntext\n' });

  addFiles(folder, { 'a.md': '' });

  expect(summary(await next(), 'a')).toBe('text');
});

test('a page that was never good is read as far as it goes, edit by edit', async () => {
  const { folder, next } = await watching({
    'topics/docker.en.md': NOTE.replace('---\n\n', 'updated: soon\n---\n\n'),
  });

  addFiles(folder, {
    'topics/docker.en.md': NOTE.replace('---\n\n', 'updated: later\n---\n\n').replace('Old', 'New'),
  });

  expect(summary(await next(), 'docker')).toBe('New words.');
});

test('what was handed over before never changes', async () => {
  const { folder, knowledge, next } = await watching({ 'a.md': '# A\n\nold\n' });

  addFiles(folder, { 'a.md': '# A\n\nnew\n' });
  await next();

  expect(summary(knowledge, 'a')).toBe('old');
});

test('pages that did not change are not parsed again', async () => {
  const { folder, knowledge, next } = await watching({ 'a.md': '# A\n\nold\n', 'b.md': '# B\n\nb\n\n- x\n' });

  addFiles(folder, { 'a.md': '# A\n\nnew\n' });
  const after = await next();

  const body = (one: Knowledge) => one.topics.get('b')?.sections[0]?.body[0];
  expect(body(after)).toBeDefined();
  expect(body(after)).toBe(body(knowledge));
});

test('notes that came from the cache are followed all the same', async () => {
  const { folder, next } = await watching(
    { 'a.md': '# A\n\nold\n', 'b.md': '# B\n\nb\n' },
    true,
    folderWith({}),
  );

  addFiles(folder, { 'a.md': '# A\n\nnew\n' });

  const knowledge = await next();
  expect([summary(knowledge, 'a'), summary(knowledge, 'b')]).toEqual(['new', 'b']);
});

test('a change between loading and watching is not missed', async () => {
  const folder = folderWith({ 'a.md': '# A\n\nold\n' });
  const options = { folders: [folder], settleMs: 20 };
  const knowledge = await loadKnowledge(options);
  addFiles(folder, { 'a.md': '# A\n\nchanged in between\n' });

  const next = await new Promise<Knowledge>((resolve) => {
    watchKnowledge(options, knowledge, resolve).then((watch) => watches.push(watch));
  });

  expect(summary(next, 'a')).toBe('changed in between');
});

test('a file touched without a change is no news', async () => {
  const { folder, next, handed } = await watching({ 'a.md': '# A\n\na\n', 'b.md': '# B\n\nb\n' });

  addFiles(folder, { 'a.md': '# A\n\na\n' });
  addFiles(folder, { 'b.md': '# B\n\nchanged\n' });
  const knowledge = await next();

  expect(summary(knowledge, 'b')).toBe('changed');
  expect(handed).toEqual([]);
});
