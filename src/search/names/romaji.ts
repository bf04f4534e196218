import { toKatakana, toRomaji } from 'wanakana';

/** How the domain's kanji are read, for questions typed in romaji or kana. */
const READINGS: Readonly<Record<string, string>> = {
  名前空間: 'なまえくうかん',
  仮想化: 'かそうか',
  仮想: 'かそう',
  準仮想化: 'じゅんかそうか',
  準: 'じゅん',
  完全: 'かんぜん',
  比較: 'ひかく',
  違い: 'ちがい',
  起動: 'きどう',
  速度: 'そくど',
  速さ: 'はやさ',
  時間: 'じかん',
  処理: 'しょり',
  性能: 'せいのう',
  性能差: 'せいのうさ',
  低下: 'ていか',
  結果: 'けっか',
  測定: 'そくてい',
  計測: 'けいそく',
  数値: 'すうち',
  型: 'がた',
  技術: 'ぎじゅつ',
  隔離: 'かくり',
  分離: 'ぶんり',
  機械: 'きかい',
  環境: 'かんきょう',
  脱出: 'だっしゅつ',
  移行: 'いこう',
  移動: 'いどう',
  支援: 'しえん',
  機能: 'きのう',
  入れ子: 'いれこ',
  多段: 'ただん',
  物理: 'ぶつり',
  実行: 'じっこう',
  権限: 'けんげん',
  特権: 'とっけん',
  軽量: 'けいりょう',
  制限: 'せいげん',
  資源: 'しげん',
  差分: 'さぶん',
  仕様: 'しよう',
  標準: 'ひょうじゅん',
  拡張: 'かくちょう',
  変換: 'へんかん',
  横取り: 'よこどり',
  遅延: 'ちえん',
  一覧: 'いちらん',
  用語: 'ようご',
  教えて: 'おしえて',
  速い: 'はやい',
  早い: 'はやい',
  遅い: 'おそい',
  安全: 'あんぜん',
  共有: 'きょうゆう',
  何: 'なに',
};

/** What the keyboard offers for a reading of this field instead of the word meant. */
export const MISCONVERTED: Readonly<Record<string, string>> = {
  仮装: 'かそう',
  仮層: 'かそう',
  架想: 'かそう',
  機動: 'きどう',
  気動: 'きどう',
  隔利: 'かくり',
};

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
