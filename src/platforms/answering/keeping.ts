import type { Bot, Clock, Log, Platform } from '../../ports.ts';
import { Refused } from './refused.ts';

/** Keeps platforms connected for as long as the process lives. */
export interface Keeping {
  /** Those that are connected now. */
  connected(): readonly Platform[];
  /** Resolves when each has been tried once. */
  readonly tried: Promise<void>;
  /** Resolves when every platform has refused the bot: nothing is left to wait for. */
  readonly refused: Promise<void>;
  /** Takes no new events, finishes answers under way, disconnects. */
  stop(): Promise<void>;
}

/** Between two tries, in milliseconds: doubling from the first up to the longest. */
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 5 * 60_000;

interface Parts {
  readonly platforms: readonly Platform[];
  readonly bot: Bot;
  readonly clock: Clock;
  readonly log: Log;
}

/** A reason that can pass is waited out; a refusal is told once, with its fix, and the other platforms go on. */
export function keepConnected({ platforms, bot, clock, log }: Parts): Keeping {
  const stopping = new AbortController();
  const { signal } = stopping;
  const connected = new Set<Platform>();

  /** Resolves with why the connection was lost, or when stopping. */
  async function connection(platform: Platform, open: () => void): Promise<unknown> {
    let lose: (why: unknown) => void = () => {};
    const lost = new Promise<unknown>((resolve) => {
      lose = resolve;
    });
    signal.addEventListener('abort', lose, { once: true });
    const stopped = new Promise<'stopped'>((resolve) => {
      signal.addEventListener('abort', () => resolve('stopped'), { once: true });
    });
    // A platform that is away may take half an hour to say so: stopping does not wait for that.
    const opened = await Promise.race([platform.start(bot, lose), stopped]);
    if (opened === 'stopped') return undefined;
    connected.add(platform);
    open();
    log.info({ platform: platform.name }, 'connected');
    const why = await lost;
    connected.delete(platform);
    return why;
  }

  async function keep(platform: Platform, tried: () => void): Promise<void> {
    let pause = FIRST_PAUSE;
    while (!signal.aborted) {
      const open = (): void => {
        pause = FIRST_PAUSE;
        tried();
      };
      const why = await connection(platform, open).catch((error: unknown) => error);
      tried();
      if (signal.aborted) return;
      const final = why instanceof Refused;
      const sentence = why instanceof Error ? why.message : 'could not connect';
      const again = final ? {} : { again: pause };
      log.error({ platform: platform.name, err: why, ...again }, sentence);
      if (final) return;
      await clock.wait(pause, signal).catch(() => {});
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  }

  const firsts: Promise<void>[] = [];
  const keeping = platforms.map((platform) => {
    let done: () => void = () => {};
    firsts.push(
      new Promise((resolve) => {
        done = resolve;
      }),
    );
    return keep(platform, done);
  });

  return {
    connected: () => [...connected],
    tried: Promise.all(firsts).then(() => {}),
    refused: Promise.all(keeping).then(() => {}),
    async stop() {
      stopping.abort();
      await Promise.all(keeping);
      await Promise.all(platforms.map((platform) => platform.stop()));
    },
  };
}
