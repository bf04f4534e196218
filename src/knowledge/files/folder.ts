import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, posix, resolve } from 'node:path';
import type { Page } from '../page.ts';
import type { Problem } from '../topic.ts';
import { bookFolder } from '../trees/publishing.ts';
import { type Addresses, PLAIN_SITE, SITE_FILES, type SiteConfig } from '../trees/site-config.ts';
import { sha256 } from './checksummed-file.ts';
import { type FoundFile, knowledgeFiles, listFiles } from './listing.ts';
import { openReaders } from './threads.ts';

/** Files opened at once. */
const AT_ONCE = 16;

/** A folder as it stands, none of it read yet. */
export interface ListedFolder {
  readonly folder: string;
  readonly files: readonly FoundFile[];
  /** Of the folder itself: links in circles, files that may not be read. */
  readonly problems: readonly Problem[];
  /** How the tool that publishes them is set up. */
  readonly site: SiteConfig;
}

/** Files a page takes in, or would if they were there, with their state when it was read. */
export type Included = readonly (readonly [file: string, state: string])[];

export function stateOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? `${found.mtimeMs}-${found.size}` : '';
}

const isAsItWas = ([file, state]: readonly [string, string]): boolean => {
  try {
    return stateOf(file) === state;
  } catch {
    return false;
  }
};

export const areAsTheyWere = (included: Included | undefined): boolean => (included ?? []).every(isAsItWas);

/** What was read from one file, and when that stops being true. */
export interface FileReading {
  /** Time and size of the file when it was read. */
  readonly stamp: string;
  /** Hash of its text; empty when there was none to be had, which may be different next time. */
  readonly digest: string;
  readonly page: Page;
  /** Other files it takes in. */
  readonly included?: Included;
}

export const stampOf = (found: FoundFile): string => `${found.mtimeMs}-${found.size}`;

export type Known = ReadonlyMap<string, FileReading>;
export type Progress = (done: number, total: number) => void;

/** A folder with what its files say, by path below the folder, in order. */
export interface FolderReading extends ListedFolder {
  readonly readings: Known;
}

const SUMMARY = 'SUMMARY.md';

/** The table of contents a book is ordered by, among its pages or at the root. */
async function summaryIn(folder: string, site: Omit<SiteConfig, 'summary'>): Promise<SiteConfig['summary']> {
  for (const path of [posix.join(bookFolder(site), SUMMARY), SUMMARY]) {
    const text = await readFile(join(folder, path), 'utf8').catch(() => undefined);
    if (text !== undefined) return { path, text };
  }
  return undefined;
}

const isBook = (tool: SiteConfig['tool']): boolean => tool === 'gitbook' || tool === 'mdbook';

/** A tool's configuration, in the folder of the notes or the one around it. */
async function siteOf(folder: string): Promise<SiteConfig> {
  for (const isAbove of [false, true])
    for (const [file, tool] of SITE_FILES) {
      const text = await readFile(join(folder, isAbove ? '..' : '', file), 'utf8').catch(() => undefined);
      if (text === undefined) continue;
      const site = { tool, text: file === SUMMARY ? '' : text, isAbove };
      const summary = isBook(tool) ? await summaryIn(folder, site) : undefined;
      return { ...site, ...(summary ? { summary } : {}) };
    }
  return PLAIN_SITE;
}

const VAULT = '.obsidian';

export async function listFolder(folder: string): Promise<ListedFolder> {
  const { files, problems } = await listFiles(folder);
  const site = await siteOf(folder);
  const notes = existsSync(join(folder, VAULT)) ? { notes: files.map(({ path }) => path) } : {};
  return { folder, files: knowledgeFiles(files), problems, site: { ...site, ...notes } };
}

/** Changes when any file or anything else that matters to the Knowledge does. */
export function stampOfFolders(
  folders: readonly ListedFolder[],
  settings: Addresses & { readonly tipless?: readonly string[] },
): string {
  const parts = folders.map(({ folder, files, problems, site }) => [
    resolve(folder),
    site,
    problems,
    files.map((found) => [found.path, stampOf(found)]),
  ]);
  return sha256(JSON.stringify([settings.baseUrl, settings.repoUrl, settings.tipless ?? [], parts]));
}

const isFresh = (reading: FileReading, found: FoundFile): boolean =>
  reading.digest !== '' && reading.stamp === stampOf(found) && areAsTheyWere(reading.included);

export interface ReadOptions {
  /** Errors do not replace what was good before. */
  readonly keepGood?: boolean;
  readonly progress?: Progress | undefined;
  /** How many threads may read, where there is much to read; as many as the machine runs at once unless told. */
  readonly threads?: number;
}

/** Reads files a few at a time, by as many readers as there are. */
async function readEach(
  stale: readonly FoundFile[],
  { folder, site }: ListedFolder,
  told: (done: number) => void,
  threads: number | undefined,
): Promise<Map<string, FileReading>> {
  const read = new Map<string, FileReading>();
  const readers = await openReaders(stale.length, threads);
  let next = 0;
  try {
    await Promise.all(
      readers.each.map(async (reader) => {
        while (next < stale.length) {
          const batch = stale.slice(next, next + AT_ONCE);
          next += AT_ONCE;
          const readings = await reader(batch, folder, site);
          for (const [index, { path }] of batch.entries()) {
            const reading = readings[index];
            if (reading) read.set(path, reading);
          }
          told(read.size);
        }
      }),
    );
  } finally {
    await readers.close();
  }
  return read;
}

const isBroken = ({ page, digest }: FileReading): boolean =>
  digest === '' || page.problems.some(({ severity }) => severity === 'error');

/**
 * What to go on with after a file changed: a version with errors does not take the place of one without. The last
 * good page stays, under the errors of the new one.
 */
export function lastGood(before: FileReading | undefined, now: FileReading): FileReading {
  if (!before || isBroken(before) || !isBroken(now)) return now;
  const problems = now.page.problems.map((problem) => ({
    ...problem,
    message: `${problem.message} (the last good version stays in use)`,
  }));
  // What could not be read at all may be readable next time without any change to the file.
  const digest = now.digest === '' ? '' : before.digest;
  return { stamp: now.stamp, digest, page: { ...before.page, problems } };
}

/** Reads the files of a folder that are not known as they now stand. */
export async function readFolder(
  listed: ListedFolder,
  known: Known,
  { keepGood, progress, threads }: ReadOptions = {},
): Promise<FolderReading> {
  const { files } = listed;
  const stale = files.filter((found) => {
    const before = known.get(found.path);
    return !before || !isFresh(before, found);
  });
  const fresh = files.length - stale.length;
  const told = (done: number) => progress?.(fresh + done, files.length);
  const read = await readEach(stale, listed, told, threads);
  const readings = new Map<string, FileReading>();
  for (const { path } of files) {
    const [before, now] = [known.get(path), read.get(path)];
    const reading = now && keepGood ? lastGood(before, now) : (now ?? before);
    if (reading) readings.set(path, reading);
  }
  return { ...listed, readings };
}

/** All files that pages take in besides themselves. */
export const includedIn = (folders: readonly FolderReading[]): Included =>
  folders.flatMap(({ readings }) => [...readings.values()].flatMap(({ included }) => included ?? []));

/** Whether every file could be read: what could not may be readable later, with nothing else changed. */
export const isComplete = (folders: readonly FolderReading[]): boolean =>
  folders.every(({ readings }) => [...readings.values()].every((reading) => reading.digest !== ''));
