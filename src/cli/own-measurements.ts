import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError } from '../store/transfer/data-file.ts';

/** A file of one's own measurements, as a line of an exported file. */
export interface OwnFile {
  readonly file: string;
  readonly text: string;
}

/** Names "bench add" gives; anything else could lead out of the folder. */
const NAME = /^[a-z0-9][a-z0-9-]*\.yaml$/;

export const ownLine = (one: OwnFile): string => `${JSON.stringify(one)}\n`;

/** What a line holds, if it is one of one's own measurements. */
export function ownFileIn(line: string): OwnFile | undefined {
  if (!line.startsWith('{"file":')) return undefined;
  try {
    const { file, text } = JSON.parse(line) as Partial<OwnFile>;
    if (typeof file === 'string' && NAME.test(file) && typeof text === 'string') return { file, text };
  } catch {
    // Told below.
  }
  throw new DataError('a line with measurements of your own is damaged');
}

export async function readOwnFiles(folder: string): Promise<OwnFile[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const own = names.filter((name) => NAME.test(name)).sort();
  return Promise.all(own.map(async (file) => ({ file, text: await readFile(join(folder, file), 'utf8') })));
}

export async function writeOwnFiles(folder: string, files: readonly OwnFile[]): Promise<void> {
  if (files.length === 0) return;
  await mkdir(folder, { recursive: true });
  for (const { file, text } of files) await writeFile(join(folder, file), text, { mode: 0o600 });
}
