import { type Client, InteractionWebhook, type SendableChannels } from 'discord.js';
import type { PendingQuestion } from '../../ports.ts';
import { noticeCard } from '../../talk/notice.ts';
import type { Reply } from '../../talk/reply.ts';
import type { Request } from '../../talk/request.ts';
import { say } from '../../talk/sentences/sentences.ts';
import { settle } from '../answering/answering.ts';
import { hasAnswer } from '../answering/answers.ts';
import { type DiscordAnswering, shareExtras } from './answering.ts';
import { isClosed, isExpired, isForbidden, isGone } from './errors.ts';
import { fetchChannel } from './permissions.ts';
import { answerMessage } from './questions/conversation.ts';
import { deliverOnDiscord } from './sending/deliver.ts';
import { afterDefer, underMessage } from './sending/outlets.ts';
import { tellOnDiscord } from './sending/post.ts';
import { type DiscordWay, readWay } from './ways.ts';

/** Discord drops a second message with the same nonce for a few minutes, in milliseconds. */
const NONCE_LIVES = 2 * 60_000;
/** Messages after a question among which its answer is looked for. */
const LOOKED_THROUGH = 50;

/** Whether an answer came; `undefined` where the channel cannot be read. */
async function arrived(channel: SendableChannels, question: string): Promise<boolean | undefined> {
  try {
    const after = await channel.messages.fetch({ after: question, limit: LOOKED_THROUGH });
    return after.some(
      ({ author, reference }) => author.id === channel.client.user.id && reference?.messageId === question,
    );
  } catch {
    return undefined;
  }
}

type Place = Extract<DiscordWay, { kind: 'message' }>;

/** Nobody can say whether the answer arrived, and it is not said twice: its asker is told. */
async function tellAlone(
  reply: Reply,
  { person }: Request,
  client: Client<true>,
  { delivery }: DiscordAnswering,
) {
  const card = noticeCard(say('lostTitle', reply.lang), say('lostAlone', reply.lang));
  await tellOnDiscord(person.id, card, reply.lang, { ...delivery, client });
}

async function underQuestion(
  { request, sentAt }: PendingQuestion,
  reply: Reply,
  place: Place,
  client: Client<true>,
  answering: DiscordAnswering,
): Promise<void> {
  const channel = await fetchChannel(client, request.place.space, place.channel);
  // Its edit may have been answered meanwhile.
  if (!channel?.isSendable() || (await hasAnswer(place.message, answering.answers))) return;
  if (sentAt !== undefined) {
    const there = await arrived(channel, place.message);
    if (there) return;
    const safe = answering.clock.now() - sentAt < NONCE_LIVES;
    if (there === undefined && !safe) return tellAlone(reply, request, client, answering);
  }
  if (!(await answering.inbox.sending(request.id))) return;
  await answerMessage(request, reply, underMessage(channel, place.message), answering);
}

/** Answers a question that was taken on by a process that ended. */
export async function resumeOnDiscord(
  question: PendingQuestion,
  client: Client<true>,
  answering: DiscordAnswering,
): Promise<void> {
  const { request } = question;
  async function answer(): Promise<void> {
    const way = readWay(question.way);
    const reply = await answering.bot.handle(request);
    if (!reply) return;
    if (way.kind === 'message') return underQuestion(question, reply, way, client, answering);
    const outlet = afterDefer(new InteractionWebhook(client, way.application, way.token), way.hidden);
    const look = shareExtras(reply, request, answering);
    await deliverOnDiscord(reply, look, outlet, request.at, answering.delivery);
  }
  await settle(request.id, answer, answering).catch((error: unknown) => {
    // Nobody can be answered there any more.
    if (![isGone, isExpired, isForbidden, isClosed].some((over) => over(error))) throw error;
  });
}
