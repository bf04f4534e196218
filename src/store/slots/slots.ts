import type { Kysely, Selectable } from 'kysely';
import { readReason, writeReason } from '../../talk/reason.ts';
import type { SlotRecord, Slots } from '../daily-tips.ts';
import { subscriptionOf } from '../rows.ts';
import type { Tables } from '../schema.ts';
import { claim } from './claims.ts';
import { heal } from './heal.ts';

const recordOf = (row: Selectable<Tables['slots']>): SlotRecord => ({
  id: row.id,
  due: row.due,
  state: row.state as SlotRecord['state'],
  ...(row.reason === null ? {} : { reason: readReason(row.reason) }),
  ...(row.tip === null ? {} : { tip: row.tip }),
  ...(row.finished_at === null ? {} : { finishedAt: row.finished_at }),
});

/** Slots on either database; every method is one statement or one transaction. */
export function createSlots(db: Kysely<Tables>, rowLocks: boolean): Slots {
  return {
    async claim(options) {
      return claim(db, options, rowLocks);
    },
    async finish(slot, { state, at, reason, tip, deck }) {
      return db.transaction().execute(async (trx) => {
        const done = await trx
          .updateTable('slots')
          .set({
            state,
            finished_at: at,
            free_at: null,
            reason: reason ? writeReason(reason) : null,
            tip: tip ?? null,
          })
          .where('id', '=', slot.id)
          .where('state', '=', 'claimed')
          .returning('id')
          .executeTakeFirst();
        if (done && deck)
          await trx
            .updateTable('subscriptions')
            .set({ deck: JSON.stringify(deck) })
            .where('id', '=', slot.subscription.id)
            .execute();
        return done !== undefined;
      });
    },
    async retry(slot, at, reason, unsent = false) {
      await db
        .updateTable('slots')
        .set({ free_at: at, reason: writeReason(reason), ...(unsent ? { sent_at: null } : {}) })
        .where('id', '=', slot.id)
        .where('state', '=', 'claimed')
        .where('attempt', '=', slot.attempt)
        .execute();
    },
    async handOver({ id, attempt, subscription }, at) {
      const mine = await db
        .updateTable('slots')
        .set({ sent_at: at, sent_to: JSON.stringify(subscription.place) })
        .where('id', '=', id)
        .where('state', '=', 'claimed')
        .where('attempt', '=', attempt)
        .returning('id')
        .executeTakeFirst();
      return mine !== undefined;
    },
    async coming(platform, after) {
      const rows = await db
        .selectFrom('slots')
        .select(['id', 'subscription', 'due', 'sent_to', 'finished_at'])
        .where('finished_at', '>', after)
        .where('sent_to', 'is not', null)
        .where('state', '=', 'posted')
        .where('platform', '=', platform)
        .execute();
      if (rows.length === 0) return [];
      const ids = rows.map(({ subscription }) => subscription);
      const found = await db.selectFrom('subscriptions').selectAll().where('id', 'in', ids).execute();
      const owners = new Map(found.map((row) => [row.id, subscriptionOf(row)]));
      return rows.map(({ id, subscription, due, sent_to, finished_at }) => {
        const owner = owners.get(subscription);
        const place = JSON.parse(sent_to ?? '{}');
        return { slot: id, due, at: finished_at ?? due, place, ...(owner ? { subscription: owner } : {}) };
      });
    },
    async forget(slot) {
      await db.deleteFrom('slots').where('id', '=', slot).execute();
    },
    heal: (now, dueAfter) => heal(db, now, dueAfter),
    async history(subscription, limit) {
      const rows = await db
        .selectFrom('slots')
        .selectAll()
        .where('subscription', '=', subscription)
        .orderBy('due', 'desc')
        .limit(limit)
        .execute();
      return rows.map(recordOf);
    },
  };
}
