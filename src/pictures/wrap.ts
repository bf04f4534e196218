import { type Typeface, typeface, type Weight } from './font.ts';

/** Marks that must not begin a line, and those that must not end one (JIS X 4051, the common ones). */
const NOT_FIRST = /^[、。，．・：；？！）」』】〕〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)\]}%]/u;
const NOT_LAST = /[（「『【〔〈《([{]$/u;

const WORDS = new Intl.Segmenter('ja', { granularity: 'word' });
const GRAPHEMES = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** Drops what the face has no glyph for (emoji of a team's own notes), so that no empty box is drawn. */
export function drawable(text: string, face: Typeface = typeface('regular')): string {
  const kept = [...text].filter((character) => face.has(character.codePointAt(0) ?? 0));
  return kept.join('').replace(/\s+/g, ' ').trim();
}

/** Pieces a line may be broken between: words in either language, with punctuation kept where it belongs. */
function pieces(text: string): string[] {
  const found: string[] = [];
  for (const { segment } of WORDS.segment(text)) {
    const before = found.at(-1);
    const sticks =
      before !== undefined && (NOT_FIRST.test(segment) || NOT_LAST.test(before) || /^\s+$/.test(segment));
    // Latin runs such as "Intel VT-x" or "4K" are only broken at spaces.
    const latin = before !== undefined && /[\x21-\x7e]$/.test(before) && /^[\x21-\x7e]/.test(segment);
    if (sticks || latin) found[found.length - 1] = `${before}${segment}`;
    else found.push(segment);
  }
  return found;
}

function characters(piece: string): string[] {
  return [...GRAPHEMES.segment(piece)].map(({ segment }) => segment);
}

/** What goes to the next line with a mark that must not begin one; nothing when that would be the whole line. */
function carried(line: string): string {
  const before = characters(line);
  let taken = '';
  do taken = `${before.pop() ?? ''}${taken}`;
  while (NOT_FIRST.test(taken) && before.length > 0);
  return before.length > 0 ? taken : '';
}

/** Lines no wider than `width`; a piece wider than a line is broken between characters. */
function lay(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  const add = (piece: string): void => {
    if (line !== '' && measure((line + piece).trimEnd()) > width) {
      const taken = NOT_FIRST.test(piece) ? carried(line) : '';
      lines.push(line.slice(0, line.length - taken.length).trimEnd());
      line = taken;
    }
    line += line === '' ? piece.trimStart() : piece;
  };
  for (const piece of pieces(text)) {
    if (measure(piece.trim()) <= width) add(piece);
    else for (const character of characters(piece)) add(character);
  }
  return line.trimEnd() === '' ? lines : [...lines, line.trimEnd()];
}

function withEllipsis(line: string, width: number, measure: (text: string) => number): string {
  const kept = characters(line);
  while (kept.length > 0 && measure(`${kept.join('')}…`) > width) kept.pop();
  return `${kept.join('').trimEnd()}…`;
}

export interface Type {
  readonly size: number;
  readonly weight?: Weight;
}

export const widthOf = (text: string, { size, weight = 'regular' }: Type): number =>
  typeface(weight).measure(text, size);

/** Text as lines of at most `width`; what does not fit into `most` lines ends in an ellipsis. */
export function wrap(text: string, width: number, type: Type, most = Number.POSITIVE_INFINITY): string[] {
  const measure = (words: string) => widthOf(words, type);
  const lines = lay(drawable(text), width, measure);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), withEllipsis(lines.slice(most - 1).join(' '), width, measure)];
}
