import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBot } from '../../src/bot/bot.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { Log, Platform } from '../../src/ports.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import type { Request } from '../../src/talk/request.ts';
import { createDelivery } from '../../src/tips/delivery/delivery.ts';
import { fastClock } from '../crash/clock.ts';
import { dueSoon } from '../crash/due.ts';
import { kvm } from '../crash/kvm.ts';
import { type Postgres, startPostgres } from '../stand-ins/postgres.ts';

const TIPS = 40;
const clock = fastClock(Date.now());
const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Counts what people see, and helps in no way against doubles. */
function countingPlatform() {
  const seen = new Map<string, number>();
  const platform: Platform = {
    name: 'discord',
    async start() {},
    async stop() {},
    mayManage: async () => true,
    async post({ channel }, _card, _lang, slot) {
      seen.set(channel, (seen.get(channel) ?? 0) + 1);
      await sleep(20);
      return { ok: true, id: slot };
    },
  };
  return { platform, seen };
}

/** A bot that answers and delivers, on a database that is about to go away. */
function startBot(store: Store, knowledge: Knowledge) {
  const { platform, seen } = countingPlatform();
  const stop = new AbortController();
  const common = { store, log: quiet };
  const delivery = createDelivery({
    ...{ ...common, clock },
    platforms: () => [platform],
    knowledge: () => knowledge,
  });
  const running = delivery.run(stop.signal);
  const bot = createBot({ ...common, knowledge, defaultLang: 'en', answersPrivate: false, chance: () => 0 });
  const end = async () => {
    stop.abort();
    await running;
  };
  return { bot, seen, end };
}

const question = (id: string): Request => ({
  id,
  text: 'KVM',
  via: 'mention',
  person: { id: 'u1' },
  place: { platform: 'discord', channel: 'c' },
  at: 0,
});

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.remove());

test.each([
  [
    'falls silent',
    async (during: () => Promise<void>) => {
      await postgres.freeze();
      await during();
      postgres.thaw();
    },
  ],
  [
    'breaks down',
    async (during: () => Promise<void>) => {
      await postgres.crash();
      await during();
      await postgres.start();
    },
  ],
] as const)(
  'when the database %s under load, questions are answered and every tip comes once',
  async (_how, away) => {
    const store = await openStore({ dataDir: 'unused', databaseUrl: postgres.url });
    for (const one of dueSoon(TIPS, clock.now(), 4, Math.random)) await store.subscriptions.put(one);
    const { bot, seen, end } = startBot(store, kvm);
    await expect.poll(() => seen.size, { timeout: 20_000 }).toBeGreaterThan(TIPS / 4);

    await away(async () => {
      for (const id of ['q1', 'q2', 'q3'])
        expect(await bot.handle(question(`${id}-${clock.now()}`))).toMatchObject({
          intent: 'topic',
          topics: ['kvm'],
        });
      await sleep(500);
    });

    await expect.poll(() => seen.size, { timeout: 40_000 }).toBe(TIPS);
    await end();
    expect([...seen.values()].filter((times) => times !== 1)).toEqual([]);
    const states = await Promise.all(
      (await store.subscriptions.all()).map(async ({ id }) => (await store.slots.history(id, 5))[0]?.state),
    );
    expect(new Set(states)).toEqual(new Set(['posted']));
    for (const { id } of await store.subscriptions.all()) await store.subscriptions.remove(id);
    await store.close();
  },
);
