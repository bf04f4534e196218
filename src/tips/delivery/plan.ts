import type { DuePlan, Subscription } from '../../store/store.ts';
import type { Reason } from '../../talk/reason.ts';
import { downBetween } from './reasons.ts';
import { dueAfter, localTime, sameDay } from './schedule.ts';

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
  const reason = (due: number): Reason => {
    if (isHoliday(due)) return { code: 'holiday' };
    if (!outage || due < outage.from || due > outage.to) return { code: 'late' };
    return downBetween(outage.from, outage.to);
  };
  const isHoliday = (due: number) => subscription.holidays.includes(localTime(zone, due).slice(0, 10));
  const tooLate = (due: number) => now - due > late || !sameDay(zone, due, now);
  const last = come.at(-1);
  const post = last !== undefined && !isHoliday(last) && !tooLate(last) ? last : undefined;
  const skipped = come.filter((due) => due !== post).map((due) => ({ due, reason: reason(due) }));
  return { ...(post === undefined ? {} : { post }), skipped, nextDue: next };
}
