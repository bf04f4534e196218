import { type InsertObject, type Kysely, sql, type Transaction } from 'kysely';
import { faultIn } from '../rows.ts';
import { TABLES, type Tables } from '../schema.ts';
import {
  countsText,
  DataError,
  noRows,
  type RowCounts,
  readHeader,
  readRow,
  type TableName,
} from './data-file.ts';
import { countRows, type DatabaseKind } from './export.ts';

/** Rows written by one statement: well inside the parameters either database takes. */
const BATCH = 500;

interface Column {
  readonly kind: 'text' | 'whole number';
  readonly optional: boolean;
}
type Columns = ReadonlyMap<string, Column>;

/** What each table takes, as the database itself tells it. */
async function columnsOf(db: Kysely<Tables>): Promise<ReadonlyMap<TableName, Columns>> {
  const found = await db.introspection.getTables();
  return new Map(
    TABLES.map((name) => {
      const columns = found.find((table) => table.name === name)?.columns ?? [];
      return [
        name,
        new Map(
          columns.map((column): [string, Column] => [
            column.name,
            {
              kind: /int/i.test(column.dataType) ? 'whole number' : 'text',
              optional: column.isNullable && column.name !== 'id',
            },
          ]),
        ),
      ];
    }),
  );
}

interface Line {
  readonly at: number;
  readonly row: Record<string, unknown>;
}

/** SQLite would take anything for anything. */
function checkRow({ at, row }: Line, table: TableName, columns: Columns): void {
  const strange = Object.keys(row).find((name) => !columns.has(name));
  if (strange !== undefined) throw DataError.at(at, `${table} has no column "${strange}"`);
  for (const [name, { kind, optional }] of columns) {
    const value = row[name];
    if (value === undefined || value === null) {
      if (!optional) throw DataError.at(at, `"${name}" is missing`);
    } else if (kind === 'text' ? typeof value !== 'string' : !Number.isSafeInteger(value))
      throw DataError.at(at, `"${name}" is no ${kind}`);
  }
}

/** Columns that hold JSON, beside those of subscriptions, which are read whole. */
const JSON_COLUMNS: Partial<Record<TableName, readonly string[]>> = {
  conversations: ['topics', 'talk'],
  questions: ['near'],
};

/** What could be stored but not used. */
function checkContent({ at, row }: Line, table: TableName): void {
  const fault = table === 'subscriptions' ? faultIn(row) : undefined;
  if (fault) throw DataError.at(at, `"${fault.column}" ${fault.what} (${String(row[fault.column])})`);
  for (const column of JSON_COLUMNS[table] ?? [])
    try {
      JSON.parse(String(row[column] ?? null));
    } catch {
      throw DataError.at(at, `"${column}" is no complete JSON (${String(row[column])})`);
    }
}

type AnyRow = InsertObject<Tables, TableName>;

async function writeBatch(trx: Transaction<Tables>, table: TableName, lines: readonly Line[]): Promise<void> {
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return;
  const written = await trx
    .insertInto(table)
    .values(lines.map(({ row }) => row as AnyRow))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
    .catch((error: unknown) => {
      const cause = error instanceof Error ? error.message : String(error);
      throw new DataError(`lines ${first.at} to ${last.at} cannot be stored: ${cause}`, { cause: error });
    });
  if (written.length === lines.length) return;
  const ids = new Set(written.map(({ id }) => id));
  const twice = lines.find(({ row: { id } }) => !ids.delete(String(id)));
  throw DataError.at(twice?.at ?? first.at, `${table} already has "${String(twice?.row.id)}"`);
}

/** Empties the tables if that is wanted; what was in them. */
async function makeRoom(trx: Transaction<Tables>, kind: DatabaseKind, force: boolean): Promise<RowCounts> {
  // A bot that is running waits meanwhile. SQLite's transactions keep others from writing anyway.
  if (kind === 'postgresql')
    await sql`lock table ${sql.join(TABLES.map((table) => sql.table(table)))} in exclusive mode`.execute(trx);
  const held = await countRows(trx);
  const empty = Object.values(held).every((count) => count === 0);
  if (!empty && !force)
    throw new DataError(
      `the database is not empty (${countsText(held)}): import into an empty one, or say --force to replace all that is in it`,
    );
  if (!empty) for (const table of TABLES) await trx.deleteFrom(table).execute();
  return held;
}

function checkWhole(promised: RowCounts, written: RowCounts): void {
  for (const table of TABLES)
    if (promised[table] !== written[table])
      throw new DataError(
        `the file is not whole: it should hold ${promised[table]} ${table} and holds ${written[table]}`,
      );
}

async function copyIn(
  lines: AsyncIterator<string>,
  trx: Transaction<Tables>,
  columns: ReadonlyMap<TableName, Columns>,
): Promise<RowCounts> {
  const written = noRows();
  let batch: { readonly table: TableName; readonly lines: Line[] } | undefined;
  const flush = async (): Promise<void> => {
    if (batch) await writeBatch(trx, batch.table, batch.lines);
    batch = undefined;
  };
  let at = 1;
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    at++;
    if (next.value.trim() === '') continue;
    const { table, row } = readRow(next.value, at);
    checkRow({ at, row }, table, columns.get(table) ?? new Map());
    checkContent({ at, row }, table);
    if (batch && (batch.table !== table || batch.lines.length >= BATCH)) await flush();
    batch ??= { table, lines: [] };
    batch.lines.push({ at, row });
    written[table]++;
  }
  await flush();
  return written;
}

export interface Imported {
  readonly written: RowCounts;
  readonly replaced: RowCounts;
}

/**
 * Reads what `exportData` wrote into a database, all of it or, on any fault, nothing.
 * @param force Replaces what is in the database; without it, only an empty one is written to.
 * @throws {DataError} that names the line.
 */
export async function importData(
  db: Kysely<Tables>,
  kind: DatabaseKind,
  lines: AsyncIterable<string>,
  force: boolean,
): Promise<Imported> {
  const columns = await columnsOf(db);
  const reading = lines[Symbol.asyncIterator]();
  const first = await reading.next();
  if (first.done) throw new DataError('the file is empty');
  const { rows } = readHeader(first.value);
  return db.transaction().execute(async (trx) => {
    const replaced = await makeRoom(trx, kind, force);
    const written = await copyIn(reading, trx, columns);
    checkWhole(rows, written);
    return { written, replaced };
  });
}
