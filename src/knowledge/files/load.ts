import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Log } from '../../ports.ts';
import { SHIPPED } from '../../root.ts';
import { meanwhile } from '../../steps.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Problem } from '../topic.ts';
import type { PlacedPage } from '../trees/site.ts';
import type { Addresses } from '../trees/site-config.ts';
import { readIndex, readKnowledge, readPages, writeIndex, writeKnowledge, writePages } from './cache.ts';
import {
  type FolderReading,
  type Included,
  includedIn,
  isComplete,
  type Known,
  type ListedFolder,
  listFolder,
  type Progress,
  readFolder,
  stampOfFolders,
} from './folder.ts';

export interface LoadOptions extends Addresses {
  /** Later folders win where ids clash. */
  readonly folders: readonly string[];
  /** Folders whose notes give no tips. */
  readonly tipless?: readonly string[];
  readonly log?: Log;
  /** Called now and then while files are read, per folder. */
  readonly progress?: Progress;
  /** Where what was read is kept for the next start; nothing is kept without it. */
  readonly cacheDir?: string;
}

/** What a Knowledge was made from, so that a watcher need not read it all again. */
export interface Origins {
  readonly stamp: string;
  /** Absent when the whole Knowledge came from the cache. */
  readonly folders?: readonly FolderReading[];
  readonly included: Included;
}

const origins = new WeakMap<Knowledge, Origins>();

export const originsOf = (knowledge: Knowledge): Origins =>
  origins.get(knowledge) ?? { stamp: '', included: [] };

function versionOf(folders: readonly FolderReading[]): string {
  const hash = createHash('sha256');
  for (const { readings } of folders)
    for (const [path, { digest }] of readings) hash.update(`${path}\0${digest}\0`);
  return hash.digest('hex').slice(0, 16);
}

/** A table of contents orders the pages and is none. */
const placed = ({ folder, readings, site }: FolderReading): PlacedPage[] =>
  [...readings]
    .filter(([path]) => path !== site.summary?.path)
    .map(([path, { page }]) => ({ path, file: join(folder, path), page }));

/** A folder without a single page is most likely not the one that was meant. */
function emptiness({ folder, readings, problems }: FolderReading): Problem[] {
  const says = [...readings.values()].some(({ page }) => page.kind !== 'problem');
  if (says || problems.some(({ file }) => file === folder)) return [];
  return [{ severity: 'error', file: folder, line: 1, field: 'folder', message: 'there are no notes in it' }];
}

/** The notes that come with the bot stand on nobody's site; beside a team's own, addresses are meant for those. */
const isOurs = (folder: string, count: number): boolean => count > 1 && resolve(folder) === SHIPPED;

/** Joins what was read into one Knowledge. `before`: what it was made of the same folders. */
export async function knowledgeOf(
  folders: readonly FolderReading[],
  options: Omit<LoadOptions, 'folders'>,
  before?: Knowledge,
): Promise<Knowledge> {
  // Not even loaded where nothing has changed since the last start.
  const [{ assemble }, { publishingOf }] = await Promise.all([
    import('./assemble.ts'),
    import('../trees/publishing.ts'),
  ]);
  const tipless = new Set((options.tipless ?? []).map((folder) => resolve(folder)));
  const contents = folders.map((folder) => ({
    folder: folder.folder,
    pages: placed(folder),
    problems: [...folder.problems, ...emptiness(folder)],
    hasTips: !tipless.has(resolve(folder.folder)),
    publishing: publishingOf(isOurs(folder.folder, folders.length) ? {} : options, folder.site),
  }));
  return meanwhile(assemble(contents, versionOf(folders), before));
}

/** Errors one by one; warnings, of which a large notebook may have hundreds, only when details are asked for. */
export function logProblems(problems: readonly Problem[], log: Log | undefined): void {
  for (const { severity, message, ...where } of problems)
    if (severity === 'error') log?.warn(where, message);
    else log?.debug(where, message);
}

const nothing: Known = new Map();

export const pagesKept = (cacheDir: string | undefined, folder: string): Promise<Known> =>
  cacheDir === undefined ? Promise.resolve(nothing) : readPages(cacheDir, folder);

async function readAll(listed: readonly ListedFolder[], options: LoadOptions): Promise<FolderReading[]> {
  const folders: FolderReading[] = [];
  for (const one of listed) {
    const known = await pagesKept(options.cacheDir, one.folder);
    folders.push(await readFolder(one, known, { progress: options.progress }));
  }
  return folders;
}

async function keep(
  cacheDir: string,
  folders: readonly FolderReading[],
  stamp: string,
  knowledge: Knowledge,
) {
  for (const { folder, readings } of folders) await writePages(cacheDir, folder, readings);
  if (isComplete(folders)) await writeKnowledge(cacheDir, folders, stamp, knowledge);
}

async function makeKnowledge(options: LoadOptions): Promise<Knowledge> {
  const { cacheDir, log } = options;
  const listed = await Promise.all(options.folders.map(listFolder));
  const stamp = stampOfFolders(listed, options);
  const kept = cacheDir === undefined ? undefined : await readKnowledge(cacheDir, listed, stamp);
  if (kept) {
    origins.set(kept.knowledge, { stamp, included: kept.included });
    return kept.knowledge;
  }
  const folders = await readAll(listed, options);
  const knowledge = await knowledgeOf(folders, options);
  origins.set(knowledge, { stamp, folders, included: includedIn(folders) });
  if (cacheDir !== undefined)
    await keep(cacheDir, folders, stamp, knowledge).catch((error: unknown) =>
      log?.warn({ err: error, cacheDir }, 'the notes could not be cached; the next start reads them again'),
    );
  return knowledge;
}

/** Reads every note and figure of the folders. Never rejects: what cannot be used is told in `problems`. */
export async function loadKnowledge(options: LoadOptions): Promise<Knowledge> {
  const knowledge = await makeKnowledge(options);
  logProblems(knowledge.problems, options.log);
  return knowledge;
}

/** What an earlier run made of the same notes to search them; nothing when there is none to be trusted. */
export async function indexKept<T>(
  knowledge: Knowledge,
  { folders, cacheDir }: LoadOptions,
): Promise<readonly T[] | undefined> {
  return cacheDir === undefined ? undefined : readIndex<T>(cacheDir, folders, originsOf(knowledge).stamp);
}

/** Keeps what is costly to make of the notes for the next start. */
export async function keepIndex(
  knowledge: Knowledge,
  pieces: Iterable<unknown>,
  { folders, cacheDir, log }: LoadOptions,
): Promise<void> {
  const { stamp, folders: read = [] } = originsOf(knowledge);
  if (cacheDir === undefined || !isComplete(read)) return;
  await writeIndex(cacheDir, folders, stamp, pieces).catch((error: unknown) =>
    log?.warn({ err: error, cacheDir }, 'the index could not be cached; the next start makes it again'),
  );
}
