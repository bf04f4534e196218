import { toKatakana, toRomaji } from 'wanakana';
import { READINGS } from './readings.ts';

const READING_KEYS = Object.keys(READINGS).sort((a, b) => b.length - a.length);

/** What people spell differently in Latin letters, folded away: long vowels, doubled letters, si/shi, l/r. */
const FOLDED: readonly (readonly [RegExp, string])[] = [
  [/[^a-z0-9]/g, ''],
  [/sh/g, 's'],
  [/ch/g, 't'],
  [/ts/g, 't'],
  [/j|zy|dz/g, 'z'],
  [/f/g, 'h'],
  [/l/g, 'r'],
  [/v/g, 'b'],
  [/c|q/g, 'k'],
  [/(.)\1+/g, '$1'],
  [/ou/g, 'o'],
  [/ei/g, 'e'],
  [/n(?=[bpm])/g, 'm'],
  // ファ, ヴァ, チャ as typed with or without the small vowel.
  [/([ztsk])i?y?(?=[auo])/g, '$1'],
  [/h[uy](?=[aeio])/g, 'h'],
  [/bu(?=[aeio])/g, 'b'],
  [/([aeiou])w(?=[eio])/g, '$1'],
];

const read = (text: string): string =>
  READING_KEYS.reduce((kana, kanji) => kana.replaceAll(kanji, READINGS[kanji] ?? kanji), text);

/** More words in kanji than this are not all tried in every combination. */
const MOST_READ = 3;

/** A name as people type it who do not convert to kanji: with each word of it in kana or not. */
export function inKana(name: string): string[] {
  const words = READING_KEYS.filter((kanji) => name.includes(kanji)).slice(0, MOST_READ);
  let spellings = [name];
  for (const kanji of words)
    spellings = spellings.flatMap((one) =>
      one.includes(kanji) ? [one, one.replaceAll(kanji, READINGS[kanji] ?? kanji)] : [one],
    );
  return spellings.slice(1);
}

/** No name is longer as typed; the converter goes one call deeper with every character. UTF-16 units. */
const LONGEST = 60;

/** One spelling for Japanese written in Latin letters; '' when a kanji's reading is not known. */
export function romajiKey(text: string): string {
  const short = text.slice(0, LONGEST).normalize('NFKC').toLowerCase();
  const kana = /^[a-z0-9 -]*$/.test(short) ? short : read(short);
  if (/\p{sc=Han}/u.test(kana)) return '';
  let key = /^[a-z0-9 -]*$/.test(kana) ? kana : toRomaji(kana).toLowerCase().normalize('NFD');
  for (const [pattern, plain] of FOLDED) key = key.replace(pattern, plain);
  return key;
}

const BY_KEY = new Map(
  Object.entries(READINGS).map(([kanji, reading]) => [romajiKey(reading), kanji] as const),
);

/** A Japanese word typed in Latin letters, as it is written: kanji whose reading is known, else katakana. */
export function fromRomaji(word: string): string | undefined {
  const kanji = BY_KEY.get(romajiKey(word));
  if (kanji !== undefined) return kanji;
  const kana = toKatakana(word.slice(0, LONGEST));
  return /^[\p{sc=Katakana}ー]+$/u.test(kana) ? kana : undefined;
}
