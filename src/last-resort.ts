import type { Log } from './ports.ts';

/**
 * What no one caught is logged and counted, and the process serves on: others are being answered, and what a lost
 * error leaves half done is one answer. A platform whose connection cannot be rebuilt says so by itself.
 */
export function catchTheRest(log: Log): void {
  let caught = 0;
  const told = (error: unknown): void => {
    caught += 1;
    log.error({ err: error, caught }, 'something failed that nobody was waiting for; serving on');
  };
  process.on('uncaughtException', told);
  process.on('unhandledRejection', told);
}
