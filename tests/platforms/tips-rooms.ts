import { setTimeout as sleep } from 'node:timers/promises';
import { createBot } from '../../src/bot/bot.ts';
import { createDiscord } from '../../src/platforms/discord/adapter.ts';
import type { Clock, Log, Platform } from '../../src/ports.ts';
import { IN_MEMORY, openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { createDelivery, type Delivery } from '../../src/tips/delivery/delivery.ts';
import { TOKEN } from '../discord/conversation.ts';
import { ASKER, CHANNEL, GUILD, guild, MANAGE_CHANNELS, press, slash } from '../discord/events.ts';
import { Drive, until } from '../slack/drive.ts';
import { recordingLog } from '../slack/recording-log.ts';
import { DiscordStandIn } from '../stand-ins/discord.ts';
import { SlackStandIn } from '../stand-ins/slack.ts';
import type { Notes } from './notes.ts';
import type { Heard } from './rooms.ts';
import { type Told, toldOnDiscord, toldOnSlack } from './told.ts';

/** Monday 2026-11-23, 08:00 in Tokyo. */
const MONDAY_8 = Date.UTC(2026, 10, 22, 23);

/** Time that passes when a test says so; deadlines pass as on a busy machine, so that nothing waits for ever. */
export class MovedClock implements Clock {
  #now = MONDAY_8;
  now(): number {
    return this.#now;
  }
  async wait(ms: number, signal?: AbortSignal): Promise<void> {
    await sleep(ms, undefined, signal ? { signal } : {});
  }
  pass(ms: number): void {
    this.#now += ms;
  }
}

/** What a channel sees of a tip, and what keeps it from being posted twice. */
export interface Posted extends Told {
  readonly channel: string;
  /** Discord's nonce, or the second Slack was given. */
  readonly mark: unknown;
}

/** The real bot with real delivery in a channel of a platform, on a clock that a test moves. */
export interface TipsRoom {
  readonly channel: string;
  readonly clock: MovedClock;
  readonly store: Store;
  /** Delivery as a process that has just started has it; every tick delivers what is due. */
  delivery(): Delivery;
  command(text: string, asker?: { readonly manager?: boolean }): Promise<Heard>;
  /** Somebody who manages nothing says it to the bot in a direct conversation. */
  direct(text: string): Promise<Told>;
  /** Somebody presses the button under a message everyone sees. */
  press(ask: string): Promise<Heard>;
  /** Time passes while the bot is up. */
  live(delivery: Delivery, ms: number): Promise<void>;
  /** What was posted unasked, in the channel or in the direct conversation. */
  posted(where?: 'channel' | 'direct'): readonly Posted[];
  /** Titles of what one person was told in a direct message. */
  told(): readonly { readonly person: string; readonly title: string; readonly text: string }[];
  /** Keeps the bot from posting in the channel, as an archived or closed one does. */
  closeChannel(): void;
  close(): Promise<void>;
}

interface Running {
  readonly clock: MovedClock;
  readonly store: Store;
  delivery(): Delivery;
}

/** The bot as `main.ts` makes it, answering on `platform`. */
async function run(notes: Notes, platform: Platform, clock: MovedClock, log: Log): Promise<Running> {
  const store = await openStore({ dataDir: IN_MEMORY });
  const bot = createBot({
    knowledge: notes.knowledge,
    store,
    log,
    defaultLang: 'en',
    answersPrivate: false,
    chance: () => 0,
    platform: () => platform,
  });
  await platform.start(bot);
  const delivery = () =>
    createDelivery({ store, clock, log, platforms: () => [platform], knowledge: () => notes.knowledge });
  return { clock, store, delivery };
}

const ALLOWED = String((1n << 10n) | (1n << 11n) | (1n << 14n));
const CALLBACK = /\/callback$/;
const POSTED = new RegExp(`^/channels/${CHANNEL}/messages$`);
/** Somebody's conversation with the bot. */
const OWN = '300000000000000077';
/** Where the stand-in has people told things. */
const DIRECT = '300000000000000009';

const STEP = 15 * 60_000;

/** Time passes while the bot is up: `each` is done whenever it has moved on. */
async function live(
  clock: MovedClock,
  delivery: Delivery,
  ms: number,
  each: () => void = () => {},
): Promise<void> {
  for (let left = ms; left > 0; left -= STEP) {
    clock.pass(Math.min(STEP, left));
    each();
    await delivery.tick();
  }
}

export async function discordTips(notes: Notes): Promise<TipsRoom> {
  const roles = [{ id: GUILD, name: '@everyone', permissions: ALLOWED, position: 0 }];
  const discord = await DiscordStandIn.start({ guilds: [guild({ roles })] });
  discord.resources.set(`/channels/${OWN}`, { id: OWN, type: 1, recipients: [] });
  const clock = new MovedClock();
  const log = recordingLog();
  const platform = createDiscord({ token: TOKEN, log, defaultLang: 'en', api: discord.api, clock });
  const running = await run(notes, platform, clock, log);

  // biome-ignore lint/suspicious/noExplicitAny: JSON as it came over the wire.
  const told = (body: any): Told => toldOnDiscord({ embeds: [], components: [], ...body });
  const interact = async (event: object): Promise<Heard> => {
    const before = discord.requests('POST', CALLBACK).length;
    discord.dispatch('INTERACTION_CREATE', event);
    const { data } = (await discord.request('POST', CALLBACK, before + 1)).body as {
      data: { flags?: number };
    };
    return { ...told(data), private: data.flags === 64 };
  };
  return {
    ...running,
    channel: CHANNEL,
    command: (text, { manager = true } = {}) =>
      interact(slash({ query: text }, { permissions: manager ? MANAGE_CHANNELS : ALLOWED })),
    press: (ask) => interact(press(`v1:en:${ask}`)),
    direct: (text) => interact(slash({ query: text }, { direct: true, channel: OWN })),
    live: (delivery, ms) => live(clock, delivery, ms),
    posted: (where = 'channel') =>
      [...discord.messages.values()]
        .filter(({ channel_id }) => channel_id === (where === 'channel' ? CHANNEL : OWN))
        .filter(({ nonce }) => nonce !== undefined)
        .map((body) => ({ ...told(body), channel: String(body.channel_id), mark: body.nonce })),
    told: () =>
      [...discord.messages.values()]
        .filter(({ channel_id }) => channel_id === DIRECT)
        .map((body, i) => ({
          ...told(body),
          person: String(discord.requests('POST', /^\/users\/@me\/channels$/)[i]?.body.recipient_id),
        })),
    closeChannel: () =>
      discord.fail(({ path }) => POSTED.test(path), 403, { code: 50001, message: 'Missing Access' }, 99),
    async close() {
      await platform.stop();
      await running.store.close();
      await discord.close();
    },
  };
}

export async function slackTips(notes: Notes): Promise<TipsRoom> {
  const slack = await new SlackStandIn().start();
  Object.assign(slack.people, {
    UADA: { locale: 'en-US', name: 'ada', tz: 'Asia/Tokyo' },
    UEVE: { locale: 'en-US', name: 'eve', is_restricted: true },
  });
  const clock = new MovedClock();
  slack.now = () => clock.now();
  const drive = new Drive(slack, 'Socket Mode', { clock });
  const running = await run(notes, drive.platform, clock, drive.log);
  // People are known from their second command on.
  for (const user_id of ['UADA', 'UEVE']) await drive.command('help', { user_id });
  await until(() => slack.to('users.info').length === 2);

  // biome-ignore lint/suspicious/noExplicitAny: JSON as it came over the wire.
  const heard = (body: any): Heard => {
    if (slack.problems.length > 0) throw new Error(slack.problems.join('\n'));
    return { ...toldOnSlack(body), private: body.response_type === 'ephemeral' };
  };
  return {
    ...running,
    channel: 'C1',
    async command(text, { manager = true } = {}) {
      const before = slack.responded.length;
      const ack = await drive.command(text, { user_id: manager ? 'UADA' : 'UEVE' });
      return heard(ack?.blocks ? ack : await until(() => slack.responded[before]));
    },
    async press(ask) {
      const before = slack.responded.length;
      await drive.press({ type: 'button', action_id: 'v1:en:0', value: ask }, { user: { id: 'UEVE' } });
      return heard(await until(() => slack.responded[before]));
    },
    async direct(text) {
      const before = slack.messages.length;
      const ts = slack.nextTs();
      await drive.event({ type: 'message', channel_type: 'im', channel: 'D1', user: 'UEVE', text, ts });
      return toldOnSlack(await until(() => slack.messages[before]));
    },
    live: (delivery, ms) => live(clock, delivery, ms, () => slack.postDue()),
    posted: (where = 'channel') =>
      slack.messages
        .filter(({ channel, scheduled }) => channel === (where === 'channel' ? 'C1' : 'D1') && scheduled)
        // A channel and a second: what Slack's own list tells a tip by.
        .map((body) => ({ ...toldOnSlack(body), channel: body.channel, mark: body.ts.split('.')[0] })),
    told: () =>
      slack.messages
        .filter(({ channel }) => channel.startsWith('U'))
        .map((body) => ({ ...toldOnSlack(body), person: body.channel })),
    closeChannel: () => {
      const archived = (args: { channel: string }) =>
        args.channel === 'C1' ? { ok: false, error: 'is_archived' } : undefined;
      for (const method of ['chat.postMessage', 'chat.scheduleMessage'])
        slack.answer(method, ...Array.from({ length: 99 }, () => archived));
    },
    async close() {
      await drive.platform.stop();
      await running.store.close();
      await slack.close();
    },
  };
}

export const PERSON = { Discord: ASKER, Slack: 'UADA' } as const;
