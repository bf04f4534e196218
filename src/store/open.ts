import type { Kysely } from 'kysely';
import type { Clock } from '../ports.ts';
import { fileIn, IN_MEMORY, openSqlite } from './engines/sqlite.ts';
import { migrate, type Tables } from './schema.ts';
import { createSqlStore } from './sql.ts';
import type { Store } from './store.ts';
import { postgresTrouble, sqliteTrouble } from './trouble.ts';

export { IN_MEMORY };

const KEEP_QUESTIONS = 90 * 24 * 60 * 60 * 1000;
/** Between two tries to open, in milliseconds. */
const AGAIN = 1_000;

export interface Patience {
  readonly clock: Clock;
  /** For how long, in milliseconds. */
  readonly ms: number;
  /** Told once, why. */
  readonly told: (why: string) => void;
}

/** Where things are remembered. */
export interface DatabaseOptions {
  readonly dataDir: string;
  /** Of a PostgreSQL; absent: a SQLite file under `dataDir`. */
  readonly databaseUrl?: string;
  /** Told about connections that broke while nobody used them. */
  readonly lost?: (error: Error) => void;
  /** How long PostgreSQL may take over one query, in milliseconds; 0: as long as it likes. */
  readonly answersWithin?: number;
  /** Connections to PostgreSQL at most. */
  readonly pool?: number;
  /** A database that is not there yet is waited for; absent: it is not. */
  readonly patience?: Patience;
}

export interface StoreOptions extends DatabaseOptions {
  /** How long questions are kept, in milliseconds; 0 removes those there are. */
  readonly keepQuestions?: number;
}

/** Tables are brought up to date on a connection of their own: an index over many rows takes its time. */
async function upToDate(url: string, options: DatabaseOptions): Promise<Kysely<Tables>> {
  // Who keeps a file needs none of its library.
  const { openPostgres } = await import('./engines/postgres.ts');
  const first = openPostgres(url, { answersWithin: 0 });
  try {
    await migrate(first);
  } finally {
    await first.destroy();
  }
  const { lost, answersWithin, pool } = options;
  return openPostgres(url, {
    ...(lost ? { lost } : {}),
    ...(pool === undefined ? {} : { pool }),
    ...(answersWithin === undefined ? {} : { answersWithin }),
  });
}

async function fileUpToDate(directory: string): Promise<Kysely<Tables>> {
  const db = await openSqlite(directory);
  try {
    await migrate(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/**
 * PostgreSQL when an address is given, else a SQLite file; tables are brought up to date first.
 * @throws with a sentence that names the database and what to do, and the error beneath as its cause.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Kysely<Tables>> {
  const { databaseUrl, dataDir, patience } = options;
  const until = patience && patience.clock.now() + patience.ms;
  for (let tries = 0; ; tries++) {
    try {
      return await (databaseUrl === undefined ? fileUpToDate(dataDir) : upToDate(databaseUrl, options));
    } catch (error) {
      const trouble =
        databaseUrl === undefined
          ? sqliteTrouble(error, fileIn(dataDir))
          : postgresTrouble(error, databaseUrl);
      if (!trouble.passes || !patience || until === undefined || patience.clock.now() >= until)
        throw new Error(trouble.sentence, { cause: error });
      if (tries === 0) patience.told(trouble.sentence);
      await patience.clock.wait(AGAIN);
    }
  }
}

/** As `openDatabase`, with everything the bot remembers behind one interface. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl, keepQuestions = KEEP_QUESTIONS } = options;
  const db = await openDatabase(options);
  return createSqlStore(db, { rowLocks: databaseUrl !== undefined, keepQuestions });
}
