import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { BUILT } from '../../root.ts';
import type { SiteConfig } from '../trees/site-config.ts';
import { codeVersion } from './code-version.ts';
import type { FileReading } from './folder.ts';
import type { FoundFile } from './listing.ts';
import type { Order, Told } from './reader.ts';

type Read = (
  found: readonly FoundFile[],
  folder: string,
  site: SiteConfig,
) => Promise<readonly FileReading[]>;

/** Who reads files: threads, or this one. */
export interface Readers {
  /** Each reads for itself; as many may be asked at the same time. */
  readonly each: readonly Read[];
  close(): Promise<void>;
}

/** This thread; what reads notes is not even loaded where none are to be read. */
const readHere: Read = async (...what) => (await import('./file-reading.ts')).readFound(...what);
const here: Readers = { each: [readHere], close: () => Promise.resolve() };

/** Fewer files are read sooner than a thread has started. */
const MANY = 300;
const MOST_THREADS = 4;
/** Threads take no TypeScript on Node 20: this is the built one even where the rest runs from its source. */
const READER = join(BUILT, 'reader.js');

/** A thread that reads as this code does; nothing where it cannot be started, or was built from other source. */
async function openThread(): Promise<{ worker: Worker; read: Read } | undefined> {
  const worker = new Worker(READER, { execArgv: [] });
  const waiting = new Map<number, (readings: readonly FileReading[] | undefined) => void>();
  let next = 0;
  let gone = false;
  const version = await new Promise<string>((resolve) => {
    worker.on('message', (told: Told) => {
      if ('version' in told) resolve(told.version);
      else waiting.get(told.id)?.(told.readings);
    });
    worker.on('error', () => worker.emit('exit', 1));
    worker.on('exit', () => {
      gone = true;
      resolve('');
      for (const settle of waiting.values()) settle(undefined);
      waiting.clear();
    });
  });
  if (version !== (await codeVersion())) {
    await worker.terminate();
    return undefined;
  }
  const read: Read = async (found, folder, site) => {
    const id = next++;
    // A thread that is gone is no reason to be without the notes.
    if (gone) return readHere(found, folder, site);
    const readings = await new Promise<readonly FileReading[] | undefined>((resolve) => {
      waiting.set(id, resolve);
      worker.postMessage({ id, found, folder, site } satisfies Order);
    });
    waiting.delete(id);
    return readings ?? readHere(found, folder, site);
  };
  return { worker, read };
}

/** Opens readers for so many files. Whoever opens them closes them. */
export async function openReaders(files: number, threads = availableParallelism()): Promise<Readers> {
  if (files < MANY || threads < 2 || !existsSync(READER)) return here;
  const opened = await Promise.all(Array.from({ length: Math.min(threads, MOST_THREADS) }, openThread));
  const running = opened.flatMap((one) => one ?? []);
  if (running.length === 0) return here;
  return {
    each: running.map(({ read }) => read),
    close: async () => {
      await Promise.all(running.map(({ worker }) => worker.terminate()));
    },
  };
}
