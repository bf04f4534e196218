import { type Kysely, sql } from 'kysely';
import type { Handoffs } from '../../ports.ts';
import type { Tables } from '../schema.ts';

/** How long a process may come for what another left, in milliseconds. */
const KEPT = 24 * 60 * 60 * 1000;

/** On either database; every method is one statement. */
export const createHandoffs = (db: Kysely<Tables>): Handoffs => ({
  async leave(id, value, at) {
    await db
      .insertInto('handoffs')
      .values({ id, value, at })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ value, at }))
      .execute();
  },
  async find(id) {
    const row = await db.selectFrom('handoffs').select('value').where('id', '=', id).executeTakeFirst();
    return row?.value;
  },
  async drop(id) {
    await db.deleteFrom('handoffs').where('id', '=', id).execute();
  },
  async lease(id, at, until) {
    const taken = await db
      .insertInto('handoffs')
      .values({ id, value: String(until), at })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({ value: String(until), at })
          .where(sql<boolean>`cast(handoffs.value as bigint) <= ${at}`),
      )
      .returning('id')
      .executeTakeFirst();
    return taken !== undefined;
  },
});

export const staleHandoffs = (now: number) => sql`at < ${now - KEPT}`;
