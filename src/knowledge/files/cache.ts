import { join, resolve } from 'node:path';
import { READ_AHEAD } from '../../root.ts';
import { freeze, type Knowledge } from '../knowledge.ts';
import type { Topic } from '../topic.ts';
import { readSealed, sha256, writeSealed } from './checksummed-file.ts';
import { codeVersion } from './code-version.ts';
import {
  areAsTheyWere,
  type FileReading,
  type FolderReading,
  type Included,
  includedIn,
  type Known,
  type ListedFolder,
} from './folder.ts';

/*
 * Two things are kept. Pages, per folder: after a change only changed files are read again. And the whole Knowledge:
 * when nothing changed, not even joining the pages is needed.
 */

const short = (text: string): string => sha256(text).slice(0, 16);

const pagesFile = (folder: string): string => `pages-${short(resolve(folder))}.json`;

/** Pages or topics in one record: read, or written, in a few milliseconds. */
const AT_ONCE = 50;

function* batches<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += AT_ONCE) yield all.slice(from, from + AT_ONCE);
}

interface Head {
  readonly code: string;
}

/** What an earlier run kept, or the build, with the code that reads notes as it now is and what else it has to be. */
async function readKept<H extends Head, T>(
  cacheDir: string,
  name: string,
  isRight: (head: H) => boolean = () => true,
): Promise<{ readonly head: H; readonly records: readonly T[] } | undefined> {
  const code = await codeVersion();
  for (const folder of [cacheDir, READ_AHEAD]) {
    const found = await readSealed(
      join(folder, name),
      (head) => (head as H).code === code && isRight(head as H),
    );
    const [head, ...records] = found ?? [];
    if (head) return { head: head as H, records: records as T[] };
  }
  return undefined;
}

/** What an earlier run read from a folder; nothing when there is no cache to be trusted. */
export async function readPages(cacheDir: string, folder: string): Promise<Known> {
  const kept = await readKept<Head, [string, FileReading][]>(cacheDir, pagesFile(folder));
  return new Map(kept?.records.flat());
}

export async function writePages(cacheDir: string, folder: string, readings: Known): Promise<void> {
  const lasting = [...readings].filter(([, reading]) => reading.digest !== '');
  const head: Head = { code: await codeVersion() };
  await writeSealed(join(cacheDir, pagesFile(folder)), [head, ...batches(lasting)]);
}

interface KeptKnowledge extends Omit<Knowledge, 'topics'>, Head {
  readonly stamp: string;
  /** Files that pages take in: none of them listed. */
  readonly included: Included;
}

const knowledgeFile = (folders: readonly ListedFolder[]): string =>
  `knowledge-${short(folders.map(({ folder }) => resolve(folder)).join('\0'))}.json`;

const indexFile = (folders: readonly string[]): string =>
  `index-${short(folders.map((folder) => resolve(folder)).join('\0'))}.json`;

interface KeptIndex extends Head {
  readonly stamp: string;
}

/** What an earlier run made of the same Knowledge to search it, in pieces. */
export async function readIndex<T>(
  cacheDir: string,
  folders: readonly string[],
  stamp: string,
): Promise<readonly T[] | undefined> {
  return (await readKept<KeptIndex, T>(cacheDir, indexFile(folders), (one) => one.stamp === stamp))?.records;
}

export async function writeIndex(
  cacheDir: string,
  folders: readonly string[],
  stamp: string,
  pieces: Iterable<unknown>,
): Promise<void> {
  const head: KeptIndex = { stamp, code: await codeVersion() };
  function* records() {
    yield head;
    yield* pieces;
  }
  await writeSealed(join(cacheDir, indexFile(folders)), records());
}

/** The Knowledge an earlier run made of the very same files. */
export async function readKnowledge(
  cacheDir: string,
  folders: readonly ListedFolder[],
  stamp: string,
): Promise<{ knowledge: Knowledge; included: Included } | undefined> {
  const isSame = (one: KeptKnowledge) => one.stamp === stamp && areAsTheyWere(one.included);
  const kept = await readKept<KeptKnowledge, Topic[]>(cacheDir, knowledgeFile(folders), isSame);
  if (!kept) return undefined;
  const { version, brands, benchmarks, environments, problems, folders: read, included } = freeze(kept.head);
  const topics = new Map(kept.records.flat().map((topic) => [topic.id, freeze(topic)]));
  const knowledge = Object.freeze({
    version,
    topics,
    brands,
    benchmarks,
    environments,
    problems,
    ...(read ? { folders: read } : {}),
  });
  return { knowledge, included };
}

export async function writeKnowledge(
  cacheDir: string,
  folders: readonly FolderReading[],
  stamp: string,
  knowledge: Knowledge,
): Promise<void> {
  const { topics, ...rest } = knowledge;
  const head: KeptKnowledge = { ...rest, stamp, included: includedIn(folders), code: await codeVersion() };
  await writeSealed(join(cacheDir, knowledgeFile(folders)), [head, ...batches([...topics.values()])]);
}
