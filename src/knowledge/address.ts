import type { Source } from '../text.ts';

/**
 * An http(s) address fit for a message, or nothing. Only what is not plain ASCII is rewritten (a raw Japanese path
 * is percent-encoded), so that addresses stay as their writer knows them.
 */
export function webAddress(raw: string): string | undefined {
  // A backslash left over from a hard line break is not part of the address.
  const trimmed = raw.trim().replace(/(?<!\\)\\+$/, '');
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return undefined;
  return /^[\x21-\x7e]+$/.test(trimmed) ? trimmed : new URL(trimmed).href;
}

export const hostOf = (url: string): string => new URL(url).hostname.replace(/^www\./, '');

/** A bare address is named after its host: nobody reads addresses. */
export function sourceOf(title: string, url: string): Source {
  const words = title.trim();
  const named = words !== '' && !/^(https?:\/\/|www\.)/i.test(words);
  return { title: named ? words : hostOf(url), url };
}
