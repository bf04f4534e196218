import type { Card } from '../core/reply.ts';
import { say } from '../core/strings.ts';
import { tipCard, tipsIn } from '../core/study.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Tip } from '../knowledge/topic.ts';
import type { Clock, Log, Platform, PostResult } from '../ports.ts';
import type { DuePlan, Slot, Store, Subscription } from '../store/store.ts';
import { text } from '../text.ts';
import { draw } from './deck.ts';
import { dueAfter, localTime, sameDay } from './schedule.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Posts under way at once, per process: well inside what either platform takes from one app. */
const CONCURRENCY = 5;
/** Slots taken at a time. At most `BATCH / CONCURRENCY` rounds of `POST_TIMEOUT` fit into a lease. */
const BATCH = 20;
const POST_TIMEOUT = 20 * SECOND;
const LEASE = 2 * MINUTE;
const IDLE = 5 * SECOND;
const TRIES = 6;
/** Wait before the second, third … try; the last repeats. */
const BACKOFF = [30 * SECOND, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE];

export interface DeliveryParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Those connected now: a channel whose platform is away waits for it. */
  readonly platforms: () => readonly Platform[];
  readonly knowledge: () => Knowledge;
  /** A tip may come this much late, on the same local day. Milliseconds, default 3 h. */
  readonly late?: number;
  readonly lease?: number;
}

export interface Delivery {
  /** Delivers what is due now; the number of slots taken. */
  tick(): Promise<number>;
  /** Delivers until the signal; never rejects. */
  run(signal: AbortSignal): Promise<void>;
}

/** Tips a subscription may get, in its language. */
export function deckOf(
  subscription: Pick<Subscription, 'topics' | 'lang'>,
  knowledge: Knowledge,
): readonly Tip[] {
  const { topics } = subscription;
  const chosen = [...knowledge.topics.values()].filter(
    (topic) =>
      topics.length === 0 || topics.includes(topic.id) || (topic.parent && topics.includes(topic.parent)),
  );
  return tipsIn(chosen, subscription.lang);
}

/** When delivery stood still, if it did; said to people as the reason of a missed tip. */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

/**
 * Which of the moments that have come is worth posting. Never more than one: what was missed is recorded with its
 * reason, not made up for.
 */
export function planOf(subscription: Subscription, now: number, late: number, outage?: Outage): DuePlan {
  const { zone } = subscription;
  const come: number[] = [];
  let next = subscription.nextDue;
  while (next <= now) {
    come.push(next);
    next = dueAfter(subscription, next);
  }
  const down = outage ? `down ${localTime(zone, outage.from)} – ${localTime(zone, outage.to)}` : 'late';
  const isHoliday = (due: number) => subscription.holidays.includes(localTime(zone, due).slice(0, 10));
  const tooLate = (due: number) => now - due > late || !sameDay(zone, due, now);
  const last = come.at(-1);
  const post = last !== undefined && !isHoliday(last) && !tooLate(last) ? last : undefined;
  const skipped = come
    .filter((due) => due !== post)
    .map((due) => ({ due, reason: isHoliday(due) ? 'holiday' : down }));
  return { ...(post === undefined ? {} : { post }), skipped, nextDue: next };
}

function noticeCard(subscription: Subscription, reason: string): Card {
  const { lang, place } = subscription;
  return {
    tone: 'notice',
    title: say('tipsPausedTitle', lang),
    body: [{ kind: 'text', text: text(say('tipsPausedNotice', lang)(place.channel, reason)) }],
    actions: [],
    sources: [],
  };
}

async function withTimeout(work: Promise<PostResult>, clock: Clock): Promise<PostResult> {
  const stop = new AbortController();
  const timeout = clock.wait(POST_TIMEOUT, stop.signal).then(
    (): PostResult => ({ ok: false, retry: true, reason: 'timeout' }),
    (): PostResult => ({ ok: false, retry: true, reason: 'stopped' }),
  );
  const failed = (error: unknown): PostResult => ({
    ok: false,
    retry: true,
    reason: error instanceof Error ? error.message : String(error),
  });
  try {
    return await Promise.race([work.catch(failed), timeout]);
  } finally {
    stop.abort();
  }
}

export function createDelivery(parts: DeliveryParts): Delivery {
  const { store, clock, log } = parts;
  const late = parts.late ?? 3 * HOUR;
  const lease = parts.lease ?? LEASE;
  let outage: Outage | undefined;

  /** Nothing more is tried until a person turns it on again; they are told once. */
  async function pause(subscription: Subscription, reason: string, platform: Platform): Promise<void> {
    const current = (await store.subscriptions.at(subscription.id)) ?? subscription;
    await store.subscriptions.put({ ...current, pause: { reason }, nextDue: Number.POSITIVE_INFINITY });
    const told = await platform.tell?.(
      subscription.changedBy,
      noticeCard(subscription, reason),
      subscription.lang,
    );
    log.warn(
      { subscription: subscription.id, reason, told: told?.ok ?? false },
      'tips paused: they cannot be posted',
    );
  }

  async function failed(slot: Slot, result: PostResult & { ok: false }, platform: Platform): Promise<void> {
    const wait = BACKOFF[Math.min(slot.attempt, BACKOFF.length) - 1] ?? 15 * MINUTE;
    const again = clock.now() + wait;
    if (result.retry && slot.attempt < TRIES && again - slot.due <= late) {
      await store.slots.retry(slot, again, result.reason);
      return;
    }
    const finished = await store.slots.finish(slot, {
      state: 'failed',
      at: clock.now(),
      reason: result.reason,
    });
    if (finished) await pause(slot.subscription, result.reason, platform);
  }

  async function deliver(slot: Slot, platform: Platform): Promise<void> {
    const { subscription } = slot;
    if (slot.attempt > 1 && clock.now() - slot.due > late) {
      await store.slots.finish(slot, { state: 'skipped', at: clock.now(), reason: 'late' });
      return;
    }
    const deck = deckOf(subscription, parts.knowledge());
    const drawn = draw(
      deck.map((tip) => tip.id),
      subscription.deck,
    );
    const tip = deck.find((one) => one.id === drawn?.tip);
    if (!drawn || !tip) {
      await store.slots.finish(slot, { state: 'skipped', at: clock.now(), reason: 'no tips' });
      return;
    }
    const card = tipCard(tip, parts.knowledge(), subscription.lang);
    const posting = platform.post(subscription.place, card, subscription.lang, slot.id, slot.attempt > 1);
    const result = await withTimeout(posting, clock);
    if (!result.ok) await failed(slot, result, platform);
    else await store.slots.finish(slot, { state: 'posted', at: clock.now(), tip: tip.id, deck: drawn.deck });
  }

  /** A fault of one slot is that slot's: its lease ends and it is tried again. */
  async function deliverSafely(slot: Slot, platforms: readonly Platform[]): Promise<void> {
    const platform = platforms.find((one) => one.name === slot.subscription.place.platform);
    try {
      if (platform) await deliver(slot, platform);
    } catch (error) {
      log.error({ err: error, slot: slot.id }, 'a tip could not be delivered; it will be tried again');
    }
  }

  async function tick(): Promise<number> {
    const platforms = parts.platforms();
    const now = clock.now();
    const before = await store.heartbeat(now);
    if (before !== undefined && now - before > 2 * MINUTE) outage = { from: before, to: now };
    const slots = await store.slots.claim({
      now,
      limit: BATCH,
      lease,
      platforms: platforms.map((platform) => platform.name),
      plan: (subscription) => planOf(subscription, now, late, outage),
    });
    const queue = [...slots];
    const worker = async () => {
      for (let slot = queue.shift(); slot; slot = queue.shift()) await deliverSafely(slot, platforms);
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, worker));
    return slots.length;
  }

  async function run(signal: AbortSignal): Promise<void> {
    let trouble = 0;
    while (!signal.aborted) {
      try {
        const taken = await tick();
        if (trouble > 0) log.info({}, 'the store is back: tips go on');
        trouble = 0;
        if (taken < BATCH) await clock.wait(IDLE, signal);
      } catch (error) {
        if (signal.aborted) return;
        if (trouble++ === 0) log.error({ err: error }, 'tips wait for the store; it is tried again');
        await clock.wait(IDLE, signal).catch(() => {});
      }
    }
  }

  return { tick, run };
}
