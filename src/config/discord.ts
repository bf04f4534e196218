import * as z from 'zod';
import { port } from './port.ts';

export interface DiscordConfig {
  readonly token: string;
  /** Asks Discord for the text of messages that do not mention the bot: a privileged intent. */
  readonly messageContent: boolean;
  /** Interactions come as signed requests instead of over the gateway. */
  readonly http?: { readonly publicKey: string; readonly port: number };
  /** So many processes share the gateway, started by this one. */
  readonly processes?: number | 'auto';
  /** This process's share of the gateway. `managed`: it was started for that share alone. */
  readonly shards?: { readonly ids: readonly number[]; readonly total: number; readonly managed: boolean };
}

/** Which shard discord.js started this process for. */
export interface Shard {
  readonly id: number;
  readonly total: number;
}
export function startedShard(env: Readonly<Record<string, string | undefined>>): Shard | undefined {
  const [id, total] = [Number(env.SHARDS), Number(env.SHARD_COUNT)];
  const started = env.SHARDING_MANAGER === 'true' && Number.isInteger(id) && Number.isInteger(total);
  return started ? { id, total } : undefined;
}

const shardIds = (ids: string): number[] =>
  ids.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return Array.from({ length: Math.max(0, to - from + 1) }, (_none, n) => from + n);
  });

/** What is said of shards fits together, and not beside requests that any process may take. */
function problems(env: Readonly<Record<string, string>>): string[] {
  if (env.SHARDING_MANAGER === 'true') return [];
  const { SHARDS, SHARD_IDS, DISCORD_PUBLIC_KEY } = env;
  const total = Number(SHARDS);
  const found: string[] = [];
  if (DISCORD_PUBLIC_KEY && (SHARDS ?? SHARD_IDS))
    found.push(
      'SHARDS and SHARD_IDS are of no use with DISCORD_PUBLIC_KEY: start as many processes as you like.',
    );
  if (SHARD_IDS && !Number.isInteger(total))
    found.push('SHARD_IDS needs SHARDS beside it: the number of all shards, the same in every process.');
  if (SHARD_IDS && Number.isInteger(total) && !shardIds(SHARD_IDS).every((id) => id < total))
    found.push(`SHARD_IDS: shards are counted from 0 to ${total - 1} where SHARDS is ${total}.`);
  return found;
}

const variables = z.object({
  DISCORD_TOKEN: z
    .string()
    .regex(/^[\w-]{10,}\.[\w-]+\.[\w-]{10,}$/, { error: 'expected three parts joined by dots' })
    .optional(),
  DISCORD_PUBLIC_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, { error: 'expected 64 hexadecimal characters' })
    .optional(),
  DISCORD_PORT: port,
  DISCORD_MESSAGE_CONTENT: z.enum(['on', 'off'], { error: 'expected on or off' }).optional(),
  SHARDS: z
    .union([z.literal('auto'), z.coerce.number().int().min(1).max(10_000)], {
      error: 'expected auto or a number of shards',
    })
    .optional(),
  SHARD_IDS: z
    .string()
    .regex(/^\d{1,5}(?:-\d{1,5})?(?:,\d{1,5}(?:-\d{1,5})?)*$/, {
      error: 'expected shards such as 0-3 or 0,2',
    })
    .optional(),
});

/** Where values come from, said beside what is wrong with them. */
const sources = {
  DISCORD_TOKEN: 'Discord Developer Portal → your application → Bot → Reset Token',
  DISCORD_PUBLIC_KEY: 'Discord Developer Portal → your application → General Information → Public Key',
};

/** `undefined`: Discord is not configured. */
function read(given: Readonly<Record<string, string>>, shard?: Shard): DiscordConfig | undefined {
  const env = variables.parse(given);
  const { DISCORD_TOKEN: token } = env;
  if (!token) return undefined;
  const base = { token, messageContent: env.DISCORD_MESSAGE_CONTENT === 'on' };
  if (shard) return { ...base, shards: { ids: [shard.id], total: shard.total, managed: true } };
  const { DISCORD_PUBLIC_KEY: publicKey, SHARDS: total, SHARD_IDS: ids } = env;
  if (publicKey) return { ...base, http: { publicKey, port: env.DISCORD_PORT ?? 3002 } };
  if (ids && typeof total === 'number')
    return { ...base, shards: { ids: shardIds(ids), total, managed: false } };
  return { ...base, ...(total === undefined ? {} : { processes: total }) };
}

export const discord = { variables, sources, read, problems };

/** Processes of shards are watched on the ports behind. */
export const healthPort = (port: number, shard: Shard | undefined): number =>
  shard && port > 0 ? port + 1 + shard.id : port;
