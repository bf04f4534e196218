import { foldKana, normal, stem } from './fold.ts';

/** Runs of one script; the marks between them are gone. */
export const RUN =
  /[a-z0-9]+(?:\+\+|#(?![a-z0-9]))?|[\p{sc=Katakana}ー]+|[\p{sc=Han}々]+|[\p{sc=Hiragana}ー]+/gu;
/** Longer runs are nobody's words. Characters. */
const LONGEST = 40;

/** Marks the parts of words, which say less than the whole. */
export const PART = '~';
/** Marks kana that may be an ending as well as a word. */
export const KANA = 'あ~';

/** Every run of `size` characters in a word, marked. */
function grams(word: string, size: number, mark = ''): string[] {
  const list: string[] = [];
  for (let i = 0; i + size <= word.length; i++) list.push(mark + word.slice(i, i + size));
  return list;
}

const latinTerms = (raw: string): string[] =>
  raw.length > LONGEST ? [] : [stem(raw), ...(raw.length > 3 ? grams(raw, 3, PART) : [])];

function katakanaTerms(raw: string): string[] {
  const word = foldKana(raw.slice(0, LONGEST));
  if (word === '') return [];
  return [`ア${word}`, ...(word.length > 3 ? grams(word, 3, `${PART}ア`) : [])];
}

const kanjiTerms = (run: string): string[] => (run.length === 1 ? [run] : grams(run, 2));

export function termsOfRun(run: string): string[] {
  if (run.charCodeAt(0) < 0x80) return latinTerms(run);
  if (/^[\p{sc=Katakana}]/u.test(run)) return katakanaTerms(run);
  if (/^[\p{sc=Han}々]/u.test(run)) return kanjiTerms(run.slice(0, LONGEST));
  return grams(run.slice(0, LONGEST), 3, KANA);
}

/**
 * What a text is indexed by: Latin and katakana words whole and in parts of three letters, kanji in pairs, kana in
 * threes. No word is left out: how often the notes use one decides what it counts.
 */
export const termsOf = (text: string, limit = Number.MAX_SAFE_INTEGER): string[] =>
  (normal(text, limit).match(RUN) ?? []).flatMap(termsOfRun);

/** A part of a word, or kana: weighs less than a word. */
export const isPart = (term: string): boolean => term.startsWith(PART);
export const isKana = (term: string): boolean => term.startsWith(KANA);

/** The terms that are whole words. */
export const wordTerms = (text: string): string[] =>
  termsOf(text).filter((term) => !isPart(term) && !isKana(term));
