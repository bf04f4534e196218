import { createHash } from 'node:crypto';
import type { Log } from '../ports.ts';
import { assemble } from './assemble.ts';
import { readFolder } from './folder.ts';
import type { Knowledge } from './knowledge.ts';

export interface LoadOptions {
  /** Later folders win where ids clash. */
  readonly folders: readonly string[];
  /** Where the notes are published; links lead there. */
  readonly baseUrl?: string;
  readonly log?: Log;
  /** Called now and then while files are read. */
  readonly progress?: (done: number, total: number) => void;
  /** Where parsed pages are kept for the next start; nothing is kept without it. */
  readonly cacheDir?: string;
}

/** Reads every note and figure of the folders. Never rejects: what cannot be used is told in `problems`. */
export async function loadKnowledge(options: LoadOptions): Promise<Knowledge> {
  const folders = await Promise.all(options.folders.map((folder) => readFolder(folder, options.baseUrl)));
  const hash = createHash('sha256');
  for (const folder of folders)
    for (const [path, digest] of folder.digests) hash.update(`${path}\0${digest}\0`);
  return assemble(folders, hash.digest('hex').slice(0, 16));
}
