import { toRomaji } from 'wanakana';
import { READINGS } from './readings.ts';

/** British spellings and the like, on folded words. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/isation(s?)$/, 'ization$1'],
  [/is(e|ed|es|ing)$/, 'iz$1'],
  [/our$/, 'or'],
  [/tre$/, 'ter'],
];

const SMALL: Readonly<Record<string, string>> = Object.fromEntries(
  [...'ぁぃぅぇぉゃゅょっゎ'].map((small, i) => [small, [...'あいうえおやゆよつわ'][i] ?? small]),
);
const VOICED_V: readonly (readonly [RegExp, string])[] = [
  [/ゔぁ/g, 'ば'],
  [/ゔぃ/g, 'び'],
  [/ゔぇ/g, 'べ'],
  [/ゔぉ/g, 'ぼ'],
  [/ゔ/g, 'ぶ'],
];

/** Katakana and its long-vowel marks as plain hiragana. */
function foldKana(text: string): string {
  let folded = text.replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
  for (const [pattern, plain] of VOICED_V) folded = folded.replace(pattern, plain);
  return folded
    .replace(/[ーｰ〜~‐―]/g, '')
    .replace(/[ぁぃぅぇぉゃゅょっゎ]/g, (small) => SMALL[small] ?? small);
}

const PLURALS: readonly (readonly [RegExp, string])[] = [
  [/([^aeiou])ies$/, '$1y'],
  [/(ss|sh|ch|x|z)es$/, '$1'],
  [/([^aeious])s$/, '$1'],
  [/([aeo][a-z]*e)s$/, '$1'],
];
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/ization$/, 'iz'],
  [/([a-z]{2}[aeiouy][a-z]*[^aeiou])(?:ing|ed)$/, '$1'],
  [/([a-z]{3})e$/, '$1'],
];

/** A Latin word without plural and inflection. Short words, and names in `s` such as `os`, keep theirs. */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word === 'vms' ? 'vm' : word;
  let stemmed = word;
  const apply = (rules: readonly (readonly [RegExp, string])[]) => {
    const rule = rules.find(([pattern]) => pattern.test(stemmed));
    if (rule) stemmed = stemmed.replace(rule[0], rule[1]);
  };
  if (word.length > 5) apply(SPELLINGS);
  apply(PLURALS);
  if (stemmed.length > 4) apply(ENDINGS);
  return stemmed;
}

export type TokenKind = 'latin' | 'kana' | 'katakana' | 'kanji';

export interface Token {
  /** Folded. One Latin word, one run of katakana, or one kanji or hiragana character. */
  readonly text: string;
  readonly kind: TokenKind;
  /** As typed, for telling people what was not understood. */
  readonly raw: string;
}

const TOKEN = /[a-z0-9]+(?:\+\+|#)?|[\p{sc=Katakana}ー]+|\p{sc=Han}|[\p{sc=Hiragana}ー]/gu;

/** Longer texts are cut: nobody asks more than this, and work stays bounded whatever comes. UTF-16 units. */
const MAX_TEXT = 600;

/** The words of a text in the one spelling that notes and questions share. */
export function tokens(text: string, limit = MAX_TEXT): Token[] {
  const normal = text
    .slice(0, limit * 2)
    .normalize('NFKC')
    .slice(0, limit)
    .toLowerCase()
    .normalize('NFKC')
    .replace(/['’]s\b/g, '');
  return [...normal.matchAll(TOKEN)].flatMap(([raw]): Token[] => {
    if (/^[a-z0-9]/.test(raw)) return [{ text: stem(raw), kind: 'latin', raw }];
    const katakana = /^[\p{sc=Katakana}ー]+$/u.test(raw);
    const folded = /\p{sc=Han}/u.test(raw) ? raw : foldKana(raw);
    if (folded === '') return [];
    return [{ text: folded, kind: katakana ? 'katakana' : /\p{sc=Han}/u.test(raw) ? 'kanji' : 'kana', raw }];
  });
}

/** One spelling for a name, spaces and hyphens gone: equal names are equal strings. */
export const fold = (text: string): string =>
  tokens(text)
    .map((token) => token.text)
    .join('');

const READING_KEYS = Object.keys(READINGS).sort((a, b) => b.length - a.length);

/** Romanisation with everything people spell differently folded away: long vowels, doubled letters, si/shi, l/r. */
export function romajiKey(text: string): string {
  let kana = text.normalize('NFKC').toLowerCase();
  for (const kanji of READING_KEYS) kana = kana.replaceAll(kanji, READINGS[kanji] ?? kanji);
  if (/\p{sc=Han}/u.test(kana)) return '';
  return toRomaji(kana)
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '')
    .replace(/sh/g, 's')
    .replace(/ch/g, 't')
    .replace(/ts/g, 't')
    .replace(/j|zy|dz/g, 'z')
    .replace(/f/g, 'h')
    .replace(/l/g, 'r')
    .replace(/v/g, 'b')
    .replace(/c|q/g, 'k')
    .replace(/(.)\1+/g, '$1')
    .replace(/([aiueo])y([auo])/g, '$1y$2')
    .replace(/ou/g, 'o')
    .replace(/ei/g, 'e')
    .replace(/n(?=[bpm])/g, 'm');
}
