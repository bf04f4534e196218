import { Script } from 'node:vm';

/** Where the work of `withinTime` stands while it runs: the script below is all the engine can interrupt. */
const WORK = Symbol.for('virt.time-limit');
const script = new Script(`globalThis[Symbol.for('virt.time-limit')]()`);

export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

/**
 * Does synchronous work that is given up after so many milliseconds, wherever it is: no text, however it was made,
 * keeps the bot from its other work for longer.
 * @throws {TookTooLong}
 */
export function withinTime<T>(ms: number, work: () => T): T {
  let result: { readonly value: T } | undefined;
  const shared = globalThis as { [WORK]?: () => void };
  shared[WORK] = () => {
    result = { value: work() };
  };
  try {
    script.runInThisContext({ timeout: ms });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new TookTooLong(`it was not read within ${ms} ms`);
  } finally {
    delete shared[WORK];
  }
  if (!result) throw new TookTooLong(`it was not read within ${ms} ms`);
  return result.value;
}
