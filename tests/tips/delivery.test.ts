import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { Topic } from '../../src/knowledge/topic.ts';
import type { Clock, Log, Platform, PostResult } from '../../src/ports.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import type { Card } from '../../src/talk/reply.ts';
import { createDelivery } from '../../src/tips/delivery/delivery.ts';
import { planOf } from '../../src/tips/delivery/plan.ts';
import { downBetween } from '../../src/tips/delivery/reasons.ts';
import { dueAfter } from '../../src/tips/delivery/schedule.ts';
import { subscription } from '../store/contract.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Monday 2026-11-23, 09:00 in Tokyo. */
const NINE = Date.UTC(2026, 10, 23, 0, 0);

const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} };

function topic(id: string, tips: number): Topic {
  const text = (n: number) => ({ en: [{ text: `${id} idea ${n}` }], ja: [{ text: `${id}のヒント${n}` }] });
  return {
    id,
    title: { en: id, ja: id },
    aliases: {},
    asked: {},
    summary: {},
    sections: [],
    attributes: {},
    related: [],
    tips: Array.from({ length: tips }, (_none, n) => ({
      id: `${id}/tip-${n + 1}`,
      topic: id,
      text: text(n),
      sources: {},
    })),
    quiz: [],
    sources: {},
  };
}

const knowledge: Knowledge = {
  version: '1',
  topics: new Map(['docker', 'kvm'].map((id) => [id, topic(id, 3)])),
  brands: [],
  benchmarks: [],
  environments: {},
  problems: [],
};

interface StandIn extends Platform {
  readonly posted: { place: string; title: string; slot: string; repeat: boolean }[];
  readonly told: { person: string; card: Card }[];
  answers: PostResult[];
}

function standIn(): StandIn {
  const posted: StandIn['posted'] = [];
  const told: StandIn['told'] = [];
  return {
    name: 'discord',
    posted,
    told,
    answers: [],
    async start() {},
    async stop() {},
    mayManage: async () => true,
    async post(place, card, _lang, slot, repeat = false) {
      const answer = this.answers.shift() ?? { ok: true, id: 'm1' };
      if (answer.ok) posted.push({ place: place.channel, title: card.title, slot, repeat });
      return answer;
    },
    async tell(person, card) {
      told.push({ person, card });
      return { ok: true, id: 'dm' };
    },
  };
}

/** A wait that ends only with the signal. */
const whenAborted = (signal: AbortSignal) => () =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'virt-delivery-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

describe('delivery', () => {
  let store: Store;
  let platform: StandIn;
  let now = NINE;
  let n = 0;
  // A clock that stands still: waiting never ends, so that nothing times out.
  const clock: Clock = { now: () => now, wait: () => new Promise(() => {}) };
  const deliver = (late?: number) =>
    createDelivery({
      store,
      clock,
      log: quiet,
      platforms: () => [platform],
      knowledge: () => knowledge,
      ...(late === undefined ? {} : { late }),
    });

  beforeEach(async () => {
    store = await openStore({ dataDir: join(directory, String(n++)) });
    platform = standIn();
    now = NINE;
    return () => store.close();
  });

  test('posts a due tip once, and the next one the day after', async () => {
    await store.subscriptions.put(subscription('c1', { nextDue: NINE }));
    const delivery = deliver();

    await delivery.tick();
    await delivery.tick();
    now += DAY + MINUTE;
    await delivery.tick();

    expect(platform.posted).toHaveLength(2);
    expect(new Set(platform.posted.map((post) => post.slot)).size).toBe(2);
  });

  test('goes through all tips of the chosen topics before one comes again', async () => {
    const every = { days: [1, 2, 3, 4, 5, 6, 7], topics: ['kvm'], nextDue: NINE } as const;
    await store.subscriptions.put(subscription('c1', every));
    const delivery = deliver();
    for (let day = 0; day < 3; day++, now += DAY) await delivery.tick().then(() => (now += MINUTE));

    const history = await store.slots.history('discord/g1/c1', 3);
    expect(new Set(history.map((slot) => slot.tip))).toEqual(
      new Set(['kvm/tip-1', 'kvm/tip-2', 'kvm/tip-3']),
    );
  });

  test('after days of downtime posts at most today’s, and records why the others were missed', async () => {
    await store.heartbeat(NINE - 2 * DAY - HOUR);
    await store.subscriptions.put(
      subscription('c1', { days: [1, 2, 3, 4, 5, 6, 7], nextDue: NINE - 2 * DAY }),
    );
    now = NINE + HOUR;

    await deliver().tick();

    const history = await store.slots.history('discord/g1/c1', 5);
    expect(platform.posted).toHaveLength(1);
    expect(history.map((slot) => slot.state)).toEqual(['posted', 'skipped', 'skipped']);
    expect(history[1]?.reason).toEqual(downBetween(NINE - 2 * DAY - HOUR, NINE + HOUR));
  });

  test('more than three hours late is skipped, not posted', async () => {
    await store.subscriptions.put(subscription('c1', { nextDue: NINE }));
    now = NINE + 3 * HOUR + MINUTE;

    await deliver().tick();

    expect(platform.posted).toEqual([]);
    expect(await store.slots.history('discord/g1/c1', 1)).toMatchObject([
      { state: 'skipped', reason: { code: 'late' } },
    ]);
  });

  test('a passing failure is tried again later with the same tip, as a repeat', async () => {
    await store.subscriptions.put(subscription('c1', { nextDue: NINE }));
    platform.answers = [{ ok: false, retry: true, reason: { code: 'unreachable' } }];
    const delivery = deliver();
    await delivery.tick();
    expect(platform.posted).toEqual([]);

    now += MINUTE;
    await delivery.tick();

    expect(platform.posted).toMatchObject([{ repeat: true }]);
  });

  test('a channel that cannot be posted to is paused with one notice to whoever set it up', async () => {
    await store.subscriptions.put(subscription('c1', { nextDue: NINE, changedBy: 'u7' }));
    platform.answers = [{ ok: false, retry: false, reason: { code: 'notAllowed' } }];
    const delivery = deliver();

    await delivery.tick();
    now += DAY;
    await delivery.tick();

    expect(platform.told.map(({ person }) => person)).toEqual(['u7']);
    const kept = await store.subscriptions.at('discord/g1/c1');
    expect(kept?.pause?.reason).toEqual({ code: 'notAllowed' });
    expect(kept?.nextDue).toBe(Number.POSITIVE_INFINITY);
  });

  test('an hour of the platform’s own trouble costs no tip', async () => {
    await store.subscriptions.put(subscription('c1', { nextDue: NINE }));
    const delivery = deliver();
    for (let minute = 0; minute < 90; minute++, now += MINUTE) {
      platform.answers = minute < 60 ? [{ ok: false, retry: true, reason: { code: 'unreachable' } }] : [];
      await delivery.tick();
    }

    expect(platform.posted).toHaveLength(1);
  });

  test('trouble of the platform’s own pauses nobody: the tip is given up in the end, and tomorrow’s comes', async () => {
    await store.subscriptions.put(subscription('c1', { nextDue: NINE }));
    platform.answers = Array.from(
      { length: 20 },
      () => ({ ok: false, retry: true, reason: { code: 'unreachable' } }) as const,
    );
    const delivery = deliver();
    for (let tries = 0; tries < 12; tries++, now += 16 * MINUTE) await delivery.tick();

    expect(platform.posted).toEqual([]);
    expect(await store.slots.history('discord/g1/c1', 1)).toMatchObject([
      { state: 'failed', reason: { code: 'unreachable' } },
    ]);
    expect(platform.told).toEqual([]);
    platform.answers = [];
    now = NINE + DAY + MINUTE;
    await delivery.tick();
    expect(platform.posted).toHaveLength(1);
  });

  test('the same with little lateness wanted: twelve minutes of trouble cost one tip', async () => {
    await store.subscriptions.put(subscription('c1', { nextDue: NINE }));
    const down = { ok: false, retry: true, reason: { code: 'unreachable' } } as const;
    platform.answers = Array.from({ length: 4 }, () => down);
    const delivery = deliver(0);
    for (let minute = 0; minute < 12; minute++, now += MINUTE) await delivery.tick();
    platform.answers = [];
    now = NINE + DAY + MINUTE;
    await delivery.tick();

    expect(platform.posted).toHaveLength(1);
    expect((await store.subscriptions.at('discord/g1/c1'))?.pause).toBeUndefined();
  });

  test('a platform that is not connected keeps its tips until it is', async () => {
    await store.subscriptions.put(subscription('c1', { nextDue: NINE }));
    let connected: Platform[] = [];
    const delivery = createDelivery({
      store,
      clock,
      log: quiet,
      platforms: () => connected,
      knowledge: () => knowledge,
    });
    await delivery.tick();

    now += 10 * MINUTE;
    connected = [platform];
    await delivery.tick();

    expect(platform.posted).toHaveLength(1);
  });

  test('a process that delivers nothing, such as a chat in the terminal, does not hide that nobody did', async () => {
    await store.heartbeat(NINE - 5 * HOUR);
    await store.subscriptions.put(subscription('c1', { time: '05:00', nextDue: NINE - 4 * HOUR }));
    const chat = createDelivery({
      ...{ store, clock, log: quiet },
      platforms: () => [],
      knowledge: () => knowledge,
    });
    await chat.tick();

    await deliver().tick();

    const [slot] = await store.slots.history('discord/g1/c1', 1);
    expect(slot?.reason).toEqual(downBetween(NINE - 5 * HOUR, NINE));
  });

  test('a holiday is skipped with that reason', async () => {
    await store.subscriptions.put(subscription('c1', { nextDue: NINE, holidays: ['2026-11-23'] }));

    await deliver().tick();

    expect(await store.slots.history('discord/g1/c1', 1)).toMatchObject([
      { state: 'skipped', reason: { code: 'holiday' } },
    ]);
  });

  test('one channel that throws does not keep the others from their tip', async () => {
    await store.subscriptions.put(subscription('c1', { nextDue: NINE }));
    await store.subscriptions.put(subscription('c2', { nextDue: NINE }));
    const post = platform.post.bind(platform);
    platform.post = async (place, ...rest) => {
      if (place.channel === 'c1') throw new Error('socket hang up');
      return post(place, ...rest);
    };

    await deliver().tick();

    expect(platform.posted.map(({ place }) => place)).toEqual(['c2']);
  });
  test('with no lateness wanted, what is due now still comes, and what was missed does not', async () => {
    await store.subscriptions.put(subscription('now', { nextDue: NINE }));
    await store.subscriptions.put(subscription('missed', { time: '08:00', nextDue: NINE - HOUR }));
    now = NINE + MINUTE;

    await deliver(0).tick();

    expect(platform.posted.map(({ place }) => place)).toEqual(['now']);
  });

  test('a tip posted while the store went away is written down when it is back, and not posted again', async () => {
    await store.subscriptions.put(subscription('c1', { nextDue: NINE }));
    const { finish } = store.slots;
    let away = true;
    let written = 0;
    store.slots.finish = async (...what) => {
      if (away) throw new Error('connection terminated');
      written++;
      return finish(...what);
    };
    const delivery = deliver();
    await delivery.tick();
    now += 5 * MINUTE;
    await expect(delivery.tick()).rejects.toThrow('connection terminated');
    away = false;
    await delivery.tick();
    await delivery.tick();

    expect(platform.posted).toHaveLength(1);
    expect(written).toBe(1);
    expect(await store.slots.history('discord/g1/c1', 1)).toMatchObject([
      { state: 'posted', finishedAt: NINE },
    ]);
  });

  test('after the store was away, whoever posted meanwhile may say so before their slots are taken over', async () => {
    await store.subscriptions.put(subscription('c1', { nextDue: NINE }));
    const { finish, claim } = store.slots;
    store.slots.finish = () => Promise.reject(new Error('connection terminated'));
    await deliver().tick();
    store.slots.finish = finish;
    // Another process, which saw the store go away and come back.
    store.slots.claim = () => Promise.reject(new Error('connection terminated'));
    const stop = new AbortController();
    const steps = new Set<() => void>();
    const stepping: Clock = {
      now: () => now,
      wait: (_ms, signal) =>
        new Promise((resolve) => {
          steps.add(resolve);
          signal?.addEventListener('abort', () => steps.delete(resolve) && resolve());
        }),
    };
    const other = createDelivery({
      ...{ store, clock: stepping, log: quiet },
      platforms: () => [platform],
      knowledge: () => knowledge,
    });
    const step = async (ms: number) => {
      await expect.poll(() => steps.size).toBe(1);
      now += ms;
      for (const one of steps) one();
      steps.clear();
    };
    const running = other.run(stop.signal);
    await step(5 * MINUTE);
    store.slots.claim = claim;
    await step(5_000);
    await step(5_000);
    expect(platform.posted).toHaveLength(1);
    await step(30_000);

    await expect.poll(() => platform.posted).toHaveLength(2);
    expect(platform.posted[1]).toMatchObject({ repeat: true });
    stop.abort();
    await running;
  });

  test('a post that arrives after it was given up is not posted again', async () => {
    await store.subscriptions.put(subscription('c1', { nextDue: NINE }));
    let arrive = (_result: PostResult) => {};
    platform.post = () => new Promise((resolve) => (arrive = resolve));
    // Nothing is answered in time.
    const impatient: Clock = { now: () => now, wait: async () => {} };
    const delivery = createDelivery({
      ...{ store, clock: impatient, log: quiet },
      platforms: () => [platform],
      knowledge: () => knowledge,
    });
    await delivery.tick();
    arrive({ ok: true, id: 'm1' });
    const history = () => store.slots.history('discord/g1/c1', 1);
    await expect.poll(async () => (await history())[0]?.state).toBe('posted');
    now += MINUTE;

    expect(await delivery.tick()).toBe(0);
  });

  test('what is not being posted yet when the bot stops is left to others at once', async () => {
    for (let n = 0; n < 12; n++) await store.subscriptions.put(subscription(`c${n}`, { nextDue: NINE }));
    const stop = new AbortController();
    const post = platform.post.bind(platform);
    platform.post = async (...what) => {
      stop.abort();
      return post(...what);
    };
    const waiting = new AbortController();
    const delivery = createDelivery({
      ...{ store, clock: { now: () => now, wait: whenAborted(waiting.signal) }, log: quiet },
      platforms: () => [platform],
      knowledge: () => knowledge,
    });
    const running = delivery.run(stop.signal);
    await expect.poll(() => stop.signal.aborted).toBe(true);
    waiting.abort();
    await running;

    const posted = platform.posted.length;
    expect(posted).toBeLessThanOrEqual(5);
    await deliver().tick();
    expect(platform.posted).toHaveLength(12);
    expect(new Set(platform.posted.map(({ slot }) => slot)).size).toBe(12);
  });

  test('removes every hour what is past its use', async () => {
    await store.firstTime('event', NINE - 2 * DAY);
    const delivery = deliver();
    await delivery.tick();

    expect(await store.firstTime('event', NINE - 2 * DAY)).toBe(true);
    now += 30 * MINUTE;
    await delivery.tick();
    expect(await store.firstTime('event', NINE - 2 * DAY)).toBe(false);
    now += 30 * MINUTE;
    await delivery.tick();
    expect(await store.firstTime('event', NINE - 2 * DAY)).toBe(true);
  });
});

test('the plan never holds more than one tip, however long nothing ran', () => {
  const one = subscription('c1', { days: [1, 2, 3, 4, 5, 6, 7] });
  const due = dueAfter(one, NINE - 30 * DAY);

  const plan = planOf({ ...one, nextDue: due }, { now: NINE + HOUR, until: NINE + HOUR, late: 3 * HOUR });

  expect(plan.skipped).toHaveLength(14);
  expect(plan.post).toBeDefined();
  expect(plan.nextDue).toBeGreaterThan(NINE + HOUR);
});

test('a tip missed at another time than the outage is not said to be missed through it', () => {
  const one = subscription('c1', { days: [1, 2, 3, 4, 5, 6, 7], nextDue: NINE });
  const outage = { from: NINE - 2 * DAY, to: NINE - 2 * DAY + HOUR };

  const { skipped } = planOf(
    { ...one, nextDue: NINE - 2 * DAY },
    { now: NINE + 4 * HOUR, until: NINE + 4 * HOUR, late: 3 * HOUR, outage },
  );

  expect(skipped.map(({ reason }) => reason)).toEqual([
    downBetween(outage.from, outage.to),
    { code: 'late' },
    { code: 'late' },
  ]);
});
