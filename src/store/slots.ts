import type { Kysely, Selectable } from 'kysely';
import { readReason, writeReason } from '../talk/reason.ts';
import { claim } from './claims.ts';
import type { Tables } from './schema.ts';
import type { SlotRecord, Slots } from './store.ts';

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
    async retry(slot, at, reason) {
      await db
        .updateTable('slots')
        .set({ free_at: at, reason: writeReason(reason) })
        .where('id', '=', slot.id)
        .where('state', '=', 'claimed')
        .where('attempt', '=', slot.attempt)
        .execute();
    },
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
