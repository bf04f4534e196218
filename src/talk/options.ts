import type { Lang } from '../text.ts';

export interface Options {
  /** The question without the words below. */
  readonly text: string;
  readonly lang?: Lang;
  readonly private?: boolean;
}

/** Words at the end of a question that say how to answer rather than what; none is longer than `LONGEST`. */
const ENDINGS: readonly { readonly pattern: RegExp; readonly means: Omit<Options, 'text'> }[] = [
  { pattern: /(?:^|\s)private$/i, means: { private: true } },
  { pattern: /(?:非公開|自分だけ)(?:で|に)?$/, means: { private: true } },
  { pattern: /(?:^|\s)in japanese$/i, means: { lang: 'ja' } },
  { pattern: /(?:^|\s)in english$/i, means: { lang: 'en' } },
  { pattern: /日本語で$/, means: { lang: 'ja' } },
  { pattern: /英語で$/, means: { lang: 'en' } },
];
const LONGEST = 20;

/** Takes "private", "in Japanese" and their like off the end of a question, in any order. */
export function takeOptions(text: string): Options {
  let found: Options = { text: text.trim() };
  for (;;) {
    // Only the end is looked at, so that the work does not grow with the square of the length.
    const end = found.text.slice(-LONGEST);
    const ending = ENDINGS.find(({ pattern }) => pattern.test(end));
    if (!ending) return found;
    const words = ending.pattern.exec(end)?.[0] ?? '';
    found = { ...found, ...ending.means, text: found.text.slice(0, -words.length).trimEnd() };
  }
}
