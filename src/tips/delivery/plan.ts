import type { DuePlan, Subscription } from '../../store/daily-tips.ts';
import type { Reason } from '../../talk/reason.ts';
import { DAY } from '../../time.ts';
import { downBetween } from './reasons.ts';
import { dueAfter, localTime, sameDay } from './schedule.ts';

/** When delivery stood still, if it did; said to people as the reason of a missed tip. */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

/** More of what was missed than this is not told anyway. */
const TOLD = 14;
/** A schedule has a moment every week: what is missed is looked for no further back than holds so many. */
const LOOKED_BACK = TOLD * 7 * DAY;

export interface Now {
  readonly now: number;
  /** What is due by then is taken too. */
  readonly until: number;
  /** How late a tip may come, in milliseconds. */
  readonly late: number;
  readonly outage?: Outage;
}

/**
 * Which of the moments that have come is worth posting. Never more than one: what was missed is recorded with its
 * reason, not made up for.
 */
export function planOf(subscription: Subscription, { now, until, late, outage }: Now): DuePlan {
  const { zone } = subscription;
  const come: number[] = [];
  let next = subscription.nextDue;
  if (next < now - LOOKED_BACK) next = dueAfter(subscription, now - LOOKED_BACK);
  while (next <= until) {
    come.push(next);
    next = dueAfter(subscription, next);
  }
  const isHoliday = (due: number) => subscription.holidays.includes(localTime(zone, due).slice(0, 10));
  const reason = (due: number): Reason => {
    if (isHoliday(due)) return { code: 'holiday' };
    if (!outage || due < outage.from || due > outage.to) return { code: 'late' };
    return downBetween(outage.from, outage.to);
  };
  const tooLate = (due: number) => due <= now && (now - due > late || !sameDay(zone, due, now));
  const last = come.at(-1);
  const post = last !== undefined && !isHoliday(last) && !tooLate(last) ? last : undefined;
  const missed = come.filter((due) => due !== post).slice(-TOLD);
  const skipped = missed.map((due) => ({ due, reason: reason(due) }));
  return { ...(post === undefined ? {} : { post }), skipped, nextDue: next };
}
