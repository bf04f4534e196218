import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../src/store/open.ts';
import { guild, message } from '../discord/events.ts';
import { type Running, startScript } from '../run-script.ts';
import { BOT, DiscordStandIn } from '../stand-ins/discord.ts';
import { APP_TOKEN, BOT_TOKEN, SELF, SlackStandIn, TEAM } from '../stand-ins/slack.ts';
import { faultBy } from './faults.ts';

export interface QuestionsOptions {
  readonly questions: number;
  readonly databaseUrl?: string;
  /** 0 ≤ chance < 1. */
  readonly chance: () => number;
}

/** What came of the questions of one platform. */
export interface Answered {
  readonly asked: number;
  /** Acknowledged, where the platform acknowledges; where it does not, written down or answered. */
  readonly accepted: number;
  /** Given to a live session, and its process was killed before it had written it down: Discord tells no later session. */
  readonly unwritten: number;
  /** How long before the kill the first of those was given, in milliseconds. */
  readonly unwrittenFor: number;
  readonly once: number;
  /** Nobody could say whether the answer came: its asker was told. */
  readonly told: number;
  readonly lost: number;
  readonly doubled: number;
}

export interface QuestionsReport {
  readonly slack: Answered;
  readonly discord: Answered;
  readonly kills: number;
}

const QUESTION = '仮想化のまとめ';
/** A process lives as long at most once it is connected, in milliseconds. */
const LIVES = 4_000;
const BETWEEN = 25;
/** Processes that start over answer what is left within that, in milliseconds. */
const PATIENCE = 120_000;
const TOKEN = 'OTAwMDAwMDAwMDAwMDAwMDAy.Gx1x2y.not-a-real-token-not-a-real-token-0000';
const LOST = /届いたかどうか|whether it arrived/;

const connected = (program: Running): boolean =>
  ['discord', 'slack'].every((platform) =>
    program
      .stderr()
      .split('\n')
      .some((line) => line.includes(`"platform":"${platform}"`) && line.includes('"msg":"connected"')),
  );

/** Snowflakes of channels, one a question, so that its answer is told by where it is. */
const channelOf = (n: number): string => String(310_000_000_000_000_000n + BigInt(n));

function slackEvent(n: number) {
  const direct = n % 3 === 0;
  const event = direct
    ? { type: 'message', channel_type: 'im', channel: `D${n}` }
    : { type: 'app_mention', channel: `C${n}` };
  return {
    type: 'event_callback',
    team_id: TEAM,
    event_id: `Ev${n}`,
    authorizations: [{ team_id: TEAM, user_id: SELF, is_bot: true, is_enterprise_install: false }],
    event: {
      ...event,
      user: `U${n}`,
      text: `<@${SELF}> ${QUESTION}`,
      ts: `1790000000.${String(n).padStart(6, '0')}`,
    },
  };
}

/** Asks on both platforms while the one process is killed again and again and its requests meet faults. */
export async function questions({
  questions: many,
  databaseUrl,
  chance,
}: QuestionsOptions): Promise<QuestionsReport> {
  const dataDir = await mkdtemp(join(tmpdir(), 'virt-questions-'));
  const half = Math.ceil(many / 2);
  const channels = Array.from({ length: half }, (_none, n) => ({ id: channelOf(n), type: 0, name: `q${n}` }));
  const discord = await DiscordStandIn.start({ guilds: [guild({ channels })] });
  const slack = await new SlackStandIn().start();
  slack.interfere = (method) => (method.startsWith('chat.') ? faultBy(chance) : {});
  const env = {
    ...{ STAND_IN_DISCORD: discord.api, STAND_IN_SLACK: slack.apiUrl, DATA_DIR: dataDir },
    ...{ DISCORD_TOKEN: TOKEN, SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN, LOG_LEVEL: 'info' },
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
  };
  const start = async (): Promise<Running> => {
    const program = startScript('main', [], { preload: 'stand-ins/redirect.js', env });
    while (!connected(program)) await sleep(50);
    return program;
  };
  const acknowledged = new Set<number>();
  const ask = (n: number): void =>
    void slack.envelope('events_api', slackEvent(n)).then(() => acknowledged.add(n));
  const database = databaseUrl ? { dataDir, databaseUrl } : { dataDir };
  let program = await start();
  const db = await openDatabase(database);
  const kept = new Set<string>();
  const note = async (): Promise<number> => {
    const rows = await db.selectFrom('inbox').select('id').execute();
    for (const { id } of rows) kept.add(id);
    return rows.length;
  };

  let kills = 0;
  const ids: string[] = [];
  /** When a live session was given a question, by its number. */
  const given = new Map<number, number>();
  /** How long before the kill, by the question's number. */
  const ages = new Map<number, number>();
  for (let n = 0; n < half; ) {
    const until = Date.now() + 500 + chance() * LIVES;
    for (; n < half && Date.now() < until; n++) {
      ask(n);
      const one = message(`<@${BOT}> ${QUESTION}`, { channel: channelOf(n), user: channelOf(n) }) as {
        id: string;
      };
      ids.push(one.id);
      if (chance() < 0.1)
        discord.mishaps.next(
          ({ method, path }) => method === 'POST' && path.includes(channelOf(n)),
          chance() < 0.5 ? 'dropped' : 'done, dropped',
        );
      if (discord.dispatch('MESSAGE_CREATE', one)) given.set(n, performance.now());
      await sleep(BETWEEN * chance() * 2);
    }
    program.kill('SIGKILL');
    for (const [one, at] of given) if (!ages.has(one)) ages.set(one, performance.now() - at);
    await program.done;
    kills++;
    await note();
    program = await start();
    // Slack delivers again what was not acknowledged.
    for (let earlier = 0; earlier < n; earlier++) if (!acknowledged.has(earlier)) ask(earlier);
  }
  const deadline = Date.now() + PATIENCE;
  await sleep(15_000);
  while (Date.now() < deadline && (await note()) > 0) await sleep(500);
  program.kill('SIGTERM');
  await program.done;
  await db.destroy();

  const answers = (
    places: readonly string[],
    inPlace: (place: string) => number,
    told: (place: string) => boolean,
    taken: (n: number) => boolean,
  ): Answered => {
    const counts = places.map(inPlace);
    const accepted = (n: number): boolean => taken(n) || (counts[n] ?? 0) > 0;
    const nothing = places.filter((_place, n) => accepted(n) && counts[n] === 0);
    const unwritten = [...ages].filter(([n]) => !accepted(n)).map(([, age]) => age);
    return {
      asked: places.length,
      accepted: places.filter((_place, n) => accepted(n)).length,
      unwritten: unwritten.length,
      unwrittenFor: Math.max(0, ...unwritten),
      once: counts.filter((count) => count === 1).length,
      told: nothing.filter(told).length,
      lost: nothing.filter((place) => !told(place)).length,
      doubled: counts.filter((count) => count > 1).length,
    };
  };
  const all = Array.from({ length: half }, (_none, n) => n);
  const open = slack.messages.filter(({ user }) => !user);
  const report = {
    kills,
    slack: answers(
      all.map((n) => `${n % 3 === 0 ? 'D' : 'C'}${n}`),
      (place) => open.filter(({ channel }) => channel === place).length,
      (place) =>
        slack.messages.some(({ channel, user, text }) => channel === place && user && LOST.test(text)),
      (n) => acknowledged.has(n),
    ),
    discord: answers(
      all.map(channelOf),
      (place) => [...discord.messages.values()].filter((one) => one.channel_id === place).length,
      () => false,
      (n) => kept.has(ids[n] ?? ''),
    ),
  };
  await slack.close();
  await discord.close();
  await rm(dataDir, { recursive: true, force: true });
  return report;
}
