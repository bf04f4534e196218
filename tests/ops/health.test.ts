import { afterEach, expect, test, vi } from 'vitest';
import { createHealth } from '../../src/ops/health.ts';
import type { Liveness, Platform } from '../../src/ports.ts';
import { IN_MEMORY, openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { MovedClock } from '../platforms/tips-rooms.ts';
import { long, startBot } from '../running-bot.ts';
import { TEAM } from '../stand-ins/slack.ts';

vi.setConfig({ testTimeout: 60_000 });

const MINUTE = 60_000;
const stores: Store[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

const never = async () => {
  throw new Error('not asked for');
};

const platform = (liveness: () => Liveness): Platform => ({
  name: 'discord',
  start: never,
  stop: never,
  post: never,
  mayManage: never,
  liveness,
});

async function watched(liveness: (now: number) => Partial<Liveness>) {
  const clock = new MovedClock();
  const opened = await openStore({ dataDir: IN_MEMORY });
  stores.push(opened);
  const connected = { state: 'connected', reconnects: 0, rateLimited: 0 } as const;
  const health = createHealth({
    clock,
    platforms: () => [platform(() => ({ ...connected, ...liveness(clock.now()) }))],
    notes: () => ({ topics: 3, problems: 0 }),
  });
  const store = health.watch(opened);
  await store.heartbeat(clock.now());
  return { clock, store, opened, health };
}

test('a process whose platform, database and delivery answer is alive and ready', async () => {
  const { health, clock } = await watched((now) => ({ provenAt: now - MINUTE }));
  clock.pass(5_000);

  expect(health.report()).toEqual({
    alive: true,
    ready: true,
    uptime: 5,
    platforms: { discord: { state: 'connected', reconnects: 0, rateLimited: 0, proofAge: 60 } },
    notes: { topics: 3, problems: 0 },
    database: { answers: true, answerAge: 5 },
    delivery: { age: 5 },
  });
});

test('a connection that looks alive but has proved nothing for minutes is worth a restart', async () => {
  const { health } = await watched((now) => ({ provenAt: now - 10 * MINUTE }));

  expect(health.report()).toMatchObject({ alive: false, ready: false });
});

test('a platform that connects again is waited for: not ready, but alive', async () => {
  const { health } = await watched(() => ({ state: 'connecting', provenAt: 1 }));

  expect(health.report()).toMatchObject({ alive: true, ready: false });
});

test('a database that is away is no reason to restart, and back again it is ready', async () => {
  const { health, store, opened, clock } = await watched(() => ({}));
  const heartbeat = vi.spyOn(opened, 'heartbeat').mockRejectedValueOnce(new Error('away'));
  await expect(store.heartbeat(clock.now())).rejects.toThrow('away');

  const during = health.report();
  heartbeat.mockRestore();
  await store.heartbeat(clock.now());

  expect(during).toMatchObject({ alive: true, ready: false, database: { answers: false } });
  expect(health.report()).toMatchObject({ alive: true, ready: true });
});

test('delivery that stands still is worth a restart', async () => {
  const { health, clock } = await watched(() => ({}));
  clock.pass(10 * MINUTE);

  expect(health.report()).toMatchObject({ alive: false, delivery: { age: 600 } });
});

test.each([365 * 24 * 60 * MINUTE, -365 * 24 * 60 * MINUTE])(
  'a clock that is set otherwise by %i ms is no reason to restart',
  async (jump) => {
    let [passed, wrong] = [0, 0];
    const begun = Date.UTC(2026, 10, 23);
    const clock = { now: () => begun + passed + wrong, steady: () => passed, wait: never };
    const provenAt = begun;
    const liveness = () => ({ state: 'connected', reconnects: 0, rateLimited: 0, provenAt }) as const;
    const health = createHealth({
      ...{ clock, platforms: () => [platform(liveness)] },
      notes: () => ({ topics: 3, problems: 0 }),
    });
    const opened = await openStore({ dataDir: IN_MEMORY });
    stores.push(opened);
    const store = health.watch(opened);
    await store.lastBeat();
    [passed, wrong] = [10_000, jump];

    expect(health.report()).toMatchObject({ alive: true, uptime: 10, delivery: { age: 10 } });
    passed += 4 * MINUTE;
    expect(health.report()).toMatchObject({ alive: false, delivery: { age: 250 } });
  },
);

test('the running process tells of itself, and counts what it answers under the request’s own id', async () => {
  const { slack, program, connected } = await startBot({ env: { HEALTH_PORT: '0' } });
  const port = await long(() => /"port":(\d+),"msg":"health/.exec(program.stderr())?.[1]);
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  await long(() => connected('discord') && connected('slack'));
  const ready = await long(
    async () => (await get('/readyz')).status === 200 && (await get('/readyz')).json(),
  );

  await slack.envelope('slash_commands', {
    command: '/virt',
    text: 'help',
    team_id: TEAM,
    channel_id: 'C1',
    user_id: 'U1',
    response_url: slack.responseUrl(),
    trigger_id: 'trigger-7',
  });
  const metrics = await long(async () => {
    const text = await (await get('/metrics')).text();
    return text.includes('stage="answered"') && text;
  });

  expect(ready).toMatchObject({
    platforms: { discord: { state: 'connected' }, slack: { state: 'connected' } },
    database: { answers: true },
  });
  expect((await get('/healthz')).status).toBe(200);
  expect((await get('/else')).status).toBe(404);
  expect(metrics).toContain('virt_requests_total{platform="slack",intent="help",verdict="answered"} 1');
  expect(metrics).toMatch(
    /virt_latency_seconds_bucket\{.*stage="acknowledged".*\} 1 # \{request="trigger-7"\}/,
  );
  expect(metrics).toContain('virt_platform_connected{platform="discord"} 1');
  expect(metrics).toContain('nodejs_eventloop_lag_seconds');
});

test('a port that is taken costs nobody an answer', async () => {
  const first = await startBot({ env: { HEALTH_PORT: '0' } });
  const port = await long(() => /"port":(\d+),"msg":"health/.exec(first.program.stderr())?.[1]);
  const second = await startBot({ env: { HEALTH_PORT: port } });

  await long(() => second.connected('slack') && second.connected('discord'));

  expect(second.program.stderr()).toContain('set another HEALTH_PORT');
});
