import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../src/ports.ts';
import type { Mode } from './platform.ts';

/** A second on the wall is this many seconds to the delivery: two minutes. */
export const SPEED = 120;
/** Slower where a tip waits for its time on the platform: several processes have to begin and end meanwhile. */
export const SPEEDS: Readonly<Record<Mode, number>> = { nonce: SPEED, scheduled: 20 };

/** A clock that shows `origin` at the moment `origin` and runs so many times as fast from there. */
export const fastClock = (origin: number, speed = SPEED): Clock => ({
  now: () => origin + (Date.now() - origin) * speed,
  wait: async (ms, signal) => {
    await sleep(ms / speed, undefined, signal ? { signal } : {});
  },
});
