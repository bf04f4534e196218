import { type Kysely, type Selectable, sql } from 'kysely';
import type { CountedQuestion } from '../../talk/kept-question.ts';
import type { Tables } from '../schema.ts';
import type { Tally, Usage, UsageStore } from '../store.ts';

/** Counts are kept this long, in milliseconds: a year and a month to compare it with. */
const KEPT = 400 * 24 * 60 * 60 * 1000;

/** `YYYY-MM-DD` in UTC. */
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

const NOTHING: Tally = { answered: 0, unanswered: 0, liked: 0, disliked: 0 };

/** Adds to what was counted that day, there, of that topic; also inside a transaction. */
export async function addUsage(
  db: Kysely<Tables>,
  { platform, space, channel, topic, at }: Omit<CountedQuestion, 'answered'>,
  more: Partial<Tally>,
): Promise<void> {
  const day = dayOf(at);
  const id = JSON.stringify([day, platform, space, channel, topic]);
  await db
    .insertInto('usage')
    .values({ id, day, platform, space, channel, topic, ...NOTHING, ...more })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        answered: sql`${row.ref('usage.answered')} + ${row.ref('excluded.answered')}`,
        unanswered: sql`${row.ref('usage.unanswered')} + ${row.ref('excluded.unanswered')}`,
        liked: sql`${row.ref('usage.liked')} + ${row.ref('excluded.liked')}`,
        disliked: sql`${row.ref('usage.disliked')} + ${row.ref('excluded.disliked')}`,
      })),
    )
    .execute();
}

const usageOf = ({ id: _id, ...row }: Selectable<Tables['usage']>): Usage => row;

/** On either database. */
export const createUsage = (db: Kysely<Tables>): UsageStore => ({
  count: (question) => addUsage(db, question, question.answered ? { answered: 1 } : { unanswered: 1 }),
  async since(day, within) {
    const all = db.selectFrom('usage').selectAll().where('day', '>=', day);
    const there = within
      ? all.where('platform', '=', within.platform).where('space', '=', within.space)
      : all;
    return (await there.orderBy('day').orderBy('id').execute()).map(usageOf);
  },
});

export const oldUsage = (now: number) => sql`day < ${dayOf(now - KEPT)}`;
