import { isElsewhere } from './elsewhere.ts';
import { ENGLISH } from './english-words.ts';
import { stem, type Token } from './fold.ts';
import type { FuzzyWords, Near } from './fuzzy.ts';
import type { Lexicon } from './lexicon.ts';
import { askingWord } from './misspelt-asking.ts';
import { ROMAJI } from './romaji-words.ts';
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

const latin = (token: Token | undefined): token is Token => token?.kind === 'latin';
const spelled = (token: Token): string => (token.kind === 'latin' ? token.raw : token.text);

/** What a word is known by, that is not checked for slips. */
interface Known {
  readonly lexicon: Lexicon;
  readonly fuzzy: FuzzyWords;
  readonly known: (word: string) => boolean;
}

/** A word that the notes use, that any question uses, or that is part of a name, is what it is. */
const isFine =
  ({ lexicon, known }: Known) =>
  ({ raw, text }: Token): boolean =>
    ENGLISH.has(raw) ||
    ROMAJI.has(raw) ||
    /^\d+$/.test(raw) ||
    lexicon.exact.has(text) ||
    known(text) ||
    isElsewhere(text);

/** The name or word of a name that one word stands for. */
function meant(token: Token, { lexicon, fuzzy, known }: Known): Near | undefined {
  const letters = token.kind === 'katakana' ? lettersOf(token.raw) : undefined;
  if (letters && (known(letters) || lexicon.exact.has(letters))) return { word: letters, score: SPELLED };
  const near = fuzzy.near(spelled(token), 1)[0];
  return near ?? (token.raw.length < LEAST_HEARD ? undefined : fuzzy.heard(spelled(token)));
}

/** A word that only asks, as it is spelled right. */
function asking(token: Token): Token {
  const word = latin(token) ? askingWord(token.raw) : undefined;
  return word === undefined ? token : { ...token, text: stem(word), raw: word };
}

/** Puts right the words that are names with a slip in them. */
export function correct(
  list: readonly Token[],
  lexicon: Lexicon,
  fuzzy: FuzzyWords,
  known: (word: string) => boolean,
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
    return [right ? token : asking(token)];
  });
  return { tokens, slips };
}
