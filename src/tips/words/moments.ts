import type { Weekday } from '../../store/daily-tips.ts';
import { type Lang, type Text, text } from '../../text.ts';
import { tell } from '../cards/sentences.ts';
import { wallClock } from '../delivery/schedule.ts';
import { zoneTitle } from './zones.ts';

const two = (n: number): string => String(n).padStart(2, '0');

function dayOfWall(wall: number, lang: Lang): string {
  const date = new Date(wall);
  const weekday = tell('dayNames', lang)[(date.getUTCDay() + 6) % 7] ?? '';
  const month = tell('monthNames', lang)[date.getUTCMonth()] ?? '';
  const day = date.getUTCDate();
  return lang === 'ja' ? `${month}${day}日（${weekday}）` : `${weekday} ${day} ${month}`;
}

const timeOfWall = (wall: number): string =>
  `${two(new Date(wall).getUTCHours())}:${two(new Date(wall).getUTCMinutes())}`;

/** `09:02` on a zone's clock. */
export const clockTime = (zone: string, at: number): string => timeOfWall(wallClock(zone, at));

/** "Tue 24 Nov 09:00", 「11月24日（火）09:00」. */
export function dayAndTime(zone: string, at: number, lang: Lang): string {
  const wall = wallClock(zone, at);
  return `${dayOfWall(wall, lang)}${lang === 'ja' ? '' : ' '}${timeOfWall(wall)}`;
}

/** A local date (`YYYY-MM-DD`) as people read it; with the year where it is another than `now`'s. */
export function dayTitle(date: string, today: string, lang: Lang): string {
  const day = dayOfWall(Date.parse(date), lang);
  const year = date.slice(0, 4);
  if (year === today.slice(0, 4)) return day;
  return lang === 'ja' ? `${year}年${day}` : `${day} ${year}`;
}

/** From when to when; the day only where it is another. */
export function timeSpan(zone: string, from: number, to: number, lang: Lang): string {
  const [start, end] = [wallClock(zone, from), wallClock(zone, to)];
  const sameDay = dayOfWall(start, lang) === dayOfWall(end, lang);
  const last = sameDay ? timeOfWall(end) : dayAndTime(zone, to, lang);
  return `${dayAndTime(zone, from, lang)}–${last}`;
}

/**
 * A moment on the channel's clock, and on the reader's where that is another. Where the reader's zone is not
 * known, the platform is left to show their time, as Discord and Slack do.
 */
export function momentText(zone: string, at: number, reader: string | undefined, lang: Lang): Text {
  const here = dayAndTime(zone, at, lang);
  if (reader === undefined) {
    const [before, after] = tell('yoursAround', lang);
    return [{ text: `${here}${before}` }, { text: here, moment: at }, { text: after ?? '' }];
  }
  const theirs = wallClock(reader, at);
  const wall = wallClock(zone, at);
  if (theirs === wall) return text(here);
  const sameDay = dayOfWall(theirs, lang) === dayOfWall(wall, lang);
  const when = sameDay ? timeOfWall(theirs) : dayAndTime(reader, at, lang);
  const [before, after] = tell('yoursAround', lang);
  return text(`${here}${before}${when} ${zoneTitle(reader)}${after}`);
}

const same = (a: readonly Weekday[], b: readonly Weekday[]): boolean => a.join() === b.join();

/** "weekdays", 「月・木」. */
export function daysTitle(days: readonly Weekday[], lang: Lang): string {
  if (same(days, [1, 2, 3, 4, 5, 6, 7])) return tell('daily', lang);
  if (same(days, [1, 2, 3, 4, 5])) return tell('weekdays', lang);
  if (same(days, [6, 7])) return tell('weekend', lang);
  return days.map((day) => tell('dayNames', lang)[day - 1]).join(lang === 'ja' ? '・' : ', ');
}
