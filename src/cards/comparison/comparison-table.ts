import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Topic } from '../../knowledge/topic.ts';
import { listed, MARKS } from '../../talk/sentences/punctuation.ts';
import { type Lang, type Part, plain, type Text, text } from '../../text.ts';
import { linesOf, rowLines } from '../lines-shown.ts';
import { titleOf } from '../topic/topic-sections.ts';
import { type Cell, type Comparison, type ComparisonRow, isNamed } from './comparison.ts';
import { sayComparison } from './comparison-words.ts';

/** Marks a value that holds for the type rather than for the topic itself; what it means stands before it. */
const BY_TYPE = '*';
const NOT_SAID = '–';

/** The value, linked to the source that states it. */
function cellText(cell: Cell): Text {
  if (!cell.value) return text(NOT_SAID);
  const value = cell.source
    ? cell.value.map((span) => ({ ...span, href: span.href ?? cell.source?.url ?? '' }))
    : cell.value;
  return cell.inherited ? [...value, { text: BY_TYPE }] : value;
}

/** Which type stands behind each marked value; `''` where none is marked. `brief`: no more of it than a line takes. */
export function typeNote(
  topics: readonly Topic[],
  rows: readonly ComparisonRow[],
  knowledge: Knowledge,
  lang: Lang,
  brief: boolean,
): string {
  const pairs = topics.flatMap((topic, index) => {
    const from = rows.flatMap((row) => {
      const cell = row.cells[index];
      return cell?.inherited && cell.from ? [cell.from] : [];
    });
    const names = [...new Set(from)].map((id) => {
      const kind = knowledge.topics.get(id);
      return kind ? titleOf(kind, lang) : id;
    });
    return names.length > 0 ? [[titleOf(topic, lang), listed(names, lang)] as const] : [];
  });
  if (pairs.length === 0) return '';
  const types = [...new Set(pairs.map(([, type]) => type))];
  const each = pairs.map(([name, type]) => `${name}${MARKS[lang].colon}${type}`).join(MARKS[lang].comma);
  const noteOf = (type: string) => `${BY_TYPE} ${sayComparison('typeNote', lang)(type)}`;
  const note = noteOf(types.length === 1 ? (types[0] ?? '') : each);
  return brief && linesOf(note) > 1 ? noteOf('') : note;
}

/** Rows as a table. `explained`: what the marks in it mean, where that was said before; absent, it is said in brief. */
export function sideBySide(
  { topics }: Comparison,
  rows: readonly ComparisonRow[],
  knowledge: Knowledge,
  lang: Lang,
  explained?: string,
): Part[] {
  if (rows.length === 0) return [];
  const marks = typeNote(topics, rows, knowledge, lang, explained === undefined);
  return [
    {
      kind: 'table',
      caption: '',
      columns: topics.map((topic) => titleOf(topic, lang)),
      rows: rows.map((row) => ({ label: row.label, cells: row.cells.map(cellText) })),
      ...(marks === '' || marks === explained ? {} : { marks }),
    },
  ];
}

/** Rows of a lead, and how many of them there is room left for whatever the others take. */
const DECIDING = 5;
const LEAST = 3;
/** Lines that they, what their marks mean, the verdict before them and the title may take together. */
const ROOM = 11;

const linesIn = (row: ComparisonRow, names: readonly string[]): number =>
  rowLines(
    row.label,
    row.cells.map((cell) => plain(cellText(cell))),
    names,
  );

/** Whether a row is about what is asked: its label has a word of it. */
function isAsked({ label }: ComparisonRow, asked: readonly string[]): boolean {
  const words = label.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return asked.some((one) =>
    /^[a-z]/.test(one) ? words.some((word) => word.startsWith(one)) : label.includes(one),
  );
}

interface Besides {
  /** What one source measured of all of them. */
  readonly measured: ComparisonRow | undefined;
  /** Words of what is asked about them. */
  readonly asked: readonly string[];
}

/**
 * The rows that decide: those that are asked for, those the topics are ranked by, what was measured of them, named
 * differences, then what is told in words, as far as they leave room for others.
 */
export function deciding(
  { differing, topics }: Comparison,
  { measured, asked }: Besides,
  before: readonly string[],
  lang: Lang,
): ComparisonRow[] {
  const whole = differing.filter((row) => row.cells.every((cell) => cell.value !== undefined));
  const wanted = whole.filter((row) => isAsked(row, asked));
  const all = whole.filter((row) => !wanted.includes(row));
  const ranked = all.filter((row) => new Set(row.cells.map((cell) => cell.rank)).size > 1);
  const named = all.filter((row) => !ranked.includes(row) && isNamed(row, lang));
  const others = all.filter((row) => !ranked.includes(row) && !named.includes(row));
  // A row of numbers beside three that are ranked: it must not be the one there is no room for.
  const known = [
    ...wanted,
    ...ranked.slice(0, DECIDING - 2),
    ...(measured ? [measured] : []),
    ...ranked.slice(DECIDING - 2),
    ...named,
    ...others,
  ];
  const names = topics.map((topic) => titleOf(topic, lang));
  const lines = new Map(known.map((row) => [row, linesIn(row, names)]));
  /** What the shortest rows take, so many that there would be `LEAST`. */
  const kept = (others: readonly ComparisonRow[], count: number): number =>
    others
      .map((row) => lines.get(row) ?? 0)
      .sort((a, b) => a - b)
      .slice(0, Math.max(0, count))
      .reduce((sum, one) => sum + one, 0);
  let room = before.reduce((left, words) => left - linesOf(words), ROOM);
  const chosen: ComparisonRow[] = [];
  for (const [i, row] of known.entries()) {
    const taken = lines.get(row) ?? 0;
    if (taken > room - kept(known.slice(i + 1), LEAST - chosen.length - 1)) continue;
    room -= taken;
    chosen.push(row);
  }
  // One is shown whatever it takes.
  const shown = chosen.length > 0 ? chosen.slice(0, DECIDING) : known.slice(0, 1);
  return known.filter((row) => shown.includes(row));
}
