import { SimpleShardingStrategy, type WebSocketOptions } from 'discord.js';
import { GatewayDispatchEvents, GatewayOpcodes, InteractionType } from 'discord-api-types/v10';
import * as z from 'zod';
import type { Log } from '../../../ports.ts';

/*
 * What Discord may send over its gateway, as far as discord.js and we read it: a field that is there has the type we
 * take it for. Fields nobody reads are nobody's business, so that Discord may add some.
 */

const id = z.string().regex(/^\d{1,20}$/);
const words = z.string();
const user = z.looseObject({ id });
const things = z.array(z.looseObject({}));
const entities = z.array(z.looseObject({ id }));

const message = z.looseObject({
  id,
  channel_id: id,
  guild_id: id.nullish(),
  author: user,
  member: z.looseObject({}).nullish(),
  content: words,
  timestamp: words,
  edited_timestamp: words.nullish(),
  mentions: entities,
  mention_roles: z.array(id).optional(),
  embeds: things.optional(),
  attachments: things.optional(),
  components: things.optional(),
  message_snapshots: things.nullish(),
  poll: z.looseObject({}).nullish(),
  message_reference: z.looseObject({}).nullish(),
  flags: z.number().optional(),
});
/** Of a command: text is text and a choice of two is one; those of a part of a command stand within it. */
const optionAround = (inner: z.ZodType): z.ZodType =>
  z.looseObject({ name: words, type: z.int().min(1).max(11) }).refine(({ type, value, options }) => {
    if (type === 3) return typeof value === 'string';
    if (type === 5) return typeof value === 'boolean';
    return options === undefined || z.array(inner).safeParse(options).success;
  });
/** A command has groups of parts, which have options: there is nothing deeper. */
const option = optionAround(optionAround(optionAround(z.never())));
/** What an interaction of a type says of itself; a ping says nothing. */
const SAID: Readonly<Record<number, z.ZodType>> = {
  [InteractionType.ApplicationCommand]: z.looseObject({ name: words }),
  [InteractionType.ApplicationCommandAutocomplete]: z.looseObject({ name: words }),
  [InteractionType.MessageComponent]: z.looseObject({ custom_id: words }),
  [InteractionType.ModalSubmit]: z.looseObject({ custom_id: words }),
};
const interactionFields = z.looseObject({
  id,
  application_id: id,
  type: z.number(),
  token: words,
  guild_id: id.nullish(),
  channel_id: id.nullish(),
  channel: z.looseObject({ id }).nullish(),
  locale: words.optional(),
  user: user.nullish(),
  member: z.looseObject({ user, permissions: words.nullish() }).nullish(),
  message: z.looseObject({ id, channel_id: id }).nullish(),
  data: z
    .looseObject({
      name: words.optional(),
      custom_id: words.optional(),
      values: z.array(words).nullish(),
      options: z.array(option).nullish(),
    })
    .nullish(),
});
const interaction = interactionFields.refine(
  ({ type, data }) => SAID[type]?.safeParse(data).success !== false,
);
const guild = z.looseObject({
  id,
  channels: entities.nullish(),
  threads: entities.nullish(),
  roles: entities.nullish(),
  members: things.nullish(),
  emojis: things.nullish(),
});

/** The events we act on; of the others only that there is something in them. */
const DISPATCHES: Readonly<Record<string, z.ZodType>> = {
  [GatewayDispatchEvents.Ready]: z.looseObject({
    user,
    session_id: words,
    resume_gateway_url: words.regex(/^wss?:\/\//),
    guilds: entities,
    application: z.looseObject({ id }),
  }),
  [GatewayDispatchEvents.MessageCreate]: message,
  [GatewayDispatchEvents.MessageUpdate]: message.partial().extend({ id, channel_id: id }),
  [GatewayDispatchEvents.MessageDelete]: z.looseObject({ id, channel_id: id }),
  [GatewayDispatchEvents.MessageDeleteBulk]: z.looseObject({ ids: z.array(id), channel_id: id }),
  [GatewayDispatchEvents.InteractionCreate]: interaction,
  [GatewayDispatchEvents.GuildCreate]: guild,
  [GatewayDispatchEvents.GuildUpdate]: guild,
};
const anything = z.looseObject({});

/** Faster than this is no heart. */
const HEARTBEAT = z.number().min(1_000).max(600_000);

const packet = z.discriminatedUnion('op', [
  z.looseObject({ op: z.literal(GatewayOpcodes.Dispatch), t: words, s: z.number() }),
  z.looseObject({
    op: z.literal(GatewayOpcodes.Hello),
    d: z.looseObject({ heartbeat_interval: HEARTBEAT }),
  }),
  z.looseObject({ op: z.literal(GatewayOpcodes.InvalidSession), d: z.boolean() }),
  z.looseObject({
    op: z.literal([GatewayOpcodes.Heartbeat, GatewayOpcodes.Reconnect, GatewayOpcodes.HeartbeatAck]),
  }),
]);

/** Whether a packet of the gateway is one that Discord sends. */
export function isPacket(value: unknown): boolean {
  const read = packet.safeParse(value);
  if (!read.success) return false;
  if (read.data.op !== GatewayOpcodes.Dispatch) return true;
  const { t, d } = read.data as { t: string; d?: unknown };
  return (Object.hasOwn(DISPATCHES, t) ? DISPATCHES[t] : anything)?.safeParse(d).success === true;
}

/** The same for an interaction that came another way. */
export const isInteraction = (value: unknown): boolean => interaction.safeParse(value).success;

/** What a shard of discord.js does with the frames of its socket; not public there, so a test holds it. */
interface Reading {
  unpackMessage(data: unknown, isBinary: boolean): Promise<unknown>;
  onMessage(data: unknown, isBinary: boolean): Promise<void>;
}

/** Leaves packets out that Discord does not send, and those the library stumbles over: it would end the process. */
function guard(shard: Reading, log: Log): void {
  const unpack = shard.unpackMessage.bind(shard);
  const read = shard.onMessage.bind(shard);
  const leftOut = (error: unknown) =>
    log.warn({ err: error }, 'a packet of the Discord gateway was left out');
  shard.unpackMessage = async (data, isBinary) => {
    const value = await unpack(data, isBinary);
    if (isPacket(value)) return value;
    leftOut(new Error('none of the documented packets'));
    return null;
  };
  shard.onMessage = (data, isBinary) => read(data, isBinary).catch(leftOut);
}

/** discord.js's own way with its shards, with a guard at its socket. */
class GuardedStrategy extends SimpleShardingStrategy {
  readonly #log: Log;

  constructor(manager: ConstructorParameters<typeof SimpleShardingStrategy>[0], log: Log) {
    super(manager);
    this.#log = log;
  }

  override async spawn(shardIds: number[]): Promise<void> {
    await super.spawn(shardIds);
    const { shards } = this as unknown as { shards: Map<number, Reading> };
    for (const shard of shards.values()) guard(shard, this.#log);
  }
}

export const guardedGateway = (log: Log): WebSocketOptions => ({
  buildStrategy: (manager) => new GuardedStrategy(manager, log),
});
