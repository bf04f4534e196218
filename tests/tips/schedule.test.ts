import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Weekday } from '../../src/store/daily-tips.ts';
import { dueAfter, localTime, momentOf, nextSlot, wallClock } from '../../src/tips/delivery/schedule.ts';
import zones from '../fixtures/schedule/zones.json' with { type: 'json' };

const DAY = 24 * 60 * 60 * 1000;
const EVERY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

describe.each(Object.entries(zones.rows))('%s over two years', (zone, times) => {
  test.each(Object.entries(times))('%s comes when an independent calculation says', (time, days) => {
    const ours = days.map(([date]) => [
      date,
      momentOf(zone, Date.parse(String(date)) + minutes(time) * 60_000),
    ]);

    expect(ours).toEqual(days);
  });

  test('every local day has exactly one slot, whatever the clock does', () => {
    const seen: string[] = [];
    let at = Date.UTC(2026, 0, 1);
    for (let n = 0; n < 730; n++) {
      at = nextSlot({ time: '02:30', days: EVERY, zone }, at);
      seen.push(localTime(zone, at).slice(0, 10));
    }

    const first = Date.parse(seen[0] ?? '');
    const expected = seen.map((_day, n) => new Date(first + n * DAY).toISOString().slice(0, 10));
    expect(seen).toEqual(expected);
  });
});

test('a time that a clock change skips comes at the next valid minute', () => {
  const due = nextSlot({ time: '02:30', days: EVERY, zone: 'Europe/Berlin' }, Date.UTC(2026, 2, 29, 0, 0));

  expect(localTime('Europe/Berlin', due)).toBe('2026-03-29 03:00');
});

test('a time shown twice comes once, the first time', () => {
  const zone = 'America/New_York';
  const due = nextSlot({ time: '01:30', days: EVERY, zone }, Date.UTC(2026, 10, 1, 4, 0));

  expect(new Date(due).toISOString()).toBe('2026-11-01T05:30:00.000Z');
  expect(localTime(zone, nextSlot({ time: '01:30', days: EVERY, zone }, due))).toBe('2026-11-02 01:30');
});

test('only the chosen days count', () => {
  const friday = Date.UTC(2026, 10, 27, 12);
  const due = nextSlot({ time: '09:00', days: [1, 2, 3, 4, 5], zone: 'Asia/Tokyo' }, friday);

  expect(localTime('Asia/Tokyo', due)).toBe('2026-11-30 09:00');
});

test('a schedule without any day is refused, not looped over', () => {
  expect(() => nextSlot({ time: '09:00', days: [], zone: 'UTC' }, 0)).toThrow(/no day/);
});

test('channels that chose one minute are spread over it, each always at its own second', () => {
  const schedule = { time: '09:00', days: EVERY, zone: 'UTC' };
  const dues = Array.from({ length: 200 }, (_none, n) => dueAfter({ ...schedule, id: `discord/g/${n}` }, 0));

  expect(new Set(dues.map((due) => due % 60_000)).size).toBeGreaterThan(100);
  expect(new Set(dues.map((due) => localTime('UTC', due)))).toEqual(new Set(['1970-01-01 09:00']));
  expect(dueAfter({ ...schedule, id: 'discord/g/7' }, DAY) - DAY).toBe(dues[7]);
});

test('any time in any zone comes later than now and shows that time or the end of a gap', () => {
  const zone = fc.constantFrom(
    'Asia/Tokyo',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'America/St_Johns',
  );
  const after = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) });
  fc.assert(
    fc.property(zone, after, fc.integer({ min: 0, max: 1439 }), (name, at, minute) => {
      const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      const due = nextSlot({ time, days: EVERY, zone: name }, at);
      const shown = wallClock(name, due) % DAY;
      expect(due).toBeGreaterThan(at);
      expect(due - at).toBeLessThan(2 * DAY);
      // Either the very minute, or no more than an hour past it at the end of a gap.
      expect(shown - minute * 60_000).toBeGreaterThanOrEqual(0);
      expect(shown - minute * 60_000).toBeLessThanOrEqual(60 * 60_000);
    }),
    { numRuns: 300 },
  );
});
