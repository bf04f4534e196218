import type { Token } from './fold.ts';
import type { FuzzyWords, Near } from './fuzzy.ts';
import type { Lexicon } from './lexicon.ts';
import { lettersOf } from './sound.ts';
import { twoWords } from './two-words.ts';

/** Words a text can be checked for slips in: more is not typed by hand, and each costs a search. */
const MOST_CHECKED = 12;

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
