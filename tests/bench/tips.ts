/**
 * Daily tips at scale, over a real PostgreSQL: what it costs to look for what is due among many subscriptions, and
 * how long four processes take over 10,000 tips that are due in the same minute.
 */

import { type ChildProcess, fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Subscription } from '../../src/store/daily-tips.ts';
import { openDatabase } from '../../src/store/open.ts';
import { rowOf } from '../../src/store/rows.ts';
import { createSqlStore, explainDue } from '../../src/store/sql.ts';
import type { Store } from '../../src/store/store.ts';
import { planOf } from '../../src/tips/delivery/plan.ts';
import { startPostgres } from '../stand-ins/postgres.ts';

type Database = Awaited<ReturnType<typeof openDatabase>>;

const SIZES = [1_000, 10_000, 100_000];
const DUE = 10_000;
const PROCESSES = 4;
const HOUR = 60 * 60 * 1000;
/** Rows of one statement. */
const ROWS = 1_000;
const LOOKS = 300;
/** discord.com/developers/docs/topics/rate-limits: 50 requests a second for one bot. */
const DISCORD_PER_SECOND = 50;
/** docs.slack.dev/apis/web-api/rate-limits: one message a second in one channel. */
const SLACK_BETWEEN = 1_000;

function subscription(n: number, nextDue: number): Subscription {
  const platform = n % 2 === 0 ? 'discord' : 'slack';
  return {
    id: `${platform}/s${n % 50}/c${n}`,
    place: { platform, space: `s${n % 50}`, channel: `c${n}` },
    time: '09:00',
    days: [1, 2, 3, 4, 5, 6, 7],
    zone: 'Asia/Tokyo',
    lang: n % 3 === 0 ? 'en' : 'ja',
    holidays: [],
    topics: [],
    deck: { seed: n, round: 0, cursor: -1 },
    nextDue,
    changedBy: 'u',
    changedAt: 0,
  };
}

async function seed(db: Database, from: number, to: number, nextDue: (n: number) => number): Promise<void> {
  for (let n = from; n < to; n += ROWS) {
    const rows = Array.from({ length: Math.min(ROWS, to - n) }, (_none, i) =>
      rowOf(subscription(n + i, nextDue(n + i))),
    );
    await db.insertInto('subscriptions').values(rows).execute();
  }
  await sql`analyze subscriptions`.execute(db);
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Milliseconds to find that nothing is due, and to claim 20 tips that are. */
async function costOfClaiming(store: Store, db: Database, now: number): Promise<[number, number]> {
  const claim = (at: number) =>
    store.slots.claim({
      now: at,
      limit: 20,
      lease: HOUR,
      platforms: ['discord', 'slack'],
      plan: (one) => planOf(one, { now: at, until: at, late: 3 * HOUR }),
    });
  const timed = async (at: number): Promise<number> => {
    const start = performance.now();
    await claim(at);
    return performance.now() - start;
  };
  const idle: number[] = [];
  for (let i = 0; i < LOOKS; i++) idle.push(await timed(now));
  const busy: number[] = [];
  for (let i = 0; i < 20; i++) {
    const ids = Array.from({ length: 20 }, (_none, n) => subscription(i * 20 + n, 0).id);
    await db.updateTable('subscriptions').set({ next_due: now }).where('id', 'in', ids).execute();
    busy.push(await timed(now));
  }
  return [median(idle), median(busy)];
}

async function usesIndex(db: Database, now: number): Promise<boolean> {
  const { rows } = await explainDue(db, now);
  return JSON.stringify(rows).includes('Index Scan using subscriptions_due_on');
}

async function benchClaims(db: Database, store: Store): Promise<void> {
  const now = Date.now();
  const far = now + 24 * HOUR;
  let seeded = 0;
  let first: readonly [number, number] | undefined;
  for (const size of SIZES) {
    await seed(db, seeded, size, () => far);
    seeded = size;
    const [idle, busy] = await costOfClaiming(store, db, now);
    first ??= [idle, busy];
    process.stdout.write(
      `${String(size).padStart(7)} subscriptions: nothing due ${idle.toFixed(2)} ms (×${(idle / first[0]).toFixed(2)}) · ` +
        `20 claimed ${busy.toFixed(1)} ms (×${(busy / first[1]).toFixed(2)}) · index ${(await usesIndex(db, now)) ? 'used' : 'NOT used'}\n`,
    );
  }
  await db.deleteFrom('slots').execute();
}

/** Takes posts as the platforms do, and says when to come again; what it took is what people see. */
function platforms() {
  const visible = new Map<string, number>();
  const lastIn = new Map<string, number>();
  const second = { began: 0, taken: 0 };
  let refused = 0;
  const done = { discord: 0, slack: 0 };
  const waitFor = (name: string, channel: string): number => {
    const now = Date.now();
    if (name === 'slack') {
      const wait = (lastIn.get(channel) ?? 0) + SLACK_BETWEEN - now;
      if (wait <= 0) lastIn.set(channel, now);
      return Math.max(0, wait);
    }
    if (now - second.began >= 1_000) Object.assign(second, { began: now, taken: 0 });
    return second.taken++ < DISCORD_PER_SECOND ? 0 : second.began + 1_000 - now;
  };
  const server = createServer(async (request, response) => {
    const [, name = '', channel = ''] = (request.url ?? '').split('/');
    let slot = '';
    for await (const chunk of request) slot += chunk;
    const wait = waitFor(name, channel);
    if (wait > 0) {
      refused++;
      response.writeHead(429, { 'retry-after': String(wait / 1_000) }).end();
      return;
    }
    visible.set(slot, (visible.get(slot) ?? 0) + 1);
    done[name === 'slack' ? 'slack' : 'discord'] = Date.now();
    response.end('{}');
  });
  return { server, visible, done, refused: () => refused };
}

async function startWorkers(server: string, databaseUrl: string): Promise<ChildProcess[]> {
  const workers = Array.from({ length: PROCESSES }, () =>
    fork(join(import.meta.dirname, 'tips-worker.ts'), [server, databaseUrl], {
      execArgv: ['--import', 'tsx'],
    }),
  );
  await Promise.all(workers.map((worker) => new Promise((resolve) => worker.once('message', resolve))));
  return workers;
}

async function benchDrain(db: Database, databaseUrl: string): Promise<void> {
  const { server, visible, done, refused } = platforms();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const workers = await startWorkers(address, databaseUrl);
  const due = Array.from({ length: DUE }, (_none, n) => subscription(n, 0).id);
  const start = Date.now();
  await db.updateTable('subscriptions').set({ next_due: start }).where('id', 'in', due).execute();
  for (const worker of workers) worker.kill('SIGUSR2');
  while (visible.size < DUE && Date.now() - start < 10 * 60_000) await sleep(200);
  const doubled = [...visible.values()].filter((count) => count > 1).length;
  const rows = await db.selectFrom('slots').select(sql<number>`count(*)`.as('n')).executeTakeFirst();
  const seconds = (at: number): string => ((at - start) / 1000).toFixed(0);
  const ideal = DUE / 2 / DISCORD_PER_SECOND;
  process.stdout.write(
    `${DUE} tips due at once, ${PROCESSES} processes: posted ${visible.size}, doubled ${doubled}, slots ${rows?.n} · ` +
      `Slack's half after ${seconds(done.slack)} s · Discord's after ${seconds(done.discord)} s ` +
      `(×${((done.discord - start) / 1000 / ideal).toFixed(2)} of what 50 a second allow) · refused with 429: ${refused()}\n`,
  );
  for (const worker of workers) worker.send('stop');
  await Promise.all(workers.map((worker) => new Promise((resolve) => worker.once('exit', resolve))));
  server.close();
}

export async function benchTips(): Promise<void> {
  const postgres = await startPostgres();
  const db = await openDatabase({ dataDir: '', databaseUrl: postgres.url });
  try {
    const store = createSqlStore(db, { rowLocks: true, keepQuestions: HOUR });
    await benchClaims(db, store);
    await benchDrain(db, postgres.url);
  } finally {
    await db.destroy();
    await postgres.remove();
  }
}
