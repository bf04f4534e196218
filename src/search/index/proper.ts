import { stem } from '../fold.ts';

/** How words are written: with a capital letter inside a sentence, as names are, or without. */
export interface Proper {
  /** `by`: 1 for a text that comes, -1 for one that goes. */
  count(text: string, by: 1 | -1): void;
  /** 0..1: how often a Latin word is written as a name is; half for other scripts. */
  of(word: string): number;
  readonly counts: ReadonlyMap<string, Cases>;
}

/** How often a word has a capital letter, and how often not. */
export interface Cases {
  readonly upper: number;
  readonly lower: number;
}

type Counting = { -readonly [key in keyof Cases]: Cases[key] };

/** A Latin word with a word before it, or Japanese behind: what begins a sentence has a capital letter for that. */
const INSIDE =
  /(?<=[\p{L}\p{N},] )[A-Za-z][A-Za-z0-9]+|(?<![A-Za-z])[A-Za-z][A-Za-z0-9]+(?=[\u3040-\u9fff])/gu;

export function createProper(known: readonly (readonly [string, Cases])[] = []): Proper {
  const counts = new Map(known.map(([word, cases]): [string, Counting] => [word, { ...cases }]));
  /** Words are written the same way over and over. */
  const read = new Map<string, { readonly cases: Counting; readonly isUpper: boolean }>();

  function casesOf(word: string) {
    const before = read.get(word);
    if (before) return before;
    const key = stem(word.toLowerCase());
    const cases = counts.get(key) ?? { upper: 0, lower: 0 };
    counts.set(key, cases);
    const found = { cases, isUpper: /[A-Z]/.test(word) };
    read.set(word, found);
    return found;
  }

  return {
    counts,
    count(text, by) {
      for (const word of text.match(INSIDE) ?? []) {
        const { cases, isUpper } = casesOf(word);
        if (isUpper) cases.upper += by;
        else cases.lower += by;
      }
    },
    of(word) {
      const { upper, lower } = counts.get(word) ?? { upper: 1, lower: 1 };
      return (upper + 0.5) / (upper + lower + 1);
    },
  };
}
