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

interface SlackVariables {
  readonly SLACK_BOT_TOKEN?: string | undefined;
  readonly SLACK_APP_TOKEN?: string | undefined;
  readonly SLACK_SIGNING_SECRET?: string | undefined;
  readonly SLACK_CLIENT_ID?: string | undefined;
  readonly SLACK_CLIENT_SECRET?: string | undefined;
  readonly SLACK_TOKEN_KEYS?: string | undefined;
  readonly SLACK_PORT?: number | undefined;
  readonly SLACK_MANAGERS?: 'members' | 'admins' | undefined;
}

/** 32 random bytes in base64 are 44 characters. */
const SHORTEST_KEY = 40;

const keysIn = (value: string): string[] =>
  value
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

export const areKeys = (value: string): boolean =>
  keysIn(value).length > 0 && keysIn(value).every((key) => key.length >= SHORTEST_KEY);
export const KEYS_EXPECTED = `expected keys of at least ${SHORTEST_KEY} characters, the newest first, separated by commas`;

/** `undefined`: Slack is not configured. */
export function slackOf(env: SlackVariables): SlackConfig | undefined {
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
export function slackProblems(has: Has, where: Where): string[] {
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
