/**
 * `npm run soak [-- minutes] [seed]`: the whole program on both platforms and PostgreSQL while everything goes wrong
 * that does in the life of a bot. Every question it took on is answered once, or its asker is told; memory stays flat.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { TOKEN } from '../discord/conversation.ts';
import { guild, message } from '../discord/events.ts';
import { startProgram } from '../load/programs.ts';
import { usageOf } from '../process-usage.ts';
import { BOT, DiscordStandIn } from '../stand-ins/discord.ts';
import { startPostgres } from '../stand-ins/postgres.ts';
import { APP_TOKEN, BOT_TOKEN, SELF, SlackStandIn, TEAM } from '../stand-ins/slack.ts';
import { MISFORTUNES, type World } from './misfortunes.ts';

const MINUTE = 60_000;
const [minutes = '10', seed = String(Date.now() % 100_000)] = process.argv.slice(2);
const EVERY = 250;
/** Until everything that is waited out has been: pauses double, and what a process left is taken up after 10 s. */
const SETTLING = 60_000;
const PAUSE = [4_000, 10_000] as const;
const QUESTIONS = ['what is KVM?', 'コンテナはなぜ起動が速いの？', 'cgroups', 'how does live migration work'];
const CHANNELS = Array.from({ length: 20 }, (_none, i) => `3000000000000000${50 + i}`);

/** Mulberry32: the same misfortunes for the same seed. */
function chanceOf(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Asked {
  readonly platform: 'discord' | 'slack';
  /** Seconds that were left then. */
  readonly left: number;
  readonly id: string;
  readonly user: string;
}

/** Slope of the least squares line, in MB an hour. */
function slope(samples: readonly { readonly at: number; readonly memory: number }[]): number {
  const mean = (of: (one: (typeof samples)[number]) => number) =>
    samples.reduce((sum, one) => sum + of(one), 0) / samples.length;
  const [at, memory] = [mean((one) => one.at), mean((one) => one.memory)];
  const up = samples.reduce((sum, one) => sum + (one.at - at) * (one.memory - memory), 0);
  const down = samples.reduce((sum, one) => sum + (one.at - at) ** 2, 0);
  return (up / down) * 60 * MINUTE;
}

const chance = chanceOf(Number(seed));
const channels = CHANNELS.map((id) => ({ id, type: 0, name: `c${id.slice(-2)}` }));
const discord = await DiscordStandIn.start({ guilds: [guild({ channels })] });
const slack = await new SlackStandIn().start();
const database = await startPostgres();
const world: World = { discord, slack, database, chance };
const env = {
  STAND_IN_DISCORD: discord.api,
  STAND_IN_SLACK: slack.apiUrl,
  DISCORD_TOKEN: TOKEN,
  SLACK_BOT_TOKEN: BOT_TOKEN,
  SLACK_APP_TOKEN: APP_TOKEN,
  DATABASE_URL: database.url,
};
/** Either may say so first, and once more. */
const CONNECTED =
  /^(?=[\s\S]*"platform":"discord","msg":"connected")(?=[\s\S]*"platform":"slack","msg":"connected")/;
const program = await startProgram(['bin/run.js', 'main'], env, CONNECTED);

const until = Date.now() + Number(minutes) * MINUTE;
const secondsLeft = (): number => Math.round((until - Date.now()) / 1000);
const asked: Asked[] = [];
const samples: { at: number; memory: number }[] = [];
let deaf = false;
let n = 0;

function askOnDiscord(): void {
  const user = String(400_000_000_000_001_000n + BigInt(n));
  const channel = CHANNELS[n % CHANNELS.length] ?? '';
  const question = message(`<@${BOT}> ${QUESTIONS[n % QUESTIONS.length]}`, { user, channel });
  discord.dispatch('MESSAGE_CREATE', question);
  asked.push({ platform: 'discord', id: question.id, user, left: secondsLeft() });
}

/** Slack sends an event again until it is acknowledged. */
async function askOnSlack(): Promise<void> {
  const ts = `17${String(Date.now()).slice(0, 8)}.${String(n).padStart(6, '0')}`;
  const event = {
    type: 'app_mention',
    user: `U${n}`,
    channel: `C${n % 20}`,
    ts,
    text: `<@${SELF}> ${QUESTIONS[n % QUESTIONS.length]}`,
  };
  const payload = { type: 'event_callback', team_id: TEAM, event_id: `Ev${n}`, event };
  asked.push({ platform: 'slack', id: ts, user: event.user, left: secondsLeft() });
  for (let tries = 0; tries < 10; tries++) {
    while (!slack.connected) await sleep(100);
    const taken = await Promise.race([
      slack.envelope('events_api', payload).then(() => true),
      sleep(3_000, false),
    ]);
    if (taken) return;
  }
}

async function ask(): Promise<void> {
  for (; Date.now() < until; n++) {
    if (!deaf) askOnDiscord();
    void askOnSlack();
    await sleep(EVERY);
  }
}
async function spoil(): Promise<void> {
  while (Date.now() < until - PAUSE[1]) {
    await sleep(PAUSE[0] + chance() * (PAUSE[1] - PAUSE[0]));
    const one = MISFORTUNES[Math.floor(chance() * MISFORTUNES.length)];
    if (!one) continue;
    process.stderr.write(`${secondsLeft()} s left: ${one.name}\n`);
    if (one.deaf) {
      deaf = true;
      await sleep(2_000);
    }
    const sessions = discord.gateway.filter(({ op }) => op === 2).length;
    await one.happen(world);
    while (one.deaf && discord.gateway.filter(({ op }) => op === 2).length === sessions) await sleep(100);
    if (one.deaf) await sleep(2_000);
    deaf = false;
  }
}
const watching = setInterval(() => {
  samples.push({ at: Date.now(), memory: usageOf(program.pid).memory });
}, 2_000);

await Promise.all([ask(), spoil()]);
clearInterval(watching);
await sleep(SETTLING);

const answersTo = ({ platform, id }: Asked): number =>
  platform === 'slack'
    ? slack.messages.filter((one) => one.thread_ts === id).length
    : [...discord.messages.values()].filter(
        (one) => (one.message_reference as { message_id?: string } | undefined)?.message_id === id,
      ).length;
const tally = (platform: string, wanted: (answers: number) => boolean): number =>
  asked.filter((one) => one.platform === platform && wanted(answersTo(one))).length;
/** Nobody can say whether the answer came, and its asker alone is told so. */
const wasTold = ({ platform, user }: Asked): boolean =>
  platform === 'slack'
    ? slack.calls.some(({ method, args }) => method === 'chat.postEphemeral' && args.user === user)
    : discord.requests('POST', /^\/users\/@me\/channels$/).some(({ body }) => body.recipient_id === user);
for (const platform of ['discord', 'slack']) {
  const once = tally(platform, (answers) => answers === 1);
  const unanswered = asked.filter((one) => one.platform === platform && answersTo(one) === 0);
  const told = unanswered.filter(wasTold).length;
  const more = tally(platform, (answers) => answers > 1);
  process.stdout.write(
    `${platform}: ${once} answered once, ${told} told instead, ${more} more than once, ${unanswered.length - told} neither\n`,
  );
}
const later = samples.slice(Math.floor(samples.length / 2));
process.stdout.write(
  `memory ${samples[0]?.memory.toFixed(0)} → ${samples.at(-1)?.memory.toFixed(0)} MB, slope of the second half ${slope(later).toFixed(0)} MB/h · seed ${seed}\n`,
);
const errors = program.said().match(/"level":[56]0/g)?.length ?? 0;
process.stdout.write(`lines of errors in the last of its log: ${errors}\n`);
const failed = asked.filter((one) => answersTo(one) > 1 || (answersTo(one) === 0 && !wasTold(one)));
for (const one of failed)
  process.stdout.write(
    `${one.platform} ${one.id}, asked with ${one.left} s left: ${answersTo(one)} answers\n`,
  );
await program.stop();
await discord.close();
await slack.close();
await database.remove();
process.exit(failed.length > 0 ? 1 : 0);
