import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.ts';
import type { SharedPace } from '../store.ts';

/** A meter that is not full again by then belongs to a clock that was wrong. */
const LONGEST = 60 * 60 * 1000;

/**
 * The generic cell rate algorithm of `bot/pace.ts` with its number in PostgreSQL, where all processes find it. Rows
 * are taken in the order they are given, the same in every process: two never wait for each other.
 */
export const createSharedPace = (db: Kysely<Tables>): SharedPace => ({
  async take(meters, at) {
    const rows = meters.map(
      ({ id, burst, every }) => sql`(${id}::text, ${at + every}::bigint, ${(burst - 1) * every}::bigint)`,
    );
    const taken = await sql<{ id: string }>`insert into pace (id, due, room) values ${sql.join(rows)}
      on conflict (id) do update
      set due = greatest(pace.due, ${at}::bigint) + excluded.due - ${at}::bigint, room = excluded.room
      where pace.due <= ${at}::bigint + excluded.room
      returning id`.execute(db);
    const ids = new Set(taken.rows.map(({ id }) => id));
    const left = meters.filter(({ id }) => !ids.has(id)).map(({ id }) => id);
    if (left.length === 0) return new Map();
    const due = await db.selectFrom('pace').select(['id', 'due']).where('id', 'in', left).execute();
    return new Map(due.map((row) => [row.id, row.due]));
  },
});

export const stalePace = (now: number) => sql`due < ${now} or due > ${now + LONGEST}`;
