import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPostgres } from '../../src/store/engines/postgres.ts';
import { openStore } from '../../src/store/open.ts';
import { explainDue } from '../../src/store/sql.ts';
import { type Postgres, startPostgres } from '../stand-ins/postgres.ts';
import { storeContract, subscription } from './contract.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.remove());

const open = () => openStore({ dataDir: 'unused', databaseUrl: postgres.url });
storeContract('a store on PostgreSQL', open, open);

test('processes starting together migrate once', async () => {
  const stores = await Promise.all(Array.from({ length: 4 }, open));

  expect(stores).toHaveLength(4);
  await Promise.all(stores.map((store) => store.close()));
});

test('many processes together let nobody ask more than their share', async () => {
  const stores = await Promise.all(Array.from({ length: 3 }, open));
  const T0 = Date.UTC(2026, 10, 23, 9);
  const meters = [
    { id: 'slack/ann', burst: 10, every: 3_000 },
    { id: 'slack/t1/c1', burst: 40, every: 500 },
  ];
  const ask = (at: number) =>
    Promise.all(Array.from({ length: 30 }, (_none, i) => stores[i % 3]?.pace?.take(meters, at)));
  const went = (spent: Awaited<ReturnType<typeof ask>>) => spent.filter((one) => one?.size === 0).length;

  const first = await ask(T0);
  expect(went(first)).toBe(10);
  // Each of the others knows when: after so long one is admitted.
  expect(new Set(first.flatMap((one) => one?.get('slack/ann') ?? []))).toEqual(new Set([T0 + 30_000]));
  expect(went(await ask(T0 + 2_999))).toBe(0);
  expect(went(await ask(T0 + 6_000))).toBe(2);
  await Promise.all(stores.map((store) => store.close()));
});

test('a query that takes too long is ended by the server itself, and the connection is used again', async () => {
  const db = openPostgres(postgres.url, { answersWithin: 200, pool: 1 });
  const { sql } = await import('kysely');

  await expect(sql`select pg_sleep(30)`.execute(db)).rejects.toThrow('statement timeout');

  const { rows } = await sql<{ n: number }>`select count(*) as n from pg_stat_activity
    where application_name = 'virt' and query like '%pg_sleep%' and state = 'active' and pid <> pg_backend_pid()`.execute(
    db,
  );
  expect(rows).toEqual([{ n: 0 }]);
  await db.destroy();
});

test('the question for due subscriptions is answered from the index', async () => {
  const store = await open();
  const db = openPostgres(postgres.url);
  for (let i = 0; i < 300; i++) await store.subscriptions.put(subscription(`x${i}`, { nextDue: 1_000 + i }));
  const { sql } = await import('kysely');
  await sql`analyze subscriptions`.execute(db);

  const plan = JSON.stringify((await explainDue(db, 1_000)).rows);

  expect(plan).toContain('subscriptions_due');
  await db.destroy();
  await store.close();
});

test('a database that goes away and comes back loses nothing', async () => {
  const store = await open();
  await store.subscriptions.put(subscription('kept'));
  await postgres.stop();
  await expect(store.subscriptions.all()).rejects.toThrow();
  await postgres.start();

  expect(await store.subscriptions.at('discord/g1/kept')).toBeDefined();
  await store.close();
});

test('a query that gets no answer is given up, and nothing it began is finished later', async () => {
  const store = await open();
  const one = subscription('asked-while-silent', { nextDue: 1 });
  await store.subscriptions.put(one);
  const db = openPostgres(postgres.url, { answersWithin: 300 });
  const begun = db.transaction().execute(async (trx) => {
    await trx.updateTable('subscriptions').set({ zone: 'UTC' }).where('id', '=', one.id).execute();
    await postgres.freeze();
    await trx.selectFrom('subscriptions').selectAll().execute();
  });

  await expect(begun).rejects.toThrow('the database does not answer');
  postgres.thaw();

  await db.updateTable('subscriptions').set({ lang: 'en' }).where('id', '=', one.id).execute();
  expect(await store.subscriptions.at(one.id)).toMatchObject({ zone: 'Asia/Tokyo', lang: 'en' });
  await db.destroy();
  await store.close();
});

test('closing does not wait for a server that has fallen silent', async () => {
  const store = await open();
  await store.subscriptions.all();
  await postgres.freeze();

  await store.close();

  postgres.thaw();
});
