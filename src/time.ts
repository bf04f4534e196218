import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from './ports.ts';

/** In milliseconds. */
export const HOUR = 60 * 60 * 1000;
export const DAY = 24 * HOUR;

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  steady: () => performance.now(),
  wait: async (ms, signal) => {
    await sleep(ms, undefined, signal ? { signal } : {});
  },
};

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
