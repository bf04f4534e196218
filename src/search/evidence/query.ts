import { LONGEST_QUESTION } from '../../text.ts';
import type { Posting, Postings } from '../index/postings.ts';
import type { Found } from '../names/names.ts';
import { isKana, isPart, termsOf } from '../terms.ts';

/** Terms of a question that are looked up, the rarest first: bounds the work whatever is asked. */
const MOST_TERMS = 120;
export interface Term {
  readonly text: string;
  readonly weight: number;
  /** A whole word, not a part of one. */
  readonly word: boolean;
  readonly posting: Posting | undefined;
}

/** A name in the text, and how much of the text it is. */
interface Named {
  readonly share: number;
  readonly score: number;
  readonly first: boolean;
  readonly last: boolean;
  readonly title: boolean;
}

/** A question as the index reads it. */
export interface Query {
  readonly terms: readonly Term[];
  readonly total: number;
  readonly words: number;
  readonly norm: number;
  readonly names: readonly Found[];
  /** Words beside the names. */
  readonly rest: readonly Term[];
  readonly restWeight: number;
  readonly named: ReadonlyMap<string, Named>;
}

const isWord = (term: string): boolean => !isPart(term) && !isKana(term);
const nameTerms = (name: Found): string[] => [...new Set(termsOf(name.name.shown))].filter(isWord);

function termsIn(text: string, names: readonly Found[], postings: Postings): Term[] {
  const weights = new Map<string, number>();
  for (const term of termsOf(text, LONGEST_QUESTION)) weights.set(term, postings.weight(term));
  // A name in another spelling counts as the notes spell it.
  for (const name of names) {
    const terms = nameTerms(name);
    if (terms.some((term) => weights.has(term))) continue;
    for (const term of termsOf(text.slice(name.start, name.end))) weights.delete(term);
    for (const term of terms) weights.set(term, postings.weight(term) * name.score);
  }
  return [...weights]
    .map(([term, weight]) => ({ text: term, weight, word: isWord(term), posting: postings.of(term) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_TERMS);
}

export function queryOf(
  text: string,
  names: readonly Found[],
  bearers: (name: Found) => readonly string[],
  postings: Postings,
): Query {
  const terms = termsIn(text, names, postings);
  const weights = new Map(terms.map((term) => [term.text, term.weight]));
  const sum = (list: readonly Term[]): number => list.reduce((all, { weight }) => all + weight, 0);
  const total = sum(terms) || 1;
  const named = new Map<string, Named>();
  for (const [i, name] of names.entries()) {
    const share = nameTerms(name).reduce((all, term) => all + (weights.get(term) ?? 0), 0) / total;
    for (const topic of bearers(name)) {
      const before = named.get(topic);
      named.set(topic, {
        share: Math.min(1, (before?.share ?? 0) + share),
        score: Math.max(before?.score ?? 0, name.score),
        first: before?.first ?? i === 0,
        last: i === names.length - 1,
        title: before?.title || name.stage === 'title',
      });
    }
  }
  const inNames = new Set(names.flatMap(nameTerms));
  const rest = terms.filter((term) => term.word && !inNames.has(term.text));
  const norm = Math.sqrt(terms.reduce((all, { weight }) => all + weight * weight, 0)) || 1;
  return {
    terms,
    total,
    words: sum(terms.filter(({ word }) => word)) || 1,
    norm,
    names,
    named,
    rest,
    restWeight: sum(rest) || 1,
  };
}
