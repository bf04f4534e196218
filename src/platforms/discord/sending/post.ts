import { createHash } from 'node:crypto';
import {
  type Client,
  DiscordAPIError,
  type RawFile,
  type RESTPostAPIChannelMessageJSONBody,
  Routes,
} from 'discord.js';
import type { APIChannel, APIMessage } from 'discord-api-types/v10';
import type { Png, PostResult } from '../../../ports.ts';
import type { Card } from '../../../talk/reply.ts';
import type { Place } from '../../../talk/request.ts';
import type { Lang } from '../../../text.ts';
import { LATE, within } from '../../../time.ts';
import { isClosed, isForbidden, isGone, isPassing } from '../errors.ts';
import { DISCORD_LIMITS } from '../render/limits.ts';
import { renderDiscord } from '../render/render.ts';
import { type DiscordDelivery, drawnPicture, PICTURE, pictureText } from './deliver.ts';

/** A post may wait for its picture; nobody is. */
const PATIENCE = 15_000;
/** How far back an earlier try of the same post is looked for. */
const LOOKED_THROUGH = 50;

/** Discord drops a second message with the same nonce for a few minutes. Different slots never share one. */
export const nonceOf = (slotId: string): string =>
  createHash('sha256').update(slotId).digest('base64url').slice(0, DISCORD_LIMITS.nonce);

/** Why nothing arrived, and whether it is worth another try. */
export function failure(error: unknown): PostResult & { ok: false } {
  if (isForbidden(error)) return { ok: false, retry: false, reason: { code: 'notAllowed' } };
  if (isGone(error)) return { ok: false, retry: false, reason: { code: 'gone' } };
  if (isClosed(error)) return { ok: false, retry: false, reason: { code: 'archived' } };
  if (isPassing(error)) return { ok: false, retry: true, reason: { code: 'unreachable' } };
  const detail = error instanceof DiscordAPIError ? String(error.code) : '';
  return { ok: false, retry: false, reason: { code: 'refused', detail } };
}

interface Ready {
  readonly body: RESTPostAPIChannelMessageJSONBody;
  readonly files: RawFile[];
}

function ready(card: Card, lang: Lang, nonce: string, png: Png | null): Ready {
  const look = { surface: 'message', ...(png ? { picture: PICTURE } : {}) } as const;
  const rendered = renderDiscord({ card, lang, audience: 'place' }, look);
  const attachments = png ? [{ id: 0, description: pictureText(card.picture) }] : [];
  return {
    body: { ...rendered, nonce, enforce_nonce: true, attachments },
    files: png ? [{ name: PICTURE, data: png.bytes, contentType: 'image/png' }] : [],
  };
}

/** What posting needs, once connected. */
export interface DiscordPosting extends DiscordDelivery {
  readonly client: Client<true>;
}

/** With the picture, and if Discord does not take it, without. The nonce is the same, so one arrives. */
async function create(
  client: Client<true>,
  channel: string,
  message: (png: Png | null) => Ready,
  png: Png | null,
) {
  const send = async ({ body, files }: Ready) =>
    (await client.rest.post(Routes.channelMessages(channel), { body, files })) as APIMessage;
  try {
    return await send(message(png));
  } catch (error) {
    if (!png || isPassing(error) || isGone(error)) throw error;
    return send(message(null));
  }
}

const same = (a: string | undefined, b: string | undefined): boolean =>
  (a ?? '').replace(/\s+/g, ' ').trim() === (b ?? '').replace(/\s+/g, ' ').trim();

/** An earlier try of this post that arrived although its sender never heard. Answers to people do not count. */
async function findEarlier(
  client: Client<true>,
  channel: string,
  body: Ready['body'],
): Promise<string | undefined> {
  const query = new URLSearchParams({ limit: String(LOOKED_THROUGH) });
  const recent = (await client.rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
  const wanted = body.embeds?.[0];
  return recent.find(
    (one) =>
      one.author.id === client.user.id &&
      one.interaction_metadata === undefined &&
      one.message_reference === undefined &&
      same(one.embeds[0]?.title, wanted?.title) &&
      same(one.embeds[0]?.description, wanted?.description),
  )?.id;
}

export interface Post {
  readonly place: Place;
  readonly card: Card;
  readonly lang: Lang;
  readonly slotId: string;
  /** An earlier try may have arrived. */
  readonly repeat: boolean;
}

/** Posts in a channel or thread, once for each slot as far as Discord can tell. */
export async function postOnDiscord(
  { place, card, lang, slotId, repeat }: Post,
  posting: DiscordPosting,
): Promise<PostResult> {
  const { client, clock, log } = posting;
  const channel = place.thread ?? place.channel;
  try {
    const message = (png: Png | null) => ready(card, lang, nonceOf(slotId), png);
    const earlier = repeat ? await findEarlier(client, channel, message(null).body) : undefined;
    if (earlier !== undefined) return { ok: true, id: earlier };
    const drawn = await within(drawnPicture(card.picture, posting), PATIENCE, clock);
    const sent = await create(client, channel, message, drawn === LATE ? null : drawn);
    return { ok: true, id: sent.id };
  } catch (error) {
    log.warn({ err: error, place }, 'a post did not arrive');
    return failure(error);
  }
}

/** A private message to one person. */
export async function tellOnDiscord(
  person: string,
  card: Card,
  lang: Lang,
  posting: DiscordPosting,
): Promise<PostResult> {
  const { client, clock, log } = posting;
  try {
    const body = { recipient_id: person };
    const { id } = (await client.rest.post(Routes.userChannels(), { body })) as APIChannel;
    const place = { platform: 'discord', channel: id };
    return await postOnDiscord(
      { place, card, lang, slotId: `${person}/${clock.now()}`, repeat: false },
      posting,
    );
  } catch (error) {
    log.warn({ err: error, person }, 'a person could not be told');
    return failure(error);
  }
}
