import * as z from 'zod';
import type { Shard } from './discord.ts';
import { port } from './port.ts';

export interface SlackConfig {
  /** Of the one workspace; `oauth` instead: any workspace may install the app. */
  readonly botToken?: string;
  readonly oauth?: {
    readonly clientId: string;
    readonly clientSecret: string;
    /** Tokens are sealed with the first, and opened with any. */
    readonly tokenKeys: readonly string[];
  };
  /** Socket Mode when an app token is there, signed HTTP otherwise. */
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly port: number;
  /** Who may change what a channel gets. */
  readonly managers: 'members' | 'admins';
}

/** 32 random bytes in base64 are 44 characters. */
const SHORTEST_KEY = 40;

const keysIn = (value: string): string[] =>
  value
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

const areKeys = (value: string): boolean =>
  keysIn(value).length > 0 && keysIn(value).every((key) => key.length >= SHORTEST_KEY);
const KEYS_EXPECTED = `expected keys of at least ${SHORTEST_KEY} characters, the newest first, separated by commas`;

const variables = z.object({
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith('xoxb-', { error: 'expected a bot token starting with xoxb-' })
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith('xapp-', { error: 'expected an app token starting with xapp-' })
    .optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^[0-9a-f]{32}$/i, { error: 'expected 32 hexadecimal characters' })
    .optional(),
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^\d+\.\d+$/, { error: 'expected two numbers joined by a dot' })
    .optional(),
  SLACK_CLIENT_SECRET: z
    .string()
    .regex(/^[0-9a-f]{32}$/i, { error: 'expected 32 hexadecimal characters' })
    .optional(),
  SLACK_TOKEN_KEYS: z.string().refine(areKeys, { error: KEYS_EXPECTED }).optional(),
  SLACK_PORT: port,
  SLACK_MANAGERS: z.enum(['members', 'admins'], { error: 'expected members or admins' }).optional(),
});

/** Where values come from, said beside what is wrong with them. */
const sources = {
  SLACK_BOT_TOKEN: 'api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token',
  SLACK_APP_TOKEN:
    'api.slack.com/apps → your app → Basic Information → App-Level Tokens (scope connections:write)',
  SLACK_SIGNING_SECRET: 'api.slack.com/apps → your app → Basic Information → Signing Secret',
  SLACK_CLIENT_ID: 'api.slack.com/apps → your app → Basic Information → Client ID',
  SLACK_CLIENT_SECRET: 'api.slack.com/apps → your app → Basic Information → Client Secret',
  SLACK_TOKEN_KEYS: 'openssl rand -base64 32',
};

/** `undefined`: Slack is not configured, or this process is there for a shard of Discord alone. */
function read(given: Readonly<Record<string, string>>, shard?: Shard): SlackConfig | undefined {
  if (shard) return undefined;
  const env = variables.parse(given);
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_BOT_TOKEN: botToken } = env;
  const tokenKeys = keysIn(env.SLACK_TOKEN_KEYS ?? '');
  const oauth = clientId && clientSecret ? { oauth: { clientId, clientSecret, tokenKeys } } : undefined;
  const access = oauth ?? (botToken ? { botToken } : undefined);
  return (
    access && {
      ...access,
      ...(env.SLACK_APP_TOKEN ? { appToken: env.SLACK_APP_TOKEN } : {}),
      ...(env.SLACK_SIGNING_SECRET ? { signingSecret: env.SLACK_SIGNING_SECRET } : {}),
      port: env.SLACK_PORT ?? 3001,
      managers: env.SLACK_MANAGERS ?? 'members',
    }
  );
}

/** What an app needs that many workspaces install. */
const MANY = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_TOKEN_KEYS'] as const;

type Has = (name: string) => boolean;
/** Where a variable's value is found, as a sentence to go on with. */
type Where = (name: string) => string;

function manyProblems(has: Has, where: Where): string[] {
  const needed = [...MANY, 'SLACK_SIGNING_SECRET'].filter((name) => !has(name));
  const strange = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'].filter(has);
  return [
    ...needed.map((name) => `${name} is missing: an app for many workspaces needs it.${where(name)}`),
    ...strange.map(
      (name) => `${name} is set beside ${MANY[0]}: remove it, each workspace has its own token.`,
    ),
  ];
}

/** Variables depend on each other; a lone one is a mistake, not a wish. */
function problems(env: Readonly<Record<string, string>>, where: Where): string[] {
  const has: Has = (name) => env[name] !== undefined;
  if (MANY.some(has)) return manyProblems(has, where);
  const others = ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'].filter(has);
  if (has('SLACK_BOT_TOKEN') && others.length === 0)
    return [
      `SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) is missing beside SLACK_BOT_TOKEN.${where('SLACK_APP_TOKEN')}`,
    ];
  if (!has('SLACK_BOT_TOKEN') && others.length > 0)
    return [
      `SLACK_BOT_TOKEN is missing beside ${others.join(' and ')}: expected a bot token starting with xoxb-.${where('SLACK_BOT_TOKEN')}`,
    ];
  return [];
}

export const slack = { variables, sources, read, problems };
