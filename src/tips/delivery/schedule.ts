import type { Weekday } from '../../store/daily-tips.ts';
import { DAY, HOUR } from '../../time.ts';

/** What decides when a tip is due. `time` is wall-clock `HH:MM` in the IANA zone. */
export interface Schedule {
  readonly time: string;
  readonly days: readonly Weekday[];
  readonly zone: string;
}

const MINUTE = 60_000;

/** Making a formatter costs a hundred times what using it does. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(zone, made);
  return made;
}

/** An IANA zone this Node knows, in its own spelling; `undefined` for anything else. */
export function knownZone(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** The zone's clock at a moment, written as if it were UTC: wall-clock arithmetic without a zone. */
export function wallClock(zone: string, at: number): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatter(zone).formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * The moment a zone's clock first shows `wall` (as `wallClock` writes it). A time shown twice counts the first
 * time; one that is skipped is the first moment after the gap.
 */
export function momentOf(zone: string, wall: number): number {
  // No zone is more than 15 h from UTC, so the moment lies between these and the offsets there are all there are.
  const before = wallClock(zone, wall - DAY) - (wall - DAY);
  const after = wallClock(zone, wall + DAY) - (wall + DAY);
  const exact = [wall - before, wall - after].filter((at) => wallClock(zone, at) === wall);
  if (exact.length > 0) return Math.min(...exact);
  // In the gap: halve the span around the change until the first moment whose clock is past `wall` is found.
  let low = wall - Math.max(before, after) - HOUR;
  let high = wall - Math.min(before, after) + HOUR;
  while (high - low > MINUTE) {
    const middle = Math.floor((low + high) / 2 / MINUTE) * MINUTE;
    if (middle <= low) break;
    if (wallClock(zone, middle) >= wall) high = middle;
    else low = middle;
  }
  return high;
}

const weekday = (wall: number): Weekday => (((new Date(wall).getUTCDay() + 6) % 7) + 1) as Weekday;
const midnight = (wall: number): number => Math.floor(wall / DAY) * DAY;

function minutesOf(time: string): number {
  const [hour = '0', minute = '0'] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

/** The first due moment after `after`. Every local day on the schedule has exactly one, clock changes or not. */
export function nextSlot({ time, days, zone }: Schedule, after: number): number {
  const today = midnight(wallClock(zone, after));
  // One day back covers zones that skipped a calendar day; a week and a day ahead covers any choice of days.
  for (let offset = -1; offset <= 8; offset++) {
    const day = today + offset * DAY;
    if (!days.includes(weekday(day))) continue;
    const due = momentOf(zone, day + minutesOf(time) * MINUTE);
    if (due > after) return due;
  }
  throw new Error(`no day of the week is chosen in the schedule "${time} ${days.join(',')} ${zone}"`);
}

/** Channels that chose the same minute are served over this much of it, so that thousands do not knock at once. */
const SPREAD = 45_000;

function spreadOf(id: string): number {
  let hash = 0;
  for (let i = 0; i < id.length; i++) hash = (Math.imul(hash, 31) + id.charCodeAt(i)) >>> 0;
  return hash % SPREAD;
}

/** As `nextSlot`, at a second of the minute that is always the same for one subscription. */
export const dueAfter = (subscription: Schedule & { readonly id: string }, after: number): number =>
  nextSlot(subscription, after) + spreadOf(subscription.id);

/** Whether a tip is due at that very moment. */
export const isDue = (subscription: Schedule & { readonly id: string }, due: number): boolean =>
  dueAfter(subscription, due - SPREAD) === due;

/** Whether two moments fall on one calendar day of the zone. */
export const sameDay = (zone: string, a: number, b: number): boolean =>
  midnight(wallClock(zone, a)) === midnight(wallClock(zone, b));

/** `2026-11-24 09:00` on the zone's clock. */
export const localTime = (zone: string, at: number): string =>
  new Date(wallClock(zone, at)).toISOString().slice(0, 16).replace('T', ' ');
