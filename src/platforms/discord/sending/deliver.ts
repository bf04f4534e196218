import type { APIEmbed, AttachmentPayload, MessageFlags } from 'discord.js';
import type { Clock, Log, Pictures, Png } from '../../../ports.ts';
import type { Picture, Reply } from '../../../talk/reply.ts';
import { LATE, within } from '../../../time.ts';
import { isGone, isTooLate } from '../errors.ts';
import type { ComponentRow } from '../render/components.ts';
import { DISCORD_LIMITS } from '../render/limits.ts';
import { type RenderOptions, renderDiscord } from '../render/render.ts';
import { shortLabel } from '../render/short-label.ts';

/** A message as discord.js takes it; the same for replies, edits and new messages. */
export interface Outgoing {
  readonly content?: string;
  readonly embeds: APIEmbed[];
  readonly components: ComponentRow[];
  readonly files: (AttachmentPayload & { readonly description: string })[];
  readonly flags?: MessageFlags.Ephemeral;
}
export type Edit = (message: Outgoing) => Promise<unknown>;
/** Sends a message somewhere and tells how to change it. `Ref`: how it is found again, where it is to be. */
export type DiscordOutlet<Ref = undefined> = (
  message: Outgoing,
) => Promise<{ readonly ref: Ref; readonly edit: Edit }>;

export interface DiscordDelivery {
  readonly pictures?: Pictures;
  readonly clock: Clock;
  readonly log: Log;
  /** Takes on work that goes on after the answer is out. */
  readonly later: (job: Promise<void>) => void;
}

/** Name of the attached picture; embeds only find plain ASCII names. */
export const PICTURE = 'picture.png';
/** From the question: a picture drawn by then comes with the answer, a later one is added to it. */
const PATIENCE = 1500;

function outgoing(
  reply: Reply,
  look: RenderOptions,
  picture: Picture | undefined,
  png: Png | null,
): Outgoing {
  const { allowed_mentions: _, ...body } = renderDiscord(reply, {
    ...look,
    ...(png ? { picture: PICTURE } : {}),
  });
  const description = pictureText(picture);
  const files = png ? [{ attachment: png.bytes, name: PICTURE, description }] : [];
  return { ...body, files };
}

/** What a picture shows, for those who cannot see it. */
export const pictureText = (picture: Picture | undefined): string =>
  shortLabel(picture?.alt ?? '', DISCORD_LIMITS.attachmentDescription);

/** The picture, or `null`: one that cannot be drawn never costs the answer. */
export async function drawnPicture(
  picture: Picture | undefined,
  { pictures, log }: DiscordDelivery,
): Promise<Png | null> {
  if (!picture || !pictures) return null;
  try {
    return await pictures.draw(picture);
  } catch (error) {
    log.warn({ err: error }, 'a picture could not be drawn');
    return null;
  }
}

/** With the picture, and if Discord does not take it, without. */
async function send<Ref>(
  out: (png: Png | null) => Outgoing,
  png: Png | null,
  outlet: DiscordOutlet<Ref>,
  log: Log,
): ReturnType<DiscordOutlet<Ref>> {
  try {
    return await outlet(out(png));
  } catch (error) {
    if (!png || isTooLate(error)) throw error;
    log.warn({ err: error }, 'Discord did not take a picture');
    return outlet(out(null));
  }
}

/**
 * Sends an answer: with its picture if that is drawn in time, else without, and the picture follows.
 * @param since When the question came, in milliseconds since the epoch.
 */
export async function deliverOnDiscord<Ref>(
  reply: Reply,
  look: RenderOptions,
  outlet: DiscordOutlet<Ref>,
  since: number,
  parts: DiscordDelivery,
): Promise<Ref> {
  const { clock, log, later } = parts;
  const { picture } = reply.card;
  const out = (png: Png | null) => outgoing(reply, look, picture, png);
  const drawing = drawnPicture(picture, parts);
  const early = await within(drawing, Math.max(0, since + PATIENCE - clock.now()), clock);
  const { ref, edit } = await send(out, early === LATE ? null : early, outlet, log);
  if (early === LATE) later(follow(drawing, (png) => edit(out(png)), log));
  return ref;
}

async function follow(
  drawing: Promise<Png | null>,
  add: (png: Png) => Promise<unknown>,
  log: Log,
): Promise<void> {
  const png = await drawing;
  if (!png) return;
  try {
    await add(png);
  } catch (error) {
    if (!isGone(error)) log.warn({ err: error }, 'a picture could not be added to its answer');
  }
}
