import type { types } from '@slack/bolt';
import { say } from '../../../talk/sentences/sentences.ts';
import { type Lang, type Part, plain, type Text, text } from '../../../text.ts';
import { SLACK_LIMITS } from './limits.ts';
import { cleanMrkdwn } from './mrkdwn.ts';
import { inlines } from './rich-text.ts';

type Table = Part & { kind: 'table' };
type Cell = types.TableBlock['rows'][number][number];

/** A cell must not be empty. */
const EMPTY = '–';

const rawCell = (words: string): Cell => ({ type: 'raw_text', text: cleanMrkdwn(words).trim() || EMPTY });

/** Rich text only where it says something: it takes three times the room. */
function cell(value: Text): Cell {
  const looks = value.some((span) => span.text !== '' && (span.bold || span.code || span.href));
  const elements = looks ? inlines(value) : [];
  return elements.length > 0
    ? { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }
    : rawCell(plain(value));
}

/** A row that says nothing would be a line of dashes. */
export const withoutEmptyRows = (table: Table): Table => ({
  ...table,
  rows: table.rows.filter((row) => row.label !== '' || row.cells.length > 0),
});

/** Whether Slack's own table can hold it. Rows over the limit are cut like any other body. */
export const fitsTable = (table: Table): boolean =>
  table.columns.length < SLACK_LIMITS.tableColumns && table.rows.length > 0;

/** Slack's table: header row first, row labels in the first column, every cell wrapped. */
export function nativeTable(table: Table, lang: Lang): types.TableBlock {
  const header = [say('tableCorner', lang), ...table.columns].map(rawCell);
  const rows = table.rows.map((row) => [
    rawCell(row.label),
    ...table.columns.map((_column, i) => cell(row.cells[i] ?? [])),
  ]);
  return {
    type: 'table',
    column_settings: header.map(() => ({ is_wrapped: true })),
    rows: [header, ...rows],
  };
}

/** Characters over all cells, which Slack limits for each table. */
export const tableText = (table: Table): number =>
  [table.columns, ...table.rows.map((row) => [row.label, ...row.cells.map(plain)])]
    .flat()
    .reduce((sum, words) => sum + words.length + 1, 0);

/** The same, one group a row, for where tables are refused or a second one would be needed. */
export function tableAsLists(table: Table): Part[] {
  const groups = table.rows.map((row): Part => {
    const items = row.cells.map(
      (value, i): Text => [
        ...text(`${table.columns[i] ?? ''}: `),
        ...(plain(value).trim() ? value : text(EMPTY)),
      ],
    );
    return { kind: 'list', heading: row.label, items };
  });
  return [
    ...(table.caption ? [{ kind: 'heading', text: table.caption } as const] : []),
    ...(table.marks ? [{ kind: 'text', text: text(table.marks) } as const] : []),
    ...groups,
  ];
}
