import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { withoutControls } from '../control-characters.ts';
import type { Problem } from '../topic.ts';
import { type FoundFile, fileTrouble, leftOut, problemAt } from './listing.ts';

/** Larger files are left out: a page of a notebook is far smaller, and parsing them would hold up the bot. */
export const MAX_BYTES = 1024 * 1024;

export type FileText = { readonly text: string } | { readonly problem: Problem };

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

const tooLarge = (file: string, size: number): FileText => ({
  problem: problemAt(
    file,
    `left out: it has ${megabytes(size)}, the limit is ${megabytes(MAX_BYTES)}; split it into pages`,
  ),
});

/** At most as many bytes as are allowed and one more, whatever the file has become since it was found. */
async function readBytes(file: string): Promise<Uint8Array | undefined> {
  // Opening a pipe would wait for somebody to write to it.
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const now = await handle.stat();
    if (!now.isFile()) return undefined;
    // One byte more than there should be, to see that it has not grown.
    const bytes = new Uint8Array(Math.min(now.size, MAX_BYTES) + 1);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await handle.close();
  }
}

function decodeAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** How much a decoded text looks like what people write: each encoding turns the other's kana into rare characters. */
const likeness = (text: string): number =>
  count(text, /[\u3041-\u30ff\u3001\u3002]/g) - count(text, /[\uff61-\uff9f\ue000-\uf8ff\u0080-\u00a0]/g);

/** Text in an encoding Japanese files had before Unicode; nothing when it decodes cleanly as none, or to no Japanese. */
function decodeJapanese(bytes: Uint8Array): string | undefined {
  const found = ['shift_jis', 'euc-jp']
    .flatMap((encoding) => decodeAs(encoding, bytes) ?? [])
    .filter((text) => likeness(text) > 0)
    .sort((one, other) => likeness(other) - likeness(one));
  return found[0];
}

function decodeUtf16(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decodeAs('utf-16le', bytes);
  return first === 0xfe && second === 0xff ? decodeAs('utf-16be', bytes) : undefined;
}

/** The first line whose bytes are not UTF-8; a line end is never part of a longer character. */
function firstBadLine(bytes: Uint8Array): number {
  let start = 0;
  for (let line = 1; start <= bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    if (decodeAs('utf-8', bytes.subarray(start, end < 0 ? bytes.length : end)) === undefined) return line;
    if (end < 0) break;
    start = end + 1;
  }
  return 1;
}

function decode(bytes: Uint8Array, file: string): FileText {
  const text = decodeUtf16(bytes) ?? decodeAs('utf-8', bytes) ?? decodeJapanese(bytes);
  if (text === undefined) {
    const message =
      'left out: this is neither UTF-8 nor another encoding that is known; save the file as UTF-8';
    return { problem: { ...problemAt(file, message), line: firstBadLine(bytes) } };
  }
  const clean = withoutControls(text.replace(/\r\n?/g, '\n'));
  return clean.trim() === '' ? { problem: leftOut(file, 'the file is empty') } : { text: clean };
}

/** A file's text with one kind of line end and nothing invisible in it, or why it cannot be used. Never throws. */
export async function readText({ file, size }: FoundFile): Promise<FileText> {
  if (size > MAX_BYTES) return tooLarge(file, size);
  try {
    const bytes = await readBytes(file);
    if (!bytes) return { problem: leftOut(file, 'it is no ordinary file') };
    return bytes.length > MAX_BYTES ? tooLarge(file, bytes.length) : decode(bytes, file);
  } catch (error) {
    return { problem: problemAt(file, `left out: ${fileTrouble(error)}`) };
  }
}
