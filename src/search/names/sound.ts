import { toRomaji } from 'wanakana';

/** How Japanese names the Latin letters, longest first: 「ブイエムウェア」 begins with two of them. */
const LETTERS: readonly (readonly [string, string])[] = Object.entries({
  ダブリュー: 'w',
  エックス: 'x',
  アール: 'r',
  エイチ: 'h',
  ジェイ: 'j',
  ジェー: 'j',
  ゼット: 'z',
  キュー: 'q',
  エー: 'a',
  ビー: 'b',
  シー: 'c',
  ディー: 'd',
  イー: 'e',
  エフ: 'f',
  ジー: 'g',
  アイ: 'i',
  ケー: 'k',
  ケイ: 'k',
  エル: 'l',
  エム: 'm',
  エヌ: 'n',
  オー: 'o',
  ピー: 'p',
  エス: 's',
  ティー: 't',
  ユー: 'u',
  ブイ: 'v',
  ヴイ: 'v',
  ワイ: 'y',
}).sort((a, b) => b[0].length - a[0].length);

/** English and katakana spellings of a sound, folded to one; vowels kept. */
const loose = (letters: string): string =>
  letters
    .replace(/[^a-z]/g, '')
    .replace(/^x/, 'z')
    .replace(/ph/g, 'f')
    .replace(/th/g, 's')
    .replace(/sh|ch|ti(?=[aeou])/g, 's')
    .replace(/ck|qu?|x|c(?![ei])/g, 'k')
    .replace(/c/g, 's')
    .replace(/ts/g, 't')
    .replace(/[js]/g, 'z')
    .replace(/v/g, 'b')
    .replace(/f/g, 'h')
    .replace(/l/g, 'r')
    .replace(/m(?=[bp])/g, 'n')
    .replace(/r(?![aeiou])/g, '')
    .replace(/(.)\1+/g, '$1');

const consonants = (sound: string): string => sound.replace(/[aeiouyw]/g, '').replace(/(.)\1+/g, '$1');

export interface Sound {
  /** Consonants only: what is looked up. */
  readonly key: string;
  /** With vowels: what is compared. */
  readonly full: string;
}

const soundOf = (letters: string): Sound => {
  const full = loose(letters);
  return { key: consonants(full), full };
};

/** An English name, roughly as Japanese hears it. */
export const soundOfLatin = soundOf;

function withLetters(katakana: string): string {
  let named = katakana;
  for (const [kana, letter] of LETTERS) named = named.replaceAll(kana, letter);
  return named;
}

const LONGEST = 40;

/** A katakana word as it is read, and with its letter names taken for letters (ジーバイザー: g + visor). */
export function soundsOfKatakana(word: string): Sound[] {
  if (word.length > LONGEST) return [];
  const read = [word, withLetters(word)].map((one) => toRomaji(one).toLowerCase());
  return [...new Set(read)].map(soundOf);
}

/** The abbreviation a katakana word spells letter by letter (オーエス: os); undefined for any other word. */
export function lettersOf(katakana: string): string | undefined {
  const letters = withLetters(katakana);
  return letters.length > 1 && /^[a-z]+$/.test(letters) ? letters : undefined;
}
