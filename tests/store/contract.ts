import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DuePlan, Subscription } from '../../src/store/daily-tips.ts';
import type { Store } from '../../src/store/store.ts';
import type { AskedQuestion } from '../../src/talk/kept-question.ts';

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

const DAY = 24 * HOUR;

function question(id: string, more: Partial<AskedQuestion> = {}): AskedQuestion {
  return {
    id,
    text: 'どうやって動く？',
    lang: 'ja',
    platform: 'slack',
    space: 't1',
    outcome: 'unanswered',
    near: ['kvm', 'xen'],
    at: T0,
    ...more,
  };
}

const idsOf = async (store: Store, more: Partial<Parameters<Store['questions']['list']>[0]> = {}) =>
  (await store.questions.list({ outcomes: ['unanswered', 'disliked'], limit: 10, ...more })).map(
    ({ id }) => id,
  );

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
      const talk = {
        topics: ['kvm', 'xen'],
        last: 'compare kvm xen',
        offered: ['kvm', 'xen'],
        lang: 'ja',
      } as const;
      await store.conversations.remember('c', { topics: ['podman'] }, T0 - HOUR);
      await store.conversations.remember('c', talk, T0);

      expect(await store.conversations.recall('c', T0 + HOUR)).toEqual(talk);
      expect(await store.conversations.recall('c', T0 + 25 * HOUR)).toBeUndefined();
    });

    test('gives back a subscription as it was put, and replaces it', async () => {
      const one = subscription('a', {
        topics: ['docker'],
        pause: { until: T0 + HOUR, reason: { code: 'by', detail: '休暇 中' } },
      });
      await store.subscriptions.put(subscription('a'));
      await store.subscriptions.put(one);

      expect(await store.subscriptions.at(one.id)).toEqual(one);
    });

    test('a change of settings does not bring back tips that came in the meantime', async () => {
      const one = subscription('a', { nextDue: T0 });
      await store.subscriptions.put(one);
      const before = await store.subscriptions.at(one.id);
      const [slot] = await claim(store, T0);
      if (!slot || !before) throw new Error('nothing is due');
      const deck = { seed: 1, round: 0, cursor: 42, lastTip: 'kvm/tip-1' };
      await store.slots.finish(slot, { state: 'posted', at: T0, tip: 'kvm/tip-1', deck });

      await store.subscriptions.put({ ...before, time: '18:00' });

      expect(await store.subscriptions.at(one.id)).toMatchObject({ time: '18:00', deck });
      expect(await claim(store, T0)).toEqual([]);
    });

    test('one paused without an end has no due time and is never claimed', async () => {
      await store.subscriptions.put(
        subscription('a', { pause: { reason: { code: 'archived' } }, nextDue: Number.POSITIVE_INFINITY }),
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

    test('slots of others are left alone where only fresh ones are wanted', async () => {
      await store.subscriptions.put(subscription('a'));
      await claim(store, T0);
      await store.subscriptions.put(subscription('b', { nextDue: T0 + HOUR }));
      const fresh = { now: T0 + HOUR, limit: 10, lease: 60_000, platforms: ['discord'], takeOver: false };
      const plan = (one: Subscription) => ({ post: one.nextDue, skipped: [], nextDue: one.nextDue + DAY });

      expect(await store.slots.claim({ ...fresh, plan })).toMatchObject([
        { subscription: { id: 'discord/g1/b' }, attempt: 1 },
      ]);
    });

    test('many channels that were down for a year are claimed together', async () => {
      const missed = Array.from({ length: 365 }, (_none, day) => ({
        due: T0 - day * DAY,
        reason: { code: 'late' } as const,
      }));
      for (let n = 0; n < 10; n++) await store.subscriptions.put(subscription(`c${n}`));

      const slots = await claim(store, T0, () => ({ post: T0 + 1, skipped: missed, nextDue: T0 + DAY }));

      expect(slots).toHaveLength(10);
      expect(await store.slots.history('discord/g1/c9', 1_000)).toHaveLength(366);
      expect((await store.subscriptions.at('discord/g1/c9'))?.nextDue).toBe(T0 + DAY);
    });

    test('removes many things a piece at a time, and says while some are left', async () => {
      const missed = Array.from({ length: 21_000 }, (_none, n) => ({
        due: n,
        reason: { code: 'late' } as const,
      }));
      await store.subscriptions.put(subscription('a'));
      await claim(store, T0, () => ({ skipped: missed, nextDue: T0 + DAY }));

      expect(await store.prune(T0 + 61 * DAY)).toBe(true);
      expect(await store.prune(T0 + 61 * DAY)).toBe(false);
      expect(await store.slots.history('discord/g1/a', 10)).toEqual([]);
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
      await store.slots.retry(slot, T0 + 10_000, { code: 'unreachable' });

      expect(await claim(store, T0 + 9_000)).toEqual([]);
      expect(await claim(store, T0 + 10_000)).toMatchObject([{ attempt: 2 }]);
    });

    test('whoever lost a slot does not give back what another has taken over', async () => {
      await store.subscriptions.put(subscription('a'));
      const [lost] = await claim(store, T0);
      await claim(store, T0 + 61_000);
      if (!lost) throw new Error('nothing was claimed');
      await store.slots.retry(lost, T0 + 62_000, { code: 'unreachable' });

      expect(await claim(store, T0 + 63_000)).toEqual([]);
    });

    test('what is handed over is coming until its time, and forgotten when it was taken back', async () => {
      await store.subscriptions.put(subscription('a'));
      const [slot] = await claim(store, T0);
      if (!slot) throw new Error('nothing was claimed');
      const at = T0 + 10 * 60_000;
      expect(await store.slots.handOver(slot, at)).toBe(true);
      expect((await claim(store, T0 + 61_000))[0]).toMatchObject({ attempt: 2, sentAt: at });
      expect(await store.slots.handOver(slot, at)).toBe(false);
      await store.slots.finish(slot, { state: 'posted', at });

      expect(await store.slots.coming('discord', T0)).toMatchObject([
        { slot: slot.id, at, place: { channel: 'a' }, subscription: { id: 'discord/g1/a' } },
      ]);
      expect(await store.slots.coming('discord', at)).toEqual([]);
      expect(await store.slots.coming('slack', T0)).toEqual([]);
      await store.slots.forget(slot.id);
      expect(await store.slots.history('discord/g1/a', 1)).toEqual([]);
    });

    test('what was handed over by a holder that died is coming still when tips are turned off', async () => {
      await store.subscriptions.put(subscription('a'));
      const [slot] = await claim(store, T0);
      if (!slot) throw new Error('nothing was claimed');
      await store.slots.handOver(slot, T0 + 10 * 60_000);
      await store.subscriptions.remove('discord/g1/a');
      await claim(store, T0 + 61_000);

      const [coming] = await store.slots.coming('discord', T0 + 61_000);
      expect(coming).toMatchObject({ slot: slot.id, place: { channel: 'a' } });
      expect(coming?.subscription).toBeUndefined();
    });

    test('what was written by a clock a year ahead is healed', async () => {
      for (const id of ['a', 'b', 'c']) await store.subscriptions.put(subscription(id));
      const year = T0 + 365 * DAY;
      const skipped = [{ due: year - DAY, reason: { code: 'late' } as const }];
      const slots = await claim(store, year, () => ({ post: year, skipped, nextDue: year + DAY }), 2);
      if (slots[0]) await store.slots.finish(slots[0], { state: 'posted', at: year });

      await store.slots.heal(T0, () => T0 + HOUR);

      expect((await store.subscriptions.all()).map(({ nextDue }) => nextDue - T0)).toEqual([HOUR, HOUR, 0]);
      const histories = await Promise.all(['a', 'b'].map((id) => store.slots.history(`discord/g1/${id}`, 9)));
      expect(histories.flat()).toMatchObject([{ state: 'posted', due: T0, finishedAt: T0 }]);
    });

    test('settings that cannot be planned are set aside and told, and the others are claimed', async () => {
      for (const id of ['a', 'b', 'c']) await store.subscriptions.put(subscription(id));
      await store.subscriptions.put(subscription('b', { zone: 'Mars/Phobos' }));
      await store.subscriptions.put(subscription('c', { days: [] }));
      const damaged: string[] = [];

      const slots = await store.slots.claim({
        ...{ now: T0, limit: 10, lease: 60_000, platforms: ['discord'] },
        plan: () => ({ post: T0, skipped: [], nextDue: T0 + HOUR }),
        damaged: (id, what) => damaged.push(`${id} ${what}`),
      });

      expect(slots.map(({ subscription: { id } }) => id)).toEqual(['discord/g1/a']);
      expect(damaged.sort()).toEqual(['discord/g1/b zone', 'discord/g1/c days']);
      expect(await store.subscriptions.at('discord/g1/b')).toMatchObject({
        zone: 'UTC',
        pause: { reason: { code: 'damaged', detail: 'zone' } },
        nextDue: Number.POSITIVE_INFINITY,
      });
      expect(await claim(store, T0 + 1)).toEqual([]);
    });

    test('one whose plan fails is set aside as well', async () => {
      for (const id of ['a', 'b']) await store.subscriptions.put(subscription(id));

      const slots = await claim(store, T0, ({ id }) => {
        if (id === 'discord/g1/b') throw new RangeError('no such moment');
        return { post: T0, skipped: [], nextDue: T0 + HOUR };
      });

      expect(slots.map(({ subscription: { id } }) => id)).toEqual(['discord/g1/a']);
      expect((await store.subscriptions.at('discord/g1/b'))?.pause).toEqual({
        reason: { code: 'damaged', detail: 'no such moment' },
      });
    });

    test('skipped slots are recorded with their reason, latest first', async () => {
      await store.subscriptions.put(subscription('a'));
      const missed = [T0 - 48 * HOUR, T0 - 24 * HOUR].map((due) => ({
        due,
        reason: { code: 'late' } as const,
      }));

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
        { state: 'skipped', reason: { code: 'turnedOff' } },
      ]);
    });

    test('the heartbeat tells when delivery last ran', async () => {
      await store.heartbeat(T0);

      expect(await store.heartbeat(T0 + 60_000)).toBe(T0);
    });

    test('gives back a question as it was recorded, and the first record of it stays', async () => {
      await store.questions.record(question('q1'));
      await store.questions.record(question('q1', { text: 'again' }));

      expect(await store.questions.list({ outcomes: ['unanswered'], limit: 10 })).toEqual([question('q1')]);
    });

    test('lists questions newest first, of the wanted outcomes, up to the limit', async () => {
      await store.questions.record(question('old', { at: T0 - HOUR }));
      await store.questions.record(question('new', { outcome: 'disliked' }));
      await store.questions.record(question('fine', { outcome: 'answered' }));

      expect(await idsOf(store)).toEqual(['new', 'old']);
      expect(await idsOf(store, { limit: 1 })).toEqual(['new']);
      expect(await idsOf(store, { outcomes: [] })).toEqual([]);
    });

    test('shows a team only what was asked in it, and nobody the direct messages', async () => {
      const { space: _space, ...direct } = question('direct');
      await store.questions.record(question('ours'));
      await store.questions.record(question('theirs', { space: 't2' }));
      await store.questions.record(direct);

      expect(await idsOf(store, { within: { platform: 'slack', space: 't1' } })).toEqual(['ours']);
      expect(await idsOf(store, { within: { platform: 'discord', space: 't1' } })).toEqual([]);
      expect((await idsOf(store)).sort()).toEqual(['direct', 'ours', 'theirs']);
    });

    test('an answer can be judged for as long as its question is known, and again', async () => {
      await store.questions.record(question('q', { outcome: 'answered' }));

      expect(await store.questions.judge('q', 'slack', 'disliked')).toBe(true);
      expect(await idsOf(store)).toEqual(['q']);
      expect(await store.questions.judge('q', 'slack', 'liked')).toBe(true);
      expect(await idsOf(store)).toEqual([]);
      expect(await store.questions.judge('q', 'discord', 'disliked')).toBe(false);
      expect(await store.questions.judge('never asked', 'slack', 'disliked')).toBe(false);
    });

    test('forgets answered questions after a week and all after their time', async () => {
      await store.questions.record(question('answered', { outcome: 'answered' }));
      await store.questions.record(question('open'));
      const outcomes = ['answered', 'unanswered'] as const;

      await store.prune(T0 + 6 * DAY);
      expect((await idsOf(store, { outcomes })).sort()).toEqual(['answered', 'open']);
      await store.prune(T0 + 8 * DAY);
      expect(await idsOf(store, { outcomes })).toEqual(['open']);
      await store.prune(T0 + 91 * DAY);
      expect(await idsOf(store, { outcomes })).toEqual([]);
    });

    test('keeps where the bot listens, and changes it whole', async () => {
      const on = { mode: 'answers', changedBy: 'ann', changedAt: T0 } as const;
      await store.listening.setChannel('slack/t1/c1', { ...on, quietUntil: T0 + HOUR });

      expect(await store.listening.channel('slack/t1/c1')).toEqual({ ...on, quietUntil: T0 + HOUR });
      expect(await store.listening.channel('slack/t1/c2')).toBeUndefined();
      await store.listening.setChannel('slack/t1/c1', on);
      expect(await store.listening.channel('slack/t1/c1')).toEqual(on);
    });

    test('knows whose question a thread holds until two days after its last answer', async () => {
      const open = { asker: 'ann', state: 'open', at: T0 } as const;
      await store.listening.setThread('a', open);
      await store.listening.setThread('b', open);
      await store.listening.setThread('b', { ...open, state: 'closed', at: T0 + DAY });

      expect(await store.listening.thread('b')).toEqual({ ...open, state: 'closed', at: T0 + DAY });
      await store.prune(T0 + 2.5 * DAY);
      expect(await store.listening.thread('a')).toBeUndefined();
      expect(await store.listening.thread('b')).toBeDefined();
    });

    test('keeps which notes a channel chose last', async () => {
      const by = { changedBy: 'ann', changedAt: T0 };
      await store.notes.choose('slack/t1/c1', { notes: 'handbook', ...by });
      await store.notes.choose('slack/t1/c1', { notes: 'default', ...by });

      expect(await store.notes.chosen('slack/t1/c1')).toBe('default');
      expect(await store.notes.chosen('slack/t1/c2')).toBeUndefined();
    });

    test('a server that is left is forgotten, and no other', async () => {
      const on = { mode: 'answers', changedBy: 'ann', changedAt: T0 } as const;
      const handoffsOf = (space: string) => [
        `answer/discord/${space}:c:1`,
        `share/discord/${space}/hash`,
        `pressed/discord/${space}/hash`,
      ];
      for (const space of ['left', 'left2', 'l%ft']) {
        const place = { platform: 'discord', space, channel: 'c' };
        await store.subscriptions.put(
          subscription('c', { id: `discord/${space}/c`, place, nextDue: T0 + DAY }),
        );
        await store.listening.setChannel(`discord/${space}/c`, on);
        await store.notes.choose(`discord/${space}/c`, { notes: 'x', changedBy: 'ann', changedAt: T0 });
        await store.conversations.remember(`discord/${space}/c/@ann`, { topics: ['kvm'] }, T0);
        await store.questions.record(question(`q-${space}`, { platform: 'discord', space }));
        await store.usage.count({ ...place, topic: 'kvm', answered: true, at: T0 });
        await store.inbox.put({
          ...{ id: `q-${space}`, platform: 'discord', at: T0, freeAt: T0 + DAY },
          kept: JSON.stringify({ request: { text: 'a secret', place } }),
        });
        for (const id of handoffsOf(space)) await store.handoffs.leave(id, 'x', T0);
      }
      const kept = async (space: string) => [
        (await store.subscriptions.at(`discord/${space}/c`)) !== undefined,
        (await store.listening.channel(`discord/${space}/c`)) !== undefined,
        (await store.notes.chosen(`discord/${space}/c`)) !== undefined,
        (await store.conversations.recall(`discord/${space}/c/@ann`, T0)) !== undefined,
        (await idsOf(store, { within: { platform: 'discord', space } })).length > 0,
        (await store.usage.since('2000-01-01', { platform: 'discord', space })).length > 0,
        ...(await Promise.all(
          handoffsOf(space).map(async (id) => (await store.handoffs.find(id)) !== undefined),
        )),
      ];

      await store.forgetSpace('discord', 'left');
      await store.forgetSpace('discord', 'l%ft');

      expect(await kept('left')).toEqual(Array(9).fill(false));
      expect(await kept('l%ft')).toEqual(Array(9).fill(false));
      expect(await kept('left2')).toEqual(Array(9).fill(true));
      const pending = await store.inbox.claim({
        ...{ platforms: ['discord'], now: T0 + DAY, freeAt: T0 + DAY, limit: 5 },
      });
      expect(pending.map(({ id }) => id)).toEqual(['q-left2']);
    });

    test('what one process leaves is found under its id for a day, and can be taken away', async () => {
      await store.handoffs.leave('answer/a', 'first', T0);
      await store.handoffs.leave('answer/a', 'then', T0 + HOUR);
      await store.handoffs.leave('answer/b', 'b', T0);
      await store.handoffs.drop('answer/b');
      await store.prune(T0 + DAY);

      expect(await store.handoffs.find('answer/a')).toBe('then');
      expect(await store.handoffs.find('answer/b')).toBeUndefined();
      await store.prune(T0 + 1.1 * DAY);
      expect(await store.handoffs.find('answer/a')).toBeUndefined();
    });

    test('a lease is one caller’s until its time, or until it is dropped', async () => {
      const lease = (at: number) => store.handoffs.lease('pressed/a', at, at + 10);
      const first = await Promise.all(Array.from({ length: 5 }, () => lease(T0)));

      expect(first.filter(Boolean)).toHaveLength(1);
      expect(await lease(T0 + 9)).toBe(false);
      expect(await lease(T0 + 10)).toBe(true);
      await store.handoffs.drop('pressed/a');
      expect(await lease(T0 + 11)).toBe(true);
    });

    describe('the inbox', () => {
      const question = { id: 'q1', platform: 'slack', kept: '{"text":"a secret"}', at: T0, freeAt: T0 + 10 };
      const left = (now: number, platforms = ['slack']) =>
        store.inbox.claim({ platforms, now, freeAt: now + 10, limit: 5 });
      afterEach(() => store.inbox.expire(Number.MAX_SAFE_INTEGER));

      test('gives a question to exactly one of those it reaches', async () => {
        const put = await Promise.all(Array.from({ length: 5 }, () => store.inbox.put(question)));

        expect(put.filter(Boolean)).toHaveLength(1);
      });

      test('leaves it to whoever took it, until that one has not spoken for long enough', async () => {
        await store.inbox.put(question);
        await store.inbox.renew([{ id: 'q1', attempt: 1 }], T0 + 20);

        expect(await left(T0 + 15)).toEqual([]);
        expect(await left(T0 + 20, ['discord'])).toEqual([]);
        const taken = await Promise.all([left(T0 + 20), left(T0 + 20)]);
        expect(taken.flat()).toEqual([{ id: 'q1', platform: 'slack', attempt: 2, kept: question.kept }]);
      });

      test('lets nobody answer who has lost it, and says that an answer may have arrived', async () => {
        await store.inbox.put(question);
        expect(await store.inbox.sending({ id: 'q1', attempt: 1 }, T0 + 1, T0 + 10)).toBe(true);
        expect(await left(T0 + 10)).toMatchObject([{ attempt: 2, sentAt: T0 + 1 }]);

        expect(await store.inbox.sending({ id: 'q1', attempt: 1 }, T0 + 11, T0 + 99)).toBe(false);
        await store.inbox.remove({ id: 'q1', attempt: 1 });
        expect(await left(T0 + 20)).toMatchObject([{ attempt: 3 }]);
        await store.inbox.remove({ id: 'q1', attempt: 3 });
        expect(await left(T0 + 99)).toEqual([]);
      });

      test('keeps a question that was put off until its time, with nothing of its answer sent', async () => {
        await store.inbox.put(question);
        await store.inbox.sending({ id: 'q1', attempt: 1 }, T0 + 1, T0 + 10);
        await store.inbox.putOff({ id: 'q1', attempt: 1 }, T0 + 60);

        expect(await left(T0 + 59)).toEqual([]);
        expect(await left(T0 + 60)).toEqual([
          { id: 'q1', platform: 'slack', attempt: 2, kept: question.kept },
        ]);
      });

      test('forgets what nobody waits for any more', async () => {
        await store.inbox.put(question);
        await store.inbox.expire(T0 + 1);

        expect(await left(T0 + 99)).toEqual([]);
      });
    });

    test('an installation is renewed by one of many, and replaced only by who has seen it last', async () => {
      const row = { id: 'T1', sealed: 'first', installedAt: T0 };
      await store.installations.put(row);
      const leased = await Promise.all(
        Array.from({ length: 6 }, () => store.installations.lease('T1', T0, T0 + HOUR)),
      );
      expect(leased.filter(Boolean)).toHaveLength(1);

      await store.installations.replace({ ...row, sealed: 'second' }, 'first');
      await store.installations.replace({ ...row, sealed: 'late' }, 'first');
      expect(await store.installations.at('T1')).toEqual({ ...row, sealed: 'second' });
      expect(await store.installations.lease('T1', T0, T0 + HOUR)).toBe(true);
      expect(await store.installations.lease('T1', T0 + HOUR, T0 + 2 * HOUR)).toBe(true);

      expect(await store.installations.remove('T1', T0 - 1)).toBe(false);
      expect(await store.installations.remove('T1', T0)).toBe(true);
      expect(await store.installations.all()).toEqual([]);
    });

    test('counts questions by day, place and topic, and moves a verdict rather than adding one', async () => {
      const here = { platform: 'slack', space: 'tu', channel: 'c1', topic: 'kvm', answered: true, at: T0 };
      const within = { platform: 'slack', space: 'tu' };
      await Promise.all(Array.from({ length: 5 }, () => store.usage.count(here)));
      await store.usage.count({ ...here, topic: '', answered: false });
      await store.usage.count({ ...here, space: 'tv' });
      await store.questions.record(question('u1', { space: 'tu', channel: 'c1', outcome: 'answered' }));
      for (const outcome of ['liked', 'liked', 'disliked'] as const)
        expect(await store.questions.judge('u1', 'slack', outcome)).toBe(true);

      const { at: _at, answered: _answered, ...where } = here;
      const none = { answered: 0, unanswered: 0, liked: 0, disliked: 0 };
      expect(await store.usage.since('2026-11-23', within)).toEqual([
        { ...where, topic: '', day: '2026-11-23', ...none, unanswered: 1 },
        { ...where, day: '2026-11-23', ...none, answered: 5, disliked: 1 },
      ]);
      expect(await store.usage.since('2026-11-24', within)).toEqual([]);
      await store.prune(T0 + 401 * DAY);
      expect(await store.usage.since('2000-01-01')).toEqual([]);
    });

    test('opening again keeps everything and migrates nothing twice', async () => {
      await store.subscriptions.put(subscription('kept'));
      const other = await again();

      expect(await other.subscriptions.at('discord/g1/kept')).toBeDefined();
      await other.close();
    });
  });
}
