import { expect, test } from 'vitest';
import { createBoltLog } from '../../src/platforms/slack/connect/bolt-log.ts';
import { within } from '../../src/time.ts';
import { recordingLog } from './recording-log.ts';

const SECRET = '0123456789abcdef0123456789abcdef';

test('tokens of every kind and our own secrets are taken out of what Bolt says', () => {
  const log = recordingLog();
  const bolt = createBoltLog(log, [SECRET], true);

  bolt.error('failed with xoxb-12-34-ab', { headers: { Authorization: 'Bearer xapp-1-A1-x', SECRET } });
  bolt.debug(new Error(`xoxp-1 xoxe.xoxb-1-abc ${SECRET}`));

  const written = JSON.stringify(log.lines);
  expect(log.lines.map((line) => line.level)).toEqual(['error', 'debug']);
  expect(written).toContain('failed with [redacted]');
  expect(written).not.toMatch(/xox[a-z][-.]|xapp-|0123456789abcdef/);
});

test('what Bolt debugs is dropped unless it was asked for', () => {
  const log = recordingLog();
  createBoltLog(log, [], false).debug('the whole request');

  expect(log.lines).toEqual([]);
});

test('a deadline that was kept leaves no timer behind', async () => {
  let signal: AbortSignal | undefined;
  const clock = {
    now: () => 0,
    wait: (_ms: number, given?: AbortSignal) => {
      signal = given;
      return new Promise<void>(() => {});
    },
  };

  expect(await within(Promise.resolve('in time'), 1000, clock)).toBe('in time');
  expect(signal?.aborted).toBe(true);
});
