import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, HTTPError } from 'discord.js';
import { GatewayCloseCodes, RESTJSONErrorCodes } from 'discord-api-types/v10';
import type { Arrived } from '../../ports.ts';
import { Refused } from '../answering/refused.ts';
import { applicationIdOf } from './invite.ts';

const page = (token: string, of: string): string => {
  const id = applicationIdOf(token);
  return id === undefined
    ? 'https://discord.com/developers/applications → your application'
    : `https://discord.com/developers/applications/${id}/${of}`;
};

const wrongToken = (token: string): string =>
  `Discord does not accept the token: open ${page(token, 'bot')} → Bot → Reset Token, and put the new token into DISCORD_TOKEN.`;

/** What to do about a connection the gateway closed for good; `undefined` for codes after which it reconnects. */
function closeSentence(code: number, token: string): string | undefined {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return wrongToken(token);
    case GatewayCloseCodes.DisallowedIntents:
    case GatewayCloseCodes.InvalidIntents:
      return `Discord refuses an intent (${code}): open ${page(token, 'bot')} → Bot → Privileged Gateway Intents, switch on what is missing, and start again.`;
    case GatewayCloseCodes.ShardingRequired:
    case GatewayCloseCodes.InvalidShard:
      return `Discord wants this bot split into more shards (${code}): set SHARDS=auto.`;
    case GatewayCloseCodes.InvalidAPIVersion:
      return `Discord no longer speaks this version of its gateway (${code}): update with git pull && npm ci, and start again.`;
    default:
      return undefined;
  }
}

const codeOf = (error: unknown): string => {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  return cause === undefined ? '' : codeOf(cause);
};

const isTokenRefused = (error: unknown): boolean =>
  (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) ||
  (error instanceof DiscordAPIError && error.status === 401);

/** A connection that did not come about, with what a person is to do about it. */
export const discordConnectError = (error: unknown, token: string): Error =>
  isTokenRefused(error)
    ? new Refused(wrongToken(token), { cause: error })
    : new Error(connectSentence(error, token), { cause: error });

/** A connection that the gateway closed for good. */
export function closedError(code: number, token: string): Error {
  const sentence = closeSentence(code, token);
  return sentence ? new Refused(sentence) : new Error(`Discord closed the connection (${code}).`);
}

function connectSentence(error: unknown, token: string): string {
  if (error instanceof HTTPError || (error instanceof DiscordAPIError && error.status >= 500))
    return `Discord is out of order at the moment (${error.status}): see https://discordstatus.com.`;
  if (error instanceof DiscordAPIError)
    return `Discord refused the connection (${error.status}, ${error.message}): check ${page(token, 'bot')}.`;
  const code = codeOf(error) || (error instanceof Error ? error.message : String(error));
  return `Discord cannot be reached (${code}): check that this machine reaches https://discord.com, by DNS and through any proxy.`;
}

const isApiError = (error: unknown, ...codes: readonly number[]): boolean =>
  error instanceof DiscordAPIError && typeof error.code === 'number' && codes.includes(error.code);

/** The person's client gave up on the interaction, or it was answered already: nothing can be said any more. */
export const isTooLate = (error: unknown): boolean =>
  isApiError(error, RESTJSONErrorCodes.UnknownInteraction) || isAcknowledged(error);

/** The interaction has its first answer. */
export const isAcknowledged = (error: unknown): boolean =>
  isApiError(error, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged);

/** The interaction's token has lived its quarter of an hour. */
export const isExpired = (error: unknown): boolean =>
  isApiError(error, RESTJSONErrorCodes.UnknownWebhook, RESTJSONErrorCodes.InvalidWebhookToken);

export const needsHistory = (error: unknown): boolean =>
  isApiError(error, RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory);

export const isGone = (error: unknown): boolean =>
  isApiError(error, RESTJSONErrorCodes.UnknownMessage, RESTJSONErrorCodes.UnknownChannel);

/** A thread that nobody may write in any more. */
export const isClosed = (error: unknown): boolean =>
  isApiError(error, RESTJSONErrorCodes.ThreadLocked, RESTJSONErrorCodes.InvalidActionOnArchivedThread);

/** Without the permission to embed links a message of embeds arrives empty. */
export const isForbidden = (error: unknown): boolean =>
  isApiError(
    error,
    RESTJSONErrorCodes.CannotSendAnEmptyMessage,
    RESTJSONErrorCodes.MissingAccess,
    RESTJSONErrorCodes.MissingPermissions,
    RESTJSONErrorCodes.CannotSendMessagesToThisUser,
  );

const isNetwork = (error: unknown): boolean =>
  /^(?:E[A-Z_]+|UND_ERR_\w+)$/.test(codeOf(error)) || (error instanceof Error && error.name === 'AbortError');

/** Whether an answer that Discord did not confirm has arrived; `undefined`: another try is of no use. */
export const arrivedOnDiscord = (error: unknown): Arrived | undefined =>
  error instanceof HTTPError || (error instanceof DiscordAPIError && error.status >= 500) || isNetwork(error)
    ? 'maybe'
    : undefined;

/** The network's fault or Discord's own, rather than the message's or the place's. */
export const isPassing = (error: unknown): boolean =>
  !(error instanceof DiscordAPIError) || error.status >= 500 || error.status === 429 || error.status === 401;
