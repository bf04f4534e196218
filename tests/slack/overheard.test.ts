import { afterEach, describe, expect, test } from 'vitest';
import { SELF, SlackStandIn, TEAM } from '../stand-ins/slack.ts';
import { reply } from './cards.ts';
import { Drive, leave, type Receiver, until } from './drive.ts';

const RECEIVERS: readonly Receiver[] = ['HTTP', 'Socket Mode'];
const TS = '1790000100.000001';
const THREAD = '1789999999.000001';

let on: Drive;
afterEach(() => leave(on));

/** `more`: scopes the app has beside those of its manifest. */
async function workspace(receiver: Receiver, more = ''): Promise<void> {
  const slack = await new SlackStandIn().start();
  slack.scopes += more;
  on = new Drive(slack, receiver);
  await on.platform.start(on.bot);
}

const said = (text: string, more: object = {}) => ({
  type: 'message',
  channel: 'C1',
  channel_type: 'channel',
  user: 'U1',
  text,
  ts: TS,
  ...more,
});

describe.each(RECEIVERS)('over %s', (receiver) => {
  test('messages that do not mention the bot are put to it where the app may read the channel', async () => {
    await workspace(receiver, ',channels:history');

    await on.event(said('what is KVM?'));
    const posted = await until(() => on.slack.messages[0]);

    expect(on.bot.requests).toMatchObject([
      { id: `${TEAM}:C1:${TS}`, via: 'overheard', opens: true, place: { channel: 'C1', thread: TS } },
    ]);
    expect(posted).toMatchObject({ channel: 'C1', thread_ts: TS });
    expect(on.slack.to('users.info')).toEqual([]);
  });

  test('what is said in a thread opens nothing', async () => {
    await workspace(receiver, ',groups:history');

    await on.event(said('and its drawbacks?', { thread_ts: THREAD }));
    await until(() => on.bot.requests[0]);

    expect(on.bot.requests[0]).toMatchObject({ opens: false, place: { thread: THREAD } });
  });

  test('without that scope they are left alone, and it is said what is missing', async () => {
    await workspace(receiver);

    await on.event(said('what is KVM?'));
    await on.settled();

    expect(on.bot.requests).toEqual([]);
    expect(await on.platform.canHear?.({ platform: 'slack', channel: 'C1' })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('channels:history'),
    });
  });

  test('where the bot is no member it is said how that is mended', async () => {
    await workspace(receiver, ',channels:history');
    const place = { platform: 'slack', channel: 'C1' };
    expect(await on.platform.canHear?.(place)).toEqual({ ok: true });
    on.slack.member = false;

    expect(await on.platform.canHear?.(place)).toEqual({
      ok: false,
      reason: expect.stringContaining('/invite'),
    });
  });

  test('a message that mentions the bot is a mention however it comes, and answered once', async () => {
    await workspace(receiver, ',channels:history');
    const mentioned = said(`<@${SELF}> kvm`);

    await on.event(mentioned);
    await on.event({ ...mentioned, type: 'app_mention' });
    await until(() => on.slack.messages[0]);
    await on.settled();

    expect(on.bot.requests).toMatchObject([{ via: 'mention', text: 'kvm' }]);
    expect(on.slack.messages).toHaveLength(1);
  });

  test('bots and the bot itself are never overheard', async () => {
    await workspace(receiver, ',channels:history');

    await on.event(said('what is KVM?', { bot_id: 'B2' }));
    await on.event(said('what is KVM?', { user: SELF }));
    await on.event(said('joined', { subtype: 'channel_join' }));
    await on.settled();

    expect(on.bot.requests).toEqual([]);
  });

  test('somebody who asks too much is told alone, and where that cannot be, not at all', async () => {
    await workspace(receiver);
    on.bot.reply = () =>
      reply({ tone: 'notice', title: 'One moment' }, { intent: 'wait', audience: 'asker' });

    await on.event(said(`<@${SELF}> kvm`, { type: 'app_mention' }));
    const told = await until(() => on.slack.messages[0]);
    on.slack.answer('chat.postEphemeral', { ok: false, error: 'user_not_in_channel' });
    await on.event(said(`<@${SELF}> xen`, { type: 'app_mention', ts: '1790000100.000002' }));
    await until(() => on.bot.requests[1]);
    await on.settled();

    expect(told.user).toBe('U1');
    expect(on.slack.messages).toHaveLength(1);
  });

  test('a verdict is pressed on Slack’s own buttons and thanked for privately', async () => {
    await workspace(receiver);
    const up = { label: '👍 Helpful', ask: 'feedback ~a up' };
    const down = { label: '👎 Not helpful', ask: 'feedback ~a down' };
    on.bot.reply = () => reply({ actions: [{ kind: 'feedback', up, down }] });
    await on.event(said(`<@${SELF}> kvm`, { type: 'app_mention' }));
    const { blocks } = await until(() => on.slack.messages[0]);
    const icons = blocks.find((block) => block.type === 'context_actions');

    expect(icons.elements).toMatchObject([
      {
        type: 'feedback_buttons',
        positive_button: { accessibility_label: up.label, value: up.ask },
        negative_button: { accessibility_label: down.label, value: down.ask },
      },
      { type: 'icon_button' },
    ]);
    on.bot.reply = () => reply({ title: 'Thank you' }, { intent: 'feedback', audience: 'asker' });
    await on.press({ type: 'feedback_buttons', action_id: icons.elements[0].action_id, value: up.ask });
    const [thanks] = await until(() => on.slack.responded.length > 0 && on.slack.responded);

    expect(on.bot.requests.at(-1)).toMatchObject({ via: 'button', text: up.ask });
    expect(thanks).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(on.slack.problems).toEqual([]);
  });

  test('where Slack refuses icons the verdict is asked for with plain buttons', async () => {
    await workspace(receiver);
    on.slack.iconsRefused = true;
    const up = { label: '👍 Helpful', ask: 'feedback ~a up' };
    on.bot.reply = () =>
      reply({
        actions: [{ kind: 'feedback', up, down: { label: '👎 Not helpful', ask: 'feedback ~a down' } }],
      });

    await on.event(said(`<@${SELF}> kvm`, { type: 'app_mention' }));
    const { blocks } = await until(() => on.slack.messages[0]);
    const buttons = blocks.find((block) => block.type === 'actions').elements;

    expect(buttons).toContainEqual(expect.objectContaining({ type: 'button', value: up.ask }));
  });
});
