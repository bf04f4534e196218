import { say } from '../../../talk/sentences/sentences.ts';
import {
  COLUMNS,
  cellsAlike,
  columnsOf,
  type Lang,
  type Part,
  plain,
  type TableRow,
  type Text,
} from '../../../text.ts';
import { cutText } from '../../../text-cut.ts';
import { cleanText, costOf, merged, oneLine, renderText, safeAddress } from './markdown.ts';

/** What fits of a piece, and what is left of it for the next page. */
interface Fit {
  readonly text: string;
  readonly rest?: Piece;
}
/** The smallest thing a page takes: given what is left of it, as much as fits, or nothing. */
type Piece = (budget: number) => Fit | undefined;

/** A part of a card as pieces, one under the other, perhaps with a line before and after on each page. */
export interface DiscordBlock {
  readonly pieces: readonly Piece[];
  readonly open?: string;
  readonly close?: string;
}

/** A beginning shorter than this is not worth showing. */
const LEAST = 24;
/** Cells, labels and the like are names and short values: longer ones are cut so that a row fits a page. */
const CELL = 400;
const LABEL = 200;

const whole =
  (text: string): Piece =>
  (budget) =>
    text.length <= budget ? { text } : undefined;

/** Running text, which may go on on the next page. `mark` begins it, `newline` begins each further line. */
const running =
  (text: Text, mark = '', newline = '\n'): Piece =>
  (budget) => {
    const { kept, rest, more } = cutText(text, budget - mark.length, costOf(newline));
    const shown = renderText(kept, newline);
    if (!more) return { text: mark + shown };
    return shown.length < LEAST
      ? undefined
      : { text: mark + shown, rest: running(rest, newline.slice(1), newline) };
  };

/** A line inside a fence, where nothing is escaped. */
const codeLine =
  (line: string): Piece =>
  (budget) => {
    if (line.length <= budget) return { text: line };
    const { kept, rest } = cutText([{ text: line }], budget, (span) => span.text.length);
    return kept.length === 0 ? undefined : { text: plain(kept), rest: codeLine(plain(rest)) };
  };

/** On one line and cut to size with a mark: for what is not worth continuing. */
function short(text: Text, most: number): string {
  const { kept, more } = cutText(merged(text), most - 1, costOf(' '));
  return renderText(kept, ' ') + (more ? '…' : '');
}

const shortLine = (words: string): string => short([{ text: oneLine(words) }], LABEL);

function label(words: string): string {
  const line = shortLine(words);
  return line === '' ? '' : `**${line}**`;
}

const lines = (...texts: readonly string[]): Piece[] => texts.filter(Boolean).map(whole);
const colon = (lang: Lang): string => (lang === 'ja' ? '：' : ': ');

function list(part: Part & { kind: 'list' }): DiscordBlock {
  const items = part.items.map((item, i) =>
    running(merged(item), part.ordered ? `${i + 1}. ` : '- ', '\n  '),
  );
  return { pieces: [...lines(label(part.heading ?? '')), ...items] };
}

function facts(part: Part & { kind: 'facts' }, lang: Lang): DiscordBlock {
  const rows = part.rows.map(({ label, value }) =>
    running(merged([{ text: oneLine(label), bold: true }, { text: colon(lang) }, ...value])),
  );
  return { pieces: rows };
}

/** Rows of more columns than three lines have take a line for each cell. */
const ROW = 3 * COLUMNS;

/**
 * A row is a line, its label and the value under each column's name, which a phone breaks like any other: columns
 * of Japanese cannot be lined up, and a table of four does not fit its screen.
 */
function tableRow(row: TableRow, columns: readonly string[], lang: Lang): string {
  const alike = cellsAlike(row, columns);
  const cells = alike.map(({ names, value }) => {
    const words = short(value, CELL) || '—';
    const name = names.filter(Boolean).join(lang === 'ja' ? '、' : ', ');
    return name === '' ? words : `${name}${colon(lang)}${words}`;
  });
  const seen = alike.map(({ names, value }) => names.join('') + plain(value)).join('');
  if (columnsOf(seen) > ROW)
    return [label(row.label), ...cells.map((cell) => `- ${cell}`)].filter(Boolean).join('\n');
  return [label(row.label), cells.join(' · ')].filter(Boolean).join(lang === 'ja' ? '　' : ' — ');
}

function table(part: Part & { kind: 'table' }, lang: Lang): DiscordBlock {
  const columns = part.columns.map(shortLine);
  const rows = part.rows.map((row) => whole(tableRow(row, columns, lang)));
  const caption = label(part.caption);
  const marks = part.marks ? [running([{ text: part.marks }])] : [];
  return { pieces: [...lines(caption && `__${caption}__`), ...marks, ...rows] };
}

function code(part: Part & { kind: 'code' }): DiscordBlock {
  const language = /^[\w+#-]{1,20}$/.test(part.language ?? '') ? part.language : '';
  const inside = cleanText(part.code).replace(/`(?=`)/g, '`\u200b');
  return { pieces: inside.split('\n').map(codeLine), open: `\`\`\`${language}`, close: '```' };
}

/** Embeds show one picture and ignore its alternative text, so every picture is also a link that has it. */
function image(part: Part & { kind: 'image' }, lang: Lang): DiscordBlock {
  const href = safeAddress(part.url);
  const words = oneLine(part.alt) || say('picture', lang);
  return { pieces: href === undefined ? [] : [running([{ text: words, href }])] };
}

export function blockOf(part: Part, lang: Lang): DiscordBlock {
  switch (part.kind) {
    case 'text':
      return { pieces: [running(merged(part.text))] };
    case 'heading':
      return { pieces: lines(label(part.text)) };
    case 'list':
      return list(part);
    case 'facts':
      return facts(part, lang);
    case 'table':
      return table(part, lang);
    case 'quote':
      return { pieces: [running(merged(part.text), '> ', '\n> ')] };
    case 'code':
      return code(part);
    case 'image':
      return image(part, lang);
    default:
      return part satisfies never;
  }
}

function fillBlock(block: DiscordBlock, budget: number): { text: string; left: readonly Piece[] } {
  const open = block.open === undefined ? '' : `${block.open}\n`;
  const close = block.close === undefined ? '' : `\n${block.close}`;
  // A fence around nothing would run on into what follows.
  const framed = (texts: readonly string[]) =>
    texts.some((text) => text.trim() !== '') ? open + texts.join('\n') + close : '';
  const texts: string[] = [];
  let room = budget - open.length - close.length;
  for (const [i, piece] of block.pieces.entries()) {
    const fit = piece(room);
    if (fit) texts.push(fit.text);
    if (!fit || fit.rest)
      return { text: framed(texts), left: [fit?.rest ?? piece, ...block.pieces.slice(i + 1)] };
    room -= fit.text.length + 1;
  }
  return { text: framed(texts), left: [] };
}

/** Fills one page of at most `budget` UTF-16 units from the front; what did not fit is for the next. */
export function fillPage(
  blocks: readonly DiscordBlock[],
  budget: number,
): { text: string; left: readonly DiscordBlock[] } {
  let text = '';
  for (const [i, block] of blocks.entries()) {
    const gap = text === '' ? '' : '\n\n';
    const filled = fillBlock(block, budget - text.length - gap.length);
    if (filled.text.trim() !== '') text += gap + filled.text;
    if (filled.left.length > 0)
      return { text, left: [{ ...block, pieces: filled.left }, ...blocks.slice(i + 1)] };
  }
  return { text, left: [] };
}
