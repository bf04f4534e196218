import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBot } from '../../src/bot/bot.ts';
import { createDiscord } from '../../src/platforms/discord/adapter.ts';
import type { Log, Platform } from '../../src/ports.ts';
import { IN_MEMORY, openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { TOKEN } from '../discord/conversation.ts';
import { ASKER, CHANNEL, GUILD, guild, MANAGE_CHANNELS, message, press, slash } from '../discord/events.ts';
import { type Drive, drive, leave, until } from '../slack/drive.ts';
import { recordingLog } from '../slack/recording-log.ts';
import { BOT, DiscordStandIn } from '../stand-ins/discord.ts';
import { SELF, TEAM } from '../stand-ins/slack.ts';
import { type Notes, shippedNotes } from './notes.ts';

/* Whatever stands in an id, a value, a form or a message: settings are changed where the event came from, by who may. */

const HERE = CHANNEL;
const THERE = '300000000000000003';
const NOTHING_MORE = String(1n << 11n);

let notes: Notes;
beforeAll(async () => {
  notes = await shippedNotes();
});

function botOn(store: Store, log: Log, platform: () => Platform) {
  return createBot({
    ...{ knowledge: notes.knowledge, store, log, defaultLang: 'en', answersPrivate: false },
    ...{ chance: () => 0, platform },
  });
}

/** All that can be set. */
async function settings(store: Store, channels: readonly string[]): Promise<string> {
  const listening = await Promise.all(channels.map((id) => store.listening.channel(id)));
  return JSON.stringify([await store.subscriptions.all(), listening]);
}

/** What an attacker may put where a question is carried. */
const WORDS = (there: string): readonly string[] => [
  ...[
    'tips off',
    'tips on 03:00',
    'tips pause 1w',
    'tips change',
    '配信 停止',
    'ヒント オフ',
    'listen on',
    'listen off',
  ],
  ...[`tips off ${there}`, `tips off <#${there}>`, `tips on 03:00 #${there}`, `tips off\n<#${there}>`],
  ...[
    `{"channel":"${there}","ask":"tips off"}`,
    `${there}|${there}|tips off`,
    `@virt tips off`,
    `/virt tips off`,
  ],
];

describe('on Discord', () => {
  let discord: DiscordStandIn;
  let store: Store;
  let platform: Platform;
  const ids = [`discord/${GUILD}/${HERE}`, `discord/${GUILD}/${THERE}`];
  beforeAll(async () => {
    // See, write and embed, as everybody; no managing.
    const permissions = String((1n << 10n) | (1n << 11n) | (1n << 14n));
    const roles = [{ id: GUILD, name: '@everyone', permissions, position: 0 }];
    const channels = [HERE, THERE].map((id) => ({ id, type: 0, name: `c${id.slice(-1)}` }));
    discord = await DiscordStandIn.start({ guilds: [guild({ channels, roles })] });
    const member = { user: { id: ASKER, username: 'eve' }, roles: [], joined_at: '2026-01-01T00:00:00Z' };
    discord.resources.set(`/guilds/${GUILD}/members/${ASKER}`, member);
    const log = recordingLog();
    platform = createDiscord({ token: TOKEN, log, defaultLang: 'en', api: discord.api });
    store = await openStore({ dataDir: IN_MEMORY });
    await platform.start(botOn(store, log, () => platform));
    for (const channel of [HERE, THERE])
      await interact(slash({ query: 'tips on 9:00' }, { channel, permissions: MANAGE_CHANNELS }));
  });
  afterAll(async () => {
    await platform.stop();
    await store.close();
    await discord.close();
  });
  async function interact(event: object): Promise<void> {
    const before = discord.requests('POST', /\/callback$/).length;
    discord.dispatch('INTERACTION_CREATE', event);
    await discord.request('POST', /\/callback$/, before + 1);
  }
  /** Everything was heard before this was answered. */
  const settle = () => interact(slash({ query: 'help' }));

  test('whoever may not manage a channel changes nothing with forged ids, values and mentions', async () => {
    const before = await settings(store, ids);
    expect(JSON.parse(before)[0]).toHaveLength(2);

    for (const words of WORDS(THERE)) {
      for (const id of [
        `v1:en:${words}`,
        `v1:ja:${words}`,
        `v1:share:en:${words}`,
        `v1:menu:en:0:${words}`,
        `v2:en:${words}`,
      ])
        if (id.length <= 100) await interact(press(id, { permissions: NOTHING_MORE }));
      await interact(slash({ query: words }, { permissions: NOTHING_MORE }));
      discord.dispatch('MESSAGE_CREATE', message(`<@${BOT}> ${words}`));
    }
    await settle();

    expect(await settings(store, ids)).toBe(before);
  });

  test('who manages one channel changes no other, whatever the id of a button names', async () => {
    const there = await settings(store, [ids[1] ?? '']);
    const of = (all: string) =>
      JSON.stringify(JSON.parse(all)[0].filter((one: { id: string }) => one.id.endsWith(THERE)));

    for (const words of WORDS(THERE))
      await interact(press(`v1:en:${words}`.slice(0, 100), { permissions: MANAGE_CHANNELS }));
    await settle();

    expect(of(await settings(store, []))).toBe(of(there));
    expect(await store.subscriptions.at(ids[0] ?? '')).toBeUndefined();
  });
});

describe.each(['HTTP', 'Socket Mode'] as const)('on Slack over %s', (receiver) => {
  let on: Drive;
  let store: Store;
  const [here, there] = ['C1', 'C2'];
  const SECRET = 'C9';
  const ids = [here, there, SECRET].map((id) => `slack/${TEAM}/${id}`);
  const guest = { user: { id: 'UGUEST', name: 'eve' } };
  beforeAll(async () => {
    on = await drive(receiver);
    store = await openStore({ dataDir: IN_MEMORY });
    Object.assign(on.slack.people, {
      UADA: { locale: 'en-US', name: 'ada' },
      UGUEST: { locale: 'en-US', name: 'eve', is_restricted: true },
    });
    on.slack.privateChannels = [SECRET];
    const bot = botOn(store, on.log, () => on.platform);
    on.bot.handle = (request) => bot.handle(request) as never;
    for (const channel_id of [here, there]) await on.command('tips on 9:00', { user_id: 'UADA', channel_id });
    await until(async () => (await store.subscriptions.all()).length === 2);
  });
  afterAll(async () => {
    await leave(on);
    await store.close();
  });
  let n = 0;
  const mention = (text: string, user: string) =>
    on.event({ type: 'app_mention', user, text, channel: here, ts: `17900009${++n}.000001` });
  const form = (channel: string, user: string, more: object = {}) =>
    on.interact({
      type: 'view_submission',
      user: { id: user, name: user },
      view: {
        ...{ id: `V${++n}`, hash: `h${n}`, team_id: TEAM, type: 'modal', callback_id: 'v1:en:tips-form' },
        ...{ state: { values: { channel: { c: { selected_conversation: channel } } } }, ...more },
      },
    });
  /** Everything was answered before this is. */
  const settle = async () => {
    const before = on.slack.responded.length;
    await on.press(
      { type: 'button', action_id: 'v1:en:0', value: 'help' },
      { container: { type: 'message', is_ephemeral: true } },
    );
    await until(() => on.slack.responded.length > before);
  };

  test('a guest changes nothing with forged ids, values, forms and mentions', async () => {
    const before = await settings(store, ids);

    for (const value of WORDS(there)) {
      for (const action_id of [
        'v1:en:0',
        'v1:ja:7',
        `v1:en:${there}`,
        'v1:en:tips-form',
        'v2:en:0',
        'v1:en:lost',
        'v1:en:share',
      ])
        await on.press({ type: 'button', action_id, value }, guest);
      await on.command(value, { user_id: 'UGUEST' });
      await mention(`<@${SELF}> ${value}`, 'UGUEST');
    }
    for (const channel of [here, there, SECRET])
      await form(channel, 'UGUEST', {
        private_metadata: JSON.stringify({ channel, user: 'UADA', manager: true }),
      });
    await settle();

    expect(await settings(store, ids)).toBe(before);
  });

  test('a member sets up no channel that the form was not opened in and not everyone reads', async () => {
    const before = await settings(store, ids);

    await form(SECRET, 'UADA', { private_metadata: JSON.stringify({ channel: SECRET }) });
    const told = await until(() => on.slack.to('views.update').at(-1));
    await settle();

    expect(JSON.stringify(told.view.blocks)).toContain('Type /virt tips on in that channel');
    expect(await settings(store, ids)).toBe(before);
  });

  test('what a member’s button names stands for nothing: the channel is the one it was pressed in', async () => {
    const other = () => store.subscriptions.at(ids[1] ?? '');
    const before = await other();

    for (const value of WORDS(there))
      await on.press(
        { type: 'button', action_id: `v1:en:${there}`, value },
        { user: { id: 'UADA', name: 'ada' } },
      );
    await settle();

    expect(await other()).toEqual(before);
    expect(await store.subscriptions.at(ids[0] ?? '')).toBeUndefined();
  });
});
