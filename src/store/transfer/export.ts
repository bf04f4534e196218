import { type Kysely, sql } from 'kysely';
import { appliedMigrations, MIGRATION_NAMES, TABLES, type Tables } from '../schema.ts';
import {
  DataError,
  headerLine,
  noRows,
  type Row,
  type RowCounts,
  rowLine,
  type TableName,
} from './data-file.ts';

/** Rows read at a time. */
const PAGE = 1_000;

export type DatabaseKind = 'sqlite' | 'postgresql';

/** Both read one moment's state throughout, and keep nobody from writing. */
const BEGIN = {
  sqlite: sql`begin deferred`,
  postgresql: sql`begin isolation level repeatable read, read only`,
};

export async function countRows(db: Kysely<Tables>): Promise<RowCounts> {
  const counts = noRows();
  for (const table of TABLES) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db);
    counts[table] = Number(rows[0]?.n ?? 0);
  }
  return counts;
}

/** Pages of a table in the order of its ids, byte by byte as both databases can. */
const PAGES = {
  async *sqlite(db: Kysely<Tables>, table: TableName): AsyncGenerator<Row[]> {
    let last: string | undefined;
    for (;;) {
      const after = last === undefined ? sql`` : sql`where id > ${last}`;
      const page =
        await sql<Row>`select * from ${sql.table(table)} ${after} order by id limit ${PAGE}`.execute(db);
      if (page.rows.length === 0) return;
      last = String(page.rows.at(-1)?.id);
      yield page.rows;
    }
  },
  async *postgresql(db: Kysely<Tables>, table: TableName): AsyncGenerator<Row[]> {
    await sql`declare pages no scroll cursor for select * from ${sql.table(table)} order by id collate "C"`.execute(
      db,
    );
    for (;;) {
      const page = await sql<Row>`fetch forward ${sql.lit(PAGE)} from pages`.execute(db);
      if (page.rows.length === 0) break;
      yield page.rows;
    }
    await sql`close pages`.execute(db);
  },
};

/**
 * Writes everything the bot remembers, a page at a time; what was written.
 * @throws {DataError} for a database that a newer version has changed.
 */
export function exportData(
  db: Kysely<Tables>,
  kind: DatabaseKind,
  write: (lines: string) => Promise<void>,
): Promise<RowCounts> {
  return db.connection().execute(async (one) => {
    await BEGIN[kind].execute(one);
    try {
      const migrations = await appliedMigrations(one);
      const newer = migrations.filter((name) => !MIGRATION_NAMES.includes(name));
      if (newer.length > 0)
        throw new DataError(
          `the database was changed by a newer Virt (${newer.join(', ')}): export with that`,
        );
      const rows = await countRows(one);
      await write(headerLine({ migrations, rows }));
      for (const table of TABLES)
        for await (const page of PAGES[kind](one, table))
          await write(page.map((row) => rowLine(table, row)).join(''));
      return rows;
    } finally {
      await sql`rollback`.execute(one);
    }
  });
}
