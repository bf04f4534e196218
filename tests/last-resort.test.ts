import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** Logs to an stderr nobody reads any more, and tells how many errors came of it when asked. */
const CHILD = `
  import { createLog } from './src/log.ts';
  import { catchTheRest } from './src/last-resort.ts';
  let caught = 0;
  const log = createLog('info', [], process.stderr);
  catchTheRest({ ...log, error: (...told) => { caught += 1; log.error(...told); } });
  process.on('message', (asked) => {
    if (asked === 'log') log.info('is anybody there?');
    if (asked === 'throw') setTimeout(() => { throw new Error('nobody waits for this'); });
    if (asked === 'count') process.send({ caught });
  });
  process.send('ready');
`;

test('a process whose log nobody reads any more serves on, and does not log that without end', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', CHILD], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const said = async (): Promise<unknown> => (await once(child, 'message'))[0];
  try {
    expect(await said()).toBe('ready');
    child.stderr?.destroy();
    for (const words of ['log', 'log', 'throw', 'log']) child.send(words);
    // Several rounds of its event loop, in each of which a write that failed would be told again.
    for (let round = 0; round < 20; round++) {
      child.send('count');
      const { caught } = (await said()) as { caught: number };
      expect(caught).toBeLessThanOrEqual(1);
    }
  } finally {
    child.kill('SIGKILL');
  }
});
