import { setTimeout as sleep } from 'node:timers/promises';
import { createBot } from '../../src/bot/bot.ts';
import type { Bot, Log } from '../../src/ports.ts';
import { openStore } from '../../src/store/open.ts';
import type { Postgres } from '../stand-ins/postgres.ts';
import { fastClock, SPEED } from './clock.ts';
import { dueSoon } from './due.ts';
import { kvm } from './kvm.ts';
import { type Mode, startCountingPlatform } from './platform.ts';
import { type Tally, tallyOf } from './tally.ts';
import { startWorkers } from './workers.ts';

export interface OutageOptions {
  readonly slots: number;
  readonly mode: Mode;
  readonly how: 'frozen' | 'broken';
  /** Milliseconds on the wall. */
  readonly lasts: number;
  readonly postgres: Postgres;
  /** 0 ≤ chance < 1. */
  readonly chance: () => number;
  /** Milliseconds on the wall after the outage, after which what is not posted counts as lost. */
  readonly patience: number;
}

export interface OutageReport extends Tally {
  /** Posted before the outage and by its end. */
  readonly before: number;
  readonly meanwhile: number;
  /** Questions asked while the database was away. */
  readonly asked: number;
  readonly answered: number;
  /** The longest wait for an answer, in milliseconds. */
  readonly slowest: number;
}

const WORKERS = 2;
const ASK_EVERY = 250;
/** Time on the wall before the outage. */
const BEFORE = 10_000;
const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} };

interface Asking {
  asked: number;
  answered: number;
  slowest: number;
}

/** Asks now and then until the signal. */
async function askAround(bot: Bot, signal: AbortSignal): Promise<Asking> {
  const count: Asking = { asked: 0, answered: 0, slowest: 0 };
  const answers: Promise<void>[] = [];
  const ask = async (n: number): Promise<void> => {
    const start = performance.now();
    const place = { platform: 'discord', channel: `q${n}` };
    const about = { id: `question-${n}`, text: 'KVM', via: 'mention', person: { id: `u${n}` } } as const;
    const reply = await bot.handle({ ...about, place, at: Date.now() });
    if (reply?.intent === 'topic') count.answered++;
    count.slowest = Math.max(count.slowest, performance.now() - start);
  };
  while (!signal.aborted) {
    answers.push(ask(count.asked++));
    await sleep(ASK_EVERY);
  }
  await Promise.all(answers);
  return count;
}

async function away({ how, postgres }: OutageOptions, during: () => Promise<void>): Promise<void> {
  await (how === 'frozen' ? postgres.freeze() : postgres.crash());
  await during();
  await (how === 'frozen' ? postgres.thaw() : postgres.start());
}

/** Two processes deliver while the database goes away and comes back, and a third answers questions. */
export async function outage(options: OutageOptions): Promise<OutageReport> {
  const { slots, mode, lasts, postgres, chance, patience } = options;
  const where = { dataDir: 'unused', databaseUrl: postgres.url };
  const origin = Date.now();
  const platform = await startCountingPlatform(mode);
  const store = await openStore(where);
  const bot = createBot({
    ...{ knowledge: kvm, store, log: quiet, chance },
    defaultLang: 'en',
    answersPrivate: false,
  });
  // They fall due before, during and after it.
  const within = Math.ceil(((2 * BEFORE + lasts) * SPEED) / 60_000);
  for (const one of dueSoon(slots, origin, within, chance)) await store.subscriptions.put(one);
  const now = fastClock(origin);
  const workers = startWorkers(WORKERS, { mode, origin, speed: SPEED, address: platform.address, ...where });
  const posted = () => platform.counts(slots).filter((count) => count > 0).length;

  await now.wait(BEFORE * SPEED);
  const before = posted();
  const over = new AbortController();
  let asking: Promise<Asking> | undefined;
  await away(options, async () => {
    asking = askAround(bot, over.signal);
    await sleep(lasts);
    over.abort();
    await asking;
  });
  const meanwhile = posted() - before;
  const deadline = Date.now() + patience;
  while (Date.now() < deadline && platform.counts(slots).includes(0)) await sleep(100);
  // A late repeat would come within the next leases.
  await sleep((5 * 60_000) / SPEED);
  workers.stop();
  platform.close();
  await store.close();
  const { asked = 0, answered = 0, slowest = 0 } = (await asking) ?? {};
  return { ...tallyOf(platform.counts(slots)), before, meanwhile, asked, answered, slowest };
}
