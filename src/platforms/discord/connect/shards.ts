import type { ChildProcess } from 'node:child_process';
import { type Client, Routes, type Shard, ShardingManager } from 'discord.js';
import type { APIGatewayBotInfo } from 'discord-api-types/v10';
import type { Liveness } from '../../../ports.ts';
import { createClient, withoutGateway } from './client.ts';
import type { Around, DiscordConnection, DiscordConnectionOptions } from './connection.ts';

/** A process has this long to read its notes and connect, in milliseconds. */
const READY_WITHIN = 120_000;
/** Between two starts of a process that ends: doubling from the first up to the longest. */
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 5 * 60_000;
/** Discord takes so many new sessions, then none for this long. */
const SESSION_PAUSE = 5_500;
/** A process finishes answers under way within this. */
const LAST_WORDS = 20_000;
const REPORT_EVERY = 2_000;

interface Report {
  readonly liveness: Liveness;
}
const isReport = (message: unknown): message is Report =>
  typeof message === 'object' && message !== null && 'liveness' in message;

/** Tells the process that started this one how its connection is; what it gives ends that. */
export function reportLiveness(liveness: () => Liveness): () => void {
  const report = (): void => void (process.connected && process.send?.({ liveness: liveness() }));
  report();
  const timer = setInterval(report, REPORT_EVERY);
  timer.unref();
  return () => clearInterval(timer);
}

/** The connection of all shards is as good as the worst. */
function together(all: readonly (Liveness | undefined)[], deaths: number, rateLimited: number): Liveness {
  const known = all.flatMap((one) => one ?? []);
  const sum = (of: (one: Liveness) => number): number => known.reduce((n, one) => n + of(one), 0);
  const connected = known.length === all.length && known.every(({ state }) => state === 'connected');
  const proofs = known.flatMap(({ provenAt }) => provenAt ?? []);
  return {
    state: connected ? 'connected' : 'connecting',
    ...(proofs.length > 0 ? { provenAt: Math.min(...proofs) } : {}),
    reconnects: deaths + sum((one) => one.reconnects),
    rateLimited: rateLimited + sum((one) => one.rateLimited),
  };
}

/**
 * A process for each shard: this very program again, told by discord.js which shard it is. This one hears no events;
 * it registers commands, posts what is posted unasked, and starts again what ends.
 */
export function openShards(
  options: DiscordConnectionOptions,
  processes: number | 'auto',
  { clock }: Around,
): DiscordConnection {
  const { log, token } = options;
  const client: Client = createClient(options);
  const stopping = new AbortController();
  const { signal } = stopping;
  const reports = new Map<number, Liveness | undefined>();
  const keeping: Promise<void>[] = [];
  let manager: ShardingManager | undefined;
  let [deaths, rateLimited] = [0, 0];
  client.rest.on('rateLimited', () => {
    rateLimited++;
  });

  /** Resolves with why the process ended, or was not ready in time. */
  async function life(shard: Shard, ready: () => void): Promise<unknown> {
    const ended = new Promise<void>((resolve) => shard.once('death', () => resolve()));
    try {
      await shard.spawn(READY_WITHIN);
    } catch (error) {
      if (shard.process) shard.kill();
      return error;
    }
    log.info({ shard: shard.id, process: (shard.process as ChildProcess | null)?.pid }, 'a shard is up');
    ready();
    await ended;
    return undefined;
  }

  async function keep(shard: Shard, tried: () => void): Promise<void> {
    let pause = FIRST_PAUSE;
    while (!signal.aborted) {
      const why = await life(shard, () => {
        pause = FIRST_PAUSE;
        tried();
      });
      reports.set(shard.id, undefined);
      tried();
      if (signal.aborted) return;
      deaths++;
      log.error(
        { shard: shard.id, again: pause, err: why },
        'the process of a shard ended and is started again',
      );
      await clock.wait(pause, signal).catch(() => {});
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  }

  function start(of: ShardingManager, id: number): Promise<void> {
    const shard = of.createShard(id);
    // discord.js hands the token over itself.
    Object.assign(shard.env as object, { DISCORD_TOKEN_FILE: '' });
    shard.on('message', (message: unknown) => {
      if (isReport(message)) reports.set(id, message.liveness);
    });
    shard.on('error', (error) => log.error({ err: error, shard: id }, 'the process of a shard failed'));
    return new Promise((tried) => keeping.push(keep(shard, tried)));
  }

  /** As many at once as Discord takes new sessions. */
  async function startAll(of: ShardingManager, total: number, atOnce: number): Promise<void> {
    const ids = Array.from({ length: total }, (_none, id) => id);
    for (let from = 0; from < total && !signal.aborted; from += atOnce) {
      if (from > 0) await clock.wait(SESSION_PAUSE, signal).catch(() => {});
      await Promise.all(ids.slice(from, from + atOnce).map((id) => start(of, id)));
    }
  }

  return {
    async open() {
      const ready = await withoutGateway(client, token);
      const { shards, session_start_limit: limit } = (await client.rest.get(
        Routes.gatewayBot(),
      )) as APIGatewayBotInfo;
      const total = processes === 'auto' ? shards : processes;
      for (let id = 0; id < total; id++) reports.set(id, undefined);
      manager = new ShardingManager(options.program ?? process.argv[1] ?? '', {
        token,
        totalShards: total,
        respawn: false,
        execArgv: process.execArgv,
      });
      log.info({ shards: total }, 'starting a process for each shard');
      // Those that are up answer meanwhile.
      keeping.push(startAll(manager, total, limit.max_concurrency));
      return ready;
    },
    liveness: () => together([...reports.values()], deaths, rateLimited),
    async close() {
      stopping.abort();
      const children = [...(manager?.shards.values() ?? [])].flatMap((shard) => {
        const child = shard.process;
        if (!child) return [];
        const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
        shard.kill();
        return [{ child, gone }];
      });
      await Promise.all(
        children.map(async ({ child, gone }) => {
          const late = setTimeout(() => child.kill('SIGKILL'), LAST_WORDS);
          await gone;
          clearTimeout(late);
        }),
      );
      await Promise.all(keeping);
      await client.destroy();
    },
  };
}
