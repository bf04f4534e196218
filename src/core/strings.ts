import type { Lang } from '../text.ts';

/**
 * Every sentence the bot says itself, in both languages; a missing twin is a compile error.
 * A function where the sentence has parts to fill in.
 */
const STRINGS = {
  more: { ja: '続きがあります', en: 'there is more' },
  sources: { ja: '出典', en: 'Sources' },
  related: { ja: '関連トピック', en: 'Related topics' },
  updated: { ja: (date: string) => `最終更新 ${date}`, en: (date: string) => `updated ${date}` },
  unknown: { ja: '不明', en: 'unknown' },
  failed: {
    ja: (id: string) => `うまく答えられませんでした。もう一度お試しください。（番号: ${id}）`,
    en: (id: string) => `Something went wrong. Please try again. (reference: ${id})`,
  },
  oldButton: {
    ja: 'このボタンは古い版のものです。もう一度質問してください。',
    en: 'This button is from an older version. Please ask again.',
  },
} as const satisfies Record<string, Record<Lang, string | ((...parts: never[]) => string)>>;

type Strings = typeof STRINGS;
/** A sentence is a string; one with parts to fill in is the function that builds it. */
type Said<K extends keyof Strings> = Strings[K]['en'] extends string ? string : Strings[K]['en'];

export const say = <K extends keyof Strings>(id: K, lang: Lang): Said<K> => STRINGS[id][lang] as Said<K>;
