import { normal } from '../fold.ts';
import { RUN, termsOfRun } from '../terms.ts';

/** Numbers in place of terms: what millions of places in an index are counted by. */
export interface Vocabulary {
  readonly size: number;
  numberOf(term: string): number | undefined;
  /** Calls with the number of each term of a text, in order; terms never seen before get the next. */
  read(text: string, each: (term: number) => void): void;
  /** Forgets which runs were read: notes say the same over and over while they are read, and then nothing. */
  rest(): void;
  terms(): Iterable<string>;
}

export function createVocabulary(known: Iterable<string> = []): Vocabulary {
  const numbers = new Map<string, number>();
  for (const term of known) numbers.set(term, numbers.size);
  let runs = new Map<string, readonly number[]>();

  function numberFor(term: string): number {
    const before = numbers.get(term);
    if (before !== undefined) return before;
    numbers.set(term, numbers.size);
    return numbers.size - 1;
  }

  return {
    get size() {
      return numbers.size;
    },
    numberOf: (term) => numbers.get(term),
    read(text, each) {
      for (const run of normal(text, Number.MAX_SAFE_INTEGER).match(RUN) ?? []) {
        let terms = runs.get(run);
        if (!terms) {
          terms = termsOfRun(run).map(numberFor);
          runs.set(run, terms);
        }
        for (const term of terms) each(term);
      }
    },
    rest() {
      runs = new Map();
    },
    terms: () => numbers.keys(),
  };
}
