import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, openStore } from '../../src/store/open.ts';
import { createSqlStore } from '../../src/store/sql.ts';
import { exportData } from '../../src/store/transfer/export.ts';
import { storeContract, subscription } from './contract.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'virt-store-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

storeContract(
  'a store on SQLite',
  () => openStore({ dataDir: join(directory, 'contract') }),
  () => openStore({ dataDir: join(directory, 'contract') }),
);

test('a database that a newer version has changed is used on, but not exported from', async () => {
  const dataDir = join(directory, 'newer');
  const db = await openDatabase({ dataDir });
  await sql`insert into kysely_migration (name, timestamp) values ('999-newer', '2027')`.execute(db);
  await sql`alter table subscriptions add column mood text`.execute(db);
  await db.destroy();

  const store = await openStore({ dataDir });
  await store.subscriptions.put(subscription('c1'));

  expect(await store.subscriptions.at('discord/g1/c1')).toEqual(subscription('c1'));
  await store.close();
  const again = await openDatabase({ dataDir });
  await expect(exportData(again, 'sqlite', async () => {})).rejects.toThrow(
    'the database was changed by a newer Virt (999-newer): export with that',
  );
  await again.destroy();
});

test('a database of an older version gets what it lacks, and keeps what it has', async () => {
  const dataDir = join(directory, 'older');
  const old = await openDatabase({ dataDir });
  await createSqlStore(old, { rowLocks: false, keepQuestions: 1 }).subscriptions.put(subscription('c1'));
  await sql`delete from kysely_migration where name >= '005'`.execute(old);
  for (const [table, column] of [
    ['slots', 'sent_at'],
    ['slots', 'sent_to'],
    ['questions', 'channel'],
    ['conversations', 'talk'],
  ] as const)
    await sql`alter table ${sql.table(table)} drop column ${sql.id(column)}`.execute(old);
  for (const index of ['subscriptions_due_on', 'slots_free_on', 'events_at', 'slots_finished'])
    await sql`drop index ${sql.id(index)}`.execute(old);
  await sql`create index subscriptions_due on subscriptions (next_due) where next_due is not null`.execute(
    old,
  );
  await old.destroy();

  const db = await openDatabase({ dataDir });

  const indexes = await sql<{ name: string }>`select name from sqlite_master where type = 'index'`.execute(
    db,
  );
  expect(indexes.rows.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['subscriptions_due_on', 'slots_free_on', 'events_at', 'slots_finished']),
  );
  expect(await db.selectFrom('subscriptions').selectAll().execute()).toHaveLength(1);
  await db.destroy();
});

test('what is remembered is for the bot’s own user alone', async () => {
  const dataDir = join(directory, 'own', 'data');
  const store = await openStore({ dataDir });
  await store.subscriptions.put(subscription('c1'));
  const modes = await Promise.all(
    ['.', 'virt.db', 'virt.db-wal'].map(async (name) =>
      ((await stat(join(dataDir, name))).mode & 0o777).toString(8),
    ),
  );
  await store.close();

  expect(modes).toEqual(['700', '600', '600']);
});

test('what is neither text nor number is refused before it reaches the driver, which would end the process', async () => {
  const store = await openStore({ dataDir: join(directory, 'strict') });

  for (const id of [true, {}, [], 1n])
    await expect(store.firstTime(id as never, 1)).rejects.toThrow('a parameter of a query is a');

  expect(await store.firstTime('id', 1)).toBe(true);
  await store.close();
});
