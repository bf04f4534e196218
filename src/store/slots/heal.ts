import { type Kysely, sql } from 'kysely';
import type { Subscription } from '../daily-tips.ts';
import { subscriptionOf } from '../rows.ts';
import type { Tables } from '../schema.ts';

/** What lies further ahead than this was written by a clock that was wrong, in milliseconds. */
const AHEAD = 60 * 60 * 1000;

/** See `Slots.heal`. What was posted stays posted, as of now, so that its day can come. */
export function heal(
  db: Kysely<Tables>,
  now: number,
  dueAfter: (subscription: Subscription) => number,
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await trx
      .deleteFrom('slots')
      .where('finished_at', '>', now)
      .where('state', 'in', ['skipped', 'failed'])
      .execute();
    await trx
      .deleteFrom('slots')
      .where('state', '=', 'claimed')
      .where('due', '>', now + AHEAD)
      .where('sent_at', 'is', null)
      .execute();
    await trx
      .updateTable('slots')
      .set({ free_at: now })
      .where('state', '=', 'claimed')
      .where('free_at', '>', now + AHEAD)
      .execute();
    await trx
      .updateTable('slots')
      .set({ id: sql`'early ' || id`, due: now, finished_at: now })
      .where('state', '=', 'posted')
      .where('finished_at', '>', now + AHEAD)
      .execute();
    const rows = await trx.selectFrom('subscriptions').selectAll().where('next_due', '>', now).execute();
    for (const row of rows) {
      const subscription = subscriptionOf(row);
      if (!Number.isFinite(subscription.nextDue)) continue;
      const next_due = dueAfter(subscription);
      if (next_due < subscription.nextDue)
        await trx.updateTable('subscriptions').set({ next_due }).where('id', '=', row.id).execute();
    }
  });
}
