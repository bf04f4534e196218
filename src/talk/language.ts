import type { Lang } from '../text.ts';
import type { Request } from './request.ts';

const JAPANESE = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}ー]/u;

/** `ja`, `ja-JP` and the like; `undefined` for locales that are neither Japanese nor English. */
export function langOfLocale(locale: string | undefined): Lang | undefined {
  const tag = locale?.split('-')[0]?.toLowerCase();
  return tag === 'ja' || tag === 'en' ? tag : undefined;
}

/** Japanese when any kana or kanji stands in it; English when letters do; else undecided. */
export function langOfText(text: string): Lang | undefined {
  if (JAPANESE.test(text.normalize('NFKC'))) return 'ja';
  return /\p{L}/u.test(text) ? 'en' : undefined;
}

/** Explicit choice, then the platform's locale, then the script of the text, then the default. */
export const chooseLang = (request: Pick<Request, 'lang' | 'person' | 'text'>, fallback: Lang): Lang =>
  request.lang ?? langOfLocale(request.person.locale) ?? langOfText(request.text) ?? fallback;
