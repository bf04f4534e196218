import type { Subscription } from '../../src/store/daily-tips.ts';
import { dueAfter, localTime } from '../../src/tips/delivery/schedule.ts';
import { subscription } from '../store/contract.ts';

const MINUTE = 60 * 1000;

/** A zone where it is shortly after two in the night: midnight, which ends a tip's day, is far. */
function zoneAtTwo(now: number): string {
  const ahead = 2 - new Date(now).getUTCHours();
  const offset = ahead < -11 ? ahead + 24 : ahead;
  // The zone database writes the sign the other way round.
  return offset === 0 ? 'UTC' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
}

/** Channels whose tips fall due over the next minutes, and none of them again for most of a day. */
export function dueSoon(
  channels: number,
  now: number,
  minutes: number,
  chance: () => number,
  platform = 'discord',
): Subscription[] {
  const zone = zoneAtTwo(now);
  return Array.from({ length: channels }, (_none, n) => {
    const minute = now + Math.floor(chance() * minutes) * MINUTE;
    const one = subscription(`c${n}`, {
      id: `${platform}/g1/c${n}`,
      place: { platform, space: 'g1', channel: `c${n}` },
      lang: 'en',
      zone,
      days: [1, 2, 3, 4, 5, 6, 7],
      time: localTime(zone, minute).slice(11),
    });
    return { ...one, nextDue: dueAfter(one, minute - MINUTE) };
  });
}
