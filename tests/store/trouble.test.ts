import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Clock } from '../../src/ports.ts';
import { openPostgres } from '../../src/store/engines/postgres.ts';
import { openSqlite } from '../../src/store/engines/sqlite.ts';
import { openStore } from '../../src/store/open.ts';
import { createSqlStore } from '../../src/store/sql.ts';
import { type Postgres, startPostgres } from '../stand-ins/postgres.ts';
import { subscription } from './contract.ts';

const clock: Clock = { now: () => Date.now(), wait: async (ms) => void (await sleep(ms / 10)) };

/** What a person reads when the database cannot be opened. */
async function refusal(where: { dataDir?: string; databaseUrl?: string }): Promise<string> {
  try {
    const store = await openStore({ dataDir: 'unused', ...where });
    await store.close();
    return 'no error';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a SQLite file that cannot be used', () => {
  let directory = '';
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'virt-trouble-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  /** A process that holds the file for itself, as a database browser does. */
  async function lock(file: string): Promise<() => void> {
    const program = `
      const db = new (require('libsql'))(process.argv[1]);
      db.exec('pragma locking_mode = exclusive; begin exclusive');
      process.stdout.write('locked');
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['-e', program, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    return () => void child.kill('SIGKILL');
  }

  test('says that a damaged one needs a backup', async () => {
    await mkdir(join(directory, 'damaged'));
    await writeFile(join(directory, 'damaged/virt.db'), 'this is no database'.repeat(100));

    expect(await refusal({ dataDir: join(directory, 'damaged') })).toBe(
      `${join(directory, 'damaged/virt.db')} is damaged or no database: put a backup in its place, or move it away to begin with an empty one.`,
    );
  });

  test('says that part of its path is a file', async () => {
    await writeFile(join(directory, 'file'), '');

    expect(await refusal({ dataDir: join(directory, 'file/data') })).toMatch(
      /part of its path is a file: set DATA_DIR to a folder\.$/,
    );
  });

  test('says that it cannot be opened for writing', async () => {
    await mkdir(join(directory, 'folder/virt.db'), { recursive: true });

    expect(await refusal({ dataDir: join(directory, 'folder') })).toMatch(
      /cannot be opened for writing: let this user write there/,
    );
  });

  test('is waited for while another program holds it, which is said once', async () => {
    const dataDir = join(directory, 'locked');
    await mkdir(dataDir);
    const unlock = await lock(join(dataDir, 'virt.db'));
    const told: string[] = [];
    const say = (why: string) => {
      told.push(why);
      unlock();
    };

    const store = await openStore({ dataDir, patience: { clock, ms: 30_000, told: say } });

    expect(await store.firstTime('event', 1)).toBe(true);
    expect(told).toEqual([`${join(dataDir, 'virt.db')} is locked by another program: close that program.`]);
    await store.close();
  });

  test('that is full refuses what is new, keeps what it has, and goes on when there is room', async () => {
    const db = await openSqlite(join(directory, 'full'));
    const { migrate } = await import('../../src/store/schema.ts');
    await migrate(db);
    const store = createSqlStore(db, { rowLocks: false, keepQuestions: 1 });
    await store.subscriptions.put(subscription('kept'));
    await sql`pragma max_page_count = 1`.execute(db);
    const big = subscription('more', { topics: Array.from({ length: 20_000 }, (_none, n) => `topic-${n}`) });

    await expect(store.subscriptions.put(big)).rejects.toMatchObject({ code: 'SQLITE_FULL' });
    expect(await store.subscriptions.at('discord/g1/kept')).toEqual(subscription('kept'));
    await sql`pragma max_page_count = 1000000`.execute(db);
    await store.subscriptions.put(big);
    expect(await store.subscriptions.at('discord/g1/more')).toEqual(big);
    await store.close();
  });
});

describe('a PostgreSQL that cannot be used', () => {
  let postgres: Postgres;
  let server = '';
  const as = (user: string, database = 'postgres') => `postgres://${user}@${server}/${database}`;
  beforeAll(async () => {
    postgres = await startPostgres();
    server = new URL(postgres.url).host;
    const db = openPostgres(postgres.url);
    await sql`create role reader login password 'reader'`.execute(db);
    await db.destroy();
  });
  afterAll(() => postgres.remove());

  test.each([
    ['virt:s3cret', 'postgres', /refuses the password of "virt": correct it in DATABASE_URL\.$/],
    ['virt:virt', 'nowhere', /has no database "nowhere": make it \(createdb nowhere\)/],
    ['reader:reader', 'postgres', /"reader" may not make tables in "postgres"/],
  ])('as %s with the database %s says what to do, and no password', async (user, database, sentence) => {
    const said = await refusal({ databaseUrl: as(user, database) });

    expect(said).toMatch(sentence);
    expect(said).toContain(server);
    expect(said).not.toMatch(/s3cret|:reader|:virt@/);
  });

  test.each([
    ['postgres://virt:s3cret@127.0.0.1:1/virt', /^127\.0\.0\.1:1 cannot be reached \(ECONNREFUSED\)/],
    ['postgres://virt:s3cret@nowhere.invalid/virt', /^nowhere\.invalid:5432 cannot be reached \(E\w+\)/],
    ['postgres://virt:s3cr/et@@:x/virt', /^DATABASE_URL is no address/],
  ])('at %s says what to look at, and no password', async (databaseUrl, sentence) => {
    const said = await refusal({ databaseUrl });

    expect(said).toMatch(sentence);
    expect(said).not.toContain('s3cr');
  });

  test('is waited for while it starts, as when a whole set of containers comes up at once', async () => {
    await postgres.stop();
    const told: string[] = [];
    const opening = openStore({
      dataDir: 'unused',
      databaseUrl: postgres.url,
      patience: { clock, ms: 30_000, told: (why) => told.push(why) },
    });
    await expect.poll(() => told).toHaveLength(1);
    await postgres.start();

    const store = await opening;

    expect(told[0]).toMatch(/cannot be reached \(ECONNREFUSED\): is PostgreSQL running/);
    expect(await store.subscriptions.all()).toEqual([]);
    await store.close();
  });
});
