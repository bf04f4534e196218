import { type Kysely, type Selectable, type SelectQueryBuilder, sql, type Transaction } from 'kysely';
import { writeReason } from '../../talk/reason.ts';
import type { ClaimOptions, DuePlan, Slot, Subscription } from '../daily-tips.ts';
import { subscriptionOf } from '../rows.ts';
import type { Tables } from '../schema.ts';

/** Rows written by one statement: well inside the parameters either database takes. */
const WRITTEN = 500;

const slotId = (subscription: string, due: number): string => `${subscription}@${due}`;

interface Claiming {
  readonly trx: Transaction<Tables>;
  readonly options: ClaimOptions;
  /** PostgreSQL passes over rows another process is claiming; SQLite has one writer at a time. */
  readonly rowLocks: boolean;
  readonly platform: string;
  readonly limit: number;
}

const locked = <T extends keyof Tables, R>(
  query: SelectQueryBuilder<Tables, T, R>,
  { rowLocks }: Claiming,
): SelectQueryBuilder<Tables, T, R> => (rowLocks ? query.forUpdate().skipLocked() : query);

type SubscriptionRow = Selectable<Tables['subscriptions']>;

interface Planned {
  readonly subscription: Subscription;
  readonly plan: DuePlan;
}

/** Slots that will not be posted, with the reason. */
async function recordSkipped(planned: readonly Planned[], { trx, options }: Claiming): Promise<void> {
  const rows = planned.flatMap(({ subscription: { id, place }, plan }) =>
    plan.skipped.map(({ due, reason }) => ({
      id: slotId(id, due),
      subscription: id,
      platform: place.platform,
      due,
      state: 'skipped',
      attempt: 0,
      reason: writeReason(reason),
      finished_at: options.now,
    })),
  );
  for (let from = 0; from < rows.length; from += WRITTEN)
    await trx
      .insertInto('slots')
      .values(rows.slice(from, from + WRITTEN))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** One row for each slot to be posted; a slot that was recorded before is not taken again. */
async function takeFresh(planned: readonly Planned[], { trx, options }: Claiming): Promise<Slot[]> {
  const slots = planned.flatMap(({ subscription, plan }): Slot[] =>
    plan.post === undefined
      ? []
      : [{ id: slotId(subscription.id, plan.post), subscription, due: plan.post, attempt: 1 }],
  );
  if (slots.length === 0) return [];
  const rows = slots.map(({ id, subscription, due, attempt }) => ({
    ...{ id, due, attempt },
    subscription: subscription.id,
    platform: subscription.place.platform,
    state: 'claimed',
    free_at: options.now + options.lease,
  }));
  const taken = await trx
    .insertInto('slots')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  const ids = new Set(taken.map(({ id }) => id));
  return slots.filter(({ id }) => ids.has(id));
}

/** Sets aside what cannot be planned, so that it stops nobody else. */
async function quarantine(id: string, what: string, { trx, options }: Claiming): Promise<void> {
  const pause_reason = writeReason({ code: 'damaged', detail: what });
  await trx
    .updateTable('subscriptions')
    .set({ pause_reason, pause_until: null, next_due: null })
    .where('id', '=', id)
    .execute();
  options.damaged?.(id, what);
}

/** What is due there by its own schedule; what is wrong where that cannot be told. */
function planned(row: SubscriptionRow, plan: ClaimOptions['plan']): Planned | string {
  const subscription = subscriptionOf(row);
  const { reason } = subscription.pause ?? {};
  if (reason?.code === 'damaged') return reason.detail ?? '';
  try {
    return { subscription, plan: plan(subscription) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function moveOn(planned: readonly Planned[], { trx }: Claiming): Promise<void> {
  if (planned.length === 0) return;
  const rows = planned.map(
    ({ subscription, plan }) => sql`(cast(${subscription.id} as text), cast(${plan.nextDue} as bigint))`,
  );
  await sql`update subscriptions set next_due = planned.column2
    from (values ${sql.join(rows)}) as planned where subscriptions.id = planned.column1`.execute(trx);
}

/** Due subscriptions: their slots are recorded and their next due time moves on. */
async function claimDue(claiming: Claiming): Promise<Slot[]> {
  const { trx, options, platform, limit } = claiming;
  const wanted = trx
    .selectFrom('subscriptions')
    .selectAll()
    .where('platform', '=', platform)
    .where('next_due', '<=', options.until ?? options.now)
    .orderBy('next_due')
    .limit(limit);
  const rows = await locked(wanted, claiming).execute();
  if (rows.length === 0) return [];
  const due: Planned[] = [];
  for (const row of rows) {
    const one = planned(row, options.plan);
    if (typeof one === 'string') await quarantine(row.id, one, claiming);
    else due.push(one);
  }
  await recordSkipped(due, claiming);
  const slots = await takeFresh(due, claiming);
  await moveOn(due, claiming);
  return slots;
}

/** Of tips that were turned off. One that may have been handed over counts as coming, so that it is taken back. */
async function leaveGone(gone: readonly string[], { trx, options }: Claiming): Promise<void> {
  if (gone.length === 0) return;
  const slots = trx.updateTable('slots').where('id', 'in', gone);
  await slots
    .set((row) => ({ state: 'posted', finished_at: row.ref('sent_at'), free_at: null }))
    .where('sent_at', '>', options.now)
    .execute();
  await slots
    .set({ state: 'skipped', reason: 'turnedOff', finished_at: options.now, free_at: null })
    .where('state', '=', 'claimed')
    .execute();
}

/** Slots whose holder died or gave them back. */
async function claimFreed(claiming: Claiming): Promise<Slot[]> {
  const { trx, options, platform, limit } = claiming;
  const freed = trx
    .selectFrom('slots')
    .selectAll()
    .where('state', '=', 'claimed')
    .where('platform', '=', platform)
    .where('free_at', '<=', options.now)
    .orderBy('free_at')
    .limit(limit);
  const rows = await locked(freed, claiming).execute();
  if (rows.length === 0) return [];
  const owned = rows.map(({ subscription }) => subscription);
  const found = await trx.selectFrom('subscriptions').selectAll().where('id', 'in', owned).execute();
  const owners = new Map(found.map((row) => [row.id, subscriptionOf(row)]));
  const slots = rows.flatMap(({ id, subscription, due, attempt, sent_at }): Slot[] => {
    const owner = owners.get(subscription);
    const sent = sent_at === null ? {} : { sentAt: sent_at };
    return owner ? [{ id, subscription: owner, due, attempt: attempt + 1, ...sent }] : [];
  });
  const held = slots.map(({ id }) => id);
  const gone = rows.map(({ id }) => id).filter((id) => !held.includes(id));
  if (held.length > 0)
    await trx
      .updateTable('slots')
      .set((row) => ({ attempt: row('attempt', '+', 1), free_at: options.now + options.lease }))
      .where('id', 'in', held)
      .execute();
  await leaveGone(gone, claiming);
  return slots;
}

/** Takes slots of each platform, up to the limit in all, in one transaction. */
export function claim(db: Kysely<Tables>, options: ClaimOptions, rowLocks: boolean): Promise<Slot[]> {
  return db.transaction().execute(async (trx) => {
    const slots: Slot[] = [];
    for (const platform of options.platforms) {
      const claiming = () => ({ trx, options, rowLocks, platform, limit: options.limit - slots.length });
      if (options.takeOver ?? true) slots.push(...(await claimFreed(claiming())));
      if (slots.length < options.limit) slots.push(...(await claimDue(claiming())));
      if (slots.length >= options.limit) break;
    }
    return slots;
  });
}
