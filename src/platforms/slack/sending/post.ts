import { createHash } from 'node:crypto';
import type { webApi } from '@slack/bolt';
import type { Clock, Log, PostResult } from '../../../ports.ts';
import type { Reason, ReasonCode } from '../../../talk/reason.ts';
import type { Card } from '../../../talk/reply.ts';
import type { Person, Place } from '../../../talk/request.ts';
import type { Lang } from '../../../text.ts';
import { scopeOf, trouble } from '../errors.ts';
import type { People } from '../lookup/people.ts';
import type { SlackMessage } from '../render/render.ts';
import { deliverOnSlack, type SlackDelivery } from './deliver.ts';
import { callOutcome } from './once.ts';
import type { SlackOutlet } from './outlets.ts';

export interface PostParts {
  /** Without retries of its own: a try whose answer was lost may have arrived. */
  readonly client: webApi.WebClient;
  readonly people: People;
  /** The bot's own user id. */
  readonly self: string;
  readonly delivery: SlackDelivery;
  readonly clock: Clock;
  readonly log: Log;
}

/** A UUID that is always the same for a slot. */
function uuidOf(slot: string): string {
  const hex = createHash('sha256').update(slot).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** A post waits for its picture instead of changing later: nobody is waiting for it. */
const toPlace = (
  { channel, thread }: Place,
  slotId: string | undefined,
  client: webApi.WebClient,
): SlackOutlet<string> => ({
  patient: true,
  async send(message: SlackMessage) {
    const place = { channel, ...(thread ? { thread_ts: thread } : {}) };
    // Not documented, so nothing rests on it: Slack drops what comes again under the same id.
    const id = slotId === undefined ? {} : { client_msg_id: uuidOf(slotId) };
    const posted = await client.chat.postMessage({ ...place, ...id, ...message });
    return posted.ts ?? '';
  },
});

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

/** What came of sending. */
export async function attemptPost(send: () => Promise<string>, log: Log): Promise<PostResult> {
  try {
    return { ok: true, id: await send() };
  } catch (error) {
    const { sentence, retry, code } = trouble(error);
    log.warn({ code }, `a post failed: ${sentence}`);
    return { ok: false, retry, reason: reasonOf(error), certain: callOutcome(error) !== 'unknown' };
  }
}

/** A card as the answer that is rendered. */
export const asPost = (card: Card, lang: Lang) =>
  ({ intent: 'tip', topics: [], lang, audience: 'place', card }) as const;

export const postOnSlack = (
  place: Place,
  card: Card,
  lang: Lang,
  slotId: string,
  parts: PostParts,
): Promise<PostResult> =>
  attemptPost(async () => {
    return deliverOnSlack(asPost(card, lang), toPlace(place, slotId, parts.client), {}, parts.delivery);
  }, parts.log);

/** A direct message: Slack opens the conversation when a person's id stands for the channel. */
export const tellOnSlack = (person: string, card: Card, lang: Lang, parts: PostParts): Promise<PostResult> =>
  attemptPost(async () => {
    const place = { platform: 'slack', channel: person };
    return deliverOnSlack(asPost(card, lang), toPlace(place, undefined, parts.client), {}, parts.delivery);
  }, parts.log);

/**
 * Who may change what a channel gets: every full member, or workspace admins and owners only. Guests, people of other
 * organisations and whoever cannot be looked up may not.
 */
export async function mayManageOnSlack(
  person: Person,
  managers: 'members' | 'admins',
  people: People,
): Promise<boolean> {
  const user = await people.user(person.id);
  if (!user || user.is_stranger || user.deleted || user.is_restricted || user.is_ultra_restricted)
    return false;
  return managers === 'members' || user.is_admin === true || user.is_owner === true;
}
