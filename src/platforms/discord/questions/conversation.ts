import type { Message, PartialMessage } from 'discord.js';
import type { Reply } from '../../../talk/reply.ts';
import type { Request } from '../../../talk/request.ts';
import { sayPost } from '../../../talk/sentences/post-sentences.ts';
import { say } from '../../../talk/sentences/sentences.ts';
import { FOLLOWS_EDITS } from '../../answering/answering.ts';
import type { DiscordAnswering } from '../answering.ts';
import { isClosed, isForbidden, isGone } from '../errors.ts';
import { discordMessageRequest, wayOf } from '../read.ts';
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
  outlet: DiscordOutlet,
  { bot, delivery, log }: DiscordAnswering,
): Promise<void> {
  const look = { surface: 'message', asker: request.person.id } as const;
  const about = { request: request.id, place: request.place };
  try {
    await deliverOnDiscord(reply, look, outlet, request.at, delivery);
    bot.reached?.(request, 'answered');
  } catch (error) {
    if (isGone(error)) return;
    if (isForbidden(error)) return log.warn({ err: error, ...about }, sayPost('postNotAllowed', 'en'));
    if (isClosed(error)) return log.warn({ err: error, ...about }, sayPost('postArchived', 'en'));
    log.error({ err: error, ...about }, 'an answer could not be sent');
    const content = say('failed', reply.lang)(request.id);
    await outlet({ content, embeds: [], components: [], files: [] }).catch((second: unknown) =>
      log.warn({ err: second, ...about }, 'nor could the apology'),
    );
  }
}

/** Whether an answer is still the one to show: a later edit of the question makes it out of date. */
const stillAsked =
  (id: string, text: string, { followed }: DiscordAnswering) =>
  (): boolean =>
    followed.get(id)?.text === text;

/** A mention or direct message, answered where it was asked. */
export async function onDiscordMessage(message: Message, answering: DiscordAnswering): Promise<void> {
  const via = wayOf(message);
  if (!via || (via === 'overheard' && !answering.hears)) return;
  const { bot, clock, followed, inbox } = answering;
  const request = discordMessageRequest(message, via, clock.now());
  const { channel } = message;
  if (!channel.isSendable()) return;
  let sent: (answerMessage?: Message) => void = () => {};
  const sending = new Promise<Message | undefined>((resolve) => {
    sent = resolve;
  });
  const follow = () =>
    followed.get(message.id) ?? followed.set(message.id, { text: request.text, answer: sending });
  // Before it is answered: the edit may come first. Of what is overheard only answers are worth following.
  if (via !== 'overheard') follow();
  const mine = via === 'overheard' || (await inbox.take(request, messageWay(message)));
  const reply = mine ? await bot.handle(request) : null;
  const alone = reply?.intent === 'wait' && via !== 'direct';
  if (reply && alone) await tellAuthor(message, reply, answering);
  else if (reply && (await inbox.sending(request.id))) {
    follow();
    const current = stillAsked(message.id, request.text, answering);
    await answerMessage(request, reply, underMessage(channel, message.id, sent, current), answering);
  }
  sent();
  await inbox.done(request.id);
}

/** A question that was edited soon after is answered again, in the same message. */
export async function onEdit(message: Message | PartialMessage, answering: DiscordAnswering): Promise<void> {
  const { followed, clock, bot } = answering;
  const earlier = followed.get(message.id);
  if (message.partial || message.editedTimestamp === null) return;
  const via = wayOf(message);
  if (message.editedTimestamp - message.createdTimestamp > FOLLOWS_EDITS || !via) return;
  // The mention itself may be what was added.
  if (!earlier) return via === 'mention' ? onDiscordMessage(message, answering) : undefined;
  const request = discordMessageRequest(message, via, clock.now(), message.editedTimestamp);
  // Discord also reports an edit when it has looked up a link.
  if (request.text === earlier.text) return;
  followed.set(message.id, { ...earlier, text: request.text });
  const reply = await bot.handle(request);
  const sent = await earlier.answer;
  const current = stillAsked(message.id, request.text, answering);
  if (reply && sent && current()) await answerMessage(request, reply, inPlaceOf(sent, current), answering);
}

/** A question that was deleted takes its answer with it. */
export async function onDelete(
  { id }: { readonly id: string },
  { followed, log }: DiscordAnswering,
): Promise<void> {
  const answerMessage = await followed.get(id)?.answer;
  followed.delete(id);
  await answerMessage?.delete().catch((error: unknown) => {
    if (!isGone(error)) log.warn({ err: error }, 'an answer could not be taken back');
  });
}
