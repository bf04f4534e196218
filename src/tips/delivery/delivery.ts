import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Clock, Log, Platform, Scheduling } from '../../ports.ts';
import type { Handover, Slot, Subscription } from '../../store/daily-tips.ts';
import type { Store } from '../../store/store.ts';
import type { Place } from '../../talk/request.ts';
import { pauseAt } from '../subscription.ts';
import { createAgreement } from './agreement.ts';
import { createLedger } from './ledger.ts';
import { type Outage, planOf } from './plan.ts';
import { createPosting, POST_TIMEOUT } from './posting.ts';
import { dueAfter, isDue, localTime } from './schedule.ts';

/** Whether a channel still wants what it would be shown at `due`. */
function wanted(subscription: Subscription | undefined, due: number): boolean {
  if (!subscription || pauseAt(subscription, due)) return false;
  if (subscription.holidays.includes(localTime(subscription.zone, due).slice(0, 10))) return false;
  return isDue(subscription, due);
}

interface TakingBack {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

/** Takes back what was handed over and is not wanted any more: tips turned off, paused, or set to another time. */
async function takeBackUnwanted(
  platform: string,
  scheduling: Scheduling,
  { store, clock, log }: TakingBack,
): Promise<void> {
  const takeBack = async ({ slot, due, place, at }: Handover): Promise<void> => {
    try {
      if (!(await scheduling.takeBack(place, at))) return;
      await store.slots.forget(slot);
      log.info({ slot, due }, 'a tip that is not wanted any more was taken back');
    } catch (error) {
      log.warn({ err: error, slot }, 'a tip that is not wanted any more could not be taken back yet');
    }
  };
  for (const one of await store.slots.coming(platform, clock.now() + scheduling.fixed))
    if (!wanted(one.subscription, one.due)) await takeBack(one);
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Posts under way at once, per process and platform: well inside what either takes from one app. */
const CONCURRENCY = 5;
/** Slots taken at a time. `BATCH / CONCURRENCY` rounds of `POST_TIMEOUT` fit into a lease. */
const BATCH = 20;
const LEASE = 2 * MINUTE;
const IDLE = 5 * SECOND;
/** Longer without delivery than this is said to people as the reason of what was missed. */
const STANDSTILL = 2 * MINUTE;
/** What fell due is still current for this long, however little lateness is wanted: a busy minute takes a few. */
const CURRENT = 10 * MINUTE;
/**
 * After the store was away, slots of others are left alone this long: whoever posted them meanwhile says so first.
 * More than a round of `IDLE` and one query that waits for its answer.
 */
const GRACE = 30 * SECOND;
/** What was last said to be later than now by more than this was said by a clock that was wrong. */
const AHEAD = 10 * MINUTE;

export interface DeliveryParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Those connected now: a channel whose platform is away waits for it. */
  readonly platforms: () => readonly Platform[];
  /** What is known at a place. */
  readonly knowledge: (place: Place) => Knowledge | Promise<Knowledge>;
  /** How late a tip may come, on the same local day, after a time when none could be posted. Milliseconds, default 3 h. */
  readonly late?: number;
  readonly lease?: number;
}

export interface Delivery {
  /** Delivers some of what is due now on each platform; the number of slots taken. */
  tick(): Promise<number>;
  /** Delivers until the signal, which leaves what is not yet being posted to others; never rejects. */
  run(signal: AbortSignal): Promise<void>;
}

export function createDelivery(parts: DeliveryParts): Delivery {
  const { store, clock, log } = parts;
  const late = Math.max(parts.late ?? 3 * HOUR, CURRENT);
  const lease = parts.lease ?? LEASE;
  const ledger = createLedger(log);
  const post = createPosting({ ...parts, ledger, late });
  const agreement = createAgreement(clock, log);
  /** When this process last had the store's answer; and when last nothing could be delivered. */
  let last: number | undefined;
  let outage: Outage | undefined;
  let pruneAt = 0;
  /** Whether the store failed when it was last asked; and until when slots of others are left alone since. */
  let away = false;
  let graceUntil = 0;

  /** A fault of one slot is that slot's: its lease ends and it is tried again. */
  async function deliverSafely(slot: Slot, platform: Platform): Promise<void> {
    try {
      await post(slot, platform);
    } catch (error) {
      log.error({ err: error, slot: slot.id }, 'a tip could not be delivered; it will be tried again');
    }
  }

  /** Takes and posts some of what is due on one platform; the number taken. */
  async function deliverSome(platform: Platform, signal?: AbortSignal): Promise<number> {
    const now = clock.now();
    const until = now + (platform.scheduling?.lead ?? 0);
    if (platform.scheduling) await takeBackUnwanted(platform.name, platform.scheduling, parts);
    const slots = await store.slots.claim({
      now,
      limit: BATCH,
      lease,
      platforms: [platform.name],
      takeOver: now >= graceUntil,
      damaged: (subscription, what) =>
        log.error({ subscription, what }, 'settings of tips cannot be read: they are set aside'),
      until,
      plan: (subscription) => planOf(subscription, { now, until, late, ...(outage ? { outage } : {}) }),
    });
    const queue = [...slots];
    const worker = async () => {
      for (let slot = queue.shift(); slot; slot = queue.shift()) {
        const one = slot;
        // One that cannot be posted while it is ours is left to whoever takes it next.
        if (signal?.aborted || clock.now() + POST_TIMEOUT > now + lease)
          await ledger.write(one.id, () => store.slots.retry(one, clock.now(), { code: 'timeout' }));
        else await deliverSafely(one, platform);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, worker));
    return slots.length;
  }

  function troubled(error: unknown): void {
    if (!away) log.error({ err: error }, 'tips wait for the store; it is tried again');
    away = true;
  }

  /** Says that tips are being delivered, and notices when none were for a while. */
  async function beat(now: number): Promise<void> {
    const before = await store.heartbeat(now);
    // Another process may have been first to find the store again.
    const from = last ?? before;
    if (from !== undefined && now - from > STANDSTILL) outage = { from, to: now };
    if (Math.max(before ?? 0, last ?? 0) > now + AHEAD) await heal(now);
    last = now;
  }

  /** The clock was ahead, and is not any more. */
  async function heal(now: number): Promise<void> {
    log.warn({}, 'the clock was ahead: what was planned by it is planned again');
    outage = undefined;
    await store.slots.heal(now, (one) => dueAfter(one, Math.max(now, one.pause?.until ?? now)));
  }

  /**
   * Before anything is taken: what is still to be written, and what is done now and then. False while the clock cannot
   * be relied on: nothing is taken then.
   */
  async function upkeep(): Promise<boolean> {
    await ledger.settle();
    const now = agreement.now(last ?? (await store.lastBeat()));
    if (now === undefined) {
      // Whoever watches this loop sees that it turns.
      await store.lastBeat();
      return false;
    }
    if (parts.platforms().length > 0) await beat(now);
    if (away) log.info({}, 'the store is back: tips go on');
    if (away) graceUntil = now + GRACE;
    away = false;
    if (now >= pruneAt || pruneAt > now + HOUR) {
      pruneAt = now + HOUR;
      if (await store.prune(now)) pruneAt = now + MINUTE;
    }
    return true;
  }

  async function tick(): Promise<number> {
    if (!(await upkeep())) return 0;
    const taken = await Promise.all(parts.platforms().map((platform) => deliverSome(platform)));
    return taken.reduce((sum, count) => sum + count, 0);
  }

  /** Until nothing is due there any more. */
  async function drain(platform: Platform, signal: AbortSignal): Promise<void> {
    try {
      while ((await deliverSome(platform, signal)) === BATCH && !signal.aborted);
    } catch (error) {
      troubled(error);
    }
  }

  async function run(signal: AbortSignal): Promise<void> {
    // Each platform goes its own pace: what one cannot take yet keeps nobody waiting on another.
    const busy = new Map<string, Promise<void>>();
    while (!signal.aborted) {
      try {
        const ready = await upkeep();
        for (const platform of ready ? parts.platforms() : [])
          if (!busy.has(platform.name))
            busy.set(
              platform.name,
              drain(platform, signal).finally(() => busy.delete(platform.name)),
            );
      } catch (error) {
        troubled(error);
      }
      await clock.wait(IDLE, signal).catch(() => {});
    }
    await Promise.all(busy.values());
    await ledger.settle().catch(troubled);
  }

  return { tick, run };
}
