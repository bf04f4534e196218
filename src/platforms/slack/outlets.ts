import type { webApi } from '@slack/bolt';
import { ResponseRefused } from './errors.ts';
import type { SlackMessage } from './render/render.ts';

/** A place one answer goes to. */
export interface Outlet<Ref> {
  send(message: SlackMessage): Promise<Ref>;
  /** Changes what was sent; absent where Slack cannot. */
  update?(ref: Ref, message: SlackMessage): Promise<void>;
  /** Uses of the place that are left over for trying again, where Slack counts them. */
  readonly patient: boolean;
}

/** A message of ours that can be changed. */
export interface Posted {
  readonly channel: string;
  readonly ts: string;
  /** Counts the answers put here, so that a late picture does not bring an earlier one back. */
  readonly turn: { n: number };
}

const inThread = (thread: string | undefined) => (thread ? { thread_ts: thread } : {});

async function change(
  client: webApi.WebClient,
  { channel, ts }: Posted,
  message: SlackMessage,
): Promise<void> {
  const { text, blocks } = message;
  await client.chat.update({ channel, ts, text, blocks });
}

/** A channel, thread or direct message the bot can post to. */
export const toChannel = (
  client: webApi.WebClient,
  channel: string,
  thread: string | undefined,
): Outlet<Posted> => ({
  patient: true,
  async send(message) {
    const posted = await client.chat.postMessage({ channel, ...inThread(thread), ...message });
    return { channel: posted.channel ?? channel, ts: posted.ts ?? '', turn: { n: 0 } };
  },
  async update(posted, message) {
    if (posted.turn.n === 0) await change(client, posted, message);
  },
});

/** In the place of an earlier answer. */
export function toPosted(client: webApi.WebClient, posted: Posted): Outlet<Posted> {
  posted.turn.n += 1;
  const turn = posted.turn.n;
  return {
    patient: true,
    async send(message) {
      await change(client, posted, message);
      return posted;
    },
    async update(_same, message) {
      if (posted.turn.n === turn) await change(client, posted, message);
    },
  };
}

/** One person in a channel; gone when they reload, and never to be changed. */
export const toPerson = (
  client: webApi.WebClient,
  channel: string,
  user: string,
  thread: string | undefined,
): Outlet<undefined> => ({
  patient: true,
  async send({ text, blocks }) {
    await client.chat.postEphemeral({ channel, user, ...inThread(thread), text, blocks });
    return undefined;
  },
});

const RESPONSE_TIMEOUT = 10_000;

/**
 * Posts to a `response_url`. Bolt's `respond` keeps only the status; the reason is in the body, which Slack
 * sends with status 404 for refused blocks (java-slack-sdk#1349).
 * @throws {ResponseRefused} with Slack's code.
 */
export async function respondTo(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(RESPONSE_TIMEOUT),
  });
  const said = await response.text();
  const code = /"error"\s*:\s*"([\w-]+)"/.exec(said)?.[1];
  if (response.ok && !code) return;
  throw new ResponseRefused(
    code ?? (response.status >= 500 ? 'service_unavailable' : `http_${response.status}`),
  );
}

/**
 * The answer to a command, button or shortcut, where the bot need not be a member. It is sent once and never
 * changed: `replace_original` on a command's address posts a second message instead (bolt-js#2287,
 * bolt-python#1268).
 */
export const toResponse = (
  url: string,
  audience: 'in_channel' | 'ephemeral',
  thread?: string,
): Outlet<undefined> => ({
  patient: false,
  async send(message) {
    const place = { response_type: audience, replace_original: false, ...inThread(thread) };
    await respondTo(url, { ...message, ...place });
    return undefined;
  },
});
