import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFolders, repositoryOf } from '../../src/knowledge/files/git.ts';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { addFiles, folderWith } from './folder.ts';

const machine = { PATH: '/usr/local/bin:/usr/bin:/bin' };

/** A repository of notes on this machine, with a way to change it. */
function repository(files: Record<string, string>) {
  const folder = folderWith(files);
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args]);
  const commit = () => {
    git('add', '-A');
    git('commit', '-qm', 'x');
  };
  git('init', '-q', '-b', 'main');
  commit();
  return {
    folder,
    url: `file://${folder}`,
    change(more: Record<string, string>) {
      addFiles(folder, more);
      commit();
    },
  };
}

const topicsIn = async (folders: readonly string[]) => [...(await loadKnowledge({ folders })).topics.keys()];

test.each([
  ['https://git.example/team/notes.git', { url: 'https://git.example/team/notes.git', below: '' }],
  [
    'https://git.example/team/notes.git#main:docs/guide',
    { url: 'https://git.example/team/notes.git', branch: 'main', below: 'docs/guide' },
  ],
  ['git@git.example:team/notes.git#:docs', { url: 'git@git.example:team/notes.git', below: 'docs' }],
  ['https://git.example/n.git#--upload-pack=x:../../etc', { url: 'https://git.example/n.git', below: 'etc' }],
  ['/srv/notes', undefined],
  ['knowledge', undefined],
])('%s', (folder, expected) => {
  expect(repositoryOf(folder)).toEqual(expected);
});

test('a repository is cloned, its folder read, and what changes in it comes with the next pull', async () => {
  const { url, change } = repository({ 'docs/a.md': '# Alpha\n\nText.\n', 'b.md': '# Beta\n\nText.\n' });
  const folders = await openFolders([`${url}#main:docs`], { dir: folderWith({}), environment: machine });

  expect(await topicsIn(folders.paths)).toEqual(['alpha']);
  change({ 'docs/c.md': '# Gamma\n\nText.\n' });
  await folders.pull();

  expect(await topicsIn(folders.paths)).toEqual(['alpha', 'gamma']);
  await folders.close();
});

test('when it cannot be had the last version stays, and why is told without who may read it', async () => {
  const { folder, url } = repository({ 'a.md': '# Alpha\n\nText.\n' });
  const told: string[] = [];
  const log = { debug() {}, info() {}, warn() {}, error: (_about: object, text: string) => told.push(text) };
  const options = { dir: folderWith({}), environment: machine, log };
  const folders = await openFolders([url], options);
  execFileSync('mv', [join(folder, '.git'), join(folder, 'gone')]);

  await folders.pull();

  expect(await topicsIn(folders.paths)).toEqual(['alpha']);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^the notes could not be fetched: /);
  await folders.close();
});
