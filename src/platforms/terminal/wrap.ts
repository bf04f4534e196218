import { columnsOf, FULL_WIDTH } from '../../text.ts';

/** Escape sequences take no room. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const ESCAPE = /\u001b\[[\d;]*m/g;
/** A line neither begins with what closes or goes on, nor ends with what opens. */
const CLOSES = /^[、。，．・：；！？」』）】〕〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々]/u;
const OPENS = /[「『（【〔〈《]$/u;

export const terminalColumns = (text: string): number => columnsOf(text.replace(ESCAPE, ''));

/** A full-width character, or a run of others, with the space and the colours before it. */
const PIECE = new RegExp(`\\s*(?:${ESCAPE.source})*(?:[${FULL_WIDTH}]|[^\\s${FULL_WIDTH}]+)|\\s+$`, 'gu');

/** Where a line may break: after spaces, and on either side of a full-width character. */
function piecesOf(line: string): string[] {
  const raw = line.match(PIECE);
  const pieces: string[] = [];
  for (const piece of raw ?? []) {
    const last = pieces.at(-1);
    const bare = piece.replace(ESCAPE, '');
    if (last !== undefined && (CLOSES.test(bare) || OPENS.test(last.replace(ESCAPE, ''))))
      pieces[pieces.length - 1] = last + piece;
    else pieces.push(piece);
  }
  return pieces;
}

/** One line broken between words; further lines stand under its first word, past a bullet or number. */
function wrapLine(line: string, columns: number): string {
  if (terminalColumns(line) <= columns) return line;
  const margin = /^\s*(?:(?:[•>]|\d+\.?)\s+)?/.exec(line.replace(ESCAPE, ''))?.[0] ?? '';
  const hang = ' '.repeat(Math.min(terminalColumns(margin), Math.floor(columns / 2)));
  const lines: string[] = [];
  let current = '';
  for (const piece of piecesOf(line)) {
    if (current.trim() === '' || terminalColumns(current + piece) <= columns) current += piece;
    else {
      lines.push(current);
      current = hang + piece.trimStart();
    }
  }
  return [...lines, current].join('\n');
}

/** Breaks lines between words so that none is wider than the terminal; addresses stay whole. */
export const wrapLines = (text: string, columns: number): string =>
  text
    .split('\n')
    .map((line) => wrapLine(line, columns))
    .join('\n');
