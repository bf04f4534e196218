import type { Token } from './fold.ts';
import type { FuzzyWords, Near } from './fuzzy.ts';
import { distance, similarity } from './similarity.ts';

/** Names like a pair of words that are looked at. */
const NEAREST = 5;
/** Likeness two words need that are neither of them spelled right. */
const SURE = 0.85;
/** One slip is forgiven in a word of so many letters when the word beside it is right. */
const LEAST = 4;

const like = (typed: string, word: string): boolean =>
  similarity(typed, word) > 0 ||
  (Math.max(typed.length, word.length) >= LEAST && typed[0] === word[0] && distance(typed, word, 1) <= 1);

/** Two Latin words with a space between them. */
function spelled(first: Token | undefined, second: Token | undefined): readonly [string, string] | undefined {
  const both = first?.kind === 'latin' && second?.kind === 'latin' && second.gap === 'space';
  return both ? [first.raw, second.raw] : undefined;
}

/** A name of two words with a slip in one of them, or in both: "virtual bocks", "cloud imae", "vmware worksation". */
export function twoWords(
  first: Token | undefined,
  second: Token | undefined,
  fuzzy: FuzzyWords,
  names: ReadonlyMap<string, string>,
  fine: (token: Token) => boolean,
): Near | undefined {
  const words = spelled(first, second);
  if (!words || !first || !second) return undefined;
  const [head, tail] = words;
  const [headFine, tailFine] = [fine(first), fine(second)];
  // The word that is right has to be one that names consist of.
  if ((headFine && (tailFine || !names.has(head))) || (tailFine && !names.has(tail))) return undefined;
  const whole = head + tail;
  const heard = headFine ? fuzzy.heard(whole) : undefined;
  if (heard?.word.startsWith(head)) return heard;
  return fuzzy.near(whole, NEAREST).find(({ word, score }) => {
    if (headFine) return word.startsWith(head) && like(tail, word.slice(head.length));
    if (tailFine) return word.endsWith(tail) && like(head, word.slice(0, -tail.length));
    return score > SURE;
  });
}
