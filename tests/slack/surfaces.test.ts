import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SELF, TEAM } from '../stand-ins/slack.ts';
import { reply } from './cards.ts';
import { type Drive, drive, leave, type Receiver, until } from './drive.ts';

const RECEIVERS: Receiver[] = ['HTTP', 'Socket Mode'];
const QUESTION_TS = '1790000100.000001';

const mention = (text: string, more: object = {}) => ({
  type: 'app_mention',
  user: 'U1',
  text: `<@${SELF}> ${text}`,
  channel: 'C1',
  ts: QUESTION_TS,
  event_ts: QUESTION_TS,
  ...more,
});

const direct = (text: string, more: object = {}) => ({
  type: 'message',
  channel_type: 'im',
  user: 'U1',
  text,
  channel: 'D1',
  ts: QUESTION_TS,
  event_ts: QUESTION_TS,
  ...more,
});

const edit = (before: string, after: string, secondsLater: number) => ({
  type: 'message',
  subtype: 'message_changed',
  channel: 'D1',
  channel_type: 'im',
  ts: '1790000999.000001',
  message: {
    type: 'message',
    user: 'U1',
    text: after,
    ts: QUESTION_TS,
    edited: { user: 'U1', ts: String(Number(QUESTION_TS) + secondsLater) },
  },
  previous_message: { type: 'message', user: 'U1', text: before, ts: QUESTION_TS },
});

const privately = { audience: 'asker' as const };

// biome-ignore lint/suspicious/noExplicitAny: blocks as JSON, searched for one element.
const elementOf = (blocks: any[], id: RegExp): any =>
  blocks.flatMap((block) => block.elements ?? []).find((one) => id.test(one.action_id ?? ''));

describe.each(RECEIVERS)('over %s', (receiver) => {
  let on: Drive;
  beforeEach(async () => {
    on = await drive(receiver);
  });
  afterEach(async () => {
    await leave(on);
    expect(on.slack.problems).toEqual([]);
  });

  test('a command is answered with its acknowledgement, for the channel', async () => {
    const ack = await on.command('コンテナ &amp; KVM <https://x.example|docs>');

    expect(ack).toMatchObject({ response_type: 'in_channel', blocks: [{ type: 'header' }, {}, {}, {}] });
    expect(on.bot.requests).toMatchObject([
      {
        text: 'コンテナ & KVM docs',
        via: 'command',
        person: { id: 'U1' },
        place: { platform: 'slack', space: TEAM, channel: 'C1' },
      },
    ]);
    expect(on.slack.responses).toEqual([]);
  });

  test('a private answer is for the asker alone and offers to share it', async () => {
    on.bot.reply = () => reply({}, privately);

    const ack = await on.command('コンテナ private');

    expect(ack.response_type).toBe('ephemeral');
    expect(elementOf(ack.blocks, /share/)).toMatchObject({ text: { text: 'チャンネルに共有' } });
    expect(elementOf(ack.blocks, /delete/)).toBeUndefined();
  });

  test('sharing shows the same answer to the channel and takes the private one away', async () => {
    on.bot.reply = () => reply({ title: '一度だけ' }, privately);
    const ack = await on.command('tip private');

    const url = on.slack.responseUrl('shared');
    await on.press(elementOf(ack.blocks, /share/), {
      response_url: url,
      message: undefined,
      container: { type: 'message', message_ts: '1', channel_id: 'C1', is_ephemeral: true },
    });

    const posted = await until(() => on.slack.messages[0]);
    expect(posted).toMatchObject({ channel: 'C1', text: expect.stringContaining('一度だけ') });
    expect(elementOf(posted.blocks, /delete/).value).toBe('U1');
    await until(() => on.slack.responses.some((one) => one.id === 'shared' && one.body.delete_original));
    expect(on.bot.requests).toHaveLength(1);
  });

  test('a double click shares an answer once', async () => {
    on.bot.reply = () => reply({}, privately);
    const ack = await on.command('tip private');
    const button = elementOf(ack.blocks, /share/);
    const container = { type: 'message', message_ts: '1', channel_id: 'C1', is_ephemeral: true };

    await Promise.all([0, 1].map(() => on.press(button, { message: undefined, container })));
    await on.settled();

    expect(on.slack.messages).toHaveLength(1);
  });

  test('help is private and has nothing to share', async () => {
    on.bot.reply = () => reply({}, { ...privately, intent: 'help' });

    const ack = await on.command('help');

    expect(ack.response_type).toBe('ephemeral');
    expect(elementOf(ack.blocks, /share/)).toBeUndefined();
  });

  test('a button asks its question, and the answer stands below the message', async () => {
    await on.press({ type: 'button', action_id: 'v1:ja:0', value: 'compare docker kvm' });

    const posted = await until(() => on.slack.messages[0]);
    expect(posted).toMatchObject({ channel: 'C1', thread_ts: '1790000000.000001' });
    expect(on.bot.requests).toMatchObject([
      {
        text: 'compare docker kvm',
        via: 'button',
        lang: 'ja',
        place: { platform: 'slack', space: TEAM, channel: 'C1', thread: '1790000000.000001' },
      },
    ]);
  });

  test('an answer for the presser alone, as to a quiz, is shown to nobody else', async () => {
    on.bot.reply = () => reply({}, { ...privately, intent: 'quiz' });

    await on.press({ type: 'button', action_id: 'v1:en:1', value: 'quiz ~abc123 2' });

    const body = await until(() => on.slack.responded[0]);
    expect(body).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(on.slack.messages).toEqual([]);
  });

  test('a menu sends the question of the picked option', async () => {
    await on.press({
      type: 'static_select',
      action_id: 'v1:en:2',
      selected_option: { text: { type: 'plain_text', text: 'cgroups' }, value: 'read ~abc123' },
    });

    await until(() => on.slack.messages[0]);
    expect(on.bot.requests[0]?.text).toBe('read ~abc123');
  });

  test('buttons of other versions are answered kindly', async () => {
    await on.press({ type: 'button', action_id: 'v0:whatever', value: 'x' });
    await on.press({ type: 'button', action_id: 'v2:ja:0', value: 'x' });

    await until(() => on.slack.responded.length === 2);
    expect(on.slack.responded[0]).toMatchObject({
      response_type: 'ephemeral',
      text: 'This button is from an older version. Please ask again.',
    });
    expect(on.bot.requests).toEqual([]);
  });

  test('pressing a link asks nothing', async () => {
    await on.press({ type: 'button', action_id: 'open:3', url: 'https://docs.docker.com/' });
    await on.settled();

    expect([on.bot.requests, on.slack.responses, on.slack.messages]).toEqual([[], [], []]);
  });

  test('where the bot is no member a button answers the presser alone', async () => {
    on.slack.member = false;

    await on.press({ type: 'button', action_id: 'v1:en:0', value: 'kvm' });

    const body = await until(() => on.slack.responded[0]);
    expect(body).toMatchObject({ response_type: 'ephemeral' });
  });

  test('only the asker can delete an answer', async () => {
    const trash = { type: 'icon_button', action_id: 'v1:en:delete', value: 'U1' };

    await on.press(trash, { user: { id: 'U2', name: 'eve' } });
    await on.press(trash);

    await until(() => on.slack.responded.length === 2);
    const [other, own] = on.slack.responded;
    expect(other).toMatchObject({
      response_type: 'ephemeral',
      text: 'Only the person who asked can delete the answer.',
    });
    expect(own).toEqual({ delete_original: true });
  });

  test('a mention is answered in a thread below it', async () => {
    await on.event(mention('コンテナはなぜ速い？ <@U2> ```docker run``` <https://x.example>'));

    const posted = await until(() => on.slack.messages[0]);
    expect(posted).toMatchObject({ channel: 'C1', thread_ts: QUESTION_TS });
    expect(elementOf(posted.blocks, /delete/).visible_to_user_ids).toEqual(['U1']);
    expect(on.bot.requests).toMatchObject([
      { id: `${TEAM}:C1:${QUESTION_TS}`, text: 'コンテナはなぜ速い？', via: 'mention' },
    ]);
  });

  test('only what was asked in a public channel is told to be public, and what Slack does not tell of is not', async () => {
    const info = (channel: object) => ({ ok: true, channel: { is_channel: true, ...channel } });
    const answers = [info({ is_private: false }), info({ is_private: true })];
    on.slack.answer('conversations.info', ...answers, { ok: false, error: 'channel_not_found' });
    await on.event(mention('kvm', { channel: 'CPUBLIC' }));
    await until(() => on.bot.requests[0]);
    await on.event(mention('kvm', { channel: 'CPRIVATE' }));
    await until(() => on.bot.requests[1]);
    await on.event(mention('kvm', { channel: 'CUNKNOWN' }));
    await until(() => on.bot.requests[2]);

    expect(on.bot.requests.map(({ place, inPublic }) => [place.channel, inPublic])).toEqual([
      ['CPUBLIC', true],
      ['CPRIVATE', false],
      ['CUNKNOWN', false],
    ]);
  });

  test('of commands only those in public channels are told to be public', async () => {
    const places = [
      ['C1', 'general'],
      ['C2', 'privategroup'],
      ['C3', 'mpdm-ada--bob--eve-1'],
      ['D1', 'directmessage'],
      ['G1', 'privategroup'],
    ] as const;
    for (const [channel_id, channel_name] of places) await on.command('kvm', { channel_id, channel_name });

    expect(on.bot.requests.map(({ place, inPublic }) => [place.channel, inPublic])).toEqual([
      ['C1', true],
      ['C2', false],
      ['C3', false],
      ['D1', false],
      ['G1', false],
    ]);
  });

  test('a mention inside a thread is answered in that thread', async () => {
    await on.event(mention('それの例は？', { thread_ts: '1789999999.000001' }));

    const posted = await until(() => on.slack.messages[0]);
    expect(posted.thread_ts).toBe('1789999999.000001');
    expect(on.bot.requests[0]?.place.thread).toBe('1789999999.000001');
  });

  test('one post is answered once, however often and as whatever Slack tells of it', async () => {
    const asMessage = { ...mention('kvm'), type: 'message', channel_type: 'channel' };

    await on.event(mention('kvm'), { id: 'Ev-one', retry: 0 });
    await Promise.all([
      on.event(mention('kvm'), { id: 'Ev-one', retry: 1 }),
      on.event(asMessage),
      on.event(mention('kvm'), { id: 'Ev-one', retry: 2 }),
    ]);
    await until(() => on.slack.messages[0]);
    await on.settled();

    expect(on.slack.messages).toHaveLength(1);
  });

  test('what is not found is told to the asker alone', async () => {
    on.bot.reply = () => reply({ tone: 'notice' }, { ...privately, intent: 'none' });

    await on.event(mention('quantum soup'));

    const posted = await until(() => on.slack.messages[0]);
    expect(posted).toMatchObject({ user: 'U1', channel: 'C1' });
    expect(posted.thread_ts).toBeUndefined();
  });

  test('where Slack shows nothing to one person alone it is said in the thread', async () => {
    on.bot.reply = () => reply({ tone: 'notice' }, { ...privately, intent: 'none' });
    on.slack.answer('chat.postEphemeral', { ok: false, error: 'user_not_in_channel' });

    await on.event(mention('quantum soup'));

    const posted = await until(() => on.slack.messages[0]);
    expect(posted).toMatchObject({ channel: 'C1', thread_ts: QUESTION_TS });
  });

  test('bots, the bot itself and other talk are not answered', async () => {
    await on.event(mention('kvm', { bot_id: 'B2', user: undefined }));
    await on.event(mention('kvm', { user: SELF, ts: '1790000100.000002' }));
    await on.event({ ...direct('welcome'), subtype: 'channel_join' });
    await on.event({ ...direct('kvm'), channel: 'C1', channel_type: 'channel' });
    await on.settled();

    expect(on.bot.requests).toEqual([]);
  });

  test('a direct message is answered beside it, and in its thread when it has one', async () => {
    await on.event(direct('kvm'));
    await on.event(direct('xen', { ts: '1790000101.000001', thread_ts: QUESTION_TS }));

    await until(() => on.slack.messages.length === 2);
    const threads = on.slack.messages.map((one) => one.thread_ts);
    expect(threads.sort()).toEqual([QUESTION_TS, undefined]);
    expect(on.bot.requests.map((one) => one.via)).toEqual(['direct', 'direct']);
  });

  test('an edited question changes its answer in place', async () => {
    on.bot.reply = ({ text }) => reply({ title: `about ${text}` });
    await on.event(direct('kwm'));
    await until(() => on.slack.messages[0]);

    await on.event(edit('kwm', 'kvm', 60), { id: 'Ev-edit', retry: 0 });
    await on.event(edit('kwm', 'kvm', 60), { id: 'Ev-edit', retry: 1 });

    await until(() => on.slack.messages[0]?.edits);
    await on.settled();
    expect(on.slack.messages).toMatchObject([{ text: expect.stringContaining('about kvm'), edits: 1 }]);
    expect(elementOf(on.slack.messages[0]?.blocks ?? [], /delete/)).toBeDefined();
  });

  test('an edit after five minutes, or one that adds a preview only, changes nothing', async () => {
    await on.event(direct('kvm'));
    await until(() => on.slack.messages[0]);

    await on.event(edit('kvm', 'xen', 301));
    await on.event(edit('kvm', 'kvm', 5));
    await on.settled();

    expect(on.slack.messages[0]?.edits).toBe(0);
    expect(on.bot.requests).toHaveLength(1);
  });

  test('the message shortcut answers the asker alone and shares into the thread of the message', async () => {
    await on.interact({
      type: 'message_action',
      callback_id: 'ask_virt',
      trigger_id: on.trigger(),
      response_url: on.slack.responseUrl(),
      message_ts: QUESTION_TS,
      channel: { id: 'C1', name: 'general' },
      message: {
        type: 'message',
        user: 'U2',
        ts: QUESTION_TS,
        text: 'what is a *hypervisor*? :thinking_face:',
      },
    });

    const body = await until(() => on.slack.responded[0]);
    expect(body).toMatchObject({ response_type: 'ephemeral' });
    expect(on.bot.requests).toMatchObject([
      { text: 'what is a *hypervisor*?', via: 'shortcut', private: true, place: { thread: QUESTION_TS } },
    ]);

    await on.press(elementOf(body.blocks, /share/));
    const posted = await until(() => on.slack.messages[0]);
    expect(posted).toMatchObject({ channel: 'C1', thread_ts: QUESTION_TS });
  });

  test('the shortcut on a message without words says so', async () => {
    await on.interact({
      type: 'message_action',
      callback_id: 'ask_virt',
      trigger_id: on.trigger(),
      response_url: on.slack.responseUrl(),
      message_ts: QUESTION_TS,
      channel: { id: 'C1', name: 'general' },
      message: { type: 'message', user: 'U2', ts: QUESTION_TS, text: '<https://x.example>' },
    });

    const body = await until(() => on.slack.responded[0]);
    expect(body.text).toBe('There is no text in this message to look up.');
  });

  test('the home page offers a search that starts at one letter, and places to start', async () => {
    await on.event({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home', event_ts: '1' });

    const { user_id, view } = await until(() => on.slack.to('views.publish')[0]);
    expect(user_id).toBe('U1');
    expect(elementOf(view.blocks, /search/)).toMatchObject({ type: 'external_select', min_query_length: 1 });
    expect(elementOf(view.blocks, /favourite/)).toMatchObject({ value: 'コンテナ型仮想化' });
  });

  test('what is typed there is completed from the notes', async () => {
    on.bot.suggestions = Array.from({ length: 150 }, (_one, i) => ({
      label: `トピック${i} ${'長い'.repeat(50)}`,
      ask: i === 0 ? '長い'.repeat(50) : `topic ${i}`,
    }));

    const { options } = await on.interact({
      type: 'block_suggestion',
      action_id: 'v1:ja:search',
      block_id: 'b',
      value: 'コ',
      container: { type: 'view' },
    });

    expect(options).toHaveLength(100);
    expect(options[1]).toMatchObject({ value: 'topic 1' });
    for (const one of options)
      expect(Math.max(one.text.text.length, one.value.length)).toBeLessThanOrEqual(75);
  });

  test('a question picked on the home page is answered there', async () => {
    await on.press(
      { type: 'external_select', action_id: 'v1:ja:search', selected_option: { value: 'KVM' } },
      {
        view: { id: 'V1', type: 'home', blocks: [] },
        container: { type: 'view', view_id: 'V1' },
        channel: undefined,
        message: undefined,
        response_url: undefined,
      },
    );

    const { view } = await until(() => on.slack.to('views.publish')[0]);
    expect(JSON.stringify(view.blocks)).toContain('起動が速いです');
    expect(on.bot.requests).toMatchObject([{ text: 'KVM', lang: 'ja', via: 'button' }]);
  });

  test('the Messages tab greets a newcomer once', async () => {
    const opened = { type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'messages', event_ts: '1' };

    await on.event(opened);
    await until(() => on.slack.messages[0]);
    await on.event(opened);
    await on.settled();

    expect(on.slack.messages).toHaveLength(1);
    expect(on.bot.requests).toMatchObject([{ text: 'help', via: 'direct' }]);
  });

  test('whoever has talked with the bot before is not greeted', async () => {
    await on.event(direct('kvm'));
    await until(() => on.slack.messages[0]);

    await on.event({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'messages', event_ts: '1' });
    await until(() => on.slack.to('conversations.history')[0]);
    await on.settled();

    expect(on.slack.messages).toHaveLength(1);
  });

  test('a profile is asked for once, however many questions come at a time', async () => {
    await Promise.all(['1', '2', '3'].map((n) => on.event(mention('kvm', { ts: `1790000300.00000${n}` }))));
    await until(() => on.slack.messages.length === 3);

    expect(on.slack.to('users.info')).toHaveLength(1);
  });

  test('the language comes from the profile: at once for messages, from the second command on', async () => {
    on.slack.people.U1 = { locale: 'ja-JP', tz: 'Asia/Tokyo', name: 'ada' };

    await on.command('kvm');
    await until(() => on.slack.to('users.info')[0]);
    await on.event(mention('xen'));
    await until(() => on.slack.messages[0]);
    await on.command('kvm');

    expect(on.bot.requests.map((one) => one.person.locale)).toEqual([undefined, 'ja-JP', 'ja-JP']);
    expect(on.bot.requests[1]?.person).toMatchObject({ zone: 'Asia/Tokyo', name: 'ada' });
    expect(on.slack.to('users.info')).toEqual([{ user: 'U1', include_locale: 'true' }]);
  });

  test('stopping finishes the answers under way', async () => {
    let go = () => {};
    on.bot.reply = () => new Promise((resolve) => (go = () => resolve(reply())));
    await on.event(mention('kvm'));
    await until(() => on.bot.requests[0]);

    const stopped = on.platform.stop();
    go();
    await stopped;

    expect(on.slack.messages).toHaveLength(1);
  });
});

test('a profile is looked up again after an hour, since nobody tells of changes', async () => {
  let passed = 0;
  // A look-up may take as long as a busy machine needs.
  const wait = (ms: number, signal?: AbortSignal) => sleep(ms, undefined, signal ? { signal } : {});
  const on = await drive('Socket Mode', { clock: { now: () => Date.now() + passed, wait } });
  const ask = async (n: number) => {
    await on.event(mention('kvm', { ts: `1790000${n}00.000001` }));
    await until(() => on.slack.messages[n - 1]);
  };

  on.slack.people.U1 = { locale: 'ja-JP' };
  await ask(1);
  on.slack.people.U1 = { locale: 'en-US' };
  passed = 59 * 60_000;
  await ask(2);
  passed = 61 * 60_000;
  await ask(3);
  await leave(on);

  expect(on.bot.requests.map((one) => one.person.locale)).toEqual(['ja-JP', 'ja-JP', 'en-US']);
});

test('a channel that is made private is so for us as well, some minutes later', async () => {
  let passed = 0;
  const wait = (ms: number, signal?: AbortSignal) => sleep(ms, undefined, signal ? { signal } : {});
  const on = await drive('Socket Mode', { clock: { now: () => Date.now() + passed, wait } });
  const ask = async (n: number) => {
    await on.event(mention('kvm', { ts: `1790000${n}00.000001` }));
    await until(() => on.slack.messages[n - 1]);
  };

  await ask(1);
  on.slack.privateChannels = ['C1'];
  await ask(2);
  passed = 11 * 60_000;
  await ask(3);
  await leave(on);

  expect(on.bot.requests.map(({ inPublic }) => inPublic)).toEqual([true, true, false]);
});
