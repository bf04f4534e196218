/**
 * Edits that turn one word into another, counting a swap of neighbours as one (restricted Damerau-Levenshtein),
 * or `limit + 1` as soon as it is certain to be more.
 */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_none, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, (before[j - 2] ?? 0) + 1);
      row.push(edits);
      least = Math.min(least, edits);
    }
    if (least > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}

const sorted = (word: string): string => [...word].sort().join('');

const digits = (word: string): string => word.replace(/\D/g, '');

/** Slips forgiven in a word of this many letters. Short names are too close to other words to guess at. */
export const forgiven = (length: number): number => (length < 5 ? 0 : length < 9 ? 1 : length < 14 ? 2 : 3);

/**
 * 1 for the same word, falling with each slip; 0 when it is another word: with another number in it, other letters at its start, or more
 * slips than its length forgives. The same letters in another order are one slip more.
 */
export function similarity(typed: string, name: string): number {
  if (typed === name) return 1;
  if (digits(typed) !== digits(name)) return 0;
  const letters = typed.length === name.length && sorted(typed) === sorted(name);
  const limit = forgiven(Math.min(typed.length, name.length)) + (letters && name.length > 2 ? 1 : 0);
  if (limit === 0) return 0;
  const edits = distance(typed, name, limit);
  if (edits > limit) return 0;
  // A first letter is swapped with the next, seldom wrong: "supervisor" is no hypervisor.
  const swapped = typed[0] === name[1] && typed[1] === name[0];
  if (typed[0] !== name[0] && !swapped) return 0;
  return 1 - edits / (Math.max(typed.length, name.length) + 1);
}
