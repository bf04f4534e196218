import type { Topic } from '../knowledge/topic.ts';
import type { Document } from './documents.ts';
import { stem } from './fold.ts';
import { isKana, isPart, type RunsRead, termsOf } from './terms.ts';

/** Okapi BM25's usual constants (Robertson, Zaragoza 2009): saturation of repeats, and of length. */
const K1 = 1.2;
const B = 0.6;
/** Documents thought to stand beside the notes, so that a word of every page of three is no common word. */
const WORLD = 1_000;
/** What part of a word, and kana, counts beside a whole word. */
const CLASS_WEIGHT = { word: 1, part: 0.35, kana: 0.15 };

const classWeight = (term: string): number =>
  isPart(term) ? CLASS_WEIGHT.part : isKana(term) ? CLASS_WEIGHT.kana : CLASS_WEIGHT.word;

/** The documents that hold a term, in the order of their numbers. */
export interface Posting {
  readonly documents: Uint32Array;
  /** BM25 share of each document, without the term's rarity. */
  readonly impacts: Float32Array;
}

/** Documents of one topic: numbers from `from` up to, not including, `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Which documents hold which terms. */
export interface Postings {
  readonly documents: readonly Document[];
  of(term: string): Posting | undefined;
  /** Rarity of a term, less for parts of words. A term that stands nowhere is as rare as can be. */
  weight(term: string): number;
  /** Root of the summed squares of the weights of a document's terms. */
  norm(document: number): number;
  range(topic: Topic): Range | undefined;
  /** Whether any phrase people ask with holds the term. */
  isAsked(term: string): boolean;
  /** 0..1: how often a Latin word is written as a name is, with a capital letter; half for other scripts. */
  proper(word: string): number;
}

interface Collected {
  readonly documents: number[];
  readonly counts: number[];
}

/** First place in a posting not before a document. */
export function placeOf({ documents }: Posting, document: number): number {
  let low = 0;
  let high = documents.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((documents[middle] ?? 0) < document) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Adds a document's terms; returns its length in terms. */
function collect(document: Document, id: number, terms: Map<string, Collected>, read: RunsRead): number {
  let length = 0;
  for (const [text, weight] of document.fields)
    for (const term of termsOf(text, undefined, read)) {
      length++;
      const list = terms.get(term);
      if (!list) terms.set(term, { documents: [id], counts: [weight] });
      else if (list.documents[list.documents.length - 1] === id)
        list.counts[list.counts.length - 1] = (list.counts[list.counts.length - 1] ?? 0) + weight;
      else {
        list.documents.push(id);
        list.counts.push(weight);
      }
    }
  return length;
}

/** Whether words stand before a word, or Japanese behind it: what begins a sentence has a capital letter for that. */
const standsInside = (text: string, from: number, to: number): boolean =>
  (text[from - 1] === ' ' && /[\p{L}\p{N},]$/u.test(text.slice(Math.max(0, from - 3), from - 1))) ||
  /^[\u3040-\u9fff]/.test(text.slice(to, to + 1));

/** How often each Latin word stands with a capital letter inside a sentence, and how often without. */
function capitals(documents: readonly Document[]): Map<string, { upper: number; lower: number }> {
  const counts = new Map<string, { upper: number; lower: number }>();
  for (const { kind, fields } of documents) {
    if (kind === 'names' || kind === 'asked') continue;
    for (const [text] of fields)
      for (const { 0: word, index } of text.matchAll(/[A-Za-z][A-Za-z0-9]+/g)) {
        if (!standsInside(text, index, index + word.length)) continue;
        const key = stem(word.toLowerCase());
        const count = counts.get(key) ?? { upper: 0, lower: 0 };
        counts.set(key, count);
        if (/[A-Z]/.test(word)) count.upper++;
        else count.lower++;
      }
  }
  return counts;
}

export function createPostings(all: Iterable<Document>): Postings {
  const documents: Document[] = [];
  const lengths: number[] = [];
  const ranges = new Map<Topic, { from: number; to: number }>();
  const collected = new Map<string, Collected>();
  const read: RunsRead = new Map();
  for (const document of all) {
    const id = documents.push(document) - 1;
    const range = ranges.get(document.topic);
    if (range) range.to = id + 1;
    else ranges.set(document.topic, { from: id, to: id + 1 });
    lengths.push(collect(document, id, collected, read));
  }
  const asked = new Map<string, number>();
  let phrases = 0;
  for (const { kind, fields } of documents) {
    if (kind !== 'asked') continue;
    phrases++;
    for (const term of new Set(fields.flatMap(([text]) => termsOf(text, undefined, read))))
      asked.set(term, (asked.get(term) ?? 0) + 1);
  }
  const cases = capitals(documents);
  const total = documents.length;
  const average = Math.max(1, lengths.reduce((sum, one) => sum + one, 0) / Math.max(1, total));
  /** A word of every other question tells them apart no better than one of every other page: "what", "どう". */
  const rarityAsked = (term: string): number => {
    const n = asked.get(term) ?? 0;
    return Math.log(1 + (WORLD + phrases - n + 0.5) / (n + 0.5));
  };
  const rarity = (n: number): number => Math.log(1 + (WORLD + total - n + 0.5) / (n + 0.5));
  // All in two arrays: one of its own for each of thousands of terms takes more than what it holds.
  const places = new Map<string, number>();
  const starts = new Uint32Array(collected.size + 1);
  const size = [...collected.values()].reduce((sum, { documents: held }) => sum + held.length, 0);
  const held = new Uint32Array(size);
  const impacts = new Float32Array(size);
  const squares = new Float32Array(total);
  let next = 0;
  for (const [term, list] of collected) {
    places.set(term, places.size);
    const squared = (rarity(list.documents.length) * classWeight(term)) ** 2;
    list.documents.forEach((id, i) => {
      const count = list.counts[i] ?? 0;
      held[next] = id;
      impacts[next++] = (count * (K1 + 1)) / (count + K1 * (1 - B + (B * (lengths[id] ?? 0)) / average));
      squares[id] = (squares[id] ?? 0) + squared;
    });
    starts[places.size] = next;
  }
  /** From where to where a term's documents stand. */
  const span = (term: string): readonly [number, number] => {
    const place = places.get(term);
    return place === undefined ? [0, 0] : [starts[place] ?? 0, starts[place + 1] ?? 0];
  };
  return {
    documents,
    of(term) {
      const [from, to] = span(term);
      return from === to
        ? undefined
        : { documents: held.subarray(from, to), impacts: impacts.subarray(from, to) };
    },
    weight(term) {
      const [from, to] = span(term);
      return Math.min(rarity(to - from), rarityAsked(term)) * classWeight(term);
    },
    norm: (document) => Math.sqrt(squares[document] ?? 0),
    range: (topic) => ranges.get(topic),
    isAsked: (term) => asked.has(term),
    proper: (word) => {
      const { upper, lower } = cases.get(word) ?? { upper: 1, lower: 1 };
      return (upper + 0.5) / (upper + lower + 1);
    },
  };
}
