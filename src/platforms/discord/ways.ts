import type { Message } from 'discord.js';
import * as z from 'zod';
import type { AnswerableInteraction } from './sending/outlets.ts';

/** The way an answer goes, as it is kept with its question until that is answered. */
const way = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), channel: z.string(), message: z.string() }),
  /** For as long as the token lives, a quarter of an hour. */
  z.object({
    kind: z.literal('interaction'),
    application: z.string(),
    token: z.string(),
    hidden: z.boolean(),
  }),
]);
export type DiscordWay = z.infer<typeof way>;

export const readWay = (kept: unknown): DiscordWay => way.parse(kept);

export const messageWay = ({ id, channelId }: Message): DiscordWay => ({
  kind: 'message',
  channel: channelId,
  message: id,
});

/** An interaction that is about to be deferred; `hidden`: its placeholder is for the asker alone. */
export const interactionWay = (
  { applicationId, token }: AnswerableInteraction,
  hidden: boolean,
): DiscordWay => ({
  kind: 'interaction',
  application: applicationId,
  token,
  hidden,
});
