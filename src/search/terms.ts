import { foldKana, normal, stem } from './fold.ts';

/** Runs of one script; the marks between them are gone. */
const RUN = /[a-z0-9]+(?:\+\+|#(?![a-z0-9]))?|[\p{sc=Katakana}ー]+|[\p{sc=Han}々]+|[\p{sc=Hiragana}ー]+/gu;
/** Longer runs are nobody's words. Characters. */
const LONGEST = 40;
/** Text read of a question, UTF-16 units: one pass over it is cheap, and nobody asks more. */
export const LONGEST_QUESTION = 4_000;

/** Marks the parts of words, which say less than the whole. */
export const PART = '~';
/** Marks kana that may be an ending as well as a word. */
export const KANA = 'あ~';

/** Every run of `size` characters in a word. */
function* grams(word: string, size: number): Generator<string> {
  for (let i = 0; i + size <= word.length; i++) yield word.slice(i, i + size);
}

function* latinTerms(raw: string): Generator<string> {
  if (raw.length > LONGEST) return;
  yield stem(raw);
  if (raw.length > 3) for (const gram of grams(raw, 3)) yield PART + gram;
}

function* katakanaTerms(raw: string): Generator<string> {
  const word = foldKana(raw.slice(0, LONGEST));
  if (word === '') return;
  yield `ア${word}`;
  if (word.length > 3) for (const gram of grams(word, 3)) yield `${PART}ア${gram}`;
}

function* kanjiTerms(run: string): Generator<string> {
  if (run.length === 1) yield run;
  else yield* grams(run, 2);
}

/**
 * What a text is indexed by: Latin and katakana words whole and in parts of three letters, kanji in pairs, kana in
 * threes. No word is left out: how often the notes use one decides what it counts.
 */
export function* termsOf(text: string, limit = Number.MAX_SAFE_INTEGER): Generator<string> {
  for (const [run] of normal(text, limit).matchAll(RUN)) {
    const code = run.charCodeAt(0);
    if (code < 0x80) yield* latinTerms(run);
    else if (/^[\p{sc=Katakana}]/u.test(run)) yield* katakanaTerms(run);
    else if (/^[\p{sc=Han}々]/u.test(run)) yield* kanjiTerms(run.slice(0, LONGEST));
    else for (const gram of grams(run.slice(0, LONGEST), 3)) yield KANA + gram;
  }
}

/** A part of a word, or kana: weighs less than a word. */
export const isPart = (term: string): boolean => term.startsWith(PART);
export const isKana = (term: string): boolean => term.startsWith(KANA);

/** The terms that are whole words. */
export const wordTerms = (text: string): string[] =>
  [...termsOf(text)].filter((term) => !isPart(term) && !isKana(term));
