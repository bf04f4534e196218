import type { Log } from './ports.ts';

/**
 * What no one caught is logged and counted, and the process serves on: others are being answered, and what a lost
 * error leaves half done is one answer. A platform whose connection cannot be rebuilt says so by itself.
 */
export function catchTheRest(log: Log): void {
  let caught = 0;
  // Whoever read the log is gone. To log that would fail as well, and that again, without end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const told = (error: unknown): void => {
    caught += 1;
    log.error({ err: error, caught }, 'something failed that nobody was waiting for; serving on');
  };
  process.on('uncaughtException', told);
  process.on('unhandledRejection', told);
}
