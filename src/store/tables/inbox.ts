import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.ts';
import type { InboxStore } from '../store.ts';

/** Questions on either database; every method is one statement. */
export function createInboxStore(db: Kysely<Tables>, rowLocks: boolean): InboxStore {
  return {
    async put({ id, platform, kept, at, freeAt, sentAt = null }) {
      const put = await db
        .insertInto('inbox')
        .values({ id, platform, kept, at, attempt: 1, sent_at: sentAt, free_at: freeAt })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      return put !== undefined;
    },
    async sending({ id, attempt }, at, freeAt) {
      const mine = await db
        .updateTable('inbox')
        .set({ sent_at: at, free_at: freeAt })
        .where('id', '=', id)
        .where('attempt', '=', attempt)
        .returning('id')
        .executeTakeFirst();
      return mine !== undefined;
    },
    async putOff({ id, attempt }, freeAt) {
      await db
        .updateTable('inbox')
        .set({ free_at: freeAt, sent_at: null })
        .where('id', '=', id)
        .where('attempt', '=', attempt)
        .execute();
    },
    async renew(held, freeAt) {
      const mine = held.map(({ id, attempt }) => sql`(${id}, ${sql.lit(attempt)})`);
      await sql`update inbox set free_at = ${freeAt} where (id, attempt) in (values ${sql.join(mine)})`.execute(
        db,
      );
    },
    async remove({ id, attempt }) {
      await db.deleteFrom('inbox').where('id', '=', id).where('attempt', '=', attempt).execute();
    },
    async claim({ platforms, now, freeAt, limit }) {
      if (platforms.length === 0) return [];
      const left = db
        .selectFrom('inbox')
        .select('id')
        .where('platform', 'in', [...platforms])
        .where('free_at', '<=', now)
        .orderBy('free_at')
        .limit(limit);
      const rows = await db
        .updateTable('inbox')
        .set({ free_at: freeAt, attempt: sql`attempt + 1` })
        .where('id', 'in', rowLocks ? left.forUpdate().skipLocked() : left)
        .returning(['id', 'platform', 'attempt', 'kept', 'sent_at'])
        .execute();
      return rows.map(({ sent_at, ...row }) => ({
        ...row,
        ...(sent_at === null ? {} : { sentAt: sent_at }),
      }));
    },
    async expire(before) {
      await db.deleteFrom('inbox').where('at', '<', before).execute();
    },
  };
}
