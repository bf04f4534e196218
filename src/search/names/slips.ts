import type { Token } from '../fold.ts';
import type { Lexicon } from './lexicon.ts';
import { distance, type FuzzyWords, type Near, similarity } from './misspelt.ts';
import { lettersOf } from './sound.ts';

/** Words a text can be checked for slips in: more is not typed by hand, and each costs a search. */
const MOST_CHECKED = 8;

/** Shorter words are too like others by ear, long-vowel marks counted: ポスト is no ホスト. */
const LEAST_HEARD = 4;
/** An abbreviation spelled out in katakana is as good as certain. */
const SPELLED = 0.95;

export interface Corrected {
  /** With the words that were slips replaced by what was meant. */
  readonly tokens: readonly Token[];
  /** Likeness of each replaced token, by its place. */
  readonly slips: ReadonlyMap<Token, number>;
}

const spelled = (token: Token): string => (token.kind === 'latin' ? token.raw : token.text);

/** What a word is known by, that is not checked for slips. */
interface Known {
  readonly lexicon: Lexicon;
  readonly fuzzy: FuzzyWords;
  readonly known: (token: Token) => boolean;
}

/** A word that the notes use, or that is a name, is what it is. */
const isFine =
  ({ lexicon, known }: Known) =>
  (token: Token): boolean =>
    /^\d+$/.test(token.raw) || lexicon.exact.has(token.text) || known(token);

/** The name or word of a name that one word stands for. */
function meant(token: Token, { lexicon, fuzzy, known }: Known): Near | undefined {
  const letters = token.kind === 'katakana' ? lettersOf(token.raw) : undefined;
  if (
    letters &&
    (known({ ...token, text: letters, raw: letters, kind: 'latin' }) || lexicon.exact.has(letters))
  )
    return { word: letters, score: SPELLED };
  const near = fuzzy.near(spelled(token), 1)[0];
  return near ?? (token.raw.length < LEAST_HEARD ? undefined : fuzzy.heard(spelled(token)));
}

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
function pairOf(first: Token | undefined, second: Token | undefined): readonly [string, string] | undefined {
  const both = first?.kind === 'latin' && second?.kind === 'latin' && second.gap === 'space';
  return both ? [first.raw, second.raw] : undefined;
}

/** A name of two words with a slip in one of them, or in both: "virtual bocks", "cloud imae", "vmware worksation". */
function twoWords(
  first: Token | undefined,
  second: Token | undefined,
  fuzzy: FuzzyWords,
  names: ReadonlyMap<string, string>,
  fine: (token: Token) => boolean,
): Near | undefined {
  const words = pairOf(first, second);
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

/** Puts right the words that are names with a slip in them. */
export function correct(
  list: readonly Token[],
  lexicon: Lexicon,
  fuzzy: FuzzyWords,
  known: (token: Token) => boolean,
): Corrected {
  const all = { lexicon, fuzzy, known };
  const fine = isFine(all);
  const slips = new Map<Token, number>();
  const put = (token: Token, { word, score }: Near): Token => {
    const text = lexicon.words.get(word) ?? word;
    const kind = /^[a-z0-9]/.test(text) ? 'latin' : token.kind;
    const right: Token = { ...token, text, kind };
    slips.set(right, score);
    return right;
  };
  let checked = 0;
  let joined = false;
  const tokens = list.flatMap((token, i): Token[] => {
    if (joined) {
      joined = false;
      return [];
    }
    if (checked >= MOST_CHECKED || (token.kind !== 'latin' && token.kind !== 'katakana')) return [token];
    const right = fine(token);
    const next = list[i + 1];
    const alone = right ? undefined : meant(token, all);
    const pair = twoWords(token, next, fuzzy, lexicon.words, fine);
    if (!right || pair) checked++;
    if (pair && next && pair.score > (alone?.score ?? 0)) {
      joined = true;
      return [put({ ...token, raw: token.raw + next.raw }, pair)];
    }
    if (alone) return [put(token, alone)];
    return [token];
  });
  return { tokens, slips };
}
