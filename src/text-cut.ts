import { plain, type Span, type Text } from './text.ts';

export interface Cut {
  /** As much of the text as the budget allows, trailing space dropped. */
  readonly kept: Text;
  /** What was left out, leading space dropped; cutting it again gives the next piece. */
  readonly rest: Text;
  readonly more: boolean;
}

/**
 * Where a sentence ends: 。！？ with what closes them; `.` before a space and no lower-case word (so neither
 * 2.4 nor "e.g. this"); `!` and `?` before a space or Japanese; the end of a line. Every branch starts at one
 * character and looks a fixed distance, so that a line of ten thousand dots costs no more than one of letters.
 */
const SENTENCE_END =
  /[。！？｡][」』）】〕"'”’)\]]{0,4}(?![。！？｡」』）】〕])|(?<!\b(?:e\.g|i\.e|[Vv]s|[Cc]f|[Nn]o|[Ff]ig|approx))(?<!(?:^|\n)\d{1,3})\.["'”’)\]]{0,4}(?=\s|$)(?!\s{1,4}\p{Ll})|[!?]["'”’)\]]{0,4}(?=\s|$|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])|\n/gu;
/** Second best: between words or clauses. */
const PAUSE = /[、，,;；]|(?=\s)/gu;
/** Units read beyond the cut to tell whether a sentence ends there: closing marks, a space, a letter. */
const AHEAD = 12;
/** A sentence end that throws away more than this share of what fits is passed over for a plain cut. */
const WASTE = 0.6;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A link, a piece of code and a moment mean something only whole. */
const isWhole = (span: Span): boolean =>
  span.href !== undefined || span.code === true || span.moment !== undefined;

/** The last position at or before `at` that does not split what the reader sees as one character. */
function characterStart(text: string, at: number): number {
  if (at >= text.length) return text.length;
  return graphemes.segment(text.slice(0, at + 2)).containing(at)?.index ?? 0;
}

/** Units of `span` that cost at most `budget`. Asks the cost of at most twice what fits, a few times over. */
function unitsThatFit(span: Span, budget: number, cost: (span: Span) => number): number {
  const fits = (units: number) => cost({ ...span, text: span.text.slice(0, units) }) <= budget;
  if (!fits(0)) return 0;
  let low = 0;
  let high = Math.min(64, span.text.length);
  while (high < span.text.length && fits(high)) {
    low = high;
    high = Math.min(high * 2, span.text.length);
  }
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return characterStart(span.text, low);
}

/** Cuts between two spans, or inside a plain one. */
function splitAt(text: Text, position: number): [Span[], Span[]] {
  const before: Span[] = [];
  const after: Span[] = [];
  let start = 0;
  for (const span of text) {
    const inside = Math.min(Math.max(position - start, 0), span.text.length);
    if (inside > 0) before.push({ ...span, text: span.text.slice(0, inside) });
    if (inside < span.text.length) after.push({ ...span, text: span.text.slice(inside) });
    start += span.text.length;
  }
  return [before, after];
}

function trimmed(text: readonly Span[], side: 'trimStart' | 'trimEnd'): Text {
  const spans = [...text];
  const at = () => (side === 'trimStart' ? 0 : spans.length - 1);
  for (let edge = spans[at()]; edge !== undefined; edge = spans[at()]) {
    const words = edge.text[side]();
    spans.splice(at(), 1, ...(words ? [{ ...edge, text: words }] : []));
    if (words) break;
  }
  return spans;
}

/** The first `units` units of a text, without touching the rest of it. */
function opening(text: Text, units: number): string {
  let flat = '';
  for (const span of text) {
    if (flat.length >= units) break;
    flat += span.text.slice(0, units - flat.length);
  }
  return flat;
}

/** Whether a position is between spans or in one that may be split, and between characters. */
function mayCut(text: Text, flat: string, position: number): boolean {
  let start = 0;
  for (const span of text) {
    const end = start + span.text.length;
    if (position <= start || position === end) break;
    if (position < end) return !isWhole(span) && characterStart(flat, position) === position;
    start = end;
  }
  return characterStart(flat, position) === position;
}

function lastMatch(pattern: RegExp, text: Text, flat: string, from: number, to: number): number | undefined {
  const ends = [...flat.matchAll(pattern)].map((match) => match.index + match[0].length);
  return ends.findLast((end) => end >= from && end <= to && mayCut(text, flat, end));
}

/** A text as its sentences, without the space between them. */
export function sentencesOf(text: Text): Text[] {
  const flat = plain(text);
  const ends = [...flat.matchAll(SENTENCE_END)].map((match) => match.index + match[0].length);
  const sentences: Text[] = [];
  let [left, cut] = [text as readonly Span[], 0];
  for (const end of ends.filter((end) => end < flat.length && mayCut(text, flat, end))) {
    const [sentence, rest] = splitAt(left, end - cut);
    sentences.push(sentence);
    [left, cut] = [rest, end];
  }
  return [...sentences, left]
    .map((one) => trimmed(trimmed(one, 'trimStart'), 'trimEnd'))
    .filter((one) => one.length > 0);
}

/** The nicest position at or before `limit`, which itself is between characters. */
function bestCut(text: Text, limit: number): number {
  const flat = opening(text, limit + AHEAD);
  const least = limit * (1 - WASTE);
  return (
    lastMatch(SENTENCE_END, text, flat, least, limit) ?? lastMatch(PAUSE, text, flat, least, limit) ?? limit
  );
}

/**
 * Keeps the beginning of a text within a budget: at a sentence end of either language if one is near, else
 * between words, else between characters as readers see them; never inside a link, code or a surrogate pair.
 * A link or piece of code too long even alone is shortened in its words, its address kept. `kept` is empty
 * when not even one character fits.
 *
 * @param cost What a span takes up on the platform, markup and escapes included, in the platform's unit. Costs
 *   add up over spans and never fall as a span grows.
 */
export function cutText(text: Text, budget: number, cost: (span: Span) => number): Cut {
  let spent = 0;
  let whole = 0;
  for (const span of text) {
    const next = spent + cost(span);
    if (next > budget) break;
    spent = next;
    whole++;
  }
  const over = text[whole];
  if (over === undefined) return { kept: text, rest: [], more: false };
  const start = plain(text.slice(0, whole)).length;
  const opens = !isWhole(over) || start === 0;
  const limit = start + (opens ? unitsThatFit(over, budget - spent, cost) : 0);
  const [kept, rest] = splitAt(text, bestCut(text, limit));
  const left = trimmed(rest, 'trimStart');
  return { kept: trimmed(kept, 'trimEnd'), rest: left, more: left.length > 0 };
}
