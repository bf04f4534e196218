import { webApi } from '@slack/bolt';
import { Refused } from '../answering/refused.ts';

/** What went wrong with Slack, and what a person can do about it. */
export interface SlackTrouble {
  /** Slack's own word for it, e.g. `not_in_channel`, or `network`, `timeout`, `unknown`. */
  readonly code: string;
  /** One sentence with the clicks that mend it. */
  readonly sentence: string;
  /** Worth another try without anyone doing anything. */
  readonly retry: boolean;
}

const APP = 'api.slack.com/apps → your app';
const COPY_TOKEN = `${APP} → OAuth & Permissions → Bot User OAuth Token (xoxb-…)`;
const REINSTALL = `${APP} → Install App → Reinstall to Workspace`;
/** Where tokens are not copied but kept by the installation. */
const OR_INSTALL =
  ' (of an app that many workspaces install: let this one install it again at /slack/install)';

/** Codes that need a person; every code that is not here and not passing is said as it came. */
const SENTENCES: Readonly<Record<string, string>> = {
  invalid_auth: `Slack does not know this bot token: copy it again from ${COPY_TOKEN} into SLACK_BOT_TOKEN${OR_INSTALL}.`,
  not_authed: `Slack got no bot token: copy it from ${COPY_TOKEN} into SLACK_BOT_TOKEN.`,
  account_inactive: `The app is no longer installed in this workspace: ${REINSTALL}, then copy the new token into SLACK_BOT_TOKEN${OR_INSTALL}.`,
  token_revoked: `The bot token was revoked: ${REINSTALL}, then copy the new token into SLACK_BOT_TOKEN${OR_INSTALL}.`,
  token_expired: `The bot token has expired: ${REINSTALL}, then copy the new token into SLACK_BOT_TOKEN${OR_INSTALL}.`,
  not_allowed_token_type: `SLACK_BOT_TOKEN is not a bot token: copy it from ${COPY_TOKEN}.`,
  not_in_channel: 'The bot is not in this channel: open the channel in Slack and type /invite @Virt.',
  channel_not_found:
    'Slack does not show this channel to the bot: if it is private, open it in Slack and type /invite @Virt.',
  is_archived: 'This channel is archived: unarchive it in Slack, or choose another channel.',
  restricted_action:
    'The workspace does not let apps post here: a workspace admin can allow it under Settings → Channel posting permissions.',
  ekm_access_denied: 'The workspace administrators have suspended posting in this channel.',
};

const PASSING =
  /^(ratelimited|rate_limited|internal_error|fatal_error|service_unavailable|request_timeout|team_added_to_org|message_limit_exceeded|timeout|network)$/;

export const missingScope = (needed: string): string =>
  `The app lacks the scope ${needed}: ${APP} → OAuth & Permissions → Scopes → Bot Token Scopes → Add an OAuth Scope, then ${REINSTALL}${OR_INSTALL}.`;

/** Slack's answer to a `response_url`, which bolt's own `respond` reduces to a status. */
export class ResponseRefused extends Error {
  override readonly name = 'ResponseRefused';
  readonly code: string;
  constructor(code: string) {
    super(`Slack refused a response: ${code}`);
    this.code = code;
  }
}

/** Slack's own code of an error, or our word for errors that never reached Slack. */
export function codeOf(error: unknown): string {
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error;
  if (error instanceof ResponseRefused) return error.code;
  if (error instanceof webApi.WebAPIRateLimitedError) return 'ratelimited';
  if (error instanceof webApi.WebAPIHTTPError)
    return error.statusCode >= 500 ? 'service_unavailable' : `http_${error.statusCode}`;
  if (error instanceof webApi.WebAPIRequestError) return 'network';
  if (error instanceof Error && /rate limit/i.test(error.message)) return 'ratelimited';
  return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unknown';
}

/** The scope Slack says is missing; empty where it does not say. */
export function scopeOf(error: unknown): string {
  const needed =
    error instanceof webApi.WebAPIPlatformError ? (error.data as { needed?: unknown }).needed : '';
  return typeof needed === 'string' ? needed : '';
}

function sentenceOf(code: string, retry: boolean, error: unknown): string {
  if (code === 'missing_scope') return missingScope(scopeOf(error) || 'that Slack names in its log');
  if (code === 'unknown') return `Something went wrong that Slack did not cause: ${String(error)}`;
  if (retry) return `Slack could not be reached or was too busy (${code}).`;
  return SENTENCES[code] ?? `Slack refused it (${code}).`;
}

export function trouble(error: unknown): SlackTrouble {
  const code = codeOf(error);
  const retry = PASSING.test(code) || (code === 'unknown' && error instanceof Error);
  return { code, sentence: sentenceOf(code, retry, error), retry };
}

/** A token Slack does not take: nothing but another one mends it. */
const TOKEN_REFUSED =
  /^(?:invalid_auth|not_authed|account_inactive|token_(?:revoked|expired)|not_allowed_token_type|no_permission)$/;

/** A connection that did not come about, with what a person is to do about it. */
export const slackConnectError = (error: unknown, sentence = trouble(error).sentence): Error =>
  TOKEN_REFUSED.test(codeOf(error))
    ? new Refused(sentence, { cause: error })
    : new Error(sentence, { cause: error });

/** Blocks themselves were refused, so the same answer in plainer blocks may pass. */
export const blocksRefused = (error: unknown): boolean =>
  /^(invalid_blocks(_format)?|msg_blocks_too_long|invalid_arguments|invalid_slack_file)$/.test(codeOf(error));

/** Whether Slack says that the picture is what it refused; `undefined` when it does not say. */
export function pictureRefused(error: unknown): boolean | undefined {
  if (!(error instanceof webApi.WebAPIPlatformError)) return undefined;
  const { errors, response_metadata } = error.data as {
    errors?: readonly string[];
    response_metadata?: { messages?: readonly string[] };
  };
  const said = [...(errors ?? []), ...(response_metadata?.messages ?? [])].join(' ');
  return said === '' ? undefined : /slack[ _]file/i.test(said);
}

/** What is wrong with the app token or Socket Mode, as `trouble` says it for the bot token. */
export function appTokenSentence(error: unknown): string {
  const where = `${APP} → Basic Information → App-Level Tokens`;
  switch (codeOf(error)) {
    case 'invalid_auth':
    case 'not_authed':
    case 'token_revoked':
      return `Slack does not know this app token: copy it again from ${where} (xapp-…) into SLACK_APP_TOKEN.`;
    case 'missing_scope':
      return `The app token lacks connections:write: ${where} → Generate Token with that scope, into SLACK_APP_TOKEN.`;
    case 'not_allowed_token_type':
      return `SLACK_APP_TOKEN is not an app token: copy one from ${where} (xapp-…).`;
    default:
      return `Socket Mode did not connect (${codeOf(error)}): check that it is on at ${APP} → Socket Mode, and the network.`;
  }
}

/** A token of the wrong kind, told by its first letters before Slack is asked. */
export function wrongKind(botToken: string, appToken: string | undefined): string | undefined {
  const kinds: Readonly<Record<string, string>> = {
    'xapp-': 'an app token; it belongs into SLACK_APP_TOKEN',
    'xoxp-': 'a user token',
    xoxe: 'a token for configuring apps',
  };
  const kind = Object.entries(kinds).find(([start]) => botToken.startsWith(start))?.[1];
  if (kind) return `SLACK_BOT_TOKEN holds ${kind}: copy the bot token from ${COPY_TOKEN}.`;
  if (appToken && !appToken.startsWith('xapp-'))
    return `SLACK_APP_TOKEN holds another kind of token: copy one from ${APP} → Basic Information → App-Level Tokens (xapp-…).`;
  return undefined;
}
