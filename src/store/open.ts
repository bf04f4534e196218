import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import Sqlite from 'libsql';
import pg from 'pg';
import { migrate, type Tables } from './schema.ts';
import { createSqlStore } from './sql.ts';
import type { Store } from './store.ts';

/** How long a writer waits for another before it gives up, in milliseconds. */
const BUSY_MS = 5_000;
const POOL = 10;
const KEEP_QUESTIONS = 90 * 24 * 60 * 60 * 1000;
const FILE = 'virt.db';
const INT8 = 20;

/** Counts and times come back from PostgreSQL as text unless told that they fit a number; ours do until year 287396. */
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/** A `dataDir` that keeps nothing on disk. */
export const IN_MEMORY = ':memory:';

/** A file under `directory`, in write-ahead mode so that readers never wait. */
export async function openSqlite(directory: string): Promise<Kysely<Tables>> {
  if (directory !== IN_MEMORY) await mkdir(directory, { recursive: true });
  const database = new Sqlite(directory === IN_MEMORY ? IN_MEMORY : join(directory, FILE));
  database.exec(`pragma journal_mode = wal; pragma busy_timeout = ${BUSY_MS}; pragma synchronous = normal`);
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
}

export function openPostgres(url: string, lost: (error: Error) => void): Kysely<Tables> {
  const pool = new pg.Pool({ connectionString: url, max: POOL, connectionTimeoutMillis: BUSY_MS, types });
  // An idle connection that breaks must not end the process; the next query opens another.
  pool.on('error', lost);
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

export interface StoreOptions {
  readonly dataDir: string;
  readonly databaseUrl?: string;
  /** How long questions are kept, in milliseconds; 0 removes those there are. */
  readonly keepQuestions?: number;
  readonly lost?: (error: Error) => void;
}

/**
 * PostgreSQL when an address is given, else a SQLite file; tables are brought up to date first.
 * @throws naming the database that cannot be used, with the cause.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl, dataDir, lost = () => {}, keepQuestions = KEEP_QUESTIONS } = options;
  let db: Kysely<Tables> | undefined;
  try {
    db = databaseUrl === undefined ? await openSqlite(dataDir) : openPostgres(databaseUrl, lost);
    await migrate(db);
    return createSqlStore(db, { rowLocks: databaseUrl !== undefined, keepQuestions });
  } catch (error) {
    await db?.destroy();
    const where = databaseUrl === undefined ? join(dataDir, FILE) : 'the database at DATABASE_URL';
    const cause = error instanceof Error ? error.message : String(error);
    throw new Error(`${where} cannot be used: ${cause}`, { cause: error });
  }
}
