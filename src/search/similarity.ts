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

/** Slips forgiven in a word of this many characters. Short names are too close to other words to guess at. */
export const forgiven = (length: number): number => (length < 4 ? 0 : length < 8 ? 1 : length < 12 ? 2 : 3);

/** 1 for the same word, falling with each slip; 0 when it is another word. A wrong first letter is rare in a slip. */
export function similarity(typed: string, name: string): number {
  const limit = forgiven(Math.min(typed.length, name.length));
  const edits = distance(typed, name, limit);
  if (edits > limit) return 0;
  const first = typed[0] === name[0] || typed[0] === name[1] ? 0 : 0.1;
  return Math.max(0, 1 - edits / (Math.max(typed.length, name.length) + 1) - first);
}
