import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { CHANNEL, guild, slash } from './discord/events.ts';
import { startBot } from './running-bot.ts';
import type { DiscordStandIn } from './stand-ins/discord.ts';

// A program and a program for each shard take seconds to load on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

/** Three programs start beside whatever else the machine does: the test's own limit is the only one. */
async function eventually<T>(find: () => T | false): Promise<T> {
  for (;;) {
    const found = find();
    if (found) return found;
    await sleep(50);
  }
}

/** A server's shard is told by its id without the lowest 22 bits. */
const onShard = (shard: number) => {
  const id = String((BigInt(200 + shard) << 22n) + 7n);
  const channel = `30000000000000000${shard + 5}`;
  const roles = [{ id, name: '@everyone', permissions: String(0x3fffn << 0n), position: 0 }];
  return guild({ id, roles, channels: [{ id: channel, type: 0, name: 'general' }], threads: [] });
};
const GUILDS = [onShard(0), onShard(1)];

const identified = (discord: DiscordStandIn) =>
  discord.gateway
    .filter(({ op }) => op === 2)
    .map(({ d }) => (d as { shard: [number, number] }).shard)
    .sort();

/** Asks in both servers; how often each question was answered. */
async function askInBoth(discord: DiscordStandIn): Promise<number[]> {
  const questions = GUILDS.map(({ id }) => ({ ...slash({ query: 'docker' }), guild_id: id }));
  for (const question of questions) discord.dispatch('INTERACTION_CREATE', question);
  const answers = (id: string) => discord.requests('POST', new RegExp(`/interactions/${id}/`)).length;
  await eventually(() => questions.every(({ id }) => answers(id) > 0));
  return questions.map(({ id }) => answers(id));
}

/** Ids of the processes of shards, in the order in which they came up. */
const processes = (stderr: string): number[] =>
  [...stderr.matchAll(/"process":(\d+),"msg":"a shard is up"/g)].map(([, id]) => Number(id));

test('SHARDS=auto: each shard is a process; one that dies is started again, and a signal ends them all', async () => {
  const { discord, program } = await startBot({
    discord: { guilds: GUILDS, shards: 2 },
    env: { SHARDS: 'auto', SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '' },
  });
  const up = (n: number) =>
    eventually(() => processes(program.stderr()).length === n && processes(program.stderr()));
  await eventually(() => identified(discord).length > 0);
  const [first = Number.NaN] = await up(2);

  expect(identified(discord)).toEqual([
    [0, 2],
    [1, 2],
  ]);
  expect(await askInBoth(discord)).toEqual([1, 1]);
  expect(discord.requests('PUT', /^\/applications\/\d+\/commands$/)).toHaveLength(1);

  process.kill(first, 'SIGKILL');
  const children = await up(3);
  expect(await askInBoth(discord)).toEqual([1, 1]);
  expect(program.stderr()).toContain('the process of a shard ended and is started again');

  program.kill('SIGTERM');
  expect((await program.done).code).toBe(0);
  for (const child of children) expect(() => process.kill(child, 0)).toThrow();
});

test('SHARD_IDS: each machine runs its share, and the one with the first shard registers', async () => {
  const { discord } = await startBot({
    discord: { guilds: GUILDS },
    env: { SHARDS: '2', SHARD_IDS: '1', SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '' },
  });
  await eventually(() => identified(discord).length === 1);
  const question = {
    ...slash({ query: 'docker' }),
    guild_id: GUILDS[1]?.id ?? '',
    channel: { id: CHANNEL, type: 0 },
  };
  discord.dispatch('INTERACTION_CREATE', question);

  await eventually(() => discord.requests('POST', /\/interactions\//).length > 0);
  expect(identified(discord)).toEqual([[1, 2]]);
  expect(discord.requests('PUT', /\/commands$/)).toEqual([]);
});
