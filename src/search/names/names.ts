import type { Token } from '../fold.ts';
import type { Mention, Stage } from '../search.ts';
import { inEnglish } from './across.ts';
import { type Lexicon, MIN_ROMAJI, type Name, ROMAJI_START } from './lexicon.ts';
import { distance } from './misspelt.ts';
import { MISCONVERTED, romajiKey } from './romaji.ts';
import { soundOfLatin, soundsOfKatakana } from './sound.ts';

export interface Found extends Mention {
  readonly name: Name;
  /** First token of the mention and the one after its last. */
  readonly from: number;
  readonly to: number;
}

interface LookedUp {
  readonly name: Name;
  readonly stage: Stage;
  readonly score: number;
}

/** Part of a sound that may differ: vowels Japanese adds. */
const UNLIKE = 0.4;
const SPELLED = { across: 0.98, kana: 0.95, romaji: 0.9, sound: 0.85 };
/** Katakana names this short are ordinary syllables in hiragana: 「どっか」, 「ぜんぶ」. Folded kana. */
const SHORT_KANA = 4;
/** What may follow a short name written in hiragana. */
const AFTER_NAME = /^(?:$|って|とは|の|は|を|が|と|に|で|も|について|vs|対)/;
/** A mention of two names run into one loses against the two: per break inside, in characters. */
const SPACE_COST = 0.6;
const NAME_COST = 0.5;

const HIRAGANA = /\p{sc=Hiragana}/u;
/** No name takes more letters or kana to type. */
const LONGEST_SPELLED = 40;
const KANJI = /\p{sc=Han}/u;
const kanaOf = (text: string): string =>
  text.replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));

const typed = (part: readonly Token[]): string => part.map((token) => token.raw).join('');

/** Hiragana stands for a short name only when spelled in full, as a word of its own. */
function hiraganaFits(list: readonly Token[], from: number, to: number, name: Name): boolean {
  const part = list.slice(from, to);
  // 「コンテナで」 is not コンテナデー.
  const endsInKana = part.at(-1)?.kind === 'kana' && part.some((token) => token.kind !== 'kana');
  if (endsInKana && !HIRAGANA.test(name.shown.at(-1) ?? '')) return KANJI.test(name.shown);
  if (!part.every((token) => token.kind === 'kana') || part.length > SHORT_KANA) return true;
  const before = list[from - 1];
  if (before?.kind === 'kana' && list[from]?.gap === 'none') return false;
  const rest = list
    .slice(to, to + 5)
    .filter((_token, i, all) => all.slice(0, i + 1).every((one) => one.gap === 'none'))
    .map((token) => token.raw)
    .join('');
  const spelling = typed(part);
  const whole = KANJI.test(name.shown) ? part.length === SHORT_KANA : spelling === kanaOf(name.shown);
  return whole && AFTER_NAME.test(rest);
}

const MISTAKEN = Object.entries(MISCONVERTED);

/** With the words the keyboard got wrong in kana. */
const asRead = (text: string): string =>
  MISTAKEN.reduce((read, [kanji, reading]) => read.replaceAll(kanji, reading), text);

interface LookUp {
  readonly hit: LookedUp | undefined;
  /** Whether a longer stretch can be a name. */
  readonly open: boolean;
}

/** Looks a growing stretch of text up. */
function createLookUp(list: readonly Token[], lexicon: Lexicon, from: number): (to: number) => LookUp {
  let words = '';
  /** The same with the の between its words left out: 「ハードウェアの仮想化」. */
  let joined = '';
  let length = 0;
  let romajiOpen = true;
  let latin = false;
  let japanese = false;

  function romaji(part: readonly Token[]): LookedUp | undefined {
    const key = romajiKey(typed(part));
    if (key.length > ROMAJI_START && !lexicon.romajiStarts.has(key.slice(0, ROMAJI_START)))
      romajiOpen = false;
    const name = key.length >= MIN_ROMAJI ? lexicon.romaji.get(key)?.[0] : undefined;
    return name && { name, stage: 'fuzzy', score: SPELLED.romaji };
  }

  function hitAt(to: number, last: string): LookedUp | undefined {
    const fits = (name: Name) => hiraganaFits(list, from, to, name);
    const exact = lexicon.exact.get(words)?.find(fits);
    if (exact) return { name: exact, stage: exact.stage, score: 1 };
    if (length > LONGEST_SPELLED) return undefined;
    const without =
      joined !== words && last !== 'の' && list[from]?.text !== 'の'
        ? lexicon.exact.get(joined)?.find(fits)
        : undefined;
    if (without) return { name: without, stage: 'alias', score: SPELLED.across };
    const across = latin && japanese ? lexicon.across.get(inEnglish(words))?.[0] : undefined;
    if (across) return { name: across, stage: 'alias', score: SPELLED.across };
    const inKana = lexicon.kana.get(asRead(words))?.find(fits);
    if (inKana) return { name: inKana, stage: 'fuzzy', score: SPELLED.kana };
    return romajiOpen ? romaji(list.slice(from, to)) : undefined;
  }

  return (to) => {
    const token = list[to - 1];
    if (!token) return { hit: undefined, open: false };
    words += token.text;
    if (token.text !== 'の') joined += token.text;
    length += token.raw.length;
    latin ||= token.kind === 'latin';
    japanese ||= token.kind === 'kanji' || token.kind === 'katakana';
    if (token.kind !== 'latin' || length > LONGEST_SPELLED) romajiOpen = false;
    const hit = hitAt(to, token.text);
    const begins = lexicon.begins(words) || lexicon.begins(joined) || lexicon.begins(asRead(words));
    return { hit, open: begins || romajiOpen || (latin && japanese && length <= LONGEST_SPELLED) };
  };
}

/** The same consonants are chance when the vowels and lengths are not close too. */
const alike = (a: string, b: string): boolean => {
  const most = Math.max(a.length, b.length);
  return distance(a, b, most) / most <= UNLIKE;
};

/** English names as katakana spells them, a letter or two left in Latin or not (オープンVZ). */
function bySound(list: readonly Token[], lexicon: Lexicon, from: number, to: number): LookedUp | undefined {
  const part = list.slice(from, to);
  if (!part.some((token) => token.kind === 'katakana')) return undefined;
  if (!part.every((token) => token.kind === 'katakana' || (token.kind === 'latin' && token.raw.length <= 3)))
    return undefined;
  for (const { key, full } of soundsOfKatakana(typed(part))) {
    const name = lexicon.sound.get(key)?.[0];
    if (name && alike(full, soundOfLatin(name.shown.toLowerCase()).full))
      return { name, stage: 'fuzzy', score: SPELLED.sound };
  }
  return undefined;
}

interface Span extends LookedUp {
  readonly from: number;
  readonly to: number;
  readonly worth: number;
}

function spansFrom(
  list: readonly Token[],
  lexicon: Lexicon,
  from: number,
  known: (token: Token) => boolean,
): Span[] {
  const spans: Span[] = [];
  const lookUp = createLookUp(list, lexicon, from);
  let spaces = 0;
  let length = 0;
  for (let to = from + 1; to <= list.length && length <= lexicon.longest + 6; to++) {
    const token = list[to - 1];
    if (!token || (to > from + 1 && token.gap === 'stop')) break;
    length += token.text.length;
    const japanese = token.kind !== 'latin' && list[to - 2]?.kind !== 'latin';
    if (to > from + 1 && token.gap === 'space' && japanese) spaces++;
    const lettered = to === from + 2 && token.kind === 'latin' && token.gap === 'none';
    const strange = lettered || (to <= from + 2 && list[from] !== undefined && !known(list[from]));
    const { hit: spelled, open } = lookUp(to);
    const hit = spelled ?? (strange ? bySound(list, lexicon, from, to) : undefined);
    if (hit) spans.push({ ...hit, from, to, worth: length * hit.score - NAME_COST - SPACE_COST * spaces });
    if (!open && to > from + 1) break;
  }
  return spans;
}

/** Names that stand in the text, chosen so that they cover most of it, in the order they stand. */
export function findNames(
  list: readonly Token[],
  lexicon: Lexicon,
  known: (token: Token) => boolean,
): Found[] {
  const worth = new Float64Array(list.length + 1);
  const taken: (Span | undefined)[] = [];
  for (let from = list.length - 1; from >= 0; from--) {
    worth[from] = worth[from + 1] ?? 0;
    for (const span of spansFrom(list, lexicon, from, known)) {
      const sum = span.worth + (worth[span.to] ?? 0);
      if (sum > (worth[from] ?? 0)) {
        worth[from] = sum;
        taken[from] = span;
      }
    }
  }
  const found: Found[] = [];
  for (let from = 0; from < list.length; ) {
    const span = taken[from];
    if (!span) {
      from++;
      continue;
    }
    const { name, stage, score, to } = span;
    const first = list[from];
    const last = list[to - 1];
    const start = first?.at ?? 0;
    const end = (last?.at ?? 0) + (last?.raw.length ?? 0);
    found.push({ topic: name.topic, name, stage, score, start, end, from, to });
    from = to;
  }
  return found;
}
