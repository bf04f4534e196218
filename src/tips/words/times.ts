import { matchAt, type Read } from './read.ts';

/**
 * Times of day as people write them. A part of the day may stand before the hour in Japanese (午後9時, 夜9時) and
 * after it in English (9pm).
 */
const CLOCK =
  /^(?:(午前|午後|早朝|朝|お?昼|夕方|夕|夜|晩|深夜|am|pm)\s*(?:の\s*)?)?(\d{1,2})(?:[:.h](\d{2})(?::00)?|\s*時(?!間)\s*(?:(\d{1,2})\s*分|(半))?)?(?:\s*(a\.?m|p\.?m|o['’]?clock)\b\.?)?(?:頃|ごろ|ちょうど)?/;
const MILITARY = /^([01]\d|2[0-3])([0-5]\d)(?:hrs?|h)?/;
const NAMED: readonly (readonly [RegExp, string])[] = [
  [/^(?:noon|midday|正午|お昼)/, '12:00'],
  [/^midnight/, '00:00'],
];

/** The hour of 24, or nothing where the words leave two readings (午後12時) or none (13pm). */
function hourOf(hour: number, part: string | undefined): number | undefined {
  const within = (from: number, to: number) => hour >= from && hour <= to;
  switch (part?.replace('.', '')) {
    case undefined:
      return within(0, 23) ? hour : undefined;
    case 'am':
      return within(0, 12) ? hour % 12 : undefined;
    case 'pm':
      return within(1, 12) ? (hour % 12) + 12 : undefined;
    case '午前':
    case '早朝':
    case '朝':
      return within(0, 11) ? hour : undefined;
    case '午後':
      return within(0, 11) ? hour + 12 : within(13, 23) ? hour : undefined;
    case '昼':
    case 'お昼':
      return within(1, 4) ? hour + 12 : within(10, 16) ? hour : undefined;
    case '夕':
    case '夕方':
      return within(3, 8) ? hour + 12 : within(15, 20) ? hour : undefined;
    case '夜':
    case '晩':
      return within(5, 11) ? hour + 12 : hour === 12 ? 0 : within(0, 3) || within(17, 23) ? hour : undefined;
    case '深夜':
      return hour === 11 ? 23 : hour === 12 ? 0 : within(0, 4) || hour === 23 ? hour : undefined;
    default:
      return undefined;
  }
}

const two = (n: number): string => String(n).padStart(2, '0');

/** A time of day (`HH:MM`) at the start of a text in lower case. */
export function timeAt(rest: string): Read<string> | undefined {
  const military = matchAt(rest, MILITARY);
  if (military) return { value: `${military[1]}:${military[2]}`, length: military[0].length };
  const found = matchAt(rest, CLOCK);
  if (found) {
    const [whole, before, hours, colon, minutes, half, after] = found;
    const meridiem = after === undefined || after.startsWith('o') ? undefined : after;
    if (before !== undefined && meridiem !== undefined) return undefined;
    const hour = hourOf(Number(hours), before ?? meridiem);
    const minute = half ? 30 : Number(colon ?? minutes ?? 0);
    return hour === undefined || minute > 59
      ? undefined
      : { value: `${two(hour)}:${two(minute)}`, length: whole.length };
  }
  for (const [pattern, value] of NAMED) {
    const named = matchAt(rest, pattern);
    if (named) return { value, length: named[0].length };
  }
  return undefined;
}
