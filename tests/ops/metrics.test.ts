import { afterEach, expect, test } from 'vitest';
import { createMetrics, outcomeOf } from '../../src/ops/metrics.ts';
import { watchedStore } from '../../src/ops/watched.ts';
import { IN_MEMORY, openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { reply } from '../slack/cards.ts';
import { subscription } from '../store/contract.ts';

const stores: Store[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

const health = {
  alive: true,
  ready: true,
  uptime: 1,
  platforms: {},
  notes: { topics: 1, problems: 0 },
  database: { answers: true },
  delivery: {},
};

const NINE = Date.UTC(2026, 10, 23, 0, 0);

test('tips are counted by what became of them, and platforms’ own words are no labels', async () => {
  const metrics = createMetrics(() => health);
  const opened = await openStore({ dataDir: IN_MEMORY });
  stores.push(opened);
  const store = watchedStore(opened, metrics);
  for (const id of ['a', 'b', 'c']) await store.subscriptions.put({ ...subscription(id), nextDue: NINE });
  const slots = await store.slots.claim({
    now: NINE,
    limit: 10,
    lease: 60_000,
    platforms: [subscription('a').place.platform],
    plan: () => ({
      post: NINE,
      skipped: [{ due: 1, reason: { code: 'down', detail: '09:00 – 10:00' } }],
      nextDue: NINE + 1e8,
    }),
  });
  const [first, second, third] = slots;
  if (!first || !second || !third) throw new Error('three are due');
  await store.slots.finish(first, { state: 'posted', at: NINE + 2_000 });
  await store.slots.finish(first, { state: 'posted', at: NINE + 2_000 });
  await store.slots.finish(second, {
    state: 'failed',
    at: NINE,
    reason: { code: 'notMember', detail: '#secret-plans' },
  });
  await store.slots.retry(third, NINE + 1, { code: 'timeout' });

  const text = await metrics.text();
  const tips = text.split('\n').filter((line) => line.startsWith('virt_tips_total'));

  expect(tips.map((line) => line.replace(/platform="\w+",/, ''))).toEqual([
    'virt_tips_total{outcome="due",reason=""} 6',
    'virt_tips_total{outcome="skipped",reason="down"} 3',
    'virt_tips_total{outcome="sent",reason=""} 1',
    'virt_tips_total{outcome="failed",reason="notMember"} 1',
    'virt_tips_total{outcome="retried",reason="timeout"} 1',
  ]);
  expect(text).toMatch(/virt_tip_delay_seconds_sum\{.*\} 2\n/);
  expect(text).not.toContain('secret-plans');
});

test('how a request ended is told as the person saw it', () => {
  const shown = reply();

  expect(outcomeOf(null)).toBe('silent');
  expect(outcomeOf({ ...shown, intent: 'none' })).toBe('unanswered');
  expect(outcomeOf({ ...shown, intent: 'wait' })).toBe('held_back');
  expect(outcomeOf({ ...shown, card: { ...shown.card, tone: 'error' } })).toBe('failed');
  expect(outcomeOf({ ...shown, intent: 'topic' })).toBe('answered');
});
