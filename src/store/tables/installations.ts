import { type Kysely, type Selectable, sql } from 'kysely';
import type { InstallationRow, InstallationRows } from '../../ports.ts';
import type { Tables } from '../schema.ts';

const rowOf = ({ id, sealed, installed_at }: Selectable<Tables['installations']>): InstallationRow => ({
  id,
  sealed,
  installedAt: installed_at,
});

/** On either database; every method is one statement. */
export const createInstallationRows = (db: Kysely<Tables>): InstallationRows => ({
  async put({ id, sealed, installedAt }) {
    const row = { sealed, installed_at: installedAt, leased_until: null };
    await db
      .insertInto('installations')
      .values({ id, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
  },
  async replace({ id, sealed, installedAt }, before) {
    await db
      .updateTable('installations')
      .set({ sealed, installed_at: installedAt, leased_until: null })
      .where('id', '=', id)
      .where('sealed', '=', before)
      .execute();
  },
  async at(id) {
    const row = await db.selectFrom('installations').selectAll().where('id', '=', id).executeTakeFirst();
    return row && rowOf(row);
  },
  async all() {
    return (await db.selectFrom('installations').selectAll().orderBy('id').execute()).map(rowOf);
  },
  async remove(id, before) {
    const { numDeletedRows } = await db
      .deleteFrom('installations')
      .where('id', '=', id)
      .where('installed_at', '<=', before)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  },
  async lease(id, now, until) {
    const taken = await db
      .updateTable('installations')
      .set({ leased_until: until })
      .where('id', '=', id)
      .where(sql<boolean>`coalesce(leased_until, 0) <= ${now}`)
      .returning('id')
      .executeTakeFirst();
    return taken !== undefined;
  },
});
