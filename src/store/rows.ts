import type { Selectable } from 'kysely';
import * as z from 'zod';
import { readReason, writeReason } from '../talk/reason.ts';
import type { Subscription, Weekday } from './daily-tips.ts';
import type { Tables } from './schema.ts';

type Row = Selectable<Tables['subscriptions']>;

/** Making a formatter to find out takes long for so many rows. */
const zones = new Set<string>();

function isZone(name: string): boolean {
  if (zones.has(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    zones.add(name);
    return true;
  } catch {
    return false;
  }
}

/** A column of JSON. */
const json = <T>(shape: z.ZodType<T>) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'is no complete JSON' });
        return z.NEVER;
      }
    })
    .pipe(shape);

const DAYS: readonly number[] = [1, 2, 3, 4, 5, 6, 7];
const texts = z.array(z.string(), { error: 'is no list of texts' });
const PLACE = z.looseObject(
  { platform: z.string(), channel: z.string(), space: z.string().optional(), thread: z.string().optional() },
  { error: 'is no place' },
);

/** What each column of a subscription has to hold, and what stands for it where it does not. */
const COLUMNS = {
  place: json(PLACE),
  time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'is no time of the day'),
  days: json(
    z
      .array(
        z.custom<Weekday>((day) => DAYS.includes(day as number)),
        { error: 'is no list of days' },
      )
      .min(1, 'holds no day'),
  ),
  zone: z.string().refine(isZone, 'is no time zone'),
  lang: z.enum(['ja', 'en'], { error: 'is neither "ja" nor "en"' }),
  holidays: json(texts),
  topics: json(texts),
  deck: json(
    z.looseObject({ seed: z.number(), round: z.number(), cursor: z.number() }, { error: 'is no deck' }),
  ),
};
type Column = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as Column[];

export interface Fault {
  readonly column: Column;
  readonly what: string;
}

/** The first column of a subscription that cannot be read. */
export function faultIn(row: Readonly<Record<string, unknown>>): Fault | undefined {
  for (const column of NAMES) {
    const read = COLUMNS[column].safeParse(row[column]);
    if (!read.success) return { column, what: read.error.issues[0]?.message ?? 'cannot be read' };
  }
  return undefined;
}

/** Its id says where it was, as `subscriptionId` wrote it. */
function placeIn({ id, platform }: Row) {
  const [, space = '', channel = '', thread] = id.split('/');
  return { platform, ...(space ? { space } : {}), channel, ...(thread ? { thread } : {}) };
}

function pauseOf(row: Row, fault: Fault | undefined): Pick<Subscription, 'pause'> {
  if (fault) return { pause: { reason: { code: 'damaged', detail: fault.column } } };
  if (row.pause_reason === null) return {};
  const until = row.pause_until === null ? {} : { until: row.pause_until };
  return { pause: { reason: readReason(row.pause_reason), ...until } };
}

/**
 * A row as the subscription it stores. One that is damaged is paused for that reason, with usual values for what is
 * lost: it can be shown and set up again, and keeps nobody else from their tips.
 */
export function subscriptionOf(row: Row): Subscription {
  const fault = faultIn(row);
  const value = <C extends Column>(column: C, usual: z.output<(typeof COLUMNS)[C]>) => {
    const read = COLUMNS[column].safeParse(row[column]);
    return (read.success ? read.data : usual) as z.output<(typeof COLUMNS)[C]>;
  };
  return {
    id: row.id,
    place: value('place', placeIn(row)) as Subscription['place'],
    time: value('time', '09:00'),
    days: value('days', DAYS as Weekday[]),
    zone: value('zone', 'UTC'),
    lang: value('lang', 'en'),
    holidays: value('holidays', []),
    topics: value('topics', []),
    deck: value('deck', { seed: 0, round: 0, cursor: -1 }) as Subscription['deck'],
    changedBy: row.changed_by,
    changedAt: row.changed_at,
    ...pauseOf(row, fault),
    nextDue: fault ? Number.POSITIVE_INFINITY : (row.next_due ?? Number.POSITIVE_INFINITY),
  };
}

/** A subscription as its row. One paused without an end has no due time at all. */
export const rowOf = (subscription: Subscription): Row => ({
  id: subscription.id,
  platform: subscription.place.platform,
  place: JSON.stringify(subscription.place),
  time: subscription.time,
  days: JSON.stringify(subscription.days),
  zone: subscription.zone,
  lang: subscription.lang,
  holidays: JSON.stringify(subscription.holidays),
  topics: JSON.stringify(subscription.topics),
  deck: JSON.stringify(subscription.deck),
  changed_by: subscription.changedBy,
  changed_at: subscription.changedAt,
  pause_until: subscription.pause?.until ?? null,
  pause_reason: subscription.pause ? writeReason(subscription.pause.reason) : null,
  next_due: Number.isFinite(subscription.nextDue) ? subscription.nextDue : null,
});
