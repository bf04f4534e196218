import type { webApi } from '@slack/bolt';
import type { Clock, Log, PostResult } from '../../ports.ts';
import type { Reason, ReasonCode } from '../../talk/reason.ts';
import type { Card } from '../../talk/reply.ts';
import type { Person, Place } from '../../talk/request.ts';
import type { Lang } from '../../text.ts';
import { type DeliveryParts, deliver } from './deliver.ts';
import { codeOf, scopeOf, trouble } from './errors.ts';
import type { People } from './lookup/people.ts';
import type { Outlet } from './outlets.ts';
import type { SlackMessage } from './render/render.ts';

/** Names our posts in Slack's message metadata, where a second try finds the first. */
const EVENT = 'virt_tip';
/** An earlier try is looked for this far back. */
const LOOK_BACK = 24 * 3_600_000;
const LOOKED_AT = 100;

export interface PostParts {
  /**
   * Without retries of its own: Slack has nothing against doubles, so a post whose answer was lost is looked
   * for before it is tried again.
   */
  readonly client: webApi.WebClient;
  readonly people: People;
  readonly delivery: DeliveryParts;
  readonly clock: Clock;
  readonly log: Log;
}

/** A post waits for its picture instead of changing later: nobody is waiting for it. */
const toPlace = (
  { channel, thread }: Place,
  slotId: string | undefined,
  client: webApi.WebClient,
): Outlet<string> => ({
  patient: true,
  async send(message: SlackMessage) {
    const metadata = slotId ? { metadata: { event_type: EVENT, event_payload: { slot: slotId } } } : {};
    const place = { channel, ...(thread ? { thread_ts: thread } : {}) };
    const posted = await client.chat.postMessage({ ...place, ...metadata, ...message });
    return posted.ts ?? '';
  },
});

/** The earlier post of a slot, if Slack lets us look. Without the history scope it does not. */
async function earlier(place: Place, slotId: string, parts: PostParts): Promise<string | undefined> {
  const { client, clock, log } = parts;
  const oldest = String(Math.floor((clock.now() - LOOK_BACK) / 1000));
  const range = { channel: place.channel, oldest, limit: LOOKED_AT, include_all_metadata: true };
  try {
    const { messages = [] } = place.thread
      ? await client.conversations.replies({ ...range, ts: place.thread })
      : await client.conversations.history(range);
    const same = messages.find((message) => {
      const { event_type, event_payload } = (message.metadata ?? {}) as {
        event_type?: string;
        event_payload?: { slot?: unknown };
      };
      return event_type === EVENT && event_payload?.slot === slotId;
    });
    return same?.ts;
  } catch (error) {
    if (trouble(error).retry) throw error;
    log.info({ code: codeOf(error), channel: place.channel }, 'cannot look for an earlier post');
    return undefined;
  }
}

/** Slack's own words for what a person can mend. */
const REASONS: Readonly<Record<string, ReasonCode>> = {
  not_in_channel: 'notMember',
  channel_not_found: 'hidden',
  is_archived: 'archived',
  restricted_action: 'restricted',
  ekm_access_denied: 'suspended',
  ...{ invalid_auth: 'token', not_authed: 'token', account_inactive: 'token' },
  ...{ token_revoked: 'token', token_expired: 'token', not_allowed_token_type: 'token' },
  missing_scope: 'scope',
};

function reasonOf(error: unknown): Reason {
  const { retry, code } = trouble(error);
  if (retry) return { code: 'unreachable' };
  const known = REASONS[code];
  if (known === 'scope') return { code: known, detail: scopeOf(error) };
  return known ? { code: known } : { code: 'refused', detail: code };
}

async function attempt(send: () => Promise<string>, log: Log): Promise<PostResult> {
  try {
    return { ok: true, id: await send() };
  } catch (error) {
    const { sentence, retry, code } = trouble(error);
    log.warn({ code }, `a post failed: ${sentence}`);
    return { ok: false, retry, reason: reasonOf(error) };
  }
}

const asReply = (card: Card, lang: Lang) =>
  ({ intent: 'tip', topics: [], lang, audience: 'place', card }) as const;

export const post = (
  place: Place,
  card: Card,
  lang: Lang,
  slotId: string,
  repeat: boolean,
  parts: PostParts,
): Promise<PostResult> =>
  attempt(async () => {
    const before = repeat ? await earlier(place, slotId, parts) : undefined;
    if (before) return before;
    return deliver(asReply(card, lang), toPlace(place, slotId, parts.client), {}, parts.delivery);
  }, parts.log);

/** A direct message: Slack opens the conversation when a person's id stands for the channel. */
export const tell = (person: string, card: Card, lang: Lang, parts: PostParts): Promise<PostResult> =>
  attempt(async () => {
    const place = { platform: 'slack', channel: person };
    return deliver(asReply(card, lang), toPlace(place, undefined, parts.client), {}, parts.delivery);
  }, parts.log);

/**
 * Who may change what a channel gets: every full member, or workspace admins and owners only. Guests, people of other
 * organisations and whoever cannot be looked up may not.
 */
export async function mayManage(
  person: Person,
  managers: 'members' | 'admins',
  people: People,
): Promise<boolean> {
  const user = await people.user(person.id);
  if (!user || user.is_stranger || user.deleted || user.is_restricted || user.is_ultra_restricted)
    return false;
  return managers === 'members' || user.is_admin === true || user.is_owner === true;
}
