import { type Kysely, sql } from 'kysely';
import { placeNamed } from '../../talk/place.ts';
import type { Tables } from '../schema.ts';
import type { ListeningMode, ListeningStore, ThreadState } from '../store.ts';

/** Threads are forgotten this long after the last answer in them, in milliseconds. */
const KEPT = 2 * 24 * 60 * 60 * 1000;

/** Where the bot listens on either database; every method is one statement. */
export function createListeningStore(db: Kysely<Tables>): ListeningStore {
  return {
    async channel(id) {
      const row = await db
        .selectFrom('listening_channels')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      if (!row) return undefined;
      const { mode, quiet_until, changed_by: changedBy, changed_at: changedAt } = row;
      const quiet = quiet_until === null ? {} : { quietUntil: quiet_until };
      return { mode: mode as ListeningMode, changedBy, changedAt, ...quiet };
    },
    async setChannel(id, { mode, quietUntil, changedBy, changedAt }) {
      const row = { mode, quiet_until: quietUntil ?? null, changed_by: changedBy, changed_at: changedAt };
      await db
        .insertInto('listening_channels')
        .values({ id, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
    async places() {
      const rows = await db
        .selectFrom('listening_channels')
        .select('id')
        .where('mode', '<>', 'off')
        .orderBy('id')
        .execute();
      return rows.map(({ id }) => placeNamed(id));
    },
    async thread(id) {
      const row = await db
        .selectFrom('listening_threads')
        .select(['asker', 'state', 'at'])
        .where('id', '=', id)
        .executeTakeFirst();
      return row && { ...row, state: row.state as ThreadState };
    },
    async setThread(id, thread) {
      await db
        .insertInto('listening_threads')
        .values({ id, ...thread })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ ...thread }))
        .execute();
    },
  };
}

/** Threads nobody was answered in for long. */
export const staleThreads = (now: number) => sql`at < ${now - KEPT}`;
