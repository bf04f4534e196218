import type { Token } from './fold.ts';

const ARTICLES = new Set(['a', 'an', 'the']);
const WITHIN: ReadonlySet<string> = new Set(['inside', 'within', 'in']);
const AFTER_INSIDE = new Set(['の', 'で', 'に']);

/**
 * What a word adds to a name however the name is phrased: "a VM inside a VM" is "VM in a VM", 「VMの中でVM」 is
 * 「VMの中のVM」. '' for words that come and go. `before`: the word it follows.
 */
export function phrased({ raw, text }: Token, before: Token | undefined): string {
  if (ARTICLES.has(raw) || (before?.text === '中' && AFTER_INSIDE.has(text))) return '';
  return WITHIN.has(raw) ? 'in' : text;
}

export const phraseOf = (list: readonly Token[]): string =>
  list.map((token, i) => phrased(token, list[i - 1])).join('');
