import { type Client, Events, RESTEvents, Status } from 'discord.js';
import type { Liveness } from '../../../ports.ts';

/** Keeps count of what happens to a client's connection; what it gives tells how that is now. */
export function watchLiveness(client: Client): () => Liveness {
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
