import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { card, layers } from './cards.ts';
import { type Drive, drive, leave } from './drive.ts';

const place = { platform: 'slack', space: 'T1', channel: 'C1' };

let on: Drive;
beforeEach(async () => {
  on = await drive('HTTP');
});
afterEach(async () => {
  await leave(on);
  expect(on.slack.problems).toEqual([]);
});

describe('a daily tip', () => {
  test('is posted under an id that is always the same for its slot', async () => {
    const result = await on.platform.post(place, card(), 'ja', 'slot-1');
    await on.platform.post(place, card(), 'ja', 'slot-1');
    await on.platform.post(place, card(), 'ja', 'slot-2');

    expect(result).toEqual({ ok: true, id: on.slack.messages[0]?.ts });
    const ids = on.slack.to('chat.postMessage').map(({ client_msg_id }) => client_msg_id);
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect([ids[1] === ids[0], ids[2] === ids[0]]).toEqual([true, false]);
  });

  test('goes into the thread it was set up in', async () => {
    await on.platform.post({ ...place, thread: '1790000000.000001' }, card(), 'ja', 'slot-1');

    expect(on.slack.messages[0]?.thread_ts).toBe('1790000000.000001');
  });

  test('waits for a person when the bot is not in the channel', async () => {
    on.slack.member = false;

    expect(await on.platform.post(place, card(), 'ja', 'slot-1')).toMatchObject({
      ok: false,
      retry: false,
      reason: { code: 'notMember' },
    });
  });

  test.each([
    ['channel_not_found', false],
    ['is_archived', false],
    ['account_inactive', false],
    ['missing_scope', false],
    ['ratelimited', true],
    ['internal_error', true],
    ['fatal_error', true],
  ])('after %s, worth another try: %s', async (error, retry) => {
    on.slack.answer('chat.postMessage', { ok: false, error });

    expect(await on.platform.post(place, card(), 'ja', 'slot-1')).toMatchObject({ ok: false, retry });
  });

  test('is tried once a call: whether to repeat is decided outside', async () => {
    on.slack.fail = 'chat.postMessage';

    expect(await on.platform.post(place, card(), 'ja', 'slot-1')).toMatchObject({ ok: false, retry: true });
    expect(on.slack.to('chat.postMessage')).toHaveLength(1);
  });

  test('goes out in words when there is nobody to draw', async () => {
    await on.platform.post(place, card({ picture: layers }), 'ja', 'slot-1');

    expect(JSON.stringify(on.slack.messages[0]?.blocks)).toContain(layers.alt);
  });
});

test('a person can be told something alone', async () => {
  const result = await on.platform.tell?.('U1', card(), 'ja', {
    platform: 'slack',
    space: 'T1',
    channel: 'C1',
  });

  expect(result?.ok).toBe(true);
  expect(on.slack.messages).toMatchObject([{ channel: 'U1' }]);
});

test('before the start nothing is posted, and it is worth another try', async () => {
  await on.platform.stop();
  const other = await drive('HTTP');
  await other.platform.stop();
  await other.slack.close();

  expect(await other.platform.post(place, card(), 'ja', 'slot-1')).toMatchObject({ ok: false, retry: true });
});

describe('who may manage a channel', () => {
  const may = (id: string) => on.platform.mayManage({ id }, place);

  test('members may, guests may not', async () => {
    on.slack.people.U1 = {};
    on.slack.people.U2 = { is_restricted: true };
    on.slack.people.U3 = { is_ultra_restricted: true };

    expect([await may('U1'), await may('U2'), await may('U3')]).toEqual([true, false, false]);
  });

  test('people of other organisations may not, nor whoever Slack does not tell of', async () => {
    on.slack.people.U4 = { is_stranger: true };
    on.slack.people.U5 = { deleted: true };
    const told = [await may('U4'), await may('U5'), await may('UNKNOWN')];
    on.slack.people.U6 = {};
    on.slack.answer('users.info', { ok: false, error: 'internal_error' });

    expect([...told, await may('U6')]).toEqual([false, false, false, false]);
  });

  test('only admins and owners where that is wanted', async () => {
    const strict = await drive('HTTP', { managers: 'admins' });
    strict.slack.people.U1 = {};
    strict.slack.people.U2 = { is_admin: true };
    const answers = await Promise.all(
      ['U1', 'U2', 'U9'].map((id) => strict.platform.mayManage({ id }, place)),
    );
    await leave(strict);

    expect(answers).toEqual([false, true, false]);
  });
});
