/** Something understood at the start of a text, and how many UTF-16 units of it say so. */
export interface Read<T> {
  readonly value: T;
  readonly length: number;
}

/** Japanese words that may follow a number at once: 「9に」, 「21:00から」. */
const PARTICLES = /^[にのをでとはもか]/;
const JOINED = /^[\p{L}\p{N}_:/+-]/u;
const ASCII = /^[\w:/+-]/;

/** Whether a word may end after `length` units: "9" does in 「9に」 but not in "9d", "9:75" or 「9日」. */
export function endsAt(rest: string, length: number): boolean {
  const last = rest[length - 1] ?? '';
  const next = rest.slice(length, length + 2);
  if (/\d/.test(last)) return !JOINED.test(next) || PARTICLES.test(next);
  return !(ASCII.test(last) && ASCII.test(next));
}

/** What a pattern finds at the start, if a word ends behind it. */
export function matchAt(rest: string, pattern: RegExp): RegExpExecArray | undefined {
  const found = pattern.exec(rest);
  return found && found.index === 0 && found[0] !== '' && endsAt(rest, found[0].length) ? found : undefined;
}
