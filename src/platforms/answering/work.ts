import type { Clock } from '../../ports.ts';
import { within } from '../../time.ts';

/** Stopping waits this long for answers under way, in milliseconds. */
const LAST_WORDS = 10_000;

/** Work that stopping waits for. */
export interface Work {
  /** Gives the same promise back. */
  add<T>(job: Promise<T>): Promise<T>;
  /** Resolves when nothing is under way, whatever came of it, or when that takes too long. */
  done(clock: Clock): Promise<void>;
}

export function createWork(): Work {
  const running = new Set<Promise<unknown>>();
  const idle = async (): Promise<void> => {
    while (running.size > 0) await Promise.allSettled(running);
  };
  return {
    add(job) {
      running.add(job);
      const forget = () => void running.delete(job);
      job.then(forget, forget);
      return job;
    },
    async done(clock) {
      await within(idle(), LAST_WORDS, clock);
    },
  };
}
