const encoder = new TextEncoder();

/** Bytes a value takes as JSON in UTF-8. */
export const bytes = (value: unknown): number => encoder.encode(JSON.stringify(value)).length;

/** The largest n in 0..most that passes, for a test that passes up to some n and not beyond. */
export function largest(most: number, passes: (n: number) => boolean): number {
  let low = 0;
  for (let high = most; low < high; ) {
    const middle = Math.ceil((low + high) / 2);
    if (passes(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
