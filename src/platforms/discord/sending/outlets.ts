import {
  type ChatInputCommandInteraction,
  type InteractionWebhook,
  type Message,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  type MessageCreateOptions,
  MessageFlags,
  type SendableChannels,
} from 'discord.js';
import { isLatest, type Posted, postedAt } from '../../answering/answers.ts';
import { isAcknowledged, needsHistory } from '../errors.ts';
import type { DiscordOutlet, Edit, Outgoing } from './deliver.ts';
import { nonceOf } from './post.ts';

/** What can be answered with a message. */
export type AnswerableInteraction =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | MessageComponentInteraction;

/** The first answer to an interaction. */
const PLACEHOLDER = '@original';

const isHidden = (message: Outgoing): boolean => message.flags === MessageFlags.Ephemeral;

/**
 * A plain message has no flag for who sees it, and that of a reply is fixed when it is first sent. An edit takes
 * the earlier picture away, since `files` names all there are.
 */
const unflagged = ({ flags: _, ...message }: Outgoing) => message;

/**
 * Discord takes the first answer to an interaction only. Refusing ours as a second one means that it took the first,
 * whose confirmation was lost: each event reaches one listener once.
 */
export async function acknowledge(
  interaction: AnswerableInteraction,
  as: 'replied' | 'deferred',
  job: () => Promise<unknown>,
): Promise<void> {
  try {
    await job();
  } catch (error) {
    if (!isAcknowledged(error)) throw error;
    interaction[as] = true;
  }
}

export const asReply =
  (interaction: AnswerableInteraction): DiscordOutlet =>
  async (message) => {
    await acknowledge(interaction, 'replied', () => interaction.reply(message));
    return { ref: undefined, edit: (next) => interaction.editReply(unflagged(next)) };
  };

/**
 * For an interaction that was deferred. Who sees the answer was settled then, so one for the asker's eyes only
 * takes the place of a public placeholder; a follow-up would otherwise become that placeholder's text.
 */
export const afterDefer =
  (webhook: InteractionWebhook, hidden: boolean): DiscordOutlet =>
  async (message) => {
    if (hidden || !isHidden(message)) {
      await webhook.editMessage(PLACEHOLDER, unflagged(message));
      return { ref: undefined, edit: (next) => webhook.editMessage(PLACEHOLDER, unflagged(next)) };
    }
    await webhook.deleteMessage(PLACEHOLDER);
    const sent = await webhook.send(message);
    return { ref: undefined, edit: (next) => webhook.editMessage(sent.id, unflagged(next)) };
  };

/** A reply needs the permission to read the history; a message of its own does not. */
async function postUnder(
  channel: SendableChannels,
  question: string,
  message: MessageCreateOptions,
): Promise<Message> {
  try {
    const reply = { messageReference: question, failIfNotExists: false };
    return await channel.send({ ...message, reply });
  } catch (error) {
    if (!needsHistory(error)) throw error;
    return channel.send(message);
  }
}

/** Under the question, in the thread it was asked in. What comes later, a picture, is dropped once another answer stands there. */
export const underMessage =
  (channel: SendableChannels, question: string): DiscordOutlet<Posted<Message>> =>
  async (message) => {
    // Sent again after a lost confirmation, the same answer comes back instead of a second one.
    const once = { nonce: nonceOf(question), enforceNonce: true };
    const posted = postedAt(await postUnder(channel, question, { ...unflagged(message), ...once }));
    return { ref: posted, edit: whileLatest(posted) };
  };

/** In the place of an earlier answer. */
export const inPlaceOf =
  (posted: Posted<Message>): DiscordOutlet<Posted<Message>> =>
  async (message) => {
    posted.turn.n += 1;
    const edit = whileLatest(posted);
    await posted.ref.edit(unflagged(message));
    return { ref: posted, edit };
  };

function whileLatest(posted: Posted<Message>): Edit {
  const turn = posted.turn.n;
  return async (next) => {
    if (await isLatest(posted, turn)) await posted.ref.edit(unflagged(next));
  };
}
