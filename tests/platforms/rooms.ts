import { createDiscord } from '../../src/platforms/discord/adapter.ts';
import type { DiscordBody } from '../../src/platforms/discord/render/render.ts';
import type { Lang } from '../../src/text.ts';
import { TOKEN } from '../discord/conversation.ts';
import { GUILD, guild, MANAGE_CHANNELS, message, press, slash } from '../discord/events.ts';
import { Drive, type Receiver, until } from '../slack/drive.ts';
import { recordingLog } from '../slack/recording-log.ts';
import { BOT, DiscordStandIn } from '../stand-ins/discord.ts';
import { SELF, SlackStandIn } from '../stand-ins/slack.ts';
import type { Notes } from './notes.ts';
import { realBot, type WatchedBot } from './real-bot.ts';
import { type Told, toldOnDiscord, toldOnSlack } from './told.ts';

export interface Heard extends Told {
  /** Shown to the person who asked and to nobody else. */
  readonly private: boolean;
}

export interface Asker {
  readonly lang?: Lang;
  /** May change settings of the channel; so may everyone who is not said otherwise. */
  readonly manager?: boolean;
}

/** The real bot in a channel of a platform, with its real client, on a stand-in server. */
export interface Room {
  readonly bot: WatchedBot;
  command(text: string, asker?: Asker): Promise<Heard>;
  mention(text: string): Promise<Heard>;
  /** Presses the button that asks this. */
  press(ask: string): Promise<Heard>;
  /** Asks once and has the platform deliver it twice; resolves with the number of answers. */
  redeliver(text: string): Promise<number>;
  close(): Promise<void>;
}

/** What the bot needs in a channel: to see it, write in it and show embeds. */
const ALLOWED = String((1n << 10n) | (1n << 11n) | (1n << 14n));
const NOTHING_MORE = String(1n << 11n);
const CALLBACK = /\/callback$/;
const POSTED = /^\/channels\/\d+\/messages$/;

export async function discordRoom(notes: Notes): Promise<Room> {
  const roles = [{ id: GUILD, name: '@everyone', permissions: ALLOWED, position: 0 }];
  const discord = await DiscordStandIn.start({ guilds: [guild({ roles })] });
  const log = recordingLog();
  const platform = createDiscord({ token: TOKEN, log, defaultLang: 'en', api: discord.api });
  const bot = await realBot(notes, log, { platform: () => platform });
  await platform.start(bot);

  const heard = (body: unknown): Heard => ({
    ...toldOnDiscord(body as DiscordBody),
    private: (body as DiscordBody).flags === 64,
  });
  const interact = async (event: object): Promise<Heard> => {
    const before = discord.requests('POST', CALLBACK).length;
    discord.dispatch('INTERACTION_CREATE', event);
    return heard((await discord.request('POST', CALLBACK, before + 1)).body.data);
  };
  const say = async (text: string): Promise<Heard> => {
    const before = discord.requests('POST', POSTED).length;
    discord.dispatch('MESSAGE_CREATE', message(`<@${BOT}> ${text}`));
    return heard((await discord.request('POST', POSTED, before + 1)).body);
  };
  return {
    bot,
    command: (text, { lang = 'en', manager = true } = {}) =>
      interact(
        slash(
          { query: text },
          { locale: lang === 'ja' ? 'ja' : 'en-US', permissions: manager ? MANAGE_CHANNELS : NOTHING_MORE },
        ),
      ),
    mention: say,
    press: (ask) => interact(press(`v1:en:${ask}`)),
    async redeliver(text) {
      const before = discord.requests('POST', CALLBACK).length;
      // Of a message discord.js itself drops the second delivery; of a command it does not.
      await interact(slash({ query: text }));
      discord.drop(1);
      await until(() => discord.gateway.some(({ op }) => op === 6));
      // Whatever came of the second delivery stands before this.
      await interact(slash({ query: 'help' }));
      return discord.requests('POST', CALLBACK).length - before - 1;
    },
    async close() {
      await platform.stop();
      await discord.close();
    },
  };
}

const PEOPLE = {
  UEN: { locale: 'en-US', name: 'ada' },
  UJA: { locale: 'ja-JP', name: 'aya' },
  UGUEST: { locale: 'en-US', name: 'eve', is_restricted: true },
};

export async function slackRoom(notes: Notes, receiver: Receiver): Promise<Room> {
  const slack = await new SlackStandIn().start();
  Object.assign(slack.people, PEOPLE);
  const drive = new Drive(slack, receiver);
  const bot = await realBot(notes, drive.log, { platform: () => drive.platform });
  await drive.platform.start(bot);
  // A person's language is known from their second command on.
  for (const user_id of Object.keys(PEOPLE)) await drive.command('help', { user_id });
  await until(() => slack.to('users.info').length === Object.keys(PEOPLE).length);
  let posts = 0;

  // biome-ignore lint/suspicious/noExplicitAny: JSON as it came over the wire.
  const heard = (body: any): Heard => {
    if (slack.problems.length > 0) throw new Error(slack.problems.join('\n'));
    return { ...toldOnSlack(body), private: body.user !== undefined || body.response_type === 'ephemeral' };
  };
  const mention = (text: string, ts: string) => ({
    type: 'app_mention',
    user: 'UEN',
    text: `<@${SELF}> ${text}`,
    channel: 'C1',
    ts,
    event_ts: ts,
  });
  const say = async (text: string): Promise<Heard> => {
    const before = slack.messages.length;
    await drive.event(mention(text, `1790000100.${String(++posts).padStart(6, '0')}`));
    return heard(await until(() => slack.messages[before]));
  };
  return {
    bot,
    async command(text, { lang = 'en', manager = true } = {}) {
      const user_id = manager ? (lang === 'ja' ? 'UJA' : 'UEN') : 'UGUEST';
      const before = slack.responded.length;
      const ack = await drive.command(text, { user_id });
      return heard(ack?.blocks ? ack : await until(() => slack.responded[before]));
    },
    mention: say,
    async press(ask) {
      const before = slack.messages.length;
      await drive.press({ type: 'button', action_id: 'v1:en:0', value: ask });
      return heard(await until(() => slack.messages[before]));
    },
    async redeliver(text) {
      const before = slack.messages.length;
      const event = mention(text, '1790000200.000001');
      await drive.event(event, { id: 'Ev-again', retry: 0 });
      await drive.event(event, { id: 'Ev-again', retry: 1 });
      await drive.event({ ...event, type: 'message', channel_type: 'channel' });
      await say('help');
      return slack.messages.length - before - 1;
    },
    async close() {
      await drive.platform.stop();
      await slack.close();
    },
  };
}
