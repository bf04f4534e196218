import { type FSWatcher, watch } from 'node:fs';
import type { Knowledge } from '../knowledge.ts';
import type { Problem } from '../topic.ts';
import {
  areAsTheyWere,
  type FolderReading,
  includedIn,
  isComplete,
  listFolder,
  readFolder,
  stampOfFolders,
} from './folder.ts';
import { knowledgeOf, type LoadOptions, logProblems, type Origins, originsOf, pagesKept } from './load.ts';

export interface WatchOptions extends LoadOptions {
  /** Quiet time after a change before files are read: editors write in several steps. */
  readonly settleMs?: number;
  /** How often to look where the system tells nothing: network drives, links, too many folders. */
  readonly pollMs?: number;
  /** `false`: only look, for systems whose notifications cannot be trusted. */
  readonly notifications?: boolean;
}

export interface Watch {
  close(): Promise<void>;
}

const SETTLE = 100;
/** Without notifications a change must still be seen within a second; with them, looking is only a safety net. */
const POLL = 600;
const SAFETY = 5_000;

const key = ({ file, line, field, message }: Problem): string => [file, line, field, message].join('\0');

/** Only what was not wrong before is news. */
function newProblems(next: Knowledge, before: Knowledge): Problem[] {
  const known = new Set(before.problems.map(key));
  return next.problems.filter((problem) => !known.has(key(problem)));
}

const isSame = (next: Knowledge, before: Knowledge): boolean =>
  next.version === before.version &&
  next.problems.length === before.problems.length &&
  newProblems(next, before).length === 0;

/** Reads again what changed; `undefined` when nothing did. */
async function readAgain(options: LoadOptions, before: Origins): Promise<Required<Origins> | undefined> {
  const listed = await Promise.all(options.folders.map(listFolder));
  const stamp = stampOfFolders(listed, options);
  const isWhole = !before.folders || isComplete(before.folders);
  if (stamp === before.stamp && isWhole && areAsTheyWere(before.included)) return undefined;
  const folders: FolderReading[] = [];
  for (const [index, one] of listed.entries()) {
    const known = before.folders?.[index]?.readings ?? (await pagesKept(options.cacheDir, one.folder));
    folders.push(await readFolder(one, known, { keepGood: true }));
  }
  return { stamp, folders, included: includedIn(folders) };
}

/** One notification source per folder; `undefined` when the system cannot give one. */
function listen(folder: string, notify: () => void, fail: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { recursive: true }, notify);
    watcher.on('error', fail);
    return watcher;
  } catch {
    return undefined;
  }
}

/**
 * Hands over new Knowledge whenever files change: whole, or not at all. Only changed files are read again, and one
 * with errors does not replace its last good version.
 */
export async function watchKnowledge(
  options: WatchOptions,
  knowledge: Knowledge,
  onChange: (next: Knowledge) => void,
): Promise<Watch> {
  let current = knowledge;
  let origins = originsOf(knowledge);
  let running: Promise<void> | undefined;
  let again = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    const read = await readAgain(options, origins);
    if (closed || !read) return;
    origins = read;
    const next = await knowledgeOf(read.folders, options, current);
    if (closed) return;
    if (isSame(next, current)) return;
    logProblems(newProblems(next, current), options.log);
    current = next;
    options.log?.info({ topics: next.topics.size, problems: next.problems.length }, 'notes read again');
    onChange(next);
  }
  function run(): void {
    if (closed) return;
    if (running) {
      again = true;
      return;
    }
    running = look()
      .catch((error: unknown) => options.log?.error({ err: error }, 'the notes could not be read again'))
      .finally(() => {
        running = undefined;
        if (again) run();
        again = false;
      });
  }
  function notice(): void {
    clearTimeout(timer);
    timer = setTimeout(run, options.settleMs ?? SETTLE);
  }

  let poll: NodeJS.Timeout | undefined;
  const pollEvery = (ms: number): void => {
    clearInterval(poll);
    poll = setInterval(run, options.pollMs ?? ms);
    poll.unref();
  };
  const watchers =
    options.notifications === false
      ? []
      : options.folders.flatMap((folder) => listen(folder, notice, () => pollEvery(POLL)) ?? []);
  pollEvery(watchers.length === options.folders.length ? SAFETY : POLL);
  run();

  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      clearInterval(poll);
      for (const watcher of watchers) watcher.close();
      await running;
    },
  };
}
