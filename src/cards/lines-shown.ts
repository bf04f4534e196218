import { COLUMNS, columnsOf, type Part, plain } from '../text.ts';
import { sentencesIn } from './said-once.ts';

/** Columns of a line that words fill: it breaks between them, so that its end is mostly left empty. */
export const LINE = COLUMNS - 5;

/** Lines that words take where a chat is wide. */
export const linesOf = (words: string): number => Math.ceil(columnsOf(words) / LINE);

/** What a point begins with, and what stands between the cells of a row. */
const BULLET = '• ';
export const BETWEEN = ' · ';

/** Lines of a row, whose cells stand side by side under the names of their columns, or one after the other with them. */
export function rowLines(label: string, cells: readonly string[], names: readonly string[]): number {
  const share = Math.floor(COLUMNS / (cells.length + 1));
  const columns = [label, ...cells].map((words) => Math.ceil(columnsOf(words) / share));
  return Math.max(...columns, linesOf([label, ...names, ...new Set(cells)].join(BETWEEN)));
}

/** Lines of a chat on a desktop that a part takes. */
function linesOfPart(part: Part): number {
  switch (part.kind) {
    case 'code':
      return part.code.split('\n').length;
    // The names of its columns take one.
    case 'table':
      return part.rows.reduce(
        (sum, { label, cells }) => sum + rowLines(label, cells.map(plain), part.columns),
        1,
      );
    case 'list':
      return part.items.reduce((sum, item) => sum + linesOf(BULLET + plain(item)), 0);
    default:
      return linesOf(sentencesIn(part).join(' '));
  }
}

export const linesShown = (body: readonly Part[]): number =>
  body.reduce((sum, part) => sum + linesOfPart(part), 0);
