/**
 * What a flood of one person's messages costs everybody else: the whole program, over real sockets, once with
 * another person asking alone and once while somebody sends 500 messages a second for ten seconds.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ASKER, guild, message, OTHER } from '../discord/events.ts';
import { BOT, DiscordStandIn } from '../stand-ins/discord.ts';

const FLOOD_PER_SECOND = 500;
const SECONDS = 10;
const ASK_EVERY = 250;
/** Where the flood is, and where others ask: in several channels, for each has a share of its own. */
const FLOODED = '300000000000000005';
const ELSEWHERE = Array.from({ length: 4 }, (_none, i) => `30000000000000001${i}`);
const QUESTIONS = ['コンテナはなぜ起動が速いの？', 'what is KVM?', 'docker と podman の違い', 'gvisor'];

interface Figures {
  readonly latencies: readonly number[];
  readonly unanswered: number;
}

/** Asks now and then; how long each answer took to reach the platform, in milliseconds. */
async function askAround(discord: DiscordStandIn, user: (n: number) => string): Promise<Figures> {
  const latencies: number[] = [];
  const waiting: Promise<void>[] = [];
  let unanswered = 0;
  for (let n = 0; n < (SECONDS * 1000) / ASK_EVERY; n++) {
    const question = message(`<@${BOT}> ${QUESTIONS[n % QUESTIONS.length]}`, {
      user: user(n),
      channel: ELSEWHERE[n % ELSEWHERE.length] ?? FLOODED,
    });
    const start = performance.now();
    discord.dispatch('MESSAGE_CREATE', question);
    waiting.push(
      answerTo(discord, question.id).then((found) => {
        if (found) latencies.push(performance.now() - start);
        else unanswered++;
      }),
    );
    await sleep(ASK_EVERY);
  }
  await Promise.all(waiting);
  return { latencies, unanswered };
}

async function answerTo(discord: DiscordStandIn, id: string): Promise<boolean> {
  const answers = ({ body }: { body: Record<string, unknown> }) =>
    (body.message_reference as { message_id?: string } | undefined)?.message_id === id;
  for (let tries = 0; tries < 2_000; tries++) {
    if (discord.sent.some(answers)) return true;
    await sleep(2);
  }
  return false;
}

/** Messages by one person in another channel; `stop` ends it and gives how many there were. */
function flood(discord: DiscordStandIn): () => number {
  let sent = 0;
  const began = performance.now();
  const timer = setInterval(() => {
    const due = ((performance.now() - began) / 1000) * FLOOD_PER_SECOND;
    for (; sent < due; sent++)
      discord.dispatch('MESSAGE_CREATE', message(`<@${BOT}> kvm ${sent}`, { user: ASKER, channel: FLOODED }));
  }, 5);
  return () => {
    clearInterval(timer);
    return sent;
  };
}

/** Resident memory of a process in megabytes, as Linux tells it. */
const memoryOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN;

const line = (what: string, { latencies, unanswered }: Figures): string =>
  `${what.padEnd(14)} p50 ${percentile(latencies, 0.5).toFixed(1)} ms  p95 ${percentile(latencies, 0.95).toFixed(1)} ms  n ${latencies.length}  unanswered ${unanswered}\n`;

const ROOT = join(import.meta.dirname, '../..');
const TOKEN = 'OTAwMDAwMDAwMDAwMDAwMDAy.Gx1x2y.not-a-real-token-not-a-real-token-0000';

/** `npm start` on the stand-in; resolves when it is connected. */
async function start(discord: DiscordStandIn, dataDir: string): Promise<ChildProcess & { pid: number }> {
  const preload = ['--import', join(ROOT, 'tests/stand-ins/redirect.js')];
  const child = spawn(process.execPath, [...preload, join(ROOT, 'bin/run.js'), 'main'], {
    cwd: dataDir,
    env: {
      PATH: process.env.PATH ?? '',
      KNOWLEDGE_DIR: join(ROOT, 'knowledge'),
      DATA_DIR: dataDir,
      STAND_IN_DISCORD: discord.api,
      DISCORD_TOKEN: TOKEN,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said = (said + chunk).slice(-20_000);
      if (said.includes('"msg":"connected"')) resolve();
    });
    child.once('exit', () => reject(new Error(`the program ended:\n${said}`)));
  });
  return child as ChildProcess & { pid: number };
}

export async function benchFlood(): Promise<void> {
  const channels = [FLOODED, ...ELSEWHERE].map((id) => ({ id, type: 0, name: `c${id.slice(-2)}` }));
  const discord = await DiscordStandIn.start({ guilds: [guild({ channels })] });
  const dataDir = mkdtempSync(join(tmpdir(), 'virt-flood-'));
  const program = await start(discord, dataDir);
  try {
    // Nobody asks faster than one person may: the other questions come from several.
    const others = (n: number) => `${OTHER.slice(0, -2)}${10 + (n % 12)}`;
    await askAround(discord, others);
    const alone = await askAround(discord, others);
    const before = memoryOf(program.pid);
    const stop = flood(discord);
    const flooded = await askAround(discord, others);
    const sent = stop();
    const after = memoryOf(program.pid);
    const p95 = percentile(flooded.latencies, 0.95) / percentile(alone.latencies, 0.95);
    process.stdout.write(line('alone', alone));
    process.stdout.write(line('in the flood', flooded));
    process.stdout.write(
      `${sent} messages in ${SECONDS} s by one person · p95 ×${p95.toFixed(2)} · memory ${before.toFixed(0)} → ${after.toFixed(0)} MB\n`,
    );
  } finally {
    program.kill('SIGKILL');
    await discord.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
