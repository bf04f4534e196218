import type { Kysely } from 'kysely';
import type { Tables } from '../schema.ts';
import type { NotesChoices } from '../store.ts';

export function createNotesChoices(db: Kysely<Tables>): NotesChoices {
  return {
    async chosen(channel) {
      const row = await db
        .selectFrom('place_notes')
        .select('notes')
        .where('id', '=', channel)
        .executeTakeFirst();
      return row?.notes;
    },
    async choose(channel, { notes, changedBy, changedAt }) {
      const row = { notes, changed_by: changedBy, changed_at: changedAt };
      await db
        .insertInto('place_notes')
        .values({ id: channel, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
  };
}
