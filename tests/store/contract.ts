import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DuePlan, Store, Subscription } from '../../src/store/store.ts';

const HOUR = 60 * 60 * 1000;
const T0 = Date.UTC(2026, 10, 23, 9);

export function subscription(id: string, more: Partial<Subscription> = {}): Subscription {
  return {
    id: `discord/g1/${id}`,
    place: { platform: 'discord', space: 'g1', channel: id },
    time: '09:00',
    days: [1, 2, 3, 4, 5],
    zone: 'Asia/Tokyo',
    lang: 'ja',
    holidays: [],
    topics: [],
    deck: { seed: 1, round: 0, cursor: -1 },
    changedBy: 'u1',
    changedAt: T0,
    nextDue: T0,
    ...more,
  };
}

const claim = (store: Store, now: number, plan?: (one: Subscription) => DuePlan, limit = 10) =>
  store.slots.claim({
    now,
    limit,
    lease: 60_000,
    platforms: ['discord'],
    plan: plan ?? ((one) => ({ post: one.nextDue, skipped: [], nextDue: one.nextDue + 24 * HOUR })),
  });

/** What every store must do, whatever database lies beneath it. `open` gives an empty one, `again` the same data. */
export function storeContract(name: string, open: () => Promise<Store>, again: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());
    beforeEach(async () => {
      for (const one of await store.subscriptions.all()) await store.subscriptions.remove(one.id);
      for (const slot of await store.slots.claim({
        now: T0 * 2,
        limit: 1000,
        lease: 1,
        platforms: ['discord'],
        plan: () => ({ skipped: [], nextDue: 0 }),
      }))
        await store.slots.finish(slot, { state: 'skipped', at: T0 });
      await store.prune(T0 * 3);
    });

    test('one id is the first time for exactly one of many callers', async () => {
      const first = await Promise.all(Array.from({ length: 20 }, () => store.firstTime('event-1', T0)));

      expect(first.filter(Boolean)).toHaveLength(1);
    });

    test('recalls a conversation for a day and then forgets it', async () => {
      await store.conversations.remember('c', ['kvm', 'xen'], T0);

      expect(await store.conversations.recall('c', T0 + HOUR)).toEqual(['kvm', 'xen']);
      expect(await store.conversations.recall('c', T0 + 25 * HOUR)).toEqual([]);
    });

    test('gives back a subscription as it was put, and replaces it', async () => {
      const one = subscription('a', { topics: ['docker'], pause: { until: T0 + HOUR, reason: '休暇' } });
      await store.subscriptions.put(subscription('a'));
      await store.subscriptions.put(one);

      expect(await store.subscriptions.at(one.id)).toEqual(one);
    });

    test('one paused without an end has no due time and is never claimed', async () => {
      await store.subscriptions.put(
        subscription('a', { pause: { reason: 'x' }, nextDue: Number.POSITIVE_INFINITY }),
      );

      expect((await store.subscriptions.at('discord/g1/a'))?.nextDue).toBe(Number.POSITIVE_INFINITY);
      expect(await claim(store, T0 * 2)).toEqual([]);
    });

    test('a due slot is claimed once by many claiming at the same time', async () => {
      for (let i = 0; i < 30; i++) await store.subscriptions.put(subscription(`c${i}`));

      const claims = await Promise.all(Array.from({ length: 6 }, () => claim(store, T0, undefined, 30)));

      const ids = claims.flat().map((slot) => slot.id);
      expect(new Set(ids).size).toBe(ids.length);
      const rest = await claim(store, T0, undefined, 100);
      expect(ids.length + rest.length).toBe(30);
    });

    test('a slot whose holder died is claimed again after the lease, as a repeat', async () => {
      await store.subscriptions.put(subscription('a'));
      const [slot] = await claim(store, T0);

      expect(await claim(store, T0 + 30_000)).toEqual([]);
      expect(await claim(store, T0 + 61_000)).toMatchObject([{ id: slot?.id, attempt: 2 }]);
    });

    test('finishing records the outcome once and moves the deck with it', async () => {
      await store.subscriptions.put(subscription('a'));
      const [slot] = await claim(store, T0);
      if (!slot) throw new Error('nothing was claimed');
      const deck = { seed: 1, round: 0, cursor: 42, lastTip: 'kvm/tip-1' };

      const first = await store.slots.finish(slot, { state: 'posted', at: T0 + 5, tip: 'kvm/tip-1', deck });
      const second = await store.slots.finish(slot, { state: 'failed', at: T0 + 6 });

      expect([first, second]).toEqual([true, false]);
      expect((await store.subscriptions.at('discord/g1/a'))?.deck).toEqual(deck);
      expect(await store.slots.history('discord/g1/a', 5)).toEqual([
        { id: slot.id, due: T0, state: 'posted', tip: 'kvm/tip-1', finishedAt: T0 + 5 },
      ]);
    });

    test('a slot given back is claimed again when its time comes, not before', async () => {
      await store.subscriptions.put(subscription('a'));
      const [slot] = await claim(store, T0);
      if (!slot) throw new Error('nothing was claimed');
      await store.slots.retry(slot, T0 + 10_000, 'busy');

      expect(await claim(store, T0 + 9_000)).toEqual([]);
      expect(await claim(store, T0 + 10_000)).toMatchObject([{ attempt: 2 }]);
    });

    test('skipped slots are recorded with their reason, latest first', async () => {
      await store.subscriptions.put(subscription('a'));
      const missed = [T0 - 48 * HOUR, T0 - 24 * HOUR].map((due) => ({ due, reason: 'late' }));

      await claim(store, T0, () => ({ post: T0, skipped: missed, nextDue: T0 + HOUR }));

      const history = await store.slots.history('discord/g1/a', 5);
      expect(history.map(({ due, state }) => [due, state])).toEqual([
        [T0, 'claimed'],
        [T0 - 24 * HOUR, 'skipped'],
        [T0 - 48 * HOUR, 'skipped'],
      ]);
    });

    test("only the connected platforms' channels are claimed", async () => {
      await store.subscriptions.put(subscription('a', { place: { platform: 'slack', channel: 'a' } }));

      expect(await claim(store, T0)).toEqual([]);
    });

    test('a slot of a subscription that was turned off is not posted', async () => {
      await store.subscriptions.put(subscription('a'));
      await claim(store, T0);
      await store.subscriptions.remove('discord/g1/a');

      expect(await claim(store, T0 + 61_000)).toEqual([]);
      expect(await store.slots.history('discord/g1/a', 1)).toMatchObject([
        { state: 'skipped', reason: 'turned off' },
      ]);
    });

    test('the heartbeat tells when delivery last ran', async () => {
      await store.heartbeat(T0);

      expect(await store.heartbeat(T0 + 60_000)).toBe(T0);
    });

    test('opening again keeps everything and migrates nothing twice', async () => {
      await store.subscriptions.put(subscription('kept'));
      const other = await again();

      expect(await other.subscriptions.at('discord/g1/kept')).toBeDefined();
      await other.close();
    });
  });
}
