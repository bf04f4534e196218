import { type Client, Events, RESTEvents, Status } from 'discord.js';
import type { Clock, Liveness, Log } from '../../../ports.ts';
import { connectGateway, createClient } from './client.ts';
import { openDoor } from './http.ts';
import { openShards } from './shards.ts';

/** Which part of an application's servers a process hears of: `ids` of `total` shards. */
export interface Shards {
  readonly ids: readonly number[];
  readonly total: number;
  /** Another process started this one, and does what is done once for all. */
  readonly managed?: boolean;
}

/** How events come: over the gateway, as requests that Discord signs, or to processes of their own. */
export interface DiscordConnectionOptions {
  readonly token: string;
  readonly log: Log;
  /** Where Discord's API is; another address in tests. */
  readonly api?: string;
  /** Hears messages that do not mention the bot: needs the privileged Message Content intent. */
  readonly messageContent?: boolean;
  /** This process's share of the gateway; absent: all of it. */
  readonly shards?: Shards;
  /** Interactions come as signed requests to this port instead. */
  readonly http?: { readonly publicKey: string; readonly port: number };
  /** So many processes hear in this one's stead. */
  readonly processes?: number | 'auto';
  /** The file that such a process runs. */
  readonly program?: string;
}

export interface DiscordConnection {
  /** @throws an error whose message is one sentence that says what to do */
  open(): Promise<Client<true>>;
  liveness(): Liveness;
  /** Where interactions are sent to, if they are. */
  readonly port?: number | undefined;
  close(): Promise<void>;
}

export interface Around {
  readonly clock: Clock;
  /** Puts the listeners on a client before events arrive. */
  readonly listen: (client: Client) => void;
  /** Whether new events are taken. */
  readonly isOpen: () => boolean;
  /** The connection has ended for good. */
  readonly lost: (why: Error) => void;
}

function overGateway(options: DiscordConnectionOptions, { listen, lost }: Around): DiscordConnection {
  const client = createClient(options);
  const liveness = watchLiveness(client);
  listen(client);
  return {
    open: () => connectGateway(client, options.token, options.log, lost),
    liveness,
    close: () => client.destroy(),
  };
}

export function createConnection(options: DiscordConnectionOptions, around: Around): DiscordConnection {
  if (options.http) return openDoor(options, options.http, around);
  if (options.processes !== undefined) return openShards(options, options.processes, around);
  return overGateway(options, around);
}

/** Keeps count of what happens to a client's connection; what it gives tells how that is now. */
function watchLiveness(client: Client): () => Liveness {
  let [reconnects, rateLimited, readyAt] = [0, 0, 0];
  const ready = () => {
    readyAt = Date.now();
  };
  client.on(Events.ShardReady, ready);
  client.on(Events.ShardResume, ready);
  client.on(Events.ShardReconnecting, () => {
    reconnects++;
  });
  client.rest.on(RESTEvents.RateLimited, () => {
    rateLimited++;
  });
  return () => {
    const shards = [...client.ws.shards.values()];
    const connected = shards.length > 0 && shards.every((shard) => shard.status === Status.Ready);
    // The quietest shard counts; a session that has just begun is proof as well.
    const beats = shards.map((shard) => Math.max(shard.lastPingTimestamp, readyAt));
    const provenAt = Math.min(...beats);
    return {
      state: connected ? 'connected' : 'connecting',
      ...(provenAt > 0 && Number.isFinite(provenAt) ? { provenAt } : {}),
      reconnects,
      rateLimited,
    };
  };
}
