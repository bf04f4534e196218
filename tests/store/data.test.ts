import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPostgres } from '../../src/store/engines/postgres.ts';
import { openDatabase } from '../../src/store/open.ts';
import { TABLES, type Tables } from '../../src/store/schema.ts';
import { createSqlStore } from '../../src/store/sql.ts';
import { type DatabaseKind, exportData } from '../../src/store/transfer/export.ts';
import { importData } from '../../src/store/transfer/import.ts';
import { runScript } from '../run-script.ts';
import { type Postgres, startPostgres } from '../stand-ins/postgres.ts';
import { subscription } from './contract.ts';

const T0 = Date.UTC(2026, 10, 23, 9);

let directory = '';
let postgres: Postgres;
let databaseUrl = '';
let n = 0;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'virt-data-'));
  postgres = await startPostgres();
  // Most databases sort as people do, and not byte by byte.
  const db = openPostgres(postgres.url);
  await sql`create database people template template0 locale_provider icu icu_locale 'en'`.execute(db);
  await db.destroy();
  databaseUrl = postgres.url.replace(/[^/]*$/, 'people');
});
afterAll(async () => {
  await postgres.remove();
  await rm(directory, { recursive: true, force: true });
});

const sqlite = () => openDatabase({ dataDir: join(directory, String(n++)) });
const postgresql = () => openDatabase({ dataDir: 'unused', databaseUrl });

/** Something in every table, with whatever people write. */
async function fill(db: Kysely<Tables>): Promise<void> {
  const store = createSqlStore(db, { rowLocks: false, keepQuestions: 1 });
  const text = '"why"\n\\ \u2028 \u0001 𠮷 é Z a ~ %s \'; drop table slots; --';
  for (const id of ['Z', 'a', 'é', '~', '𠮷', 'ｱ', '', ' ']) await store.firstTime(id, T0);
  await store.heartbeat(T0);
  await store.conversations.remember('c', { topics: [text, '非公開'], last: text }, T0);
  for (let i = 0; i < 2_100; i++) await store.subscriptions.put(subscription(`c${i}`, { topics: [text] }));
  await store.subscriptions.put(
    subscription('paused', {
      pause: { reason: { code: 'by', detail: text } },
      nextDue: Number.POSITIVE_INFINITY,
    }),
  );
  const [slot] = await store.slots.claim({
    ...{ now: T0, limit: 1, lease: 1, platforms: ['discord'] },
    plan: () => ({
      post: T0,
      skipped: [{ due: 0, reason: { code: 'refused', detail: '祝日' } }],
      nextDue: T0 * 2,
    }),
  });
  if (slot) await store.slots.finish(slot, { state: 'posted', at: T0, tip: 'kvm/1' });
  const question = { id: 'q', text, lang: 'ja', platform: 'slack', outcome: 'unanswered', at: T0 } as const;
  await store.questions.record({ ...question, near: ['kvm'] });
  await store.usage.count({
    ...{ platform: 'slack', space: 't1', channel: 'c', topic: 'kvm', answered: true, at: T0 },
  });
  await store.listening.setChannel('c', { mode: 'follow', changedBy: 'ann', changedAt: T0 });
  await store.handoffs.leave('answer/slack/q', text, T0);
  await store.installations.put({ id: 'T1', sealed: text, installedAt: T0 });
  await db.insertInto('pace').values({ id: 'slack/ann', due: T0, room: 1 }).execute();
  await store.listening.setThread('t', { asker: 'ann', state: 'open', at: T0 });
  await store.notes.choose('c', { notes: 'handbook', changedBy: 'ann', changedAt: T0 });
}

async function exported(db: Kysely<Tables>, kind: DatabaseKind): Promise<string> {
  let text = '';
  await exportData(db, kind, async (lines) => {
    text += lines;
  });
  return text;
}

async function* linesOf(text: string): AsyncGenerator<string> {
  yield* text.replace(/\n$/, '').split('\n');
}

describe('what the bot remembers', () => {
  test('goes from SQLite to PostgreSQL and back, and is the same file byte for byte', async () => {
    const [first, middle, last] = await Promise.all([sqlite(), postgresql(), sqlite()]);
    await fill(first);
    const file = await exported(first, 'sqlite');

    await importData(middle, 'postgresql', linesOf(file), false);
    const moved = await exported(middle, 'postgresql');
    const { written } = await importData(last, 'sqlite', linesOf(moved), false);

    expect(moved).toBe(file);
    expect(await exported(last, 'sqlite')).toBe(file);
    expect(TABLES.filter((table) => written[table] === 0)).toEqual([]);
    await Promise.all([first, middle, last].map((db) => db.destroy()));
  });

  test('is used on where it was moved to', async () => {
    const db = await postgresql();
    const store = createSqlStore(db, { rowLocks: true, keepQuestions: 1 });

    expect(await store.subscriptions.at('discord/g1/paused')).toMatchObject({
      nextDue: Number.POSITIVE_INFINITY,
    });
    expect(await store.firstTime('𠮷', T0)).toBe(false);
    expect((await store.slots.history('discord/g1/c0', 5)).map(({ state }) => state)).toEqual([
      'posted',
      'skipped',
    ]);
    await store.close();
  });
});

describe.each(['sqlite', 'postgresql'] as const)('a file that cannot be imported into %s', (kind) => {
  let db: Kysely<Tables>;
  let good: string[];
  beforeAll(async () => {
    db = await (kind === 'sqlite' ? sqlite() : postgresql());
    const source = await sqlite();
    const store = createSqlStore(source, { rowLocks: false, keepQuestions: 1 });
    for (let i = 0; i < 3; i++) await store.subscriptions.put(subscription(`c${i}`));
    good = (await exported(source, 'sqlite')).trimEnd().split('\n');
    await source.destroy();
    await importData(db, kind, linesOf(good.join('\n')), true);
  });
  afterAll(() => db.destroy());
  const refused = async (lines: readonly string[], force = true): Promise<string> =>
    importData(db, kind, linesOf(lines.join('\n')), force).then(
      () => 'imported',
      (error: Error) => error.message,
    );
  const changed = (at: number, from: string | RegExp, to: string) =>
    good.map((line, i) => (i === at ? line.replace(from, to) : line));

  test.each<[string, () => string[], RegExp]>([
    ['cut off in a line', () => [...good.slice(0, 2), '{"table":"subscr'], /^line 3: .*damaged or cut off/],
    [
      'cut off between lines',
      () => good.slice(0, 3),
      /not whole: it should hold 3 subscriptions and holds 2/,
    ],
    ['of something else', () => ['{"name":"virt"}'], /^line 1: this is no file that "data export" wrote/],
    ['of a newer format', () => changed(0, '"format":1', '"format":2'), /^line 1: .*newer Virt \(format 2\)/],
    [
      'of a newer schema',
      () => changed(0, '["001', '["999-more","001'),
      /^line 1: .*newer Virt \(999-more\)/,
    ],
    [
      'with an unknown table',
      () => changed(2, '"subscriptions"', '"users"'),
      /^line 3: there is no table "users"/,
    ],
    ['with an unknown column', () => changed(2, '"row":{', '"row":{"x":1,'), /^line 3: .*no column "x"/],
    [
      'with a column missing',
      () => changed(2, /"zone":"[^"]*"/, '"pause_until":1'),
      /^line 3: "zone" is missing/,
    ],
    [
      'with text for a time',
      () => changed(2, /"next_due":\d+/, '"next_due":"9"'),
      /^line 3: "next_due" is no whole/,
    ],
    [
      'with a row twice',
      () => [...good, good[2] ?? ''],
      /^line 5: subscriptions already has "discord\/g1\/c1"/,
    ],
    [
      'with an unknown zone',
      () => changed(2, '"zone":"Asia/Tokyo"', '"zone":"Mars/Phobos"'),
      /^line 3: "zone" is no time zone \(Mars\/Phobos\)/,
    ],
    [
      'with no day of the week',
      () => changed(2, '"days":"[1,2,3,4,5]"', '"days":"[]"'),
      /^line 3: "days" holds no day/,
    ],
    [
      'with JSON that ends early',
      () => changed(2, '"days":"[1,2,3,4,5]"', '"days":"[1,2"'),
      /^line 3: "days" is no complete JSON/,
    ],
    ['that is empty', () => [], /^line 1: /],
  ])('says what is wrong when it is %s, and leaves everything as it was', async (_what, lines, sentence) => {
    const before = await exported(db, kind);

    expect(await refused(lines())).toMatch(sentence);
    expect(await exported(db, kind)).toBe(before);
  });

  test('replaces nothing unless that is said', async () => {
    expect(await refused(good, false)).toMatch(/not empty \(subscriptions: 3\): .* --force to replace/);

    const { replaced } = await importData(db, kind, linesOf(good.join('\n')), true);
    expect(replaced.subscriptions).toBe(3);
  });
});

describe('on the command line', () => {
  const virt = (args: readonly string[], dataDir: string) =>
    runScript('cli', ['data', ...args], { env: { DATA_DIR: dataDir } });
  let [from, to, file] = ['', '', ''];
  beforeEach(() => {
    [from, to, file] = [join(directory, 'from'), join(directory, 'to'), join(directory, 'virt.jsonl')];
  });

  test('a file is written for its owner alone, read in, and never replaced unasked', async () => {
    const db = await openDatabase({ dataDir: from });
    await createSqlStore(db, { rowLocks: false, keepQuestions: 1 }).subscriptions.put(subscription('c1'));
    await db.destroy();

    const out = await virt(['export', file], from);
    const [into, again] = await Promise.all([virt(['import', file], to), virt(['export', file], from)]);

    expect([out.code, out.stderr]).toEqual([0, `${join(from, 'virt.db')}: subscriptions: 1 → ${file}\n`]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect([into.code, into.stderr]).toEqual([0, `${file} → ${join(to, 'virt.db')}: subscriptions: 1\n`]);
    expect([again.code, again.stderr]).toEqual([
      1,
      `${file} exists: name another file, or say --force to replace it\n`,
    ]);
  });

  test('a broken file is named with its line, and help says what a file holds', async () => {
    const broken = join(directory, 'broken.jsonl');
    await writeFile(broken, `${(await readFile(file, 'utf8')).split('\n')[0]}\nnonsense\n`);

    const [bad, help] = await Promise.all([virt(['import', broken, '--force'], to), virt(['--help'], to)]);

    expect([bad.code, bad.stderr]).toEqual([
      1,
      `${broken}: line 2: this is no complete JSON object: the file is damaged or cut off\n`,
    ]);
    expect(help.stdout).toMatch(/ids of channels and people, .* questions that were asked/);
  });
});
