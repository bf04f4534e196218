import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { meanwhile, type Steps } from '../../steps.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Bytes vouched for at a time. */
const PIECE = 1024 * 1024;
const LINE_END = 0x0a;
const NEW_LINE = Buffer.from([LINE_END]);

/** A record with more numbers in it than are read quickly as text: they follow its line as they are. */
export interface WithBytes {
  readonly bytes: Uint8Array;
}

const hasBytes = (record: unknown): record is WithBytes =>
  (record as Partial<WithBytes> | null)?.bytes instanceof Uint8Array;

/** Records a line each, and in the last line what vouches for them. */
function* unsealed(bytes: Buffer, isRight: (head: unknown) => boolean): Steps<unknown[] | undefined> {
  const end = bytes.lastIndexOf(LINE_END) + 1;
  const hash = createHash('sha256');
  for (let at = 0; at < end; at += PIECE) {
    hash.update(bytes.subarray(at, Math.min(end, at + PIECE)));
    yield;
  }
  if (end === 0 || bytes.toString('latin1', end) !== hash.digest('hex')) return undefined;
  const records: unknown[] = [];
  for (let from = 0; from < end; ) {
    const to = bytes.indexOf(LINE_END, from);
    const record = JSON.parse(bytes.toString('utf8', from, to));
    if (records.length === 0 && !isRight(record)) return undefined;
    const rest = typeof record.bytes === 'number' ? record.bytes + 1 : 0;
    records.push(rest > 0 ? { ...record, bytes: new Uint8Array(bytes.subarray(to + 1, to + rest)) } : record);
    from = to + 1 + rest;
    yield;
  }
  return records;
}

/**
 * Reads the records `writeSealed` wrote; nothing when the file is missing, cut off or changed, or its first record is
 * not the right one. A little at a time: a large notebook's are a hundred megabytes.
 */
export async function readSealed(
  file: string,
  isRight: (head: unknown) => boolean,
): Promise<unknown[] | undefined> {
  const bytes = await readFile(file).catch(() => undefined);
  return bytes && meanwhile(unsealed(bytes, isRight));
}

/** Writes records as JSON over a line that vouches for them. Whole or not at all, whoever else writes at the same time. */
export async function writeSealed(file: string, records: Iterable<unknown>): Promise<void> {
  const unfinished = `${file}.${randomUUID()}.tmp`;
  await mkdir(dirname(file), { recursive: true });
  try {
    const handle = await open(unfinished, 'wx');
    try {
      const hash = createHash('sha256');
      for (const record of records) {
        const more = hasBytes(record) ? record.bytes : undefined;
        const line = Buffer.from(
          `${JSON.stringify(more ? { ...(record as object), bytes: more.length } : record)}\n`,
        );
        for (const part of more ? [line, more, NEW_LINE] : [line]) {
          hash.update(part);
          await handle.write(part);
        }
      }
      await handle.write(hash.digest('hex'));
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
