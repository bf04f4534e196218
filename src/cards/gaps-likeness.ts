import { fold } from '../search/fold.ts';
import { withoutAsking } from '../search/question.ts';
import { romajiKey } from '../search/romaji.ts';
import type { Search } from '../search/search.ts';
import { wordTerms } from '../search/terms.ts';
import type { Likeness } from './gaps.ts';

/** Shorter names are like too many others. */
const LEAST = 5;

function pairs(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + 1 < text.length; i++) {
    const pair = text.slice(i, i + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

/** Share of letter pairs two words have in common (Dice, 1945): forgives slips the search must not guess at. */
function dice(a: string, b: string): number {
  if (Math.min(a.length, b.length) < LEAST) return a === b ? 1 : 0;
  const [left, right] = [pairs(a), pairs(b)];
  let both = 0;
  for (const [pair, count] of left) both += Math.min(count, right.get(pair) ?? 0);
  return (2 * both) / (a.length + b.length - 2);
}

/** Compares questions the way the search reads them. For one list: it remembers each spelling it has folded. */
export function likenessIn(search: Search): Likeness {
  const folded = new Map<string, string>();
  /** By sound where it can be told, so that "ファイアクラッカー" and "firecracker" are near. */
  const spelling = (name: string): string => {
    const known = folded.get(name) ?? (romajiKey(name) || fold(name));
    folded.set(name, known);
    return known;
  };
  return {
    terms: (text) => wordTerms(withoutAsking(text)),
    content: (text) =>
      search.words(withoutAsking(text)).flatMap((word) => (word.text.length > 1 ? [word.text] : [])),
    unknown: (text) => search.words(text).flatMap((word) => (word.known ? [] : [word.text])),
    alike: (a, b) => dice(spelling(a), spelling(b)),
  };
}
