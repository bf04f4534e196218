import type { Message, PartialMessage } from 'discord.js';
import type { Reply } from '../../../talk/reply.ts';
import type { Request } from '../../../talk/request.ts';
import { sayPost } from '../../../talk/sentences/post-sentences.ts';
import { say } from '../../../talk/sentences/sentences.ts';
import { FOLLOWS_EDITS, settle } from '../../answering/answering.ts';
import { answerEdited, answerFollowed, type Posted, takeBack } from '../../answering/answers.ts';
import type { DiscordAnswering } from '../answering.ts';
import { isClosed, isForbidden, isGone } from '../errors.ts';
import { discordMessageRequest, wayOf, wordsOfMessage } from '../read.ts';
import { renderDiscord } from '../render/render.ts';
import { type DiscordOutlet, deliverOnDiscord } from '../sending/deliver.ts';
import { inPlaceOf, underMessage } from '../sending/outlets.ts';
import { nonceOf } from '../sending/post.ts';
import { messageWay } from '../ways.ts';

/** "One moment" is for the asker alone, and a channel's message has no private answer. Nobody needs it twice. */
async function tellAuthor(message: Message, reply: Reply, { log }: DiscordAnswering): Promise<void> {
  const { allowed_mentions: _, flags: __, ...body } = renderDiscord(reply, { surface: 'message' });
  await message.author
    .send({ ...body, nonce: nonceOf(message.id), enforceNonce: true })
    .catch((error: unknown) => log.debug({ err: error }, 'somebody who asks too much could not be told'));
}

/** Everyone in the channel sees it, so whoever asked may take it away. */
export async function answerMessage(
  request: Request,
  reply: Reply,
  outlet: DiscordOutlet<Posted<Message>>,
  { bot, delivery, log, arrived }: DiscordAnswering,
): Promise<Posted<Message> | undefined> {
  const look = { surface: 'message', asker: request.person.id } as const;
  const about = { request: request.id, place: request.place };
  try {
    const posted = await deliverOnDiscord(reply, look, outlet, request.at, delivery);
    bot.reached?.(request, 'answered');
    return posted;
  } catch (error) {
    if (isGone(error)) return undefined;
    // Tried again later, from the inbox.
    if (arrived(error)) throw error;
    const known = isForbidden(error) ? 'postNotAllowed' : isClosed(error) ? 'postArchived' : undefined;
    if (known) {
      log.warn({ err: error, ...about }, sayPost(known, 'en'));
      return undefined;
    }
    log.error({ err: error, ...about }, 'an answer could not be sent');
    const content = say('failed', reply.lang)(request.id);
    try {
      return (await outlet({ content, embeds: [], components: [], files: [] })).ref;
    } catch (second) {
      log.warn({ err: second, ...about }, 'nor could the apology');
      return undefined;
    }
  }
}

/** Under its question; "one moment" to its author alone. */
async function answerUnder(
  message: Message,
  request: Request,
  reply: Reply,
  answering: DiscordAnswering,
): Promise<Posted<Message> | undefined> {
  const { channel } = message;
  if (!channel.isSendable()) return undefined;
  if (reply.intent !== 'wait' || request.via === 'direct')
    return answerMessage(request, reply, underMessage(channel, message.id), answering);
  await tellAuthor(message, reply, answering);
  return undefined;
}

/** A mention or direct message, answered where it was asked. */
export async function onDiscordMessage(message: Message, answering: DiscordAnswering): Promise<void> {
  const via = wayOf(message);
  if (!via || (via === 'overheard' && !answering.hears) || !message.channel.isSendable()) return;
  const { clock, inbox } = answering;
  const request = discordMessageRequest(message, via, clock.now());
  const taken =
    via === 'overheard'
      ? Promise.resolve(true)
      : inbox.take(request, messageWay(message)).then((how) => how !== 'elsewhere');
  const answered = answerFollowed(
    { question: message.id, request, taken },
    (reply) => answerUnder(message, request, reply, answering),
    answering,
  );
  await ((await taken) ? settle(request.id, () => answered, answering) : answered);
}

/** A question that was edited soon after is answered again, in the same message. */
export async function onEdit(
  before: Message | PartialMessage,
  message: Message | PartialMessage,
  answering: DiscordAnswering,
): Promise<void> {
  if (message.partial || message.editedTimestamp === null) return;
  const via = wayOf(message);
  if (message.editedTimestamp - message.createdTimestamp > FOLLOWS_EDITS || !via) return;
  const request = discordMessageRequest(message, via, answering.clock.now(), message.editedTimestamp);
  // Discord also reports an edit when it has looked up a link.
  if (!before.partial && wayOf(before) === via && wordsOfMessage(before) === wordsOfMessage(message)) return;
  await answerEdited(
    { question: message.id, request },
    (reply) => answerUnder(message, request, reply, answering),
    (reply, posted) => answerMessage(request, reply, inPlaceOf(posted), answering),
    // The mention itself may be what was added.
    () => onDiscordMessage(message, answering),
    answering,
  );
}

/** A question that was deleted takes its answer with it. */
export const onDelete = (
  { id }: { readonly id: string },
  { answers, log }: DiscordAnswering,
): Promise<void> =>
  takeBack(
    id,
    (ref) =>
      ref.delete().catch((error: unknown) => {
        if (!isGone(error)) log.warn({ err: error }, 'an answer could not be taken back');
      }),
    answers,
  );
