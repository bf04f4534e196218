import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Known } from './folder.ts';
import type { Reading } from './reading.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

let code: Promise<string> | undefined;

/** Changes with the code that reads notes, so that a new version never trusts what an old one understood. */
function codeVersion(): Promise<string> {
  code ??= (async () => {
    const names = (await readdir(import.meta.dirname)).filter((name) => /\.[jt]s$/.test(name)).sort();
    const texts = await Promise.all(names.map((name) => readFile(join(import.meta.dirname, name), 'utf8')));
    return sha256(texts.join('\0')).slice(0, 16);
  })();
  return code;
}

const fileOf = (cacheDir: string, folder: string): string =>
  join(cacheDir, `notes-${sha256(resolve(folder)).slice(0, 16)}.json`);

/** The first line vouches for the rest: a file that was cut off or changed is no cache. */
function unsealed(text: string): string | undefined {
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  return end > 0 && text.slice(0, end) === sha256(body) ? body : undefined;
}

/** What an earlier run read from a folder; nothing when there is no cache to be trusted. */
export async function readCache(cacheDir: string, folder: string): Promise<Known> {
  try {
    const body = unsealed(await readFile(fileOf(cacheDir, folder), 'utf8'));
    if (body === undefined) return new Map();
    const { version, readings } = JSON.parse(body) as { version: string; readings: [string, Reading][] };
    return version === (await codeVersion()) ? new Map(readings) : new Map();
  } catch {
    return new Map();
  }
}

/** Keeps what was read for the next start. Whole or not at all, whoever else writes at the same time. */
export async function writeCache(cacheDir: string, folder: string, readings: Known): Promise<void> {
  const lasting = [...readings].filter(([, reading]) => reading.digest !== '');
  const body = JSON.stringify({ version: await codeVersion(), readings: lasting });
  const file = fileOf(cacheDir, folder);
  const unfinished = `${file}.${randomUUID()}.tmp`;
  await mkdir(cacheDir, { recursive: true });
  try {
    await writeFile(unfinished, `${sha256(body)}\n${body}`);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
