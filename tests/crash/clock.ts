import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../src/ports.ts';

/** A second on the wall is this many seconds to the delivery: two minutes. */
export const SPEED = 120;

/** A clock that shows `origin` at the moment `origin` and runs `SPEED` times as fast from there. */
export const fastClock = (origin: number): Clock => ({
  now: () => origin + (Date.now() - origin) * SPEED,
  wait: async (ms, signal) => {
    await sleep(ms / SPEED, undefined, signal ? { signal } : {});
  },
});
