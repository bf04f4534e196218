import { type Kysely, type RawBuilder, sql } from 'kysely';
import { DAY } from '../../time.ts';
import type { Tables } from '../schema.ts';
import { staleHandoffs } from './handoffs.ts';
import { staleThreads } from './listening.ts';
import { answeredQuestions, oldQuestions } from './questions.ts';
import { stalePace } from './shared-pace.ts';
import { oldUsage } from './usage.ts';

/** How long finished slots are kept for `tips` status. */
const HISTORY = 60 * DAY;
/** Rows removed by one statement: others wait no longer than for that. */
const BATCH = 1_000;
/** Statements for one rule at a time; what is left then waits for the next call. */
const BATCHES = 20;

type Rule = readonly [keyof Tables, RawBuilder<unknown>];

const rules = (now: number, keepQuestions: number): readonly Rule[] => [
  ['events', sql`at < ${now - DAY}`],
  ['conversations', sql`at < ${now - DAY}`],
  ['slots', sql`finished_at < ${now - HISTORY}`],
  ['questions', oldQuestions(now, keepQuestions)],
  ['questions', answeredQuestions(now, keepQuestions)],
  ['listening_threads', staleThreads(now)],
  ['handoffs', staleHandoffs(now)],
  ['usage', oldUsage(now)],
  ['pace', stalePace(now)],
];

/** Whether some are left. */
async function removeSome(db: Kysely<Tables>, [table, stale]: Rule): Promise<boolean> {
  const from = sql.table(table);
  for (let batch = 0; batch < BATCHES; batch++) {
    const { numAffectedRows = 0n } =
      await sql`delete from ${from} where id in (select id from ${from} where ${stale} limit ${BATCH})`.execute(
        db,
      );
    if (numAffectedRows < BATCH) return false;
  }
  return true;
}

/** Removes what is older than its use, from indexes and a piece at a time. True: there is more of it. */
export async function prune(db: Kysely<Tables>, now: number, keepQuestions: number): Promise<boolean> {
  let more = false;
  for (const rule of rules(now, keepQuestions)) more = (await removeSome(db, rule)) || more;
  return more;
}

/** Which column of each table begins with the workspace or server it is about. */
const OF_SPACES = [
  ['slots', 'subscription'],
  ['subscriptions', 'id'],
  ['listening_channels', 'id'],
  ['listening_threads', 'id'],
  ['place_notes', 'id'],
  ['conversations', 'id'],
] as const satisfies readonly (readonly [keyof Tables, string])[];

/** Removes all that is kept of a workspace or server, at once or not at all. */
export async function forgetSpace(db: Kysely<Tables>, platform: string, space: string): Promise<void> {
  const start = `${platform}/${space}/`;
  await db.transaction().execute(async (trx) => {
    for (const [table, column] of OF_SPACES)
      await sql`delete from ${sql.table(table)} where substr(${sql.ref(column)}, 1, ${sql.lit(start.length)}) = ${start}`.execute(
        trx,
      );
    for (const table of ['questions', 'usage'] as const)
      await trx.deleteFrom(table).where('platform', '=', platform).where('space', '=', space).execute();
  });
}
