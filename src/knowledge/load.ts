import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Log } from '../ports.ts';
import { assemble } from './assemble.ts';
import { readCache, writeCache } from './cache.ts';
import { type FolderReading, type Known, type Progress, readFolder } from './folder.ts';
import type { Knowledge } from './knowledge.ts';
import { type PlacedPage, publishingOf } from './site.ts';
import type { Problem } from './topic.ts';

export interface LoadOptions {
  /** Later folders win where ids clash. */
  readonly folders: readonly string[];
  /** Where the notes are published; links lead there. */
  readonly baseUrl?: string;
  readonly log?: Log;
  /** Called now and then while files are read, per folder. */
  readonly progress?: Progress;
  /** Where parsed pages are kept for the next start; nothing is kept without it. */
  readonly cacheDir?: string;
}

/** What a Knowledge was made from, so that a watcher need not read it all again. */
const madeFrom = new WeakMap<Knowledge, readonly FolderReading[]>();

export const readingsBehind = (knowledge: Knowledge): readonly FolderReading[] =>
  madeFrom.get(knowledge) ?? [];

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
  const knowledge = assemble(contents, versionOf(folders));
  madeFrom.set(knowledge, folders);
  return knowledge;
}

/** Errors one by one; warnings, of which a large notebook may have hundreds, only when details are asked for. */
export function logProblems(problems: readonly Problem[], log: Log | undefined): void {
  for (const { severity, message, ...where } of problems)
    if (severity === 'error') log?.warn(where, message);
    else log?.debug(where, message);
}

async function readWithCache(folder: string, options: LoadOptions): Promise<FolderReading> {
  const { cacheDir, progress, log } = options;
  const known: Known = cacheDir === undefined ? new Map() : await readCache(cacheDir, folder);
  const read = await readFolder(folder, known, { progress });
  if (cacheDir !== undefined && read.changed)
    await writeCache(cacheDir, folder, read.readings).catch((error: unknown) =>
      log?.warn({ err: error, cacheDir }, 'the notes could not be cached; the next start reads them again'),
    );
  return read;
}

/** Reads every note and figure of the folders. Never rejects: what cannot be used is told in `problems`. */
export async function loadKnowledge(options: LoadOptions): Promise<Knowledge> {
  const folders: FolderReading[] = [];
  for (const folder of options.folders) folders.push(await readWithCache(folder, options));
  const knowledge = knowledgeOf(folders, options.baseUrl);
  logProblems(knowledge.problems, options.log);
  return knowledge;
}
