import { stem, type Token, tokens } from './fold.ts';
import { ENGLISH, JAPANESE, PARTICLES, ROMAJI } from './function-words.ts';
import type { Found } from './lexicon.ts';
import { canonical } from './synonyms.ts';

/** A word the question is about, in the spelling of the index. */
export interface Term {
  readonly text: string;
  /** How much it counts beside a noun, 0..1: verbs and adjectives in kana say less. */
  readonly weight: number;
  readonly raw: string;
}

const kanjiRun = /\p{sc=Han}+/gu;

/** Index terms of a run of kanji: pairs, so that 「仮想化技術」 and 「仮想化の技術」 meet; a lone kanji stands for itself. */
export function kanjiTerms(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return [run];
  return characters.slice(1).map((second, i) => (characters[i] ?? '') + second);
}

/** Terms a text is indexed by: Latin words, katakana words, pairs of kanji. Hiragana is grammar. */
export function indexTerms(text: string): string[] {
  const list = tokens(text, Number.MAX_SAFE_INTEGER);
  const terms: string[] = [];
  let run = '';
  const close = () => {
    if (run !== '') terms.push(...kanjiTerms(run));
    run = '';
  };
  for (const token of list) {
    if (token.kind === 'kanji') {
      run += token.text;
      continue;
    }
    close();
    if (
      token.kind === 'katakana' ||
      (token.kind === 'latin' && !ENGLISH.has(token.raw) && !ENGLISH.has(token.text))
    )
      terms.push(token.text);
  }
  close();
  return terms.map(canonical);
}

const isNumber = (word: string): boolean => /^\d{1,2}$/.test(word);

function latinTerm(token: Token, japanese: boolean): Term[] {
  const { raw, text } = token;
  if (ENGLISH.has(raw) || ENGLISH.has(text) || isNumber(raw)) return [];
  if (!japanese && ROMAJI.has(raw)) return [];
  if (raw.length === 1) return [];
  return [{ text: stem(raw), weight: 1, raw }];
}

/** What is left of a stretch of Japanese when the words that only ask are taken out. */
function japaneseTerms(stretch: string): Term[] {
  let rest = stretch;
  for (const word of JAPANESE) rest = rest.replaceAll(word, ' ');
  const terms: Term[] = [];
  for (const [run] of rest.matchAll(/[\p{sc=Katakana}ー]+|\p{sc=Han}+|[\p{sc=Hiragana}ー]+/gu)) {
    if (/^\p{sc=Han}/u.test(run)) {
      const weight = [...run].length === 1 ? 0.4 : 0.8;
      terms.push(
        ...[...run.matchAll(kanjiRun)]
          .flatMap(([one]) => kanjiTerms(one))
          .map((text) => ({ text, weight: weight / Math.max(1, [...run].length - 1), raw: run })),
      );
    } else if (/^[\p{sc=Katakana}ー]+$/u.test(run)) {
      const text = tokens(run)[0]?.text;
      if (text && [...run].length > 1) terms.push({ text, weight: 1, raw: run });
    } else {
      const letters = [...run].filter((kana) => !PARTICLES.has(kana));
      if (letters.length >= 2) terms.push({ text: run, weight: 0.5, raw: run });
    }
  }
  return terms;
}

/** The words of a question beside the names in it: what the notes have to explain. */
export function contentOf(list: readonly Token[], names: readonly Found[]): Term[] {
  const japanese = list.some((token) => token.kind !== 'latin');
  const terms: Term[] = [];
  let stretch = '';
  const close = () => {
    if (stretch !== '') terms.push(...japaneseTerms(stretch));
    stretch = '';
  };
  for (let i = 0; i < list.length; i++) {
    const token = list[i];
    const name = names.find((one) => one.from <= i && i < one.to);
    if (!token || name) {
      close();
      continue;
    }
    if (token.kind === 'latin') {
      close();
      terms.push(...latinTerm(token, japanese));
    } else stretch += token.raw;
  }
  close();
  return terms.map((term) => ({ ...term, text: canonical(term.text) }));
}
