import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Scheduling } from '../../src/ports.ts';
import { card } from './cards.ts';
import { type Drive, drive, leave } from './drive.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const place = { platform: 'slack', space: 'T1', channel: 'C1' };

let on: Drive;
let now = 0;
let at = 0;
beforeEach(async () => {
  now = Math.floor(Date.now() / 1000) * 1000;
  at = now + 10 * MINUTE;
  const clock = { now: () => now, wait: async () => {} };
  on = await drive('HTTP', { clock });
  on.slack.now = () => now;
});
afterEach(async () => {
  await leave(on);
  expect(on.slack.problems).toEqual([]);
});

const scheduling = (): Scheduling => {
  if (!on.platform.scheduling) throw new Error('Slack hands tips over ahead');
  return on.platform.scheduling;
};

function pass(ms: number): void {
  now += ms;
  on.slack.postDue();
}

test('a tip that is handed over comes at its time, and not before', async () => {
  expect(await scheduling().schedule(place, card(), 'ja', at)).toMatchObject({ ok: true });
  pass(10 * MINUTE - 1000);
  expect(on.slack.messages).toEqual([]);
  pass(1000);

  expect(on.slack.messages).toMatchObject([{ channel: 'C1' }]);
});

test('a try whose answer was lost is found, and one that did not arrive is known not to have', async () => {
  await scheduling().schedule(place, card(), 'ja', at);

  expect(await scheduling().look(place, at)).toBe('there');
  expect(await scheduling().look({ ...place, channel: 'C2' }, at)).toBe('absent');
  expect(await scheduling().look(place, at + MINUTE)).toBe('absent');
});

test('with the shipped scopes nothing is sure any more from a minute before its time', async () => {
  pass(9 * MINUTE);
  expect(await scheduling().look(place, at)).toBe('unsure');
  pass(HOUR);
  expect(await scheduling().look(place, at)).toBe('unsure');
});

test('where the app may read the channel, what came is found there, and what did not come is not', async () => {
  on.slack.scopes += ',channels:history';
  await scheduling().schedule(place, card(), 'ja', at);
  pass(10 * MINUTE);

  expect(await scheduling().look(place, at)).toBe('there');
  expect(await scheduling().look({ ...place, channel: 'C2' }, at)).toBe('later');
  pass(5 * MINUTE);
  expect(await scheduling().look({ ...place, channel: 'C2' }, at)).toBe('absent');
});

test('what is taken back never comes, and taking back twice does no harm', async () => {
  await scheduling().schedule(place, card(), 'ja', at);

  expect(await scheduling().takeBack(place, at)).toBe(true);
  expect(await scheduling().takeBack(place, at)).toBe(true);
  pass(HOUR);
  expect(on.slack.messages).toEqual([]);
});

test('in the last minute nothing is taken back', async () => {
  await scheduling().schedule(place, card(), 'ja', at);
  pass(9 * MINUTE + 1000);

  await expect(scheduling().takeBack(place, at)).rejects.toThrow('invalid_scheduled_message_id');
});

test.each([
  ['not_in_channel', { code: 'notMember' }, false, true],
  ['is_archived', { code: 'archived' }, false, true],
  ['restricted_too_many', { code: 'refused', detail: 'restricted_too_many' }, false, true],
  ['ratelimited', { code: 'unreachable' }, true, true],
  ['internal_error', { code: 'unreachable' }, true, false],
])('after %s it is told why, and whether it may have been taken', async (error, reason, retry, certain) => {
  on.slack.answer('chat.scheduleMessage', { ok: false, error });

  expect(await scheduling().schedule(place, card(), 'ja', at)).toEqual({ ok: false, retry, reason, certain });
});
