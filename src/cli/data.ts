import { createReadStream } from 'node:fs';
import {
  access,
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { environment, readConfig, withoutPlatforms } from '../config.ts';
import { fileIn } from '../store/engines/sqlite.ts';
import { openDatabase } from '../store/open.ts';
import { countsText, DataError, type RowCounts } from '../store/transfer/data-file.ts';
import { type DatabaseKind, exportData } from '../store/transfer/export.ts';
import { importData } from '../store/transfer/import.ts';
import { ownFiguresFolder } from './measure.ts';

/** A file of one's own measurements, as a line of an exported file. */
interface OwnFile {
  readonly file: string;
  readonly text: string;
}

/** Names "bench add" gives; anything else could lead out of the folder. */
const NAME = /^[a-z0-9][a-z0-9-]*\.yaml$/;

const ownLine = (one: OwnFile): string => `${JSON.stringify(one)}\n`;

/** What a line holds, if it is one of one's own measurements. */
function ownFileIn(line: string): OwnFile | undefined {
  if (!line.startsWith('{"file":')) return undefined;
  try {
    const { file, text } = JSON.parse(line) as Partial<OwnFile>;
    if (typeof file === 'string' && NAME.test(file) && typeof text === 'string') return { file, text };
  } catch {
    // Told below.
  }
  throw new DataError('a line with measurements of your own is damaged');
}

async function readOwnFiles(folder: string): Promise<OwnFile[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const own = names.filter((name) => NAME.test(name)).sort();
  return Promise.all(own.map(async (file) => ({ file, text: await readFile(join(folder, file), 'utf8') })));
}

async function writeOwnFiles(folder: string, files: readonly OwnFile[]): Promise<void> {
  if (files.length === 0) return;
  await mkdir(folder, { recursive: true });
  for (const { file, text } of files) await writeFile(join(folder, file), text, { mode: 0o600 });
}

export const DATA_USAGE = `Usage: npm run -s virt -- data export [file]            everything Virt remembers, as lines of JSON (default: standard output)
       npm run -s virt -- data import <file> [--force]  the same into the database of DATABASE_URL or DATA_DIR (-: standard input)

Moves SQLite to PostgreSQL and back: export, set or remove DATABASE_URL, import. Stop Virt first, or what it learns
meanwhile stays behind. An import is made whole or not at all, and only into an empty database; --force replaces what
is there, and lets an export replace a file.

Measurements of your own (bench add) go along. The file holds ids of channels and people, what tips were posted, and questions that were asked: keep it as you keep
the database. It holds no tokens.
`;

interface Database {
  readonly kind: DatabaseKind;
  /** As people know it, without its password. */
  readonly name: string;
  readonly open: () => ReturnType<typeof openDatabase>;
  /** Of the SQLite file, if it is one. */
  readonly file?: string;
  /** The folder of one's own measurements. */
  readonly measurements: string;
}

function configured(): Database {
  const { dataDir, databaseUrl } = readConfig(withoutPlatforms(environment()));
  // Reading or writing all of it takes as long as it takes.
  const measurements = ownFiguresFolder(dataDir);
  const unhurried = { dataDir, answersWithin: 0 };
  if (databaseUrl === undefined) {
    const file = fileIn(dataDir);
    return { kind: 'sqlite', name: file, file, measurements, open: () => openDatabase(unhurried) };
  }
  const { host, pathname } = new URL(databaseUrl);
  return {
    kind: 'postgresql',
    measurements,
    name: `${host}${pathname}`,
    open: () => openDatabase({ ...unhurried, databaseUrl }),
  };
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const print = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });

const say = (sentence: string): void => {
  process.stderr.write(`${sentence}\n`);
};

async function write(part: string, to: FileHandle, lines: string): Promise<void> {
  try {
    await to.writeFile(lines);
  } catch (error) {
    throw new DataError(`${part} cannot be written: ${messageOf(error)}`, { cause: error });
  }
}

/** Under its name only when it is whole; for its owner's eyes alone. */
async function toFile(
  file: string,
  fill: (write: (lines: string) => Promise<void>) => Promise<RowCounts>,
): Promise<RowCounts> {
  const part = `${file}.part`;
  const handle = await open(part, 'w', 0o600).catch((error: unknown) => {
    throw new DataError(`${file} cannot be written: ${messageOf(error)}`, { cause: error });
  });
  try {
    const counts = await fill((lines) => write(file, handle, lines));
    await handle.sync();
    await handle.close();
    await rename(part, file);
    return counts;
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(part, { force: true });
    throw error;
  }
}

/** Writes all that the configured database holds to a file, or to standard output. */
export async function exportTo(file: string | undefined, force: boolean): Promise<number> {
  const database = configured();
  if (database.file !== undefined && !(await exists(database.file)))
    throw new DataError(`${database.file} does not exist: there is nothing to export`);
  if (file !== undefined && !force && (await exists(file)))
    throw new DataError(`${file} exists: name another file, or say --force to replace it`);
  const db = await database.open();
  try {
    const own = await readOwnFiles(database.measurements);
    const fill = async (lines: (text: string) => Promise<void>) => {
      const counts = await exportData(db, database.kind, lines);
      for (const one of own) await lines(ownLine(one));
      return counts;
    };
    const counts = await (file === undefined ? fill(print) : toFile(file, fill));
    say(`${database.name}: ${countsText(counts)}${ownText(own.length)} → ${file ?? 'standard output'}`);
    return 0;
  } finally {
    await db.destroy();
  }
}

/** Lines are only read when they are wanted. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  try {
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    throw new DataError(`it cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

/** The rows among the lines; what else is in the file is put aside in `own`, before anything is written. */
async function* rowsOf(file: string, own: OwnFile[], there: readonly OwnFile[]): AsyncGenerator<string> {
  for await (const line of linesOf(file)) {
    const one = ownFileIn(line);
    if (!one) yield line;
    else if (there.some((other) => other.file === one.file && other.text !== one.text))
      throw new DataError(`there are other measurements in ${one.file}: --force replaces them`);
    else own.push(one);
  }
}

const ownText = (files: number): string => (files === 0 ? '' : `, files of own measurements: ${files}`);

/** Fills the configured database from a file, whole or not at all. */
export async function importFrom(file: string, force: boolean): Promise<number> {
  if (file !== '-' && !(await exists(file))) throw new DataError(`${file} does not exist`);
  const database = configured();
  const own: OwnFile[] = [];
  const db = await database.open();
  try {
    const there = force ? [] : await readOwnFiles(database.measurements);
    const { written, replaced } = await importData(db, database.kind, rowsOf(file, own, there), force).catch(
      (error: unknown) => {
        throw error instanceof DataError
          ? new DataError(`${file}: ${error.message}`, { cause: error })
          : error;
      },
    );
    const before = countsText(replaced);
    if (before !== 'nothing') say(`${database.name}: replaced ${before}`);
    await writeOwnFiles(database.measurements, own);
    say(`${file} → ${database.name}: ${countsText(written)}${ownText(own.length)}`);
    return 0;
  } finally {
    await db.destroy();
  }
}
