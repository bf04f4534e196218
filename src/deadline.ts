import type { Clock } from './ports.ts';

export const LATE: unique symbol = Symbol('late');

/** What a promise gives, or `LATE` when it takes longer than `ms`; the promise itself goes on. */
export async function within<T>(promise: Promise<T>, ms: number, clock: Clock): Promise<T | typeof LATE> {
  const stop = new AbortController();
  const late = (): typeof LATE => LATE;
  try {
    return await Promise.race([promise, clock.wait(ms, stop.signal).then(late, late)]);
  } finally {
    stop.abort();
  }
}
