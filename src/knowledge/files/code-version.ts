import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from './checksummed-file.ts';

const FOLDER = join(import.meta.dirname, '..');
/** Left beside the built code: the version of the source it was built from, so that both trust the same cache. */
const RECORD = 'code-version';

async function hashOfSource(): Promise<string> {
  const names = (await readdir(FOLDER, { recursive: true })).filter((name) => /\.[jt]s$/.test(name)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(FOLDER, name), 'utf8')));
  return sha256(texts.join('\0')).slice(0, 16);
}

let code: Promise<string> | undefined;

/** Changes with the code that reads notes, so that a new version never trusts what an old one understood. */
export function codeVersion(): Promise<string> {
  code ??= readFile(join(FOLDER, RECORD), 'utf8').catch(hashOfSource);
  return code;
}

/** Called by `npm run build`. */
export const recordVersion = async (built: string): Promise<void> =>
  writeFile(join(built, RECORD), await hashOfSource());
