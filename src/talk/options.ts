import type { Lang } from '../text.ts';

export interface Options {
  /** The question without the words below. */
  readonly text: string;
  readonly lang?: Lang;
  readonly private?: boolean;
}

/** Words at the end of a question that say how to answer rather than what. */
const ENDINGS: readonly { readonly pattern: RegExp; readonly means: Omit<Options, 'text'> }[] = [
  { pattern: /(?:^|[\s　]+)private$/i, means: { private: true } },
  { pattern: /[\s　]*(?:非公開|自分だけ)(?:で|に)?$/, means: { private: true } },
  { pattern: /(?:^|[\s　]+)in japanese$/i, means: { lang: 'ja' } },
  { pattern: /(?:^|[\s　]+)in english$/i, means: { lang: 'en' } },
  { pattern: /[\s　]*日本語で$/, means: { lang: 'ja' } },
  { pattern: /[\s　]*英語で$/, means: { lang: 'en' } },
];

/** Takes "private", "in Japanese" and their like off the end of a question, in any order. */
export function takeOptions(text: string): Options {
  let found: Options = { text: text.trim() };
  for (let taken = true; taken; ) {
    const ending = ENDINGS.find(({ pattern }) => pattern.test(found.text));
    taken = ending !== undefined;
    if (ending) found = { ...found, ...ending.means, text: found.text.replace(ending.pattern, '').trim() };
  }
  return found;
}
