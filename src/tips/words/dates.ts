import type { Weekday } from '../../store/daily-tips.ts';
import { DAY } from '../../time.ts';
import { weekdayAt } from './days.ts';
import { matchAt, type Read } from './read.ts';

/** A day as people name it; which one that is depends on today. */
export type DayName =
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'ahead'; readonly days: number }
  /** The next one after today, or the one in the week after this (来週の金曜). */
  | { readonly kind: 'weekday'; readonly day: Weekday; readonly nextWeek?: true }
  /** Without a year: the next one, today included. */
  | { readonly kind: 'yearly'; readonly month: number; readonly day: number };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = MONTHS.join('|');
const FULL = /^(\d{4})(?:-|\/|年\s*)(\d{1,2})(?:-|\/|月\s*)(\d{1,2})日?/;
const YEARLY = /^(\d{1,2})\s*月\s*(\d{1,2})\s*日/;
const DAY_MONTH = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?\\s+(${MONTH})[a-z]*\\.?(?:,?\\s+(\\d{4}))?`);
const MONTH_DAY = new RegExp(`^(${MONTH})[a-z]*\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?`);
const AHEAD: readonly (readonly [RegExp, number])[] = [
  [/^(?:today|今日|本日)/, 0],
  [/^(?:tomorrow|明日|あした)/, 1],
  [/^(?:the\s+)?day\s+after\s+tomorrow|^(?:明後日|あさって)/, 2],
];
const NEXT_WEEK = /^(?:next\s+week|来週(?!の?[月火水木金土日]))/;
const NEXT = /^(?:next\s+|this\s+|来週の?|今週の?|次の)/;

const two = (n: number): string => String(n).padStart(2, '0');
const written = (year: number | string, month: number, day: number): string =>
  `${year}-${two(month)}-${two(day)}`;

/** A day of this century's calendar or the next: there is no 30 February, and nobody plans for 9999. */
function real(date: string): boolean {
  const at = Date.parse(date);
  return /^2[01]/.test(date) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}

function dated(year: string | undefined, month: number, day: number): DayName | undefined {
  // Without a year, 29 February is a day as well.
  if (!real(written(year ?? 2024, month, day))) return undefined;
  return year === undefined
    ? { kind: 'yearly', month, day }
    : { kind: 'date', date: written(year, month, day) };
}

function calendarDayAt(rest: string): Read<DayName | undefined> | undefined {
  const full = matchAt(rest, FULL);
  if (full) return { value: dated(full[1], Number(full[2]), Number(full[3])), length: full[0].length };
  const yearly = matchAt(rest, YEARLY);
  if (yearly)
    return { value: dated(undefined, Number(yearly[1]), Number(yearly[2])), length: yearly[0].length };
  const british = matchAt(rest, DAY_MONTH);
  if (british) {
    const value = dated(british[3], MONTHS.indexOf(british[2] ?? '') + 1, Number(british[1]));
    return { value, length: british[0].length };
  }
  const american = matchAt(rest, MONTH_DAY);
  if (!american) return undefined;
  const value = dated(american[3], MONTHS.indexOf(american[1] ?? '') + 1, Number(american[2]));
  return { value, length: american[0].length };
}

/** A day at the start of a text in lower case. `1/5` is none: it is read in two ways. */
export function dayAt(rest: string): Read<DayName> | undefined {
  const calendar = calendarDayAt(rest);
  if (calendar) return calendar.value && { value: calendar.value, length: calendar.length };
  for (const [pattern, days] of AHEAD) {
    const found = matchAt(rest, pattern);
    if (found) return { value: { kind: 'ahead', days }, length: found[0].length };
  }
  const week = matchAt(rest, NEXT_WEEK);
  if (week) return { value: { kind: 'weekday', day: 1 }, length: week[0].length };
  const next = NEXT.exec(rest)?.[0] ?? '';
  const named = weekdayAt(rest.slice(next.length));
  if (!named) return undefined;
  const day = { kind: 'weekday', day: named.value } as const;
  const value = next.startsWith('来週') ? ({ ...day, nextWeek: true } as const) : day;
  return { value, length: next.length + named.length };
}

/** Which date (`YYYY-MM-DD`) is meant, seen from a local date of today. */
export function dateOf(name: DayName, today: string): string {
  const now = Date.parse(today);
  const ahead = (days: number) => new Date(now + days * DAY).toISOString().slice(0, 10);
  switch (name.kind) {
    case 'date':
      return name.date;
    case 'ahead':
      return ahead(name.days);
    case 'weekday': {
      const weekday = ((new Date(now).getUTCDay() + 6) % 7) + 1;
      return ahead(name.nextWeek ? 7 - weekday + name.day : ((name.day - weekday + 6) % 7) + 1);
    }
    case 'yearly': {
      const year = Number(today.slice(0, 4));
      const years = Array.from({ length: 9 }, (_none, i) => written(year + i, name.month, name.day));
      return years.find((date) => real(date) && date >= today) ?? today;
    }
    default:
      return name satisfies never;
  }
}

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:days?|d|日間?)/, 1],
  [/^(?:weeks?|wks?|w|週間?)/, 7],
  [/^(?:months?|mo|[かカヶケ箇ヵ]月間?)/, 30],
];
const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six'];
const COUNT = /^(?:(\d{1,3})|(an?|one|two|three|four|five|six)\b)\s*/;

/** A length of time in days at the start of a text in lower case: `3d`, "a week", 「2週間」. A month is 30 days. */
export function lengthAt(rest: string): Read<number> | undefined {
  const count = COUNT.exec(rest);
  if (!count) return undefined;
  const many = count[1] === undefined ? Math.max(1, NUMBERS.indexOf(count[2] ?? '') + 1) : Number(count[1]);
  const after = rest.slice(count[0].length);
  for (const [pattern, days] of UNITS) {
    const unit = matchAt(after, pattern);
    if (unit && many > 0) return { value: many * days, length: count[0].length + unit[0].length };
  }
  return undefined;
}
