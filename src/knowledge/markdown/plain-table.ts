import type { RootContent, TableCell, TableRow } from 'mdast';
import { at, type Block, plainInline } from './plain-inline.ts';

/** The cells of a row with a bar at either end; escapes and code may hide bars, which is for the real parser. */
function cellsOf(row: string, line: number): TableCell[] | undefined {
  const inner = /^\|(.*)\| *$/.exec(row)?.[1];
  if (inner === undefined || /[\\`]/.test(inner)) return undefined;
  const cells = inner.split('|').map((cell) => plainInline(cell.trim(), line));
  return cells.every((cell) => cell !== undefined)
    ? cells.map((children) => ({ type: 'tableCell', children, position: at(line) }) as TableCell)
    : undefined;
}

export function tableBlock({ lines, line }: Block): RootContent[] | undefined {
  if (!/^\|(?: *:?-+:? *\|)+ *$/.test(lines[1] ?? '')) return undefined;
  const width = (lines[1] ?? '').split('|').length - 2;
  const rows: TableRow[] = [];
  for (const [index, row] of lines.entries()) {
    if (index === 1) continue;
    const cells = cellsOf(row, line + index);
    if (!cells || cells.length !== width) return undefined;
    rows.push({ type: 'tableRow', children: cells, position: at(line + index) });
  }
  return [{ type: 'table', align: [], children: rows, position: at(line) }];
}
