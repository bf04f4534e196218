/** Work that may be laid down between any two of its steps. */
export type Steps<T> = Generator<void, T>;

/** All of it at once. */
export function finish<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** Milliseconds at a time, so that nobody who asks meanwhile notices. */
const SLICE = 8;

/** A little at a time, with everything else in between. */
export async function meanwhile<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const until = performance.now() + SLICE;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
    await new Promise(setImmediate);
  }
}
