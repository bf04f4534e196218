import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { fastClock, SPEEDS } from './clock.ts';
import { dueSoon } from './due.ts';
import { faultBy } from './faults.ts';
import { type Mode, startCountingPlatform } from './platform.ts';
import { type Tally, tallyOf } from './tally.ts';
import { startWorkers, type Workers } from './workers.ts';

export interface CrashOptions {
  readonly slots: number;
  readonly workers: number;
  readonly mode: Mode;
  /** Seconds of the delivery's clock to one on the wall. */
  readonly speed?: number;
  /** Whether requests meet faults as well. */
  readonly faults?: boolean;
  readonly databaseUrl?: string;
  /** 0 ≤ chance < 1. */
  readonly chance: () => number;
  /** Milliseconds on the wall after which what is not posted counts as lost. */
  readonly patience: number;
}

export interface CrashReport extends Tally {
  readonly kills: number;
  /** Kills after the platform had the message and before the worker knew. */
  readonly killsWhileSending: number;
}

/** Fast minutes over which tips fall due: so many that processes which start over all the time get through them. */
const dueWithin = (slots: number): number => Math.max(10, Math.ceil(slots / 8));
/** A process lives for as many milliseconds on the wall at most, and a few more to have begun. */
const LIVES = 8_000;
/** Of what is sent: to a few channels, and to many. */
const KILLED_WHILE_SENDING = { few: 0.06, many: 0.02 };

/** How many of the channels that got nothing are told so. */
async function toldOf(counts: readonly number[], name: string, store: Store): Promise<number> {
  const nothing = counts.flatMap((count, n) => (count === 0 ? [`${name}/g1/c${n}`] : []));
  const slots = await Promise.all(nothing.map((id) => store.slots.history(id, 1)));
  return slots.filter(([slot]) => slot?.reason && /^(?:skipped|failed)$/.test(slot.state)).length;
}

/** Kills workers at random moments while they deliver `slots` tips; what came of every slot. */
export async function crash(options: CrashOptions): Promise<CrashReport> {
  const { slots, chance, mode, databaseUrl, faults = false, speed = SPEEDS[options.mode] } = options;
  const name = mode === 'nonce' ? 'discord' : 'slack';
  const dataDir = await mkdtemp(join(tmpdir(), 'virt-crash-'));
  const where = { dataDir, ...(databaseUrl ? { databaseUrl } : {}) };
  const origin = Date.now();
  const clock = fastClock(origin, speed);
  let workers: Workers | undefined;
  let [kills, killsWhileSending] = [0, 0];
  const strike = (pid: number): boolean => {
    const struck = workers?.kill(pid) ?? false;
    if (struck) kills++;
    return struck;
  };
  const platform = await startCountingPlatform(mode, {
    now: clock.now,
    ...(faults ? { fault: () => faultBy(chance) } : {}),
    ready: (pid) => void setTimeout(() => strike(pid), 100 + chance() * LIVES).unref(),
    kill(pid) {
      // The first is certain, or a few tips may all come before anybody is struck.
      const often = slots < 100 ? KILLED_WHILE_SENDING.few : KILLED_WHILE_SENDING.many;
      const struck = (killsWhileSending === 0 || chance() < often) && strike(pid);
      if (struck) killsWhileSending++;
      return struck;
    },
  });
  const store = await openStore(where);
  for (const one of dueSoon(slots, clock.now(), dueWithin(slots), chance, name))
    await store.subscriptions.put(one);
  workers = startWorkers(options.workers, { mode, origin, speed, address: platform.address, ...where });

  const deadline = Date.now() + options.patience;
  const open = async (): Promise<number> => {
    const counts = platform.counts(slots);
    return tallyOf(counts, await toldOf(counts, name, store)).lost;
  };
  while (Date.now() < deadline && (await open()) > 0) await sleep(500);
  // A late repeat would come within the next leases.
  await sleep((5 * 60_000) / speed);
  workers.stop();
  const counts = platform.counts(slots);
  const told = await toldOf(counts, name, store);
  platform.close();
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
  return { ...tallyOf(counts, told), kills, killsWhileSending };
}
