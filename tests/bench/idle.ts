import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TOKEN } from '../discord/conversation.ts';
import { guild } from '../discord/events.ts';
import { type Usage, usageOf } from '../process-usage.ts';
import { startScript } from '../run-script.ts';
import { DiscordStandIn } from '../stand-ins/discord.ts';
import { APP_TOKEN, BOT_TOKEN, SlackStandIn } from '../stand-ins/slack.ts';

const NOTES = join(import.meta.dirname, '../../knowledge');
/** Until the collector has been through what starting left. */
const SETTLING = 20_000;
const tell = (what: string, { memory, cpu }: Usage): void =>
  void process.stdout.write(`${what}: ${memory.toFixed(0)} MB, ${cpu.toFixed(2)} s of processor time\n`);

/** What the bot takes with both platforms connected and nobody asking, with its own notes. */
export async function benchIdle(): Promise<void> {
  const discord = await DiscordStandIn.start({ guilds: [guild()] });
  const slack = await new SlackStandIn().start();
  const program = startScript('main', [], {
    preload: 'stand-ins/redirect.js',
    env: {
      KNOWLEDGE_DIR: NOTES,
      STAND_IN_DISCORD: discord.api,
      STAND_IN_SLACK: slack.apiUrl,
      DISCORD_TOKEN: TOKEN,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      HEALTH_PORT: '0',
    },
  });
  while ((program.stderr().match(/"msg":"connected"/g) ?? []).length < 2) await sleep(20);
  tell('both platforms connected', usageOf(program.pid));
  await sleep(SETTLING);
  tell('idle', usageOf(program.pid));
  program.kill('SIGTERM');
  await program.done;
  await discord.close();
  await slack.close();
}
