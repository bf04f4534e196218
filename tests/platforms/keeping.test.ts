import { afterEach, expect, test } from 'vitest';
import { type Keeping, keepConnected } from '../../src/platforms/answering/keeping.ts';
import { createDiscord } from '../../src/platforms/discord/adapter.ts';
import { createSlack } from '../../src/platforms/slack/adapter.ts';
import type { Platform } from '../../src/ports.ts';
import { TOKEN } from '../discord/conversation.ts';
import { guild } from '../discord/events.ts';
import { FakeBot, hurriedClock, until } from '../slack/drive.ts';
import { recordingLog } from '../slack/recording-log.ts';
import { DiscordStandIn, type StandInOptions } from '../stand-ins/discord.ts';
import { APP_TOKEN, BOT_TOKEN, SlackStandIn } from '../stand-ins/slack.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function discordOn(options: StandInOptions = {}) {
  const discord = await DiscordStandIn.start({ guilds: [guild()], ...options });
  open.push(discord);
  const log = recordingLog();
  return { discord, platform: createDiscord({ token: TOKEN, log, defaultLang: 'en', api: discord.api }) };
}
async function slackOn() {
  const slack = await new SlackStandIn().start();
  open.push(slack);
  const tokens = { botToken: BOT_TOKEN, appToken: APP_TOKEN, slackApiUrl: slack.apiUrl };
  return { slack, platform: createSlack({ ...tokens, log: recordingLog(), defaultLang: 'en' }) };
}

/** Keeps them until the test is over; pauses pass fifty times as fast. */
function keep(...platforms: Platform[]): Keeping & { readonly told: () => string[] } {
  const log = recordingLog();
  const keeping = keepConnected({ platforms, bot: new FakeBot(), clock: hurriedClock, log });
  open.push({ close: () => keeping.stop() });
  const told = () => log.lines.filter((line) => line.level === 'error').map((line) => line.message);
  return { ...keeping, told };
}

const names = (keeping: Keeping): string[] => keeping.connected().map(({ name }) => name);

test('Slack that is out of order at the start is connected when it is back', async () => {
  const { slack, platform } = await slackOn();
  slack.answer(
    'auth.test',
    { ok: false, error: 'fatal_error' },
    { ok: false, error: 'service_unavailable' },
    { ok: false, error: 'internal_error' },
  );
  const keeping = keep(platform);

  await keeping.tried;
  expect(names(keeping)).toEqual([]);
  await until(() => names(keeping).length === 1);

  expect(keeping.told()).toHaveLength(3);
  expect(slack.connected).toBe(true);
});

test('Discord that is out of order at the start is connected when it is back', async () => {
  const { discord, platform } = await discordOn();
  // The library itself asks four times.
  discord.fail((sent) => sent.path === '/gateway/bot', 503, {}, 8);
  const keeping = keep(platform);

  await until(() => names(keeping).length === 1);

  expect(keeping.told()).toEqual(Array(2).fill(expect.stringContaining('discordstatus.com')));
});

test('a token withdrawn while running ends it when nothing else is connected, with the fix said once', async () => {
  const { discord, platform } = await discordOn();
  const keeping = keep(platform);
  await keeping.tried;

  discord.closeWith(4004);
  await keeping.refused;

  expect(keeping.told()).toEqual([expect.stringContaining('Reset Token')]);
  expect(names(keeping)).toEqual([]);
});

test('an app token withdrawn while running ends it as well', async () => {
  const { slack, platform } = await slackOn();
  const keeping = keep(platform);
  await keeping.tried;

  slack.answer('apps.connections.open', { ok: false, error: 'invalid_auth' });
  slack.renewSocket();
  await keeping.refused;

  expect(keeping.told()).toEqual([expect.stringContaining('SLACK_APP_TOKEN')]);
});

test('a platform that refuses the bot is not asked again, and the other goes on', async () => {
  const { discord, platform } = await discordOn({ token: 'another' });
  const { platform: slack } = await slackOn();
  const keeping = keep(platform, slack);
  await keeping.tried;
  const asked = discord.sent.length;

  const ended = await Promise.race([
    keeping.refused.then(() => 'ended'),
    hurriedClock.wait(4_000).then(() => 'on'),
  ]);

  expect(ended).toBe('on');
  expect(names(keeping)).toEqual(['slack']);
  expect(discord.sent).toHaveLength(asked);
});

test('stopping does not wait for the next try', async () => {
  const { slack, platform } = await slackOn();
  slack.answer('auth.test', ...Array(50).fill({ ok: false, error: 'fatal_error' }));
  const never = (_ms: number, signal?: AbortSignal) =>
    new Promise<void>((_resolve, reject) => signal?.addEventListener('abort', reject));
  const clock = { now: Date.now, wait: never };
  const keeping = keepConnected({ platforms: [platform], bot: new FakeBot(), clock, log: recordingLog() });
  await keeping.tried;

  await keeping.stop();

  expect(slack.to('auth.test')).toHaveLength(1);
});
