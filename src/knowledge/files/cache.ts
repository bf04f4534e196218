import { join, resolve } from 'node:path';
import { READ_AHEAD } from '../../root.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Topic } from '../topic.ts';
import { freeze } from './assemble.ts';
import { readSealed, sha256, writeSealed } from './checksummed-file.ts';
import { codeVersion } from './code-version.ts';
import type { FileReading } from './file-reading.ts';
import { type FolderReading, includedIn, type Known, type ListedFolder } from './folder.ts';
import { areAsTheyWere, type Included } from './including.ts';

/*
 * Two things are kept. Pages, per folder: after a change only changed files are read again. And the whole Knowledge:
 * when nothing changed, not even joining the pages is needed.
 */

const short = (text: string): string => sha256(text).slice(0, 16);

const pagesFile = (folder: string): string => `pages-${short(resolve(folder))}.json`;

/** What an earlier run kept, or the build, with the code that reads notes as it now is and what else it has to be. */
async function readKept<T extends { readonly code: string }>(
  cacheDir: string,
  name: string,
  isRight: (kept: T) => boolean = () => true,
): Promise<T | undefined> {
  for (const folder of [cacheDir, READ_AHEAD]) {
    const kept = (await readSealed(join(folder, name))) as T | undefined;
    if (kept?.code === (await codeVersion()) && isRight(kept)) return kept;
  }
  return undefined;
}

interface Pages {
  readonly code: string;
  readonly readings: readonly [string, FileReading][];
}

/** What an earlier run read from a folder; nothing when there is no cache to be trusted. */
export async function readPages(cacheDir: string, folder: string): Promise<Known> {
  return new Map((await readKept<Pages>(cacheDir, pagesFile(folder)))?.readings);
}

export async function writePages(cacheDir: string, folder: string, readings: Known): Promise<void> {
  const lasting = [...readings].filter(([, reading]) => reading.digest !== '');
  await writeSealed(join(cacheDir, pagesFile(folder)), { code: await codeVersion(), readings: lasting });
}

interface Kept extends Omit<Knowledge, 'topics'> {
  readonly code: string;
  readonly stamp: string;
  /** Files that pages take in: none of them listed. */
  readonly included: Included;
  readonly topics: readonly Topic[];
}

const knowledgeFile = (folders: readonly ListedFolder[]): string =>
  `knowledge-${short(folders.map(({ folder }) => resolve(folder)).join('\0'))}.json`;

/** The Knowledge an earlier run made of the very same files. */
export async function readKnowledge(
  cacheDir: string,
  folders: readonly ListedFolder[],
  stamp: string,
): Promise<{ knowledge: Knowledge; included: Included } | undefined> {
  const isSame = (one: Kept) => one.stamp === stamp && areAsTheyWere(one.included);
  const kept = await readKept<Kept>(cacheDir, knowledgeFile(folders), isSame);
  if (!kept) return undefined;
  const { version, brands, benchmarks, environments, problems, folders: read } = freeze(kept);
  const topics = new Map(kept.topics.map((topic) => [topic.id, topic]));
  const knowledge = Object.freeze({
    version,
    topics,
    brands,
    benchmarks,
    environments,
    problems,
    ...(read ? { folders: read } : {}),
  });
  return { knowledge, included: kept.included };
}

export async function writeKnowledge(
  cacheDir: string,
  folders: readonly FolderReading[],
  stamp: string,
  knowledge: Knowledge,
): Promise<void> {
  const topics = [...knowledge.topics.values()];
  const kept: Kept = {
    ...knowledge,
    topics,
    stamp,
    included: includedIn(folders),
    code: await codeVersion(),
  };
  await writeSealed(join(cacheDir, knowledgeFile(folders)), kept);
}
