import { type Kysely, sql } from 'kysely';
import type { Talk } from '../talk/talk.ts';
import { DAY } from '../time.ts';
import { rowOf, subscriptionOf } from './rows.ts';
import type { Tables } from './schema.ts';
import { createSlots } from './slots/slots.ts';
import type { Store } from './store.ts';
import { createHandoffs } from './tables/handoffs.ts';
import { createInboxStore } from './tables/inbox.ts';
import { createInstallationRows } from './tables/installations.ts';
import { createListeningStore } from './tables/listening.ts';
import { createNotesChoices } from './tables/place-notes.ts';
import { createQuestions } from './tables/questions.ts';
import { createSharedPace } from './tables/shared-pace.ts';
import { forgetSpace, prune } from './tables/upkeep.ts';
import { createUsage } from './tables/usage.ts';

const talkOf = (row: Pick<Tables['conversations'], 'topics' | 'talk'>): Talk => ({
  ...(JSON.parse(row.talk ?? '{}') as Partial<Talk>),
  topics: JSON.parse(row.topics) as string[],
});

/** What the two databases do differently, and what the person who runs the bot wants. */
export interface SqlOptions {
  /** How long questions are kept, in milliseconds. */
  readonly keepQuestions: number;
  /** `for update skip locked` on PostgreSQL; SQLite has one writer at a time. */
  readonly rowLocks: boolean;
}

/** The row of `events` that says tips are being delivered. */
const HEARTBEAT = '@delivery';

/** The store on either database. Every method is one statement or one transaction. */
export function createSqlStore(db: Kysely<Tables>, dialect: SqlOptions): Store {
  const lastBeat = async (): Promise<number | undefined> =>
    (await db.selectFrom('events').select('at').where('id', '=', HEARTBEAT).executeTakeFirst())?.at;
  return {
    async firstTime(id, at) {
      const inserted = await db
        .insertInto('events')
        .values({ id, at })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      return inserted !== undefined;
    },
    conversations: {
      async recall(conversation, at) {
        const row = await db
          .selectFrom('conversations')
          .select(['topics', 'talk'])
          .where('id', '=', conversation)
          .where('at', '>', at - DAY)
          .executeTakeFirst();
        return row && talkOf(row);
      },
      async remember(conversation, { topics, ...talk }, at) {
        const row = { id: conversation, topics: JSON.stringify(topics), talk: JSON.stringify(talk), at };
        await db
          .insertInto('conversations')
          .values(row)
          .onConflict((conflict) =>
            conflict.column('id').doUpdateSet({ topics: row.topics, talk: row.talk, at }),
          )
          .execute();
      },
    },
    subscriptions: {
      async put(subscription) {
        const row = rowOf(subscription);
        // Delivery alone moves the deck on, and may just have done so.
        const { id: _id, deck: _deck, ...rest } = row;
        await db
          .insertInto('subscriptions')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
          .execute();
      },
      async at(id) {
        const row = await db.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst();
        return row && subscriptionOf(row);
      },
      async remove(id) {
        const removed = await db.deleteFrom('subscriptions').where('id', '=', id).executeTakeFirst();
        return removed.numDeletedRows > 0n;
      },
      async all() {
        return (await db.selectFrom('subscriptions').selectAll().orderBy('id').execute()).map(subscriptionOf);
      },
    },
    slots: createSlots(db, dialect.rowLocks),
    questions: createQuestions(db),
    usage: createUsage(db),
    listening: createListeningStore(db),
    notes: createNotesChoices(db),
    forgetSpace: (platform, space) => forgetSpace(db, platform, space),
    handoffs: createHandoffs(db),
    installations: createInstallationRows(db),
    ...(dialect.rowLocks ? { pace: createSharedPace(db) } : {}),
    inbox: createInboxStore(db, dialect.rowLocks),
    lastBeat,
    async heartbeat(at) {
      const before = await lastBeat();
      await db
        .insertInto('events')
        .values({ id: HEARTBEAT, at })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ at }))
        .execute();
      return before;
    },
    prune: (now) => prune(db, now, dialect.keepQuestions),
    async close() {
      await db.destroy();
    },
  };
}

/** How the claim query reads its rows, for the test that holds it to the index. */
export const explainDue = (db: Kysely<Tables>, now: number) =>
  sql<
    Record<string, string>
  >`explain select * from subscriptions where platform = 'discord' and next_due <= ${now} order by next_due limit 20`.execute(
    db,
  );
