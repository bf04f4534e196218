import type { Weekday } from '../../store/daily-tips.ts';
import { endsAt, matchAt, type Read } from './read.ts';

export const EVERY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5];
const WEEKEND: readonly Weekday[] = [6, 7];

const SETS: readonly (readonly [RegExp, readonly Weekday[]])[] = [
  [/^(?:daily|every\s*day|each\s+day|all\s+days|毎日)/, EVERY],
  [/^(?:(?:every\s+)?(?:week|work|business\s+)days?|平日|営業日)/, WEEKDAYS],
  [/^(?:(?:every\s+)?weekends?|週末)/, WEEKEND],
];

const ENGLISH = /^(mon|tue|wed|thu|fri|sat|sun)(?:s?day|nesday|rsday|urday|s|rs?)?s?\b\.?/;
const ENGLISH_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const JAPANESE_DAYS = '月火水木金土日';
/** One day with its 曜, or single letters that stand for days: together, or before a sign that ends them. */
const JAPANESE =
  /^(?:毎週\s*)?(?:([月火水木金土日])曜日?|([月火水木金土日]+)(?=$|[\s,、，・/との〜~)-]|から|以外|を除|抜き))/;
const TO = /^\s*(?:-|–|~|〜|から|to\b|through\b|thru\b)\s*/;

const numbered = (names: string | readonly string[], name: string): Weekday =>
  (names.indexOf(name) + 1) as Weekday;

/** One day of the week; several for 「月木」. */
function namesAt(rest: string): Read<readonly Weekday[]> | undefined {
  // "mon-fri": a hyphen ends the name of a day, though of no other word.
  const english = ENGLISH.exec(rest);
  if (english?.[1] && (rest[english[0].length] === '-' || endsAt(rest, english[0].length)))
    return { value: [numbered(ENGLISH_DAYS, english[1])], length: english[0].length };
  const japanese = JAPANESE.exec(rest);
  const letters = japanese?.[1] ?? japanese?.[2];
  if (!japanese || !letters) return undefined;
  return { value: [...letters].map((name) => numbered(JAPANESE_DAYS, name)), length: japanese[0].length };
}

/** Monday to Friday is five days; Saturday to Tuesday goes over the end of the week. */
function between(first: Weekday, last: Weekday): Weekday[] {
  const many = ((last - first + 7) % 7) + 1;
  return Array.from({ length: many }, (_none, i) => (((first - 1 + i) % 7) + 1) as Weekday);
}

/** One day at the start of a text in lower case. */
export function weekdayAt(rest: string): Read<Weekday> | undefined {
  const found = namesAt(rest);
  const [day, ...others] = found?.value ?? [];
  return found && day && others.length === 0 ? { value: day, length: found.length } : undefined;
}

/** Days of the week at the start of a text in lower case: a set, a name, 「月木」 or a span (mon-fri). */
export function daysAt(rest: string): Read<readonly Weekday[]> | undefined {
  for (const [pattern, value] of SETS) {
    const set = matchAt(rest, pattern);
    if (set) return { value, length: set[0].length };
  }
  const first = namesAt(rest);
  const [from, ...others] = first?.value ?? [];
  if (!first || !from || others.length > 0) return first;
  const to = TO.exec(rest.slice(first.length));
  const last = to && weekdayAt(rest.slice(first.length + to[0].length));
  if (!to || !last) return first;
  return { value: between(from, last.value), length: first.length + to[0].length + last.length };
}
