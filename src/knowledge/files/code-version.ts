import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from './checksummed-file.ts';

/** Left beside the built program: the version of the source it was built from, so that both trust the same cache. */
const RECORD = join(import.meta.dirname, 'code-version');

async function textsIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
}

/** Of the code that reads notes, and of what stands beside it and makes an index of them. */
async function hashOfSource(folder: string): Promise<string> {
  const texts = await Promise.all([folder, join(folder, '../search')].map(textsIn));
  return sha256(texts.flat().join('\0')).slice(0, 16);
}

let code: Promise<string> | undefined;

/** Changes with the code that reads and indexes notes, so that a new version never trusts what an old one understood. */
export function codeVersion(): Promise<string> {
  code ??= readFile(RECORD, 'utf8').catch(() => hashOfSource(join(import.meta.dirname, '..')));
  return code;
}

/** In the built program, before anything is read. `source`: the folder of the code that reads notes. */
export async function recordVersion(source: string): Promise<void> {
  await writeFile(RECORD, await hashOfSource(source));
}
