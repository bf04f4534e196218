import type { Selectable } from 'kysely';
import type { Tables } from './schema.ts';
import type { Subscription } from './store.ts';

type Row = Selectable<Tables['subscriptions']>;

/** A row as the subscription it stores. */
export function subscriptionOf(row: Row): Subscription {
  const pause =
    row.pause_reason === null
      ? {}
      : {
          pause: {
            reason: row.pause_reason,
            ...(row.pause_until === null ? {} : { until: row.pause_until }),
          },
        };
  return {
    id: row.id,
    place: JSON.parse(row.place),
    time: row.time,
    days: JSON.parse(row.days),
    zone: row.zone,
    lang: row.lang === 'ja' ? 'ja' : 'en',
    holidays: JSON.parse(row.holidays),
    topics: JSON.parse(row.topics),
    deck: JSON.parse(row.deck),
    changedBy: row.changed_by,
    changedAt: row.changed_at,
    ...pause,
    nextDue: row.next_due ?? Number.POSITIVE_INFINITY,
  };
}

/** A subscription as its row. One paused without an end has no due time at all. */
export const rowOf = (subscription: Subscription): Row => ({
  id: subscription.id,
  platform: subscription.place.platform,
  place: JSON.stringify(subscription.place),
  time: subscription.time,
  days: JSON.stringify(subscription.days),
  zone: subscription.zone,
  lang: subscription.lang,
  holidays: JSON.stringify(subscription.holidays),
  topics: JSON.stringify(subscription.topics),
  deck: JSON.stringify(subscription.deck),
  changed_by: subscription.changedBy,
  changed_at: subscription.changedAt,
  pause_until: subscription.pause?.until ?? null,
  pause_reason: subscription.pause?.reason ?? null,
  next_due: Number.isFinite(subscription.nextDue) ? subscription.nextDue : null,
});
