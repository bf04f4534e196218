import { COLUMNS, columnsOf, FULL_WIDTH, type Part, plain } from '../text.ts';
import { sentencesIn } from './said-once.ts';

/** Columns of a line that words fill for certain: it breaks between them, so that its end is left empty. */
export const LINE = COLUMNS - 5;

/** What a line breaks after: a full-width character, or a word with the space behind it. */
const UNBROKEN = new RegExp(`[${FULL_WIDTH}]|[^\\s${FULL_WIDTH}]+\\s*|\\s+`, 'gu');

/** Lines that words take where a chat is wide. */
export function linesOf(words: string, columns = COLUMNS): number {
  let [lines, taken] = [words === '' ? 0 : 1, 0];
  for (const [word] of words.matchAll(UNBROKEN)) {
    if (taken + columnsOf(word.trimEnd()) > columns) [lines, taken] = [lines + 1, 0];
    taken += columnsOf(word);
  }
  return lines;
}

/** What stands between the cells of a row. */
export const BETWEEN = ' · ';
/** Columns that points stand to the right. */
export const INDENT = 4;

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
      return part.items.reduce((sum, item) => sum + linesOf(plain(item), COLUMNS - INDENT), 0);
    default:
      return linesOf(sentencesIn(part).join(' '));
  }
}

export const linesShown = (body: readonly Part[]): number =>
  body.reduce((sum, part) => sum + linesOfPart(part), 0);
