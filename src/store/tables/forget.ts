import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.ts';

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
