import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, type QueryCompiler, type SqliteDatabase, SqliteDialect, SqliteQueryCompiler } from 'kysely';
import Sqlite from 'libsql';
import { Bounded } from '../../bounded.ts';
import type { Tables } from '../schema.ts';

class StrictCompiler extends SqliteQueryCompiler {
  protected override addParameter(parameter: unknown): void {
    if (parameter !== null && typeof parameter !== 'string' && typeof parameter !== 'number')
      throw new TypeError(`a parameter of a query is a ${typeof parameter}`);
    super.addParameter(parameter);
  }
}

/** Every parameter is a string, a number or null: the driver ends the whole process on a boolean. */
class StrictSqlite extends SqliteDialect {
  override createQueryCompiler(): QueryCompiler {
    return new StrictCompiler();
  }
}

/** How long a writer waits for another, in milliseconds. The whole process waits with it, so it is short. */
const BUSY_MS = 1_000;
const FILE = 'virt.db';
const STATEMENTS = 100;

/** A `dataDir` that keeps nothing on disk. */
export const IN_MEMORY = ':memory:';

export const fileIn = (directory: string): string => join(directory, FILE);

/**
 * Transactions here all write: taking the lock at their start lets them wait for it, where one that began by reading
 * would fail. And one that the database itself rolled back (on a full disk, say) needs no rolling back any more.
 */
function writing(database: Sqlite.Database): SqliteDatabase {
  /** The same few statements again and again: preparing one takes longer than running it. */
  const prepared = new Bounded<string, Sqlite.Statement>(STATEMENTS);
  function prepare(text: string): Sqlite.Statement {
    const known = prepared.get(text) ?? database.prepare(text);
    prepared.set(text, known);
    return known;
  }
  return {
    prepare(text) {
      if (text === 'begin') return prepare('begin immediate') as never;
      if (text === 'rollback' && !database.inTransaction) return prepare('select 1') as never;
      return prepare(text) as never;
    },
    close: () => database.close(),
  };
}

/** For the bot's own user alone: questions and settings of a whole team are in it. */
const OWN_FOLDER = 0o700;
const OWN_FILE = 0o600;

/** A file under `directory`, in write-ahead mode so that readers never wait. */
export async function openSqlite(directory: string): Promise<Kysely<Tables>> {
  if (directory !== IN_MEMORY) await mkdir(directory, { recursive: true, mode: OWN_FOLDER });
  const database = new Sqlite(directory === IN_MEMORY ? IN_MEMORY : fileIn(directory));
  try {
    if (directory !== IN_MEMORY) await chmod(fileIn(directory), OWN_FILE);
    // What is removed is overwritten: questions are in it.
    database.exec(
      `pragma busy_timeout = ${BUSY_MS}; pragma journal_mode = wal; pragma synchronous = normal; pragma secure_delete = on`,
    );
  } catch (error) {
    database.close();
    throw error;
  }
  return new Kysely<Tables>({ dialect: new StrictSqlite({ database: writing(database) }) });
}
