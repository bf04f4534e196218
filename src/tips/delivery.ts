import type { Card } from '../core/reply.ts';
import { say } from '../core/strings.ts';
import { tipCard, tipsIn } from '../core/study.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Tip } from '../knowledge/topic.ts';
import type { Clock, Log, Platform, PostResult } from '../ports.ts';
import type { Slot, Store, Subscription } from '../store/store.ts';
import { text } from '../text.ts';
import { draw } from './deck.ts';
import { createLedger } from './ledger.ts';
import { type Outage, planOf } from './plan.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Posts under way at once, per process and platform: well inside what either takes from one app. */
const CONCURRENCY = 5;
/** Slots taken at a time. `BATCH / CONCURRENCY` rounds of `POST_TIMEOUT` fit into a lease. */
const BATCH = 20;
const POST_TIMEOUT = 20 * SECOND;
const LEASE = 2 * MINUTE;
const IDLE = 5 * SECOND;
const TRIES = 6;
/** What fell due is still current for this long, however little lateness is wanted: a busy minute takes a few. */
const CURRENT = 10 * MINUTE;
/**
 * After the store was away, slots of others are left alone this long: whoever posted them meanwhile says so first.
 * More than a round of `IDLE` and one query that waits for its answer.
 */
const GRACE = 30 * SECOND;
/** Wait before the second, third … try; the last repeats. */
const BACKOFF = [30 * SECOND, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE];

export interface DeliveryParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Those connected now: a channel whose platform is away waits for it. */
  readonly platforms: () => readonly Platform[];
  readonly knowledge: () => Knowledge;
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

/** Whether a topic is one of the chosen, or belongs to one, however far below. */
function isUnder(id: string, chosen: readonly string[], { topics }: Knowledge): boolean {
  const seen = new Set<string>();
  for (let at: string | undefined = id; at !== undefined && !seen.has(at); at = topics.get(at)?.parent) {
    if (chosen.includes(at)) return true;
    seen.add(at);
  }
  return false;
}

/** Tips a subscription may get, in its language. */
export function deckOf(
  subscription: Pick<Subscription, 'topics' | 'lang'>,
  knowledge: Knowledge,
): readonly Tip[] {
  const { topics } = subscription;
  const chosen = [...knowledge.topics.values()].filter(
    ({ id }) => topics.length === 0 || isUnder(id, topics, knowledge),
  );
  return tipsIn(chosen, subscription.lang);
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
  const late = Math.max(parts.late ?? 3 * HOUR, CURRENT);
  const lease = parts.lease ?? LEASE;
  const ledger = createLedger(log);
  let outage: Outage | undefined;
  let pruneAt = 0;
  /** Whether the store failed when it was last asked; and until when slots of others are left alone since. */
  let away = false;
  let graceUntil = 0;

  /** Nothing more is tried until a person turns it on again; they are told once. */
  async function pause(subscription: Subscription, reason: string, platform: Platform): Promise<void> {
    const current = await store.subscriptions.at(subscription.id);
    if (!current) return;
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
    const { reason } = result;
    const wait = BACKOFF[Math.min(slot.attempt, BACKOFF.length) - 1] ?? 15 * MINUTE;
    const again = clock.now() + wait;
    if (result.retry && slot.attempt < TRIES && again - slot.due <= late)
      return ledger.write(slot.id, () => store.slots.retry(slot, again, reason));
    const at = clock.now();
    await ledger.write(slot.id, async () => {
      if (await store.slots.finish(slot, { state: 'failed', at, reason }))
        await pause(slot.subscription, reason, platform);
    });
  }

  const skip = (slot: Slot, reason: string): Promise<void> => {
    const at = clock.now();
    return ledger.write(slot.id, () => store.slots.finish(slot, { state: 'skipped', at, reason }));
  };

  async function deliver(slot: Slot, platform: Platform): Promise<void> {
    const { subscription } = slot;
    if (slot.attempt > 1 && clock.now() - slot.due > late) return skip(slot, 'late');
    const deck = deckOf(subscription, parts.knowledge());
    const drawn = draw(
      deck.map((tip) => tip.id),
      subscription.deck,
    );
    const tip = deck.find((one) => one.id === drawn?.tip);
    if (!drawn || !tip) return skip(slot, 'no tips');
    const card = tipCard(tip, parts.knowledge(), subscription.lang);
    const posting = platform.post(subscription.place, card, subscription.lang, slot.id, slot.attempt > 1);
    const result = await withTimeout(posting, clock);
    if (!result.ok) return failed(slot, result, platform);
    const outcome = { state: 'posted', at: clock.now(), tip: tip.id, deck: drawn.deck } as const;
    await ledger.write(slot.id, () => store.slots.finish(slot, outcome));
  }

  /** A fault of one slot is that slot's: its lease ends and it is tried again. */
  async function deliverSafely(slot: Slot, platform: Platform): Promise<void> {
    try {
      await deliver(slot, platform);
    } catch (error) {
      log.error({ err: error, slot: slot.id }, 'a tip could not be delivered; it will be tried again');
    }
  }

  /** Takes and posts some of what is due on one platform; the number taken. */
  async function deliverSome(platform: Platform, signal?: AbortSignal): Promise<number> {
    const now = clock.now();
    const slots = await store.slots.claim({
      now,
      limit: BATCH,
      lease,
      platforms: [platform.name],
      takeOver: now >= graceUntil,
      plan: (subscription) => planOf(subscription, now, late, outage),
    });
    const queue = [...slots];
    const worker = async () => {
      for (let slot = queue.shift(); slot; slot = queue.shift()) {
        const one = slot;
        // One that cannot be posted while it is ours is left to whoever takes it next.
        if (signal?.aborted || clock.now() + POST_TIMEOUT > now + lease)
          await ledger.write(one.id, () => store.slots.retry(one, clock.now(), 'stopped'));
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

  /** Before anything is taken: what is still to be written, and what is done now and then. */
  async function upkeep(): Promise<void> {
    await ledger.settle();
    const now = clock.now();
    const before = await store.heartbeat(now);
    if (before !== undefined && now - before > 2 * MINUTE) outage = { from: before, to: now };
    if (away) log.info({}, 'the store is back: tips go on');
    if (away) graceUntil = now + GRACE;
    away = false;
    if (now < pruneAt) return;
    pruneAt = now + HOUR;
    if (await store.prune(now)) pruneAt = now + MINUTE;
  }

  async function tick(): Promise<number> {
    await upkeep();
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
        await upkeep();
        for (const platform of parts.platforms())
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
