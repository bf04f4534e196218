import { ENGLISH } from './english-words.ts';
import { stem, type Token } from './fold.ts';
import type { FuzzyWords } from './fuzzy.ts';
import type { Lexicon } from './lexicon.ts';
import { askingWord } from './misspelt-asking.ts';
import { ROMAJI } from './romaji-words.ts';
import { similarity } from './similarity.ts';
import { lettersOf } from './sound.ts';

/** Words a text can be checked for slips in: more is not typed by hand, and each costs a search. */
const MOST_CHECKED = 12;

/** Shorter words are too like others by ear, long-vowel marks counted: ポスト is no ホスト. */
const LEAST_HEARD = 4;
/** Names like a pair of words that are looked at. */
const NEAREST = 5;

/** Likeness two words together need. */
const SURE = 0.85;
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

/**
 * Puts right the words that are names with a slip in them. Words that the notes use, that any question uses, or that
 * are part of a name, are what they are.
 */
export function correct(
  list: readonly Token[],
  lexicon: Lexicon,
  fuzzy: FuzzyWords,
  known: (word: string) => boolean,
): Corrected {
  const slips = new Map<Token, number>();
  const corrected: Token[] = [];
  const fine = (token: Token): boolean =>
    ENGLISH.has(token.raw) ||
    ROMAJI.has(token.raw) ||
    /^\d+$/.test(token.raw) ||
    lexicon.exact.has(token.text) ||
    known(token.text);
  const put = (first: Token, last: Token, word: string, score: number, gap: Token['gap']) => {
    const text = lexicon.words.get(word) ?? word;
    const raw = first === last ? first.raw : first.raw + last.raw;
    const token: Token = { text, kind: first.kind, raw, at: first.at, gap };
    slips.set(token, score);
    corrected.push(token);
  };
  /** A name written as two words, the second of them with a slip: "virtual bocks". */
  const halves = (first: Token, second: Token) => {
    if (!latin(first) || !latin(second) || second.gap !== 'space' || fine(second)) return undefined;
    const whole = first.raw + second.raw;
    const heard = fuzzy.heard(whole);
    if (heard?.word.startsWith(first.raw)) return heard;
    return fuzzy
      .near(whole, NEAREST)
      .find(
        ({ word }) => word.startsWith(first.raw) && similarity(second.raw, word.slice(first.raw.length)) > 0,
      );
  };
  const asked = (token: Token): Token => {
    const word = latin(token) ? askingWord(token.raw) : undefined;
    return word === undefined ? token : { ...token, text: stem(word), raw: word };
  };
  let checked = 0;
  for (let i = 0; i < list.length; i++) {
    const token = list[i];
    if (!token) continue;
    const next = list[i + 1];
    const candidate = token.kind === 'latin' || token.kind === 'katakana';
    if (!candidate || checked >= MOST_CHECKED || fine(token)) {
      const split = candidate && checked < MOST_CHECKED && next ? halves(token, next) : undefined;
      if (split && next) {
        put(token, next, split.word, split.score, token.gap);
        i++;
      } else corrected.push(token);
      continue;
    }
    checked++;
    const letters = token.kind === 'katakana' ? lettersOf(token.raw) : undefined;
    if (letters && (known(letters) || lexicon.exact.has(letters))) {
      corrected.push({ ...token, text: letters, kind: 'latin', raw: letters });
      slips.set(corrected.at(-1) as Token, SPELLED);
      continue;
    }
    const alone =
      fuzzy.near(spelled(token), 1)[0] ??
      (token.raw.length < LEAST_HEARD ? undefined : fuzzy.heard(spelled(token)));
    // A name written as two words with a slip: neither is a word of its own.
    const pair = latin(token) && latin(next) && next.gap === 'space' && !fine(next);
    const together = pair ? fuzzy.near(token.raw + next.raw, 1)[0] : undefined;
    if (together && together.score > Math.max(SURE, alone?.score ?? 0) && next) {
      put(token, next, together.word, together.score, token.gap);
      i++;
    } else if (alone) put(token, token, alone.word, alone.score, token.gap);
    else corrected.push(asked(token));
  }
  return { tokens: corrected, slips };
}
