import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { PendingQuestion } from '../../ports.ts';
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

/** Which column of each table begins with the workspace or server it is about, and how. */
function beginnings(platform: string, space: string) {
  const place = `${platform}/${space}`;
  return [
    ['slots', 'subscription', `${place}/`],
    ['subscriptions', 'id', `${place}/`],
    ['listening_channels', 'id', `${place}/`],
    ['listening_threads', 'id', `${place}/`],
    ['place_notes', 'id', `${place}/`],
    ['conversations', 'id', `${place}/`],
    ['pace', 'id', `${place}/`],
    ['handoffs', 'id', `answer/${place}:`],
    ['handoffs', 'id', `share/${place}/`],
    ['handoffs', 'id', `pressed/${place}/`],
  ] as const satisfies readonly (readonly [keyof Tables, string, string])[];
}

/** Questions of a place that are not answered yet: few, and where they were asked stands in what is kept of them. */
async function pendingIn(db: Kysely<Tables>, platform: string, space: string): Promise<string[]> {
  const all = await db.selectFrom('inbox').select(['id', 'kept']).where('platform', '=', platform).execute();
  const spaceOf = (kept: string) =>
    (JSON.parse(kept) as { request?: PendingQuestion['request'] }).request?.place.space;
  return all.filter(({ kept }) => spaceOf(kept) === space).map(({ id }) => id);
}

/** Removes all that is kept of a workspace or server, at once or not at all. */
export async function forgetSpace(db: Kysely<Tables>, platform: string, space: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const [table, column, start] of beginnings(platform, space))
      await sql`delete from ${sql.table(table)} where substr(${sql.ref(column)}, 1, ${sql.lit(start.length)}) = ${start}`.execute(
        trx,
      );
    for (const table of ['questions', 'usage'] as const)
      await trx.deleteFrom(table).where('platform', '=', platform).where('space', '=', space).execute();
    const pending = await pendingIn(trx, platform, space);
    if (pending.length > 0) await trx.deleteFrom('inbox').where('id', 'in', pending).execute();
  });
}
