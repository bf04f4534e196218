import type { Lang } from '../../text.ts';

/** Marks between the pieces of a sentence built from data. */
export const MARKS = {
  ja: { comma: '、', stop: '。', colon: '：', gap: '' },
  en: { comma: ', ', stop: '.', colon: ': ', gap: ' ' },
} as const satisfies Record<Lang, Record<string, string>>;

export const bracketed = (words: string, lang: Lang): string =>
  lang === 'ja' ? `（${words}）` : ` (${words})`;

/** `A、B、C` or `A, B and C`. */
export function listed(names: readonly string[], lang: Lang): string {
  if (lang === 'ja') return names.join('、');
  if (names.length < 3) return names.join(' and ');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
