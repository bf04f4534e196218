import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Reads what `writeSealed` wrote; nothing when the file is missing, cut off or changed. */
export async function readSealed(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  return end > 0 && text.slice(0, end) === sha256(body) ? JSON.parse(body) : undefined;
}

/** Writes JSON under a line that vouches for it. Whole or not at all, whoever else writes at the same time. */
export async function writeSealed(file: string, value: unknown): Promise<void> {
  const body = JSON.stringify(value);
  const unfinished = `${file}.${randomUUID()}.tmp`;
  await mkdir(dirname(file), { recursive: true });
  try {
    // In two pieces: a large notebook's is held in memory once as it is.
    await writeFile(unfinished, [`${sha256(body)}\n`, body]);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
