import { fold } from '../../search/fold.ts';
import { distance } from '../../search/names/misspelt.ts';
import { romajiKey } from '../../search/names/romaji.ts';
import { withoutAsking } from '../../search/question.ts';
import type { Search } from '../../search/search.ts';
import { wordTerms } from '../../search/terms.ts';
import type { Likeness } from './gaps.ts';

/** Shorter names are like too many others. */
const LEAST = 5;

const isLatin = (name: string): boolean => /^[\x20-\x7e]*$/.test(name);

/** Share of letters that are where they should be: one less for each slip. */
function alike(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  if (Math.min(a.length, b.length) < LEAST) return a === b ? 1 : 0;
  return 1 - distance(a, b, longest) / longest;
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
    // Of one script, letters tell more than what they sound like.
    alike: (a, b) => (isLatin(a) && isLatin(b) ? alike(fold(a), fold(b)) : alike(spelling(a), spelling(b))),
  };
}
