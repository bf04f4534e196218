import { randomUUID } from 'node:crypto';
import { webApi } from '@slack/bolt';
import type { Arrived, Clock } from '../../../ports.ts';
import { codeOf, ResponseRefused } from '../errors.ts';

/** Slack may have taken a message or not: sending it again might show it twice, for Slack has no key against that. */
export class AnswerLost extends Error {
  override readonly name = 'AnswerLost';
}

/** What a message is sent with: `once` tries once, `client` tries again. */
export interface SlackSending {
  readonly client: webApi.WebClient;
  readonly once: webApi.WebClient;
  readonly clock: Clock;
}

/** Milliseconds before each further try of what Slack certainly did not take. */
const PAUSES = [300, 1_000, 2_500];
/** The connection never came about. */
const NEVER_LEFT = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|EHOSTUNREACH|ENETUNREACH)$/;
/** By Slack's documentation nothing was done; of `internal_error` and `fatal_error` it says that something may have been. */
const NOT_TAKEN = /^(?:rate_?limited|service_unavailable|request_timeout|team_added_to_org)$/;
const MAYBE_TAKEN = /^(?:internal_error|fatal_error)$/;

type Outcome = 'refused' | 'not taken' | 'unknown';
/** What became of an answer that failed so, as the inbox asks; `undefined`: another try is of no use. */
const ARRIVED = { refused: undefined, 'not taken': 'no', unknown: 'maybe' } as const;
export const arrivedOnSlack = (error: unknown): Arrived | undefined => ARRIVED[callOutcome(error)];

const systemCode = (error: unknown): string => {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === 'string' && NEVER_LEFT.test(code)) return code;
  return cause instanceof Error ? systemCode(cause) : '';
};

/** What Slack did with a message that was answered so. */
export function callOutcome(error: unknown): Outcome {
  const code = codeOf(error);
  if (error instanceof webApi.WebAPIHTTPError) {
    if (error.statusCode === 503) return 'not taken';
    return error.statusCode >= 500 ? 'unknown' : 'refused';
  }
  // A gateway's 502 and 504 tell nothing; the addresses' own errors come before anything is shown.
  if (error instanceof ResponseRefused && /^http_5/.test(code))
    return code === 'http_500' ? 'not taken' : 'unknown';
  if (NOT_TAKEN.test(code)) return 'not taken';
  if (MAYBE_TAKEN.test(code)) return 'unknown';
  if (error instanceof webApi.WebAPIPlatformError || error instanceof ResponseRefused) return 'refused';
  return systemCode(error) ? 'not taken' : 'unknown';
}

/**
 * Sends, and again only what certainly did not arrive.
 * @throws {AnswerLost} when it may have arrived.
 */
export async function sendOnce<T>(send: () => Promise<T>, clock: Clock): Promise<T> {
  const pauses = [...PAUSES];
  for (;;) {
    try {
      return await send();
    } catch (error) {
      const outcome = callOutcome(error);
      if (outcome === 'unknown') throw new AnswerLost('Slack did not confirm a message', { cause: error });
      const pause = outcome === 'not taken' ? pauses.shift() : undefined;
      if (pause === undefined) throw error;
      await clock.wait(pause);
    }
  }
}

/** For what does no harm when it comes twice. */
export async function insist<T>(send: () => Promise<T>, clock: Clock): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await send();
    } catch (error) {
      if (callOutcome(error) === 'refused') throw error;
      await clock.wait(pause);
    }
  }
  return send();
}

type Message = webApi.ChatPostMessageArguments;

const EVENT = 'virt_answer';
/** A thread is read from its beginning, and Slack gives that many at once. */
const LOOKED_AT = 200;

/** Where the bot may read, which is in direct messages, a message whose confirmation was lost is looked for. */
async function arrived({ client }: SlackSending, { channel, thread_ts }: Message, key: string) {
  const range = { channel: String(channel), limit: LOOKED_AT, include_all_metadata: true };
  const { messages = [] } = thread_ts
    ? await client.conversations.replies({ ...range, ts: String(thread_ts) })
    : await client.conversations.history(range);
  return messages.find((one) => {
    const { event_payload } = (one.metadata ?? {}) as { event_payload?: { key?: unknown } };
    return event_payload?.key === key;
  });
}

/** What tells a message from others that say the same. */
export interface Marked {
  readonly key: string;
  /** An earlier try may have arrived. */
  readonly before?: boolean;
}

/** Posts once: in direct messages whatever happens, elsewhere as far as can be told. */
export async function postOnce(
  sending: SlackSending,
  message: Message,
  { key, before = false }: Marked = { key: randomUUID() },
): Promise<{ channel?: string; ts?: string }> {
  const { once, clock } = sending;
  const channel = String(message.channel);
  if (!channel.startsWith('D')) return sendOnce(() => once.chat.postMessage(message), clock);
  const marked = { ...message, metadata: { event_type: EVENT, event_payload: { key } } };
  for (let look = before, pauses = [...PAUSES]; ; look = true) {
    const found = look ? await arrived(sending, message, key) : undefined;
    if (found) return { channel, ...(found.ts ? { ts: found.ts } : {}) };
    try {
      return await sendOnce(() => once.chat.postMessage(marked), clock);
    } catch (error) {
      const pause = error instanceof AnswerLost ? pauses.shift() : undefined;
      if (pause === undefined) throw error;
      await clock.wait(pause);
    }
  }
}
