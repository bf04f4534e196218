import { ENGLISH } from './english-words.ts';
import { createFuzzy } from './fuzzy.ts';

/** Shorter words have too many neighbours that are words of their own: "parts", "pants". Letters. */
const LEAST = { slip: 7, swap: 3 };
/** One slip in seven letters. */
const LIKE = 0.87;

const LONG = createFuzzy([...ENGLISH].filter((word) => word.length >= LEAST.slip - 1));

const swaps = (word: string): string[] =>
  Array.from(
    { length: word.length - 1 },
    (_none, i) => word.slice(0, i) + (word[i + 1] ?? '') + (word[i] ?? '') + word.slice(i + 2),
  );

/** The word that only asks which was meant by one with a slip in it: "diference", "explian", "waht". */
export function askingWord(typed: string): string | undefined {
  if (!/^[a-z]{3,20}$/.test(typed)) return undefined;
  const [near] = typed.length >= LEAST.slip ? LONG.near(typed, 1) : [];
  if (near && near.score >= LIKE) return near.word;
  return swaps(typed).find((word) => ENGLISH.has(word));
}
