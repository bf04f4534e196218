import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FoundFile, listFiles } from './files.ts';
import { knowledgeFiles, lastGood, type Reading, readFound, stampOf } from './reading.ts';
import type { Problem } from './topic.ts';

/** Files opened at once. */
const AT_ONCE = 16;

/** A folder as it was read. */
export interface FolderReading {
  readonly folder: string;
  /** By path below the folder, in order. */
  readonly readings: ReadonlyMap<string, Reading>;
  /** Of the folder itself: links in circles, files that may not be read. */
  readonly problems: readonly Problem[];
  /** Text of `mkdocs.yml`, or nothing. */
  readonly mkdocs: string;
  /** Whether anything is not as it was known before. */
  readonly changed: boolean;
}

export type Known = ReadonlyMap<string, Reading>;
export type Progress = (done: number, total: number) => void;

async function mkdocsOf(folder: string): Promise<string> {
  for (const path of [join(folder, 'mkdocs.yml'), join(folder, '..', 'mkdocs.yml')]) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
  }
  return '';
}

const isFresh = (reading: Reading, found: FoundFile): boolean =>
  reading.digest !== '' && reading.stamp === stampOf(found);

/** Reads the files of a folder that are not known as they now stand. `keep`: errors do not replace what is good. */
export async function readFolder(
  folder: string,
  known: Known,
  options: { readonly keep?: boolean; readonly progress?: Progress | undefined } = {},
): Promise<FolderReading> {
  const listing = await listFiles(folder);
  const files = knowledgeFiles(listing.files);
  const readings = new Map<string, Reading>();
  let changed = known.size !== files.length;
  const readOne = async (found: FoundFile): Promise<[string, Reading]> => {
    const before = known.get(found.path);
    if (before && isFresh(before, found)) return [found.path, before];
    const now = await readFound(found);
    changed ||= before?.stamp !== now.stamp || before.digest !== now.digest;
    return [found.path, options.keep ? lastGood(before, now) : now];
  };
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const batch = await Promise.all(files.slice(at, at + AT_ONCE).map(readOne));
    for (const [path, reading] of batch) readings.set(path, reading);
    options.progress?.(Math.min(at + AT_ONCE, files.length), files.length);
  }
  return { folder, readings, problems: listing.problems, mkdocs: await mkdocsOf(folder), changed };
}
