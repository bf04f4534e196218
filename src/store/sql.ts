import { type Kysely, sql, type Transaction } from 'kysely';
import { createListeningStore, forgetThreads } from './listening.ts';
import { createQuestions, forgetQuestions } from './questions.ts';
import { rowOf, subscriptionOf } from './rows.ts';
import type { Tables } from './schema.ts';
import type { ClaimOptions, Slot, SlotRecord, Store } from './store.ts';

const DAY = 24 * 60 * 60 * 1000;
/** How long finished slots are kept for `tips` status. */
const HISTORY = 60 * DAY;

/** What the two databases do differently, and what the person who runs the bot wants. */
export interface SqlOptions {
  /** How long questions are kept, in milliseconds. */
  readonly keepQuestions: number;
  /** `for update skip locked` on PostgreSQL; SQLite has one writer at a time. */
  readonly rowLocks: boolean;
}

/** The row of `events` that says tips are being delivered. */
const HEARTBEAT = '@delivery';

const slotId = (subscription: string, due: number): string => `${subscription}@${due}`;

/** Due subscriptions: their slots are recorded, their next due time moves on, in one transaction. */
async function claimDue(
  trx: Transaction<Tables>,
  options: ClaimOptions,
  dialect: SqlOptions,
  limit: number,
): Promise<Slot[]> {
  const due = trx
    .selectFrom('subscriptions')
    .selectAll()
    .where('next_due', '<=', options.now)
    .where('platform', 'in', [...options.platforms])
    .orderBy('next_due')
    .limit(limit);
  const rows = await (dialect.rowLocks ? due.forUpdate().skipLocked() : due).execute();
  const claimed: Slot[] = [];
  for (const row of rows) {
    const subscription = subscriptionOf(row);
    const plan = options.plan(subscription);
    const base = { subscription: row.id, platform: row.platform };
    const skipped = plan.skipped.map(({ due: at, reason }) => ({
      ...base,
      id: slotId(row.id, at),
      due: at,
      state: 'skipped',
      attempt: 0,
      reason,
      finished_at: options.now,
    }));
    if (skipped.length > 0)
      await trx
        .insertInto('slots')
        .values(skipped)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    if (plan.post !== undefined) {
      const id = slotId(row.id, plan.post);
      const inserted = await trx
        .insertInto('slots')
        .values({
          ...base,
          id,
          due: plan.post,
          state: 'claimed',
          attempt: 1,
          free_at: options.now + options.lease,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      if (inserted) claimed.push({ id, subscription, due: plan.post, attempt: 1 });
    }
    await trx.updateTable('subscriptions').set({ next_due: plan.nextDue }).where('id', '=', row.id).execute();
  }
  return claimed;
}

/** Slots whose holder died or gave them back. */
async function claimFreed(
  trx: Transaction<Tables>,
  options: ClaimOptions,
  dialect: SqlOptions,
  limit: number,
): Promise<Slot[]> {
  const freed = trx
    .selectFrom('slots')
    .selectAll()
    .where('state', '=', 'claimed')
    .where('free_at', '<=', options.now)
    .where('platform', 'in', [...options.platforms])
    .orderBy('free_at')
    .limit(limit);
  const rows = await (dialect.rowLocks ? freed.forUpdate().skipLocked() : freed).execute();
  const claimed: Slot[] = [];
  for (const row of rows) {
    const owner = await trx
      .selectFrom('subscriptions')
      .selectAll()
      .where('id', '=', row.subscription)
      .executeTakeFirst();
    if (!owner) {
      const gone = { state: 'skipped', reason: 'turned off', finished_at: options.now, free_at: null };
      await trx.updateTable('slots').set(gone).where('id', '=', row.id).execute();
      continue;
    }
    const attempt = row.attempt + 1;
    await trx
      .updateTable('slots')
      .set({ attempt, free_at: options.now + options.lease })
      .where('id', '=', row.id)
      .execute();
    claimed.push({ id: row.id, subscription: subscriptionOf(owner), due: row.due, attempt });
  }
  return claimed;
}

async function forget(db: Kysely<Tables>, table: 'events' | 'conversations', before: number): Promise<void> {
  await db.deleteFrom(table).where('at', '<', before).execute();
}

/** The store on either database. Every method is one statement or one transaction. */
export function createSqlStore(db: Kysely<Tables>, dialect: SqlOptions): Store {
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
          .select('topics')
          .where('id', '=', conversation)
          .where('at', '>', at - DAY)
          .executeTakeFirst();
        return row ? (JSON.parse(row.topics) as string[]) : [];
      },
      async remember(conversation, topics, at) {
        const row = { id: conversation, topics: JSON.stringify(topics), at };
        await db
          .insertInto('conversations')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ topics: row.topics, at }))
          .execute();
      },
    },
    subscriptions: {
      async put(subscription) {
        const row = rowOf(subscription);
        const { id: _id, ...rest } = row;
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
    slots: {
      async claim(options) {
        if (options.platforms.length === 0) return [];
        return db.transaction().execute(async (trx) => {
          const freed = await claimFreed(trx, options, dialect, options.limit);
          const fresh = await claimDue(trx, options, dialect, options.limit - freed.length);
          return [...freed, ...fresh];
        });
      },
      async finish(slot, outcome) {
        return db.transaction().execute(async (trx) => {
          const done = await trx
            .updateTable('slots')
            .set({
              state: outcome.state,
              finished_at: outcome.at,
              free_at: null,
              reason: outcome.reason ?? null,
              tip: outcome.tip ?? null,
            })
            .where('id', '=', slot.id)
            .where('state', '=', 'claimed')
            .returning('id')
            .executeTakeFirst();
          if (done && outcome.deck)
            await trx
              .updateTable('subscriptions')
              .set({ deck: JSON.stringify(outcome.deck) })
              .where('id', '=', slot.subscription.id)
              .execute();
          return done !== undefined;
        });
      },
      async retry(slot, at, reason) {
        await db
          .updateTable('slots')
          .set({ free_at: at, reason })
          .where('id', '=', slot.id)
          .where('state', '=', 'claimed')
          .where('attempt', '=', slot.attempt)
          .execute();
      },
      async history(subscription, limit) {
        const rows = await db
          .selectFrom('slots')
          .selectAll()
          .where('subscription', '=', subscription)
          .orderBy('due', 'desc')
          .limit(limit)
          .execute();
        return rows.map(
          (row): SlotRecord => ({
            id: row.id,
            due: row.due,
            state: row.state as SlotRecord['state'],
            ...(row.reason === null ? {} : { reason: row.reason }),
            ...(row.tip === null ? {} : { tip: row.tip }),
            ...(row.finished_at === null ? {} : { finishedAt: row.finished_at }),
          }),
        );
      },
    },
    questions: createQuestions(db),
    listening: createListeningStore(db),
    async heartbeat(at) {
      const before = await db
        .selectFrom('events')
        .select('at')
        .where('id', '=', HEARTBEAT)
        .executeTakeFirst();
      await db
        .insertInto('events')
        .values({ id: HEARTBEAT, at })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ at }))
        .execute();
      return before?.at;
    },
    async prune(now) {
      await forget(db, 'events', now - DAY);
      await forget(db, 'conversations', now - DAY);
      await db
        .deleteFrom('slots')
        .where('finished_at', '<', now - HISTORY)
        .execute();
      await forgetQuestions(db, now, dialect.keepQuestions);
      await forgetThreads(db, now);
    },
    async close() {
      await db.destroy();
    },
  };
}

/** How the claim query reads its rows, for the test that holds it to the index. */
export const explainDue = (db: Kysely<Tables>, now: number) =>
  sql<
    Record<string, string>
  >`explain select * from subscriptions where next_due <= ${now} and platform in ('discord') order by next_due limit 100`.execute(
    db,
  );
