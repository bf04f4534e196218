import { tipCard } from '../../cards/topic/study.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Clock, Log, Platform, PostResult, Scheduling } from '../../ports.ts';
import type { Slot, Subscription } from '../../store/daily-tips.ts';
import type { Store } from '../../store/store.ts';
import { needsPerson, type Reason } from '../../talk/reason.ts';
import type { Card } from '../../talk/reply.ts';
import type { Place } from '../../talk/request.ts';
import { say } from '../../talk/sentences/sentences.ts';
import { text } from '../../text.ts';
import { deckOf, drawTip } from '../cards/deck.ts';
import type { Ledger } from './ledger.ts';
import { reasonText } from './reasons.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A post that takes longer counts as failed for now. */
export const POST_TIMEOUT = 20 * SECOND;
/** With the waits below they fill the three hours a tip may be late: an outage of an hour costs no tip. */
const TRIES = 16;
/** Wait before the second, third … try; the last repeats. */
const BACKOFF = [30 * SECOND, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE] as const;

export interface PostingParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly knowledge: (place: Place) => Knowledge | Promise<Knowledge>;
  readonly ledger: Ledger;
  /** How late a tip may come, in milliseconds. */
  readonly late: number;
}

/** Posts the tip of one slot and writes down what became of it. */
export type PostTip = (slot: Slot, platform: Platform) => Promise<void>;

function noticeCard(subscription: Subscription, why: Reason): Card {
  const { lang, place, zone } = subscription;
  const reason = reasonText(why, zone, lang);
  return {
    tone: 'notice',
    title: say('tipsPausedTitle', lang),
    body: [{ kind: 'text', text: text(say('tipsPausedNotice', lang)(place.channel, reason)) }],
    actions: [],
    sources: [],
  };
}

const LATE = Symbol('late');
/** Whether an earlier try came cannot be told yet. */
const NOT_YET = { ok: false, retry: true, reason: { code: 'unsure' } } as const;

/** What came of a post; one that throws may have arrived. */
async function inTime(work: Promise<PostResult>, clock: Clock): Promise<PostResult | typeof LATE> {
  const stop = new AbortController();
  const late = (): typeof LATE => LATE;
  const failed = (): PostResult => ({ ok: false, retry: true, reason: { code: 'unreachable' } });
  try {
    return await Promise.race([work.catch(failed), clock.wait(POST_TIMEOUT, stop.signal).then(late, late)]);
  } finally {
    stop.abort();
  }
}

export function createPosting(parts: PostingParts): PostTip {
  const { store, clock, log, ledger, late } = parts;

  /** Nothing more is tried until a person turns it on again; they are told once. */
  async function pause(subscription: Subscription, reason: Reason, platform: Platform): Promise<void> {
    const current = await store.subscriptions.at(subscription.id);
    if (!current) return;
    await store.subscriptions.put({ ...current, pause: { reason }, nextDue: Number.POSITIVE_INFINITY });
    const told = await platform.tell?.(
      subscription.changedBy,
      noticeCard(subscription, reason),
      subscription.lang,
      subscription.place,
    );
    log.warn(
      { subscription: subscription.id, reason, told: told?.ok ?? false },
      'tips paused: they cannot be posted',
    );
  }

  async function failed(slot: Slot, result: PostResult & { ok: false }, platform: Platform): Promise<void> {
    const open = slot.sentAt !== undefined && !result.certain;
    // It may have come all the same.
    const reason: Reason = result.retry && open ? { code: 'unsure' } : result.reason;
    const wait = BACKOFF[Math.min(slot.attempt, BACKOFF.length) - 1] ?? 15 * MINUTE;
    // While it stands in the platform's list, it can be told whether it was taken.
    const listed = open ? Math.max(BACKOFF[0], (slot.sentAt ?? 0) - clock.now() - 2 * MINUTE) : wait;
    const again = clock.now() + Math.min(wait, listed);
    if (result.retry && slot.attempt < TRIES && again - slot.due <= late)
      return ledger.write(slot.id, () => store.slots.retry(slot, again, reason, !open));
    const at = clock.now();
    await ledger.write(slot.id, async () => {
      const mine = await store.slots.finish(slot, { state: 'failed', at, reason });
      // Trouble of the platform's own passes, however long it takes: tomorrow's tip is tried again.
      if (mine && needsPerson(reason)) await pause(slot.subscription, reason, platform);
    });
  }

  const skip = (slot: Slot, reason: Reason): Promise<void> => {
    const at = clock.now();
    return ledger.write(slot.id, () => store.slots.finish(slot, { state: 'skipped', at, reason }));
  };

  async function deliver(slot: Slot, platform: Platform): Promise<void> {
    const { subscription } = slot;
    if (slot.attempt > 1 && slot.sentAt === undefined && clock.now() - slot.due > late)
      return skip(slot, { code: 'late' });
    const knowledge = await parts.knowledge(subscription.place);
    const deck = deckOf(subscription, knowledge);
    const drawn = drawTip(
      deck.map((tip) => tip.id),
      subscription.deck,
    );
    const tip = deck.find((one) => one.id === drawn?.tip);
    if (!drawn || !tip) return skip(slot, { code: 'noTips' });
    const card = tipCard(tip, knowledge, subscription.lang);
    const posted = (at: number): Promise<void> => {
      const outcome = { state: 'posted', at, tip: tip.id, deck: drawn.deck } as const;
      return ledger.write(slot.id, () => store.slots.finish(slot, outcome));
    };
    const { scheduling } = platform;
    if (scheduling) return handOver(slot, card, scheduling, platform, posted);
    const { place, lang } = subscription;
    const sending = platform.post(place, card, lang, slot.id, slot.attempt > 1);
    await settle(slot, sending, platform, () => posted(clock.now()));
  }

  /** Writes down what comes of a post. */
  async function settle(
    slot: Slot,
    sending: Promise<PostResult>,
    platform: Platform,
    posted: () => Promise<void>,
  ): Promise<void> {
    const result = await inTime(sending, clock);
    if (result === LATE) {
      // It may arrive yet, before it is tried again.
      void sending.then((came) => (came.ok ? posted() : undefined)).catch(() => {});
      return failed(slot, { ok: false, retry: true, reason: { code: 'timeout' } }, platform);
    }
    return result.ok ? posted() : failed(slot, result, platform);
  }

  /**
   * Gives a tip to the platform to be shown at its time. When that is, is written down first: a later try looks for it
   * there, and repeats nothing that may have come.
   */
  async function handOver(
    slot: Slot,
    card: Card,
    scheduling: Scheduling,
    platform: Platform,
    posted: (at: number) => Promise<void>,
  ): Promise<void> {
    const { place, lang } = slot.subscription;
    const { sentAt } = slot;
    if (sentAt !== undefined) {
      const found = await scheduling.look(place, sentAt).catch(() => 'later' as const);
      if (found === 'there') return posted(sentAt);
      if (found === 'unsure') return skip(slot, { code: 'unsure' });
      if (found === 'later') return failed(slot, NOT_YET, platform);
    }
    if (clock.now() - slot.due > late) return skip(slot, { code: 'late' });
    const soonest = Math.max(slot.due, clock.now() + scheduling.soonest);
    const at = Math.ceil(soonest / SECOND) * SECOND;
    if (!(await store.slots.handOver(slot, at))) return;
    const sending = scheduling.schedule(place, card, lang, at);
    await settle({ ...slot, sentAt: at }, sending, platform, () => posted(at));
  }

  return deliver;
}
