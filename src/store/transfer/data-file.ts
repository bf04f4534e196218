import { MIGRATION_NAMES, TABLES } from '../schema.ts';

/** What a database held, as lines of JSON: a header, then one row a line. */
export type TableName = (typeof TABLES)[number];
export type Row = Readonly<Record<string, string | number | null>>;
export type RowCounts = Readonly<Record<TableName, number>>;

const FORMAT = 1;

export interface Header {
  readonly migrations: readonly string[];
  readonly rows: RowCounts;
}

/** Something about a file that a person has to see to; the message names the line. */
export class DataError extends Error {
  override readonly name = 'DataError';
  static at(line: number, what: string): DataError {
    return new DataError(`line ${line}: ${what}`);
  }
}

export const noRows = (): Record<TableName, number> =>
  Object.fromEntries(TABLES.map((table) => [table, 0])) as Record<TableName, number>;

/** "events: 3, subscriptions: 2". */
export const countsText = (counts: RowCounts): string =>
  TABLES.filter((table) => counts[table] > 0)
    .map((table) => `${table.replaceAll('_', ' ')}: ${counts[table].toLocaleString('en')}`)
    .join(', ') || 'nothing';

export const headerLine = ({ migrations, rows }: Header): string =>
  `${JSON.stringify({ virt: 'data', format: FORMAT, migrations, rows })}\n`;

/** Columns by name, so that the same row is the same line whatever database it comes from. */
export function rowLine(table: TableName, row: Row): string {
  const columns = Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ table, row: Object.fromEntries(columns) })}\n`;
}

function parsed(line: string, at: number): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw DataError.at(at, 'this is no complete JSON object: the file is damaged or cut off');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw DataError.at(at, 'expected a JSON object');
  return value as Record<string, unknown>;
}

const isCounts = (value: unknown): value is Record<string, number> =>
  typeof value === 'object' && value !== null && Object.values(value).every(Number.isSafeInteger);

/** @throws {DataError} when it is another file, or of a newer version. */
export function readHeader(line: string): Header {
  const { virt, format, migrations, rows } = parsed(line, 1);
  if (virt !== 'data' || typeof format !== 'number')
    throw DataError.at(1, 'this is no file that "data export" wrote');
  const names = Array.isArray(migrations) ? migrations.map(String) : [];
  const newer = names.filter((name) => !MIGRATION_NAMES.includes(name));
  if (format > FORMAT || newer.length > 0) {
    const what = format > FORMAT ? `format ${format}` : newer.join(', ');
    throw DataError.at(1, `the file was written by a newer Virt (${what}): update Virt first`);
  }
  if (!isCounts(rows)) throw DataError.at(1, 'the header does not say how many rows follow');
  return { migrations: names, rows: { ...noRows(), ...rows } };
}

/** @throws {DataError} for anything but a row of a table we know. */
export function readRow(
  line: string,
  at: number,
): { readonly table: TableName; readonly row: Record<string, unknown> } {
  const { table, row } = parsed(line, at);
  const known = TABLES.find((name) => name === table);
  if (!known) throw DataError.at(at, `there is no table "${String(table)}"`);
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    throw DataError.at(at, 'the row is missing');
  return { table: known, row: row as Record<string, unknown> };
}
