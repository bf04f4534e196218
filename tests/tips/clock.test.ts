import { beforeEach, describe, expect, test } from 'vitest';
import type { Clock, Platform } from '../../src/ports.ts';
import { IN_MEMORY, openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { createDelivery, type Delivery } from '../../src/tips/delivery/delivery.ts';
import { dueAfter } from '../../src/tips/delivery/schedule.ts';
import { kvm } from '../crash/kvm.ts';
import { subscription } from '../store/contract.ts';
import { DAY, HOUR, MINUTE, MONDAY_8, quiet } from './channel.ts';

const YEAR = 365 * DAY;
const DAILY = subscription('c1', { days: [1, 2, 3, 4, 5, 6, 7] });

describe('a machine whose clock jumps', () => {
  let store: Store;
  let posted: number[];
  let delivery: Delivery;
  /** Time as it passes, and what the machine's clock shows more than that. */
  let passed = 0;
  let wrong = 0;

  const clock: Clock = {
    now: () => MONDAY_8 + passed + wrong,
    steady: () => passed,
    wait: () => new Promise(() => {}),
  };

  function restart(): void {
    const platform: Platform = {
      name: 'discord',
      async start() {},
      async stop() {},
      mayManage: async () => true,
      async post(_place, _card, _lang, slot) {
        posted.push(MONDAY_8 + passed);
        return { ok: true, id: slot };
      },
    };
    delivery = createDelivery({
      ...{ store, clock, log: quiet },
      platforms: () => [platform],
      knowledge: () => kvm,
    });
  }

  beforeEach(async () => {
    store = await openStore({ dataDir: IN_MEMORY });
    posted = [];
    passed = 0;
    wrong = 0;
    restart();
    await store.subscriptions.put({ ...DAILY, nextDue: dueAfter(DAILY, MONDAY_8) });
    await pass(MINUTE);
    return () => store.close();
  });

  async function pass(ms: number, step = 5_000): Promise<void> {
    for (const end = passed + ms; passed < end; ) {
      passed = Math.min(end, passed + step);
      await delivery.tick();
    }
  }

  const state = async () => ({
    next: (await store.subscriptions.at(DAILY.id))?.nextDue,
    slots: await store.slots.history(DAILY.id, 400),
  });

  test.each([
    ['a year ahead', YEAR],
    ['an hour ahead', HOUR],
    ['a day back', -DAY],
  ])('%s for fourteen seconds: nothing was planned by it', async (_what, jump) => {
    const before = await state();
    wrong = jump;
    await pass(14_000);
    wrong = 0;
    await pass(MINUTE);

    expect(await state()).toEqual(before);
    await pass(2 * HOUR, MINUTE);
    expect(posted).toHaveLength(1);
  });

  test.each([
    ['a year ahead', YEAR],
    ['three days ahead', 3 * DAY + 12 * HOUR],
  ])('%s for an hour: believed then, and healed when the clock is right again', async (_what, jump) => {
    wrong = jump;
    await pass(10 * MINUTE, MINUTE);
    expect((await state()).next).toBeGreaterThan(MONDAY_8 + 3 * DAY);
    wrong = 0;
    await pass(10 * MINUTE, MINUTE);

    expect(await state()).toEqual({ next: dueAfter(DAILY, MONDAY_8), slots: [] });
    await pass(2 * HOUR, MINUTE);
    expect(posted).toHaveLength(1);
  });

  test.each([
    ['a year', YEAR],
    ['a day', DAY],
  ])('%s back for half an hour: waited for, with one tip when it is right again', async (_what, jump) => {
    wrong = -jump;
    await pass(30 * MINUTE, MINUTE);
    expect(posted).toEqual([]);
    wrong = 0;
    await pass(2 * HOUR, MINUTE);

    expect(posted).toHaveLength(1);
    expect((await state()).slots.map((slot) => slot.state)).toEqual(['posted']);
  });

  test('a year back for good: believed an hour later', async () => {
    wrong = -YEAR;
    await pass(HOUR + 2 * MINUTE, MINUTE);

    expect((await state()).next).toBeLessThan(MONDAY_8 - YEAR + 2 * DAY);
  });

  test('a process that begins on a clock a year ahead waits until it is right', async () => {
    const before = await state();
    wrong = YEAR;
    restart();
    await pass(14_000);
    wrong = 0;
    await pass(2 * MINUTE);

    expect(await state()).toEqual(before);
  });

  test('a machine that slept for days goes on a minute after it woke, with one tip', async () => {
    wrong = 3 * DAY + 90 * MINUTE;
    await pass(30_000);
    expect(posted).toEqual([]);
    await pass(HOUR, MINUTE);

    expect(posted).toHaveLength(1);
    expect((await state()).slots.map((slot) => slot.state)).toEqual([
      'posted',
      'skipped',
      'skipped',
      'skipped',
    ]);
    expect((await state()).slots[1]?.reason?.code).toBe('down');
  });
});
