import { Stats } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../topic.ts';

/** Larger files are left out: a page of a notebook is far smaller, and parsing them would hold up the bot. */
export const MAX_BYTES = 1024 * 1024;

export interface FoundFile {
  /** Path below the folder, with `/`; what ids, links and order depend on. */
  readonly path: string;
  /** Path as a person would name it: the folder as given, then `path`. */
  readonly file: string;
  readonly size: number;
  readonly mtimeMs: number;
}

export interface Listing {
  readonly files: readonly FoundFile[];
  readonly problems: readonly Problem[];
}

/** Folders that hold no notes wherever they stand; names beginning with a dot are left out too. */
const NOT_NOTES = new Set(['node_modules']);
const WANTED = /\.(md|markdown|ya?ml)$/i;

export const problemAt = (
  file: string,
  message: string,
  severity: Problem['severity'] = 'error',
): Problem => ({
  severity,
  file,
  line: 1,
  message,
});

/** What went wrong, said without a stack: the code is what people look up. */
export function fileTrouble(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  switch (code) {
    case 'ENOENT':
      return 'it is not there (deleted while being read, or a link that leads nowhere)';
    case 'EACCES':
    case 'EPERM':
      return 'it may not be read by this user (check its permissions)';
    case 'ELOOP':
      return 'its links lead in a circle';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

interface Walk {
  readonly folder: string;
  readonly files: FoundFile[];
  readonly problems: Problem[];
}

async function visit(path: string, above: ReadonlySet<string>, walk: Walk): Promise<void> {
  const shown = path === '' ? walk.folder : join(walk.folder, path);
  const real = await realpath(shown);
  if (above.has(real)) {
    walk.problems.push(problemAt(shown, 'left out: this link leads back to a folder above it', 'warning'));
    return;
  }
  const names = (await readdir(shown)).filter((name) => !name.startsWith('.') && !NOT_NOTES.has(name)).sort();
  const paths = names.map((name) => (path === '' ? name : `${path}/${name}`));
  const found = await Promise.all(
    paths.map((one) => stat(join(walk.folder, one)).catch((error: unknown) => error)),
  );
  const inside = new Set(above).add(real);
  for (const [index, one] of paths.entries()) await enter(one, found[index], inside, walk);
}

async function enter(path: string, found: unknown, above: ReadonlySet<string>, walk: Walk): Promise<void> {
  const file = join(walk.folder, path);
  try {
    if (!(found instanceof Stats)) throw found;
    if (found.isDirectory()) await visit(path, above, walk);
    else if (found.isFile() && WANTED.test(path))
      walk.files.push({ path, file, size: found.size, mtimeMs: found.mtimeMs });
  } catch (error) {
    walk.problems.push(problemAt(file, `left out: ${fileTrouble(error)}`));
  }
}

/** Every note and data file below a folder, in a fixed order, following links but never in circles. */
export async function listFiles(folder: string): Promise<Listing> {
  const walk: Walk = { folder, files: [], problems: [] };
  try {
    await visit('', new Set(), walk);
  } catch (error) {
    walk.problems.push(problemAt(folder, `the folder could not be read: ${fileTrouble(error)}`));
  }
  return walk;
}

/** The first line whose bytes are not UTF-8; a line end is never part of a longer character. */
function firstBadLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let start = 0;
  for (let line = 1; start <= bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    try {
      decoder.decode(bytes.subarray(start, end < 0 ? bytes.length : end));
    } catch {
      return line;
    }
    if (end < 0) break;
    start = end + 1;
  }
  return 1;
}

export type FileText = { readonly text: string } | { readonly problem: Problem };

/** A file's text with one kind of line end and no byte order mark, or why it cannot be used. Never throws. */
export async function readText(found: FoundFile): Promise<FileText> {
  const { file } = found;
  const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  if (found.size > MAX_BYTES)
    return {
      problem: problemAt(
        file,
        `left out: it has ${megabytes(found.size)}, the limit is ${megabytes(MAX_BYTES)}; split it into pages`,
      ),
    };
  try {
    const bytes = await readFile(file);
    return decode(bytes, file);
  } catch (error) {
    return { problem: problemAt(file, `left out: ${fileTrouble(error)}`) };
  }
}

function decode(bytes: Uint8Array, file: string): FileText {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n');
    return text.trim() === '' ? { problem: problemAt(file, 'left out: the file is empty') } : { text };
  } catch {
    const line = firstBadLine(bytes);
    return { problem: { ...problemAt(file, 'left out: this is not UTF-8; save the file as UTF-8'), line } };
  }
}
