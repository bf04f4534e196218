import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { TOKEN } from './discord/conversation.ts';
import { guild } from './discord/events.ts';
import { type Running, startScript } from './run-script.ts';
import { DiscordStandIn, type StandInOptions } from './stand-ins/discord.ts';
import { APP_TOKEN, BOT_TOKEN, SlackStandIn } from './stand-ins/slack.ts';

/** `npm start` with both platforms, on stand-ins; `again` starts it once more on the same. */
export async function startBot(options: { discord?: StandInOptions; env?: Record<string, string> } = {}) {
  const discord = await DiscordStandIn.start({ guilds: [guild()], ...options.discord });
  const slack = await new SlackStandIn().start();
  const running: Running[] = [];
  onTestFinished(async () => {
    for (const one of running) one.kill('SIGKILL');
    await Promise.all([discord.close(), slack.close()]);
  });
  const start = () =>
    startScript('main', [], {
      preload: 'stand-ins/redirect.js',
      env: {
        STAND_IN_DISCORD: discord.api,
        STAND_IN_SLACK: slack.apiUrl,
        DISCORD_TOKEN: TOKEN,
        SLACK_BOT_TOKEN: BOT_TOKEN,
        SLACK_APP_TOKEN: APP_TOKEN,
        ...options.env,
      },
    });
  const starting = (): Running => {
    const one = start();
    running.push(one);
    return one;
  };
  const program = starting();
  const connected = (platform: string, of = program): boolean =>
    of
      .stderr()
      .split('\n')
      .some((line) => line.includes(`"platform":"${platform}"`) && line.includes('"msg":"connected"'));
  return { discord, slack, program, connected, again: starting };
}

/** Asks again and again: the program has seconds to load its libraries on a busy machine. */
export async function long<T>(
  find: () => T | false | undefined | Promise<T | false | undefined>,
): Promise<T> {
  for (let tries = 0; tries < 2_500; tries++) {
    const found = await find();
    if (found) return found;
    await sleep(10);
  }
  throw new Error('it did not happen');
}
