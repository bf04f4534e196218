import { withoutAsking } from './asking.ts';
import { isElsewhere } from './elsewhere.ts';
import { ENGLISH, ENGLISH_GRAMMAR } from './english-words.ts';
import { type Token, tokens } from './fold.ts';
import { JAPANESE } from './japanese-words.ts';
import { ROMAJI } from './romaji-words.ts';
import { canonical } from './synonyms.ts';

/** A word the question is about, in the spelling of the index. */
export interface Term {
  readonly text: string;
  /** How much it counts beside a noun, 0..1: verbs and adjectives in kana say less. */
  readonly weight: number;
  readonly raw: string;
  /** Names a neighbouring field. */
  readonly elsewhere: boolean;
}

/** Index terms of a run of kanji: pairs, so that 「仮想化技術」 and 「仮想化の技術」 meet; a lone kanji stands for itself. */
export function kanjiTerms(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return [run];
  return characters.slice(1).map((second, i) => (characters[i] ?? '') + second);
}

const asks = (word: string, stemmed: string): boolean => ENGLISH.has(word) || ENGLISH.has(stemmed);

/** Katakana words that only ask, at the end of longer ones: 「ベンチマークツール」 is about ベンチマーク. */
const TAILS = JAPANESE.filter((word) => /^[ァ-ヶー]{3,}$/.test(word));
const LEAST_HEAD = 3;

function katakanaTerms({ raw, text }: Token): string[] {
  const tail = TAILS.find((word) => raw.endsWith(word) && raw.length - word.length >= LEAST_HEAD);
  const head = tail && tokens(raw.slice(0, -tail.length))[0]?.text;
  return head ? [text, head] : [text];
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
    if (token.kind === 'kanji' && token.gap === 'none') {
      run += token.text;
      continue;
    }
    close();
    if (token.kind === 'kanji') run = token.text;
    else if (token.kind === 'katakana') terms.push(...katakanaTerms(token));
    else if (token.kind === 'latin' && !asks(token.raw, token.text)) terms.push(token.text);
  }
  close();
  return terms.map(canonical);
}

/**
 * Words of a text, those that go with any subject among them and only grammar left out: what a question such as
 * "is it free?" has to be answered by.
 */
export const generalTerms = (text: string): string[] =>
  tokens(text, Number.MAX_SAFE_INTEGER)
    .flatMap(({ kind, raw, text: word }) => (kind === 'latin' && !ENGLISH_GRAMMAR.has(raw) ? [word] : []))
    .concat(indexTerms(text).filter((term) => !/^[a-z0-9]/.test(term)))
    .map(canonical);

/** Counts, years, sizes and versions narrow nothing down. */
const isNumber = (word: string): boolean =>
  /^(?:\d{1,2}|(?:19|20)\d\d|v\d{1,2}|\d+(?:[kmgt]i?b?|ms|s|x|core|bit))$/.test(word);

/** `standard`: what something is "slower than" is not what is asked about. */
const WEIGHT = { standard: 0.3, noun: 1, kanji: 0.8, loneKanji: 0.3, hiragana: 0.3 };
/** Hiragana shorter than this is an ending of something. */
const LONG_HIRAGANA = 4;

function latinTerm(token: Token, japanese: boolean): Omit<Term, 'elsewhere'>[] {
  const { raw } = token;
  if (asks(raw, token.text) || isNumber(raw)) return [];
  if (!japanese && ROMAJI.has(raw)) return [];
  if (raw.length === 1) return [];
  return [{ text: token.text, weight: WEIGHT.noun, raw }];
}

/** What is left of a stretch of Japanese when the words that only ask are taken out. */
function japaneseTerms(stretch: string): Omit<Term, 'elsewhere'>[] {
  const runs = withoutAsking(stretch).matchAll(/[\p{sc=Katakana}ー]+|\p{sc=Han}+|[\p{sc=Hiragana}ー]+/gu);
  return [...runs].flatMap(([run]): Omit<Term, 'elsewhere'>[] => {
    const length = [...run].length;
    if (/^\p{sc=Han}/u.test(run)) {
      const terms = kanjiTerms(run);
      // 「速い」, 「絞る」: a lone kanji with a meaning in this field is a word, any other is part of a verb.
      const weight = length === 1 && canonical(run) === run ? WEIGHT.loneKanji : WEIGHT.kanji / terms.length;
      return terms.map((text) => ({ text, weight, raw: run }));
    }
    if (/^\p{sc=Katakana}/u.test(run)) {
      const text = tokens(run)[0]?.text;
      return text && length > 1 ? [{ text, weight: WEIGHT.noun, raw: run }] : [];
    }
    return length >= LONG_HIRAGANA ? [{ text: run, weight: WEIGHT.hiragana, raw: run }] : [];
  });
}

/** The words of a question beside the names in it: what the notes have to explain. */
export function contentOf(
  list: readonly Token[],
  names: readonly { readonly from: number; readonly to: number }[],
  written: (token: Token) => readonly Token[] = (token) => [token],
): Term[] {
  const japanese = list.some((token) => token.kind !== 'latin');
  const terms: Omit<Term, 'elsewhere'>[] = [];
  let stretch = '';
  let standard = false;
  const close = () => {
    if (stretch !== '') terms.push(...japaneseTerms(stretch));
    stretch = '';
  };
  for (const [i, token] of list.entries()) {
    standard = token.raw === 'than' || (standard && token.gap !== 'stop');
    if (names.some((one) => one.from <= i && i < one.to)) {
      close();
    } else if (token.kind === 'latin') {
      close();
      const [plain, ...more] = written(token);
      const same = plain === token && more.length === 0;
      terms.push(
        ...(same
          ? latinTerm(token, japanese).map((term) => (standard ? { ...term, weight: WEIGHT.standard } : term))
          : japaneseTerms(
              written(token)
                .map((one) => one.raw)
                .join(''),
            )),
      );
    } else stretch += (token.gap === 'none' ? '' : ' ') + token.raw;
  }
  close();
  return terms.map((term) => ({ ...term, text: canonical(term.text), elsewhere: isElsewhere(term.text) }));
}
