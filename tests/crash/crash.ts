import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../../src/store/open.ts';
import { fastClock, SPEED } from './clock.ts';
import { dueSoon } from './due.ts';
import { type Mode, startCountingPlatform } from './platform.ts';
import { type Tally, tallyOf } from './tally.ts';
import { startWorkers, type Workers } from './workers.ts';

export interface CrashOptions {
  readonly slots: number;
  readonly workers: number;
  readonly mode: Mode;
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

/** Fast minutes over which tips fall due. */
const DUE_WITHIN = 10;
const KILLED_WHILE_SENDING = 0.06;

/** Kills workers at random moments while they deliver `slots` tips; what came of every slot. */
export async function crash(options: CrashOptions): Promise<CrashReport> {
  const { slots, chance, mode, databaseUrl } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'virt-crash-'));
  const where = { dataDir, ...(databaseUrl ? { databaseUrl } : {}) };
  const origin = Date.now();
  let workers: Workers | undefined;
  let [kills, killsWhileSending] = [0, 0];
  const strike = (pid: number): boolean => {
    const struck = workers?.kill(pid) ?? false;
    if (struck) kills++;
    return struck;
  };
  const platform = await startCountingPlatform(mode, {
    ready: (pid) => void setTimeout(() => strike(pid), 100 + chance() * 1_500).unref(),
    kill(pid) {
      const struck = chance() < KILLED_WHILE_SENDING && strike(pid);
      if (struck) killsWhileSending++;
      return struck;
    },
  });
  const store = await openStore(where);
  for (const one of dueSoon(slots, fastClock(origin).now(), DUE_WITHIN, chance))
    await store.subscriptions.put(one);
  workers = startWorkers(options.workers, { mode, origin, address: platform.address, ...where });

  const deadline = Date.now() + options.patience;
  while (Date.now() < deadline && platform.counts(slots).includes(0)) await sleep(100);
  // A late repeat would come within the next leases.
  await sleep((5 * 60_000) / SPEED);
  workers.stop();
  platform.close();
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
  return { ...tallyOf(platform.counts(slots)), kills, killsWhileSending };
}
