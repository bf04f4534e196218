import { setTimeout as sleep } from 'node:timers/promises';
import type { DiscordStandIn } from '../stand-ins/discord.ts';
import type { Postgres } from '../stand-ins/postgres.ts';
import type { SlackStandIn } from '../stand-ins/slack.ts';

export interface World {
  readonly discord: DiscordStandIn;
  readonly slack: SlackStandIn;
  readonly database: Postgres;
  /** 0 ≤ chance < 1, the same for the same seed. */
  readonly chance: () => number;
}

/** Whether what Discord sends in the meantime is lost, as it really is then. */
export interface Misfortune {
  readonly name: string;
  readonly deaf?: boolean;
  happen(world: World): void | Promise<void>;
}

/** Events that came again after a connection broke. */
const REPLAYED = 50;
const ON_MESSAGES = /^\/channels\/\d+\/messages|^\/interactions\//;

const INVALID = [
  'not JSON',
  '{}',
  '{"op":0,"t":"MESSAGE_CREATE","s":7,"d":null}',
  '{"op":0,"t":"INTERACTION_CREATE","s":7,"d":{"id":7}}',
  '{"op":10,"d":{"heartbeat_interval":-1}}',
  '{"op":99,"d":{}}',
] as const;

/** What goes wrong in the life of a bot. Each passes by itself. */
export const MISFORTUNES: readonly Misfortune[] = [
  { name: 'Discord drops the connection', happen: ({ discord }) => discord.drop(REPLAYED) },
  {
    name: 'Discord asks to reconnect (op 7)',
    happen({ discord }) {
      discord.replayOnResume(REPLAYED);
      discord.packet('{"op":7,"d":null}');
    },
  },
  {
    name: 'Discord ends the session (op 9)',
    deaf: true,
    happen: ({ discord }) => discord.packet('{"op":9,"d":false}'),
  },
  {
    name: 'Discord sends what it never sends',
    happen({ discord, chance }) {
      discord.packet(INVALID[Math.floor(chance() * INVALID.length)] ?? '{}');
    },
  },
  {
    name: 'a storm of 429',
    happen({ discord, slack }) {
      const body = { message: 'You are being rate limited.', retry_after: 0.3, global: false };
      discord.fail(({ path }) => ON_MESSAGES.test(path), 429, body, 6);
      // More than are tried while somebody waits.
      slack.mishaps.next((method) => method === 'chat.postMessage', ...Array<503>(12).fill(503));
    },
  },
  {
    name: 'errors of the platforms',
    happen({ discord, slack }) {
      discord.mishaps.next(
        ({ path }) => ON_MESSAGES.test(path),
        500,
        'dropped',
        'done, dropped',
        'done, 502',
      );
      slack.mishaps.next((method) => method === 'chat.postMessage', 500, 'dropped');
    },
  },
  {
    name: 'a platform that hangs',
    happen({ discord }) {
      discord.mishaps.next(({ method }) => method === 'GET', 'silence');
    },
  },
  { name: 'Slack renews the connection', happen: ({ slack }) => slack.renewSocket() },
  {
    name: 'the database restarts',
    async happen({ database }) {
      await database.stop();
      await database.start();
    },
  },
  {
    name: 'the database crashes',
    async happen({ database }) {
      await database.crash();
      await sleep(1_000);
      await database.start();
    },
  },
  {
    name: 'the database hangs',
    async happen({ database }) {
      await database.freeze();
      await sleep(3_000);
      database.thaw();
    },
  },
];
