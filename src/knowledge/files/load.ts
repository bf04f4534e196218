import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Log } from '../../ports.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Problem } from '../topic.ts';
import { type PlacedPage, publishingOf } from '../trees/site.ts';
import { assemble } from './assemble.ts';
import { readKnowledge, readPages, writeKnowledge, writePages } from './cache.ts';
import {
  type FolderReading,
  isComplete,
  type Known,
  type ListedFolder,
  listFolder,
  type Progress,
  readFolder,
  stampOfFolders,
} from './folder.ts';

export interface LoadOptions {
  /** Later folders win where ids clash. */
  readonly folders: readonly string[];
  /** Where the notes are published; links lead there. */
  readonly baseUrl?: string;
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
}

const origins = new WeakMap<Knowledge, Origins>();

export const originsOf = (knowledge: Knowledge): Origins => origins.get(knowledge) ?? { stamp: '' };

function versionOf(folders: readonly FolderReading[]): string {
  const hash = createHash('sha256');
  for (const { readings } of folders)
    for (const [path, { digest }] of readings) hash.update(`${path}\0${digest}\0`);
  return hash.digest('hex').slice(0, 16);
}

const placed = ({ folder, readings }: FolderReading): PlacedPage[] =>
  [...readings].map(([path, { page }]) => ({ path, file: join(folder, path), page }));

/** Joins what was read into one Knowledge. */
export function knowledgeOf(folders: readonly FolderReading[], baseUrl: string | undefined): Knowledge {
  const contents = folders.map((folder) => ({
    pages: placed(folder),
    problems: folder.problems,
    publishing: publishingOf(baseUrl, folder.mkdocs),
  }));
  return assemble(contents, versionOf(folders));
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
  const { baseUrl, cacheDir, log } = options;
  const listed = await Promise.all(options.folders.map(listFolder));
  const stamp = stampOfFolders(listed, baseUrl);
  const kept = cacheDir === undefined ? undefined : await readKnowledge(cacheDir, listed, stamp);
  if (kept) {
    origins.set(kept, { stamp });
    return kept;
  }
  const folders = await readAll(listed, options);
  const knowledge = knowledgeOf(folders, baseUrl);
  origins.set(knowledge, { stamp, folders });
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
