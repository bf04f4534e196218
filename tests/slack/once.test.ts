import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { NO_INBOX } from '../../src/platforms/answering/inbox.ts';
import { lostLine } from '../../src/platforms/slack/answering.ts';
import { EarlyApp } from '../../src/platforms/slack/connect/connection.ts';
import type { Inbox } from '../../src/ports.ts';
import type { Reply } from '../../src/talk/reply.ts';
import type { Mishap } from '../stand-ins/mishaps.ts';
import { reply } from './cards.ts';
import { type Drive, drive, hurriedClock, leave, until } from './drive.ts';

const CERTAIN: readonly Mishap[] = [503];
const UNCERTAIN: readonly Mishap[] = ['dropped', 'done, dropped', 'done, 502', 500];

let on: Drive;
let n = 0;
beforeEach(async () => {
  on = await drive('HTTP', { clock: hurriedClock });
});
afterEach(() => leave(on));

const ask = (channel: string): Promise<void> => {
  const ts = `1790000300.${String(++n).padStart(6, '0')}`;
  const direct = channel.startsWith('D') ? { type: 'message', channel_type: 'im' } : { type: 'app_mention' };
  return on.event({ ...direct, user: 'U1', text: '<@UVIRT> kvm', channel, ts, event_ts: ts });
};
const inTheOpen = () => on.slack.messages.filter(({ user }) => !user);
const told = () => on.slack.messages.filter(({ user, text }) => user === 'U1' && /届いたかどうか/.test(text));

describe('a mention in a channel', () => {
  test.each(CERTAIN)('is asked again after "%s", which Slack did not take', async (mishap) => {
    on.slack.mishaps.next((method) => method === 'chat.postMessage', mishap, mishap);

    await ask('C1');
    await until(() => inTheOpen().length === 1);

    expect(told()).toEqual([]);
  });

  test('is asked again when Slack says that it is too busy', async () => {
    on.slack.answer('chat.postMessage', { ok: false, error: 'ratelimited' });

    await ask('C1');
    await until(() => inTheOpen().length === 1);

    expect(told()).toEqual([]);
  });

  test.each(UNCERTAIN)('is never answered twice after "%s": its asker is told', async (mishap) => {
    on.slack.mishaps.next((method) => method === 'chat.postMessage', mishap);

    await ask('C1');
    const [line] = await until(() => told().length > 0 && told());

    expect(inTheOpen()).toHaveLength(mishap === 'done, dropped' || mishap === 'done, 502' ? 1 : 0);
    const button = line?.blocks[1].elements[0];
    expect(button).toMatchObject({ value: 'kvm', text: { text: '答えを見る' } });
    const container = { type: 'message', is_ephemeral: true, channel_id: 'C1' };
    await on.press({ type: 'button', action_id: button.action_id, value: button.value }, { container });
    expect(await until(() => on.slack.responded[0])).toMatchObject({ response_type: 'ephemeral' });
  });
});

test('a long question is offered again without half of a character, which Slack would take no message with', () => {
  const line = lostLine('en', `${'a'.repeat(1_999)}😀`);

  expect(JSON.stringify(line)).toContain('a'.repeat(1_999));
  expect(JSON.stringify(line)).not.toMatch(/\\ud83d/);
});

test.each([...CERTAIN, ...UNCERTAIN])('a direct message is answered once after "%s"', async (mishap) => {
  on.slack.mishaps.next((method) => method === 'chat.postMessage', mishap);

  await ask('D1');
  await until(() => inTheOpen().length > 0);
  await ask('D2');
  await until(() => inTheOpen().some(({ channel }) => channel === 'D2'));

  expect(inTheOpen().filter(({ channel }) => channel === 'D1')).toHaveLength(1);
  expect(told()).toEqual([]);
});

const press = () =>
  on.press(
    { type: 'button', action_id: 'v1:en:0', value: 'kvm' },
    { container: { type: 'message', is_ephemeral: true, channel_id: 'C1' } },
  );
const lines = () => on.slack.responded.filter(({ text }) => /届いたかどうか/.test(text));
const answers = () => on.slack.responded.length - lines().length;

test.each([500, 503] as const)('an answer to a press is sent again after %s', async (mishap) => {
  on.slack.mishaps.next((method) => method === 'respond', mishap, mishap);

  await press();
  await until(() => answers() === 1);

  expect(lines()).toEqual([]);
});

test.each(['dropped', 'done, dropped', 'done, 502'] as const)(
  'an answer to a press is not sent twice after "%s": the presser is told',
  async (mishap) => {
    on.slack.mishaps.next((method) => method === 'respond', mishap);

    await press();
    await until(() => lines().length === 1);

    expect(answers()).toBe(mishap === 'dropped' ? 0 : 1);
  },
);

const ON_THE_WAY: Readonly<Record<string, (talk: Drive) => Promise<unknown>>> = {
  command: (talk) => talk.command('kvm'),
  press: (talk) => talk.press({ type: 'button', action_id: 'v1:en:0', value: 'kvm' }),
  shortcut: (talk) =>
    talk.interact({
      type: 'message_action',
      callback_id: 'ask_virt',
      trigger_id: talk.trigger(),
      response_url: talk.slack.responseUrl(),
      channel: { id: 'C1', name: 'general' },
      message: { type: 'message', ts: '1790000000.000001', text: 'kvm' },
    }),
};

test.each(Object.entries(ON_THE_WAY))(
  'a %s that cannot be written down is acknowledged once it is answered, so that Slack tells of a crash',
  async (_way, asks) => {
    const away: Inbox = { ...NO_INBOX, take: async () => 'unkept' };
    const talk = await drive('HTTP', { clock: hurriedClock, inbox: away });
    onTestFinished(() => leave(talk));
    const table = {
      kind: 'table',
      caption: '',
      columns: ['KVM'],
      rows: [{ label: 'Licence', cells: [[{ text: 'GPL' }]] }],
    };
    talk.bot.reply = () => reply({ body: [table] } as never);

    await asks(talk);

    expect([...talk.slack.responded, ...talk.slack.messages]).toHaveLength(1);
  },
);

test('a question that was taken on is answered though its acknowledgement fails, as when the socket is renewed', async () => {
  const handled: string[] = [];
  const app = new EarlyApp({
    ...{ token: 'xoxb-1', botId: 'B1', botUserId: 'U0', tokenVerificationEnabled: false },
    receiver: { init() {}, async start() {}, async stop() {} },
    convoStore: false,
  });
  app.event('app_mention', async ({ event }) => void handled.push(event.ts));
  const event = { type: 'app_mention', user: 'U1', text: 'kvm', channel: 'C1', ts: '1790000800.1' };

  await app.processEvent({
    body: { type: 'event_callback', team_id: 'T1', event },
    ack: async () => {
      throw new Error('the client is not ready');
    },
  });

  expect(handled).toEqual(['1790000800.1']);
});

test.each(['HTTP', 'Socket Mode'] as const)(
  'a question that cannot be written down is acknowledged once it is answered, over %s',
  async (receiver) => {
    const away: Inbox = { ...NO_INBOX, take: async () => 'unkept' };
    const talk = await drive(receiver, { clock: hurriedClock, inbox: away });
    onTestFinished(() => leave(talk));
    let answer = (_reply: Reply): void => {};
    talk.bot.reply = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    let acknowledged = false;
    const event = {
      type: 'app_mention',
      user: 'U1',
      text: '<@UVIRT> kvm',
      channel: 'C1',
      ts: '1790000400.1',
    };
    const asked = talk.event(event).then(() => {
      acknowledged = true;
    });
    await until(() => talk.bot.requests[0]);
    await talk.interact({ type: 'block_suggestion', action_id: 'search', block_id: 'b', value: '' });
    expect(acknowledged).toBe(false);

    answer(reply());
    await asked;

    expect(talk.slack.messages).toMatchObject([{ channel: 'C1' }]);
  },
);
