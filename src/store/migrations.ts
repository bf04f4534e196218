import { type Kysely, type Migration, sql } from 'kysely';

/** Tables and columns are only added: an older version must go on working on a newer database. */
export const MIGRATIONS: Record<string, Migration> = {
  '001-memory': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('events')
        .ifNotExists()
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('conversations')
        .ifNotExists()
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('topics', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
  '002-tips': {
    async up(db: Kysely<unknown>) {
      let subscriptions = db.schema.createTable('subscriptions').ifNotExists();
      for (const name of [
        'platform',
        'place',
        'time',
        'days',
        'zone',
        'lang',
        'holidays',
        'topics',
        'deck',
        'changed_by',
      ])
        subscriptions = subscriptions.addColumn(name, 'text', (column) => column.notNull());
      await subscriptions
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('changed_at', 'bigint', (column) => column.notNull())
        .addColumn('pause_until', 'bigint')
        .addColumn('pause_reason', 'text')
        .addColumn('next_due', 'bigint')
        .execute();
      await db.schema
        .createTable('slots')
        .ifNotExists()
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('subscription', 'text', (column) => column.notNull())
        .addColumn('platform', 'text', (column) => column.notNull())
        .addColumn('due', 'bigint', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('attempt', 'integer', (column) => column.notNull())
        .addColumn('free_at', 'bigint')
        .addColumn('reason', 'text')
        .addColumn('tip', 'text')
        .addColumn('finished_at', 'bigint')
        .execute();
      // The two questions asked every few seconds; both walk an index in order and stop at the limit.
      await sql`create index if not exists subscriptions_due on subscriptions (next_due) where next_due is not null`.execute(
        db,
      );
      await sql`create index if not exists slots_free on slots (free_at) where state = 'claimed'`.execute(db);
      await sql`create index if not exists slots_history on slots (subscription, due)`.execute(db);
    },
  },
  '003-questions': {
    async up(db: Kysely<unknown>) {
      let questions = db.schema
        .createTable('questions')
        .ifNotExists()
        .addColumn('id', 'text', (column) => column.primaryKey());
      for (const name of ['text', 'lang', 'platform', 'outcome', 'near'])
        questions = questions.addColumn(name, 'text', (column) => column.notNull());
      await questions
        .addColumn('space', 'text')
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute();
      await sql`create index if not exists questions_latest on questions (outcome, at)`.execute(db);
    },
  },
  '004-listening': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('listening_channels')
        .ifNotExists()
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('mode', 'text', (column) => column.notNull())
        .addColumn('quiet_until', 'bigint')
        .addColumn('changed_by', 'text', (column) => column.notNull())
        .addColumn('changed_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('listening_threads')
        .ifNotExists()
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('asker', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute();
      await sql`create index if not exists listening_threads_at on listening_threads (at)`.execute(db);
    },
  },
  '005-upkeep': {
    async up(db: Kysely<unknown>) {
      // By platform first: the channels of one that is not connected any more are not walked through.
      await sql`create index if not exists subscriptions_due_on on subscriptions (platform, next_due) where next_due is not null`.execute(
        db,
      );
      await sql`create index if not exists slots_free_on on slots (platform, free_at) where state = 'claimed'`.execute(
        db,
      );
      await sql`drop index if exists subscriptions_due`.execute(db);
      await sql`drop index if exists slots_free`.execute(db);
      // What is removed in time is found by its age.
      await sql`create index if not exists events_at on events (at)`.execute(db);
      await sql`create index if not exists conversations_at on conversations (at)`.execute(db);
      await sql`create index if not exists questions_at on questions (at)`.execute(db);
      await sql`create index if not exists slots_finished on slots (finished_at) where finished_at is not null`.execute(
        db,
      );
    },
  },
  '006-handover': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('slots').addColumn('sent_at', 'bigint').execute();
      await db.schema.alterTable('slots').addColumn('sent_to', 'text').execute();
      for (const [old, code] of [
        ['no tips', 'noTips'],
        ['turned off', 'turnedOff'],
        ['stopped', 'timeout'],
      ])
        await sql`update slots set reason = ${code} where reason = ${old}`.execute(db);
    },
  },
  '008-notes': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('place_notes')
        .ifNotExists()
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('notes', 'text', (column) => column.notNull())
        .addColumn('changed_by', 'text', (column) => column.notNull())
        .addColumn('changed_at', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
  '009-across-processes': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('handoffs')
        .ifNotExists()
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('value', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute();
      await sql`create index if not exists handoffs_at on handoffs (at)`.execute(db);
      await db.schema
        .createTable('pace')
        .ifNotExists()
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('due', 'bigint', (column) => column.notNull())
        .addColumn('room', 'bigint', (column) => column.notNull())
        .execute();
      await sql`create index if not exists pace_due on pace (due)`.execute(db);
    },
  },
  '010-inbox': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('inbox')
        .ifNotExists()
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('platform', 'text', (column) => column.notNull())
        .addColumn('kept', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('attempt', 'integer', (column) => column.notNull())
        .addColumn('sent_at', 'bigint')
        .addColumn('free_at', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
  '011-talk': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('conversations').addColumn('talk', 'text').execute();
    },
  },
  '012-installations': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('installations')
        .ifNotExists()
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('sealed', 'text', (column) => column.notNull())
        .addColumn('installed_at', 'bigint', (column) => column.notNull())
        .addColumn('leased_until', 'bigint')
        .execute();
    },
  },
  '013-usage': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('questions').addColumn('channel', 'text').execute();
      let usage = db.schema
        .createTable('usage')
        .ifNotExists()
        .addColumn('id', 'text', (column) => column.primaryKey());
      for (const name of ['day', 'platform', 'space', 'channel', 'topic'])
        usage = usage.addColumn(name, 'text', (column) => column.notNull());
      for (const name of ['answered', 'unanswered', 'liked', 'disliked'])
        usage = usage.addColumn(name, 'bigint', (column) => column.notNull());
      await usage.execute();
      await sql`create index if not exists usage_day on usage (day)`.execute(db);
    },
  },
};
