import { MARKS } from '../talk/sentences/punctuation.ts';
import { cellsAlike, columnsOf, type Lang, type Part, plain, type Text, text } from '../text.ts';
import { cutText } from '../text-cut.ts';
import { BETWEEN, INDENT, LINE, linesOf, linesShown } from './lines-shown.ts';

/** Lines of a lead: with title, source and buttons it takes six of a chat on a desktop. */
export const LINES = 3;
/** Of what is quoted to answer a question: without its buttons six. */
export const QUOTED = 4;
/** Most columns of a lead: what is read at a glance, and stands on a phone's screen with its buttons. */
export const LEAD = LINES * LINE;
/** An aside in brackets says how, when or with what exception; the sentence stands without it. */
const ASIDE = /(?:(?<!\s)\s+)?(?:\([^()]*\)|（[^（）]*）)/g;

export const withoutAsides = (sentence: Text): Text =>
  sentence.map((span) => (span.code ? span : { ...span, text: span.text.replace(ASIDE, '') }));

/** Whether texts, one after the other, take no more lines. */
export const fits =
  (lines: number) =>
  (some: readonly Text[]): boolean =>
    linesOf(some.map(plain).join(' ')) <= lines;

/** As many of the texts as fit; where even the first does not, without its asides, or cut. `whole`: how many are uncut. */
export function fitted(
  texts: readonly Text[],
  most: number,
  areFitting: (some: readonly Text[]) => boolean,
): { shown: Text[]; whole: number } {
  const shown: Text[] = [];
  for (const one of texts.slice(0, most)) {
    if (!areFitting([...shown, one])) break;
    shown.push(one);
  }
  const [first] = texts;
  if (shown.length > 0 || first === undefined) return { shown, whole: shown.length };
  const brief = withoutAsides(first);
  if (areFitting([brief])) return { shown: [brief], whole: 0 };
  for (let room = LEAD; room > LINE; room -= INDENT) {
    const { kept } = cutText(brief, room, (span) => columnsOf(span.text));
    const cut: Text = [...kept, { text: '…' }];
    if (areFitting([cut])) return { shown: [cut], whole: 0 };
  }
  return { shown: [], whole: 0 };
}

/** A row needs no table: its label, and what stands under the name of each column. */
function rowAsText({ columns, rows: [row] }: Part & { kind: 'table' }, lang: Lang): Part {
  const cells = row ? cellsAlike(row, columns) : [];
  const told = cells.map(
    ({ names, value }): Text => [
      ...text(BETWEEN),
      ...text(
        names
          .filter(Boolean)
          .map((name) => `${name}${MARKS[lang].colon}`)
          .join(''),
      ),
      ...value,
    ],
  );
  return {
    kind: 'text',
    text: [{ text: row?.label ?? '', bold: true }, ...told.flat()],
  };
}

/** Lines of code or rows of a table: as many as fit, with a mark of more where that is code. */
export function fittedPart(part: Part, lang: Lang): Part {
  if (part.kind === 'table') {
    const isFitting = (count: number) => linesShown([{ ...part, rows: part.rows.slice(0, count) }]) <= LINES;
    const count = part.rows.findIndex((_, i) => !isFitting(i + 1));
    if (count < 0 && part.rows.length > 1) return part;
    return count > 1 ? { ...part, rows: part.rows.slice(0, count) } : rowAsText(part, lang);
  }
  if (part.kind !== 'code' || linesShown([part]) <= LINES) return part;
  return { ...part, code: [...part.code.split('\n').slice(0, LINES - 1), '…'].join('\n') };
}
