import { join, resolve } from 'node:path';
import type { Knowledge } from '../knowledge.ts';
import type { Topic } from '../topic.ts';
import { freeze } from './assemble.ts';
import { readSealed, sha256, writeSealed } from './checksummed-file.ts';
import { codeVersion } from './code-version.ts';
import type { Reading } from './file-reading.ts';
import type { Known, ListedFolder } from './folder.ts';

/*
 * Two things are kept. Pages, per folder: after a change only changed files are read again. And the whole Knowledge:
 * when nothing changed, not even joining the pages is needed.
 */

const short = (text: string): string => sha256(text).slice(0, 16);

const pagesFile = (cacheDir: string, folder: string): string =>
  join(cacheDir, `pages-${short(resolve(folder))}.json`);

/** What an earlier run read from a folder; nothing when there is no cache to be trusted. */
export async function readPages(cacheDir: string, folder: string): Promise<Known> {
  const kept = (await readSealed(pagesFile(cacheDir, folder))) as
    | { readonly code: string; readonly readings: readonly [string, Reading][] }
    | undefined;
  return kept?.code === (await codeVersion()) ? new Map(kept.readings) : new Map();
}

export async function writePages(cacheDir: string, folder: string, readings: Known): Promise<void> {
  const lasting = [...readings].filter(([, reading]) => reading.digest !== '');
  await writeSealed(pagesFile(cacheDir, folder), { code: await codeVersion(), readings: lasting });
}

interface Kept extends Omit<Knowledge, 'topics'> {
  readonly code: string;
  readonly stamp: string;
  readonly topics: readonly Topic[];
}

const knowledgeFile = (cacheDir: string, folders: readonly ListedFolder[]): string =>
  join(cacheDir, `knowledge-${short(folders.map(({ folder }) => resolve(folder)).join('\0'))}.json`);

/** The Knowledge an earlier run made of the very same files. */
export async function readKnowledge(
  cacheDir: string,
  folders: readonly ListedFolder[],
  stamp: string,
): Promise<Knowledge | undefined> {
  const kept = (await readSealed(knowledgeFile(cacheDir, folders))) as Kept | undefined;
  if (kept?.stamp !== stamp || kept.code !== (await codeVersion())) return undefined;
  const { version, brands, benchmarks, environments, problems } = freeze(kept);
  const topics = new Map(kept.topics.map((topic) => [topic.id, topic]));
  return Object.freeze({ version, topics, brands, benchmarks, environments, problems });
}

export async function writeKnowledge(
  cacheDir: string,
  folders: readonly ListedFolder[],
  stamp: string,
  knowledge: Knowledge,
): Promise<void> {
  const topics = [...knowledge.topics.values()];
  const kept: Kept = { ...knowledge, topics, stamp, code: await codeVersion() };
  await writeSealed(knowledgeFile(cacheDir, folders), kept);
}
