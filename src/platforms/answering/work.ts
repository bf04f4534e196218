/** Work that stopping waits for. */
export interface Work {
  /** Gives the same promise back. */
  add<T>(job: Promise<T>): Promise<T>;
  /** Resolves when nothing is under way, whatever came of it. */
  done(): Promise<void>;
}

export function createWork(): Work {
  const running = new Set<Promise<unknown>>();
  return {
    add(job) {
      running.add(job);
      const forget = () => void running.delete(job);
      job.then(forget, forget);
      return job;
    },
    async done() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
