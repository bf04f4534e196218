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
export function foldKana(text: string): string {
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
  [/([aeo][a-z]{0,40}e)s$/, '$1'],
];
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/([^aeiou])ied$/, '$1y'],
  [/ization$/, 'iz'],
  [/([a-z]{2}[aeiouy][a-z]{0,40}[^aeiou])(?:ing|ed)$/, '$1'],
  [/([a-z]{3})e$/, '$1'],
];

/** Longer is no word: left as it is, whatever it ends in. */
const LONGEST_WORD = 40;

/** A Latin word without plural and inflection. Short words, and names in `s` such as `os`, keep theirs. */
export function stem(word: string): string {
  if (word.length < 4 || word.length > LONGEST_WORD || /\d/.test(word)) return word === 'vms' ? 'vm' : word;
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
  /** As typed, but for width and case. */
  readonly raw: string;
  /** Place in `normal(text)`, in UTF-16 units. */
  readonly at: number;
  /** What stands before it: nothing, white space or a joining mark, or a mark that ends what came before. */
  readonly gap: 'none' | 'space' | 'stop';
}

const TOKEN = /[a-z0-9]+(?:\+\+|#(?![a-z0-9]))?|[\p{sc=Katakana}ー]+|\p{sc=Han}|[\p{sc=Hiragana}]ー*/gu;
const STOP = /[,、。．?!;:"「」『』=\n|&→⇒⇔↔]|->|\s\/\s/;

/** Longer texts are cut: nobody asks more than this, and work stays bounded whatever comes. UTF-16 units. */
const MAX_TEXT = 600;

/** Width, case and compatibility characters folded; what places in a text refer to. */
export const normal = (text: string, limit = MAX_TEXT): string =>
  text
    .slice(0, limit * 2)
    .normalize('NFKC')
    .slice(0, limit)
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll('’', "'");

const kindOf = (raw: string): TokenKind =>
  /^[a-z0-9]/.test(raw)
    ? 'latin'
    : /^[\p{sc=Katakana}ー]+$/u.test(raw)
      ? 'katakana'
      : /^\p{sc=Han}/u.test(raw)
        ? 'kanji'
        : 'kana';

/** "type II" is type 2. */
const ROMAN: ReadonlyMap<string, string> = new Map([
  ['i', '1'],
  ['ii', '2'],
]);

function textOf(raw: string, kind: TokenKind, before: string | undefined): string {
  if (kind === 'kanji') return raw;
  if (kind !== 'latin') return foldKana(raw);
  if (before === 'type' || before === 'たいぷ') return ROMAN.get(raw) ?? stem(raw);
  return stem(raw);
}

/** The words of a text in the one spelling that notes and questions share. */
export function tokens(text: string, limit = MAX_TEXT): Token[] {
  const whole = normal(text, limit);
  const list: Token[] = [];
  let end = 0;
  for (const match of whole.matchAll(TOKEN)) {
    const [raw] = match;
    const at = match.index;
    const between = whole.slice(end, at);
    // The s of "docker's" belongs to nothing.
    if (raw === 's' && between === "'") {
      end = at + 1;
      continue;
    }
    const kind = kindOf(raw);
    const folded = textOf(raw, kind, list.at(-1)?.text);
    end = at + raw.length;
    if (folded === '') continue;
    const gap = between === '' ? 'none' : STOP.test(between) ? 'stop' : 'space';
    list.push({ text: folded, kind, raw, at, gap });
  }
  return list;
}

/** One spelling for a name, spaces and hyphens gone: equal names are equal strings. */
export const fold = (text: string): string =>
  tokens(text)
    .map((token) => token.text)
    .join('');
