import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Drive, drive, leave, until } from './drive.ts';

let on: Drive;
beforeEach(async () => {
  on = await drive('HTTP');
});
afterEach(() => leave(on));

const TS = '1790000400.000001';
const mention = {
  type: 'app_mention',
  user: 'U1',
  text: '<@UVIRT> kvm',
  channel: 'C1',
  ts: TS,
  event_ts: TS,
};
const again = { ...mention, text: '<@UVIRT> xen', edited: { user: 'U1', ts: '1790000410.000000' } };

test('a mention that was edited comes as a mention once more, and changes the answer', async () => {
  await on.event(mention);
  await until(() => on.slack.messages.length === 1);

  await on.event(again);
  await until(() => on.slack.messages[0]?.edits === 1);

  expect(on.slack.messages).toHaveLength(1);
  expect(on.bot.requests.map(({ text }) => text)).toEqual(['kvm', 'xen']);
});

test('a mention that is added by an edit is answered', async () => {
  await on.event(again);
  await until(() => on.slack.messages.length === 1);

  expect(on.bot.requests).toMatchObject([{ text: 'xen', via: 'mention' }]);
});

test('a deleted question takes its answer with it', async () => {
  const direct = { type: 'message', channel_type: 'im', user: 'U1', text: 'kvm', channel: 'D1', ts: TS };
  await on.event(direct);
  await until(() => on.slack.messages.length === 1);

  const gone = { subtype: 'message_deleted', deleted_ts: TS, previous_message: direct, ts: '1790000420.1' };
  await on.event({ type: 'message', channel: 'D1', channel_type: 'im', ...gone });

  await until(() => on.slack.messages.length === 0);
});
