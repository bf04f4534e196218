import type { webApi } from '@slack/bolt';
import type { Clock } from '../../../ports.ts';
import { isLatest, type Posted, postedAt } from '../../answering/answers.ts';
import { ResponseRefused } from '../errors.ts';
import type { SlackMessage } from '../render/render.ts';
import { type Marked, postOnce, type SlackSending, sendOnce } from './once.ts';

/** A place one answer goes to. */
export interface SlackOutlet<Ref> {
  send(message: SlackMessage): Promise<Ref>;
  /** Changes what was sent; absent where Slack cannot. */
  update?(ref: Ref, message: SlackMessage): Promise<void>;
  /** Uses of the place that are left over for trying again, where Slack counts them. */
  readonly patient: boolean;
}

/** How Slack finds a message of ours. */
export interface SlackRef {
  readonly channel: string;
  readonly ts: string;
}

const inThread = (thread: string | undefined) => (thread ? { thread_ts: thread } : {});

async function change(
  client: webApi.WebClient,
  { channel, ts }: SlackRef,
  message: SlackMessage,
): Promise<void> {
  const { text, blocks } = message;
  await client.chat.update({ channel, ts, text, blocks });
}

/** A channel, thread or direct message the bot can post to. */
export const toChannel = (
  sending: SlackSending,
  channel: string,
  thread: string | undefined,
  marked?: Marked,
): SlackOutlet<Posted<SlackRef>> => ({
  patient: true,
  async send(message) {
    const posted = await postOnce(sending, { channel, ...inThread(thread), ...message }, marked);
    return postedAt({ channel: posted.channel ?? channel, ts: posted.ts ?? '' });
  },
  async update(posted, message) {
    if (await isLatest(posted, 0)) await change(sending.client, posted.ref, message);
  },
});

/** In the place of an earlier answer. */
export function toPosted(client: webApi.WebClient, posted: Posted<SlackRef>): SlackOutlet<Posted<SlackRef>> {
  posted.turn.n += 1;
  const turn = posted.turn.n;
  return {
    patient: true,
    async send(message) {
      await change(client, posted.ref, message);
      return posted;
    },
    async update(_same, message) {
      if (await isLatest(posted, turn)) await change(client, posted.ref, message);
    },
  };
}

/** One person in a channel; gone when they reload, and never to be changed. */
export const toPerson = (
  { once, clock }: SlackSending,
  channel: string,
  user: string,
  thread: string | undefined,
): SlackOutlet<undefined> => ({
  patient: true,
  async send({ text, blocks }) {
    const place = { channel, user, ...inThread(thread) };
    await sendOnce(() => once.chat.postEphemeral({ ...place, text, blocks }), clock);
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
    code ?? (response.status === 503 ? 'service_unavailable' : `http_${response.status}`),
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
  clock: Clock,
  thread?: string,
): SlackOutlet<undefined> => ({
  patient: false,
  async send(message) {
    const place = { response_type: audience, replace_original: false, ...inThread(thread) };
    await sendOnce(() => respondTo(url, { ...message, ...place }), clock);
    return undefined;
  },
});
