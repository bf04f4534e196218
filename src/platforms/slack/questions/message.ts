import type { Taken } from '../../../ports.ts';
import type { Reply } from '../../../talk/reply.ts';
import type { Request } from '../../../talk/request.ts';
import { FOLLOWS_EDITS, settle } from '../../answering/answering.ts';
import { answerEdited, answerFollowed, hasAnswer, type Posted, takeBack } from '../../answering/answers.ts';
import {
  askerLook,
  type LostLine,
  langOfUser,
  lostLine,
  type SlackAnswering,
  send,
  sendOrTell,
} from '../answering.ts';
import { trouble } from '../errors.ts';
import {
  type MessageLike,
  questionId,
  readDeleted,
  readMessage,
  type SlackQuestion,
  slackMessageRequest,
  timeOf,
} from '../read.ts';
import { insist } from '../sending/once.ts';
import { type SlackRef, toChannel, toPerson, toPosted } from '../sending/outlets.ts';

export const tellAsker =
  ({ channel, user, thread, ts }: SlackQuestion, { client }: SlackAnswering) =>
  (line: LostLine): Promise<unknown> => {
    const place = thread && thread !== ts ? { thread_ts: thread } : {};
    return client.chat.postEphemeral({ channel, user, ...place, ...line });
  };

/** Errors and help in a channel are for the asker's eyes; where Slack cannot do that, most are said aloud. */
async function answerPrivately(
  reply: Reply,
  asked: SlackQuestion,
  answering: SlackAnswering,
): Promise<undefined> {
  const { log } = answering;
  const thread = asked.thread === asked.ts ? undefined : asked.thread;
  try {
    const alone = toPerson(answering, asked.channel, asked.user, thread);
    await sendOrTell(reply, alone, {}, asked.text, tellAsker(asked, answering), answering);
  } catch (error) {
    if (reply.intent === 'wait') {
      log.debug({ err: error }, 'somebody who asks too much could not be told');
      return undefined;
    }
    log.debug({ err: error }, 'a private answer is said in the thread');
    const aloud = toChannel(answering, asked.channel, asked.thread);
    await sendOrTell(reply, aloud, {}, asked.text, tellAsker(asked, answering), answering);
  }
  return undefined;
}

function place(
  reply: Reply,
  asked: SlackQuestion,
  answering: SlackAnswering,
  before = false,
): Promise<Posted<SlackRef> | undefined> {
  if (reply.audience === 'asker' && asked.via === 'mention') return answerPrivately(reply, asked, answering);
  const look = askerLook(reply, { person: { id: asked.user } });
  const marked = { key: questionId(asked), before };
  const outlet = toChannel(answering, asked.channel, asked.thread, marked);
  return sendOrTell(reply, outlet, look, asked.text, tellAsker(asked, answering), answering);
}

async function requestOf(
  asked: SlackQuestion,
  { people, channels, clock }: SlackAnswering,
): Promise<Request> {
  const [person, inPublic] = await Promise.all([people.lookUp(asked.user), channels.isPublic(asked.channel)]);
  return slackMessageRequest(asked, person, inPublic, clock.now());
}

/** Nobody is looked up for talk that is not meant for the bot. */
const readFor = (asked: SlackQuestion, answering: SlackAnswering): Promise<Request> | Request =>
  asked.via === 'overheard'
    ? slackMessageRequest(asked, { id: asked.user }, false, answering.clock.now())
    : requestOf(asked, answering);

/** `before`: an earlier try may have arrived. */
async function answer(
  asked: SlackQuestion,
  request: Request,
  answering: SlackAnswering,
  before = false,
): Promise<void> {
  const question = { question: questionId(asked), request };
  await answerFollowed(question, (reply) => place(reply, asked, answering, before), answering);
  answering.bot.reached?.(request, 'answered');
}

/** Writes a question down before it is acknowledged. What is none needs no keeping. */
export async function takeMessage(
  event: MessageLike,
  team: string,
  { inbox, clock, self }: SlackAnswering,
): Promise<Taken> {
  const asked = readMessage(event, team, self);
  if (!asked || asked.via === 'overheard' || asked.edited) return 'kept';
  const request = slackMessageRequest(asked, { id: asked.user }, false, clock.now());
  return inbox.take(request, { kind: 'message', asked });
}

/** Answers a question that a process left which ended; `before`: its answer may have arrived. */
export async function answerLeft(
  asked: SlackQuestion,
  before: boolean,
  answering: SlackAnswering,
): Promise<void> {
  if (before && asked.via !== 'direct') {
    const line = lostLine(langOfUser(asked.user, answering), asked.text);
    await insist(() => tellAsker(asked, answering)(line), answering.clock);
    return;
  }
  // Its edit may have been answered meanwhile.
  if (await hasAnswer(questionId(asked), answering.answers)) return;
  await answer(asked, { ...(await requestOf(asked, answering)), resumed: true }, answering, before);
}

/** The answer changes with its question; one that was private before may now be for everyone. */
async function answerAgain(asked: SlackQuestion, edited: string, answering: SlackAnswering): Promise<void> {
  const { client, log } = answering;
  if (timeOf(edited) - timeOf(asked.ts) > FOLLOWS_EDITS) return;
  const request = await requestOf(asked, answering);
  const replace = (reply: Reply, posted: Posted<SlackRef>) =>
    send(reply, toPosted(client, posted), { asker: asked.user }, answering).catch((error: unknown) => {
      // Most likely the asker has deleted the answer in the meantime.
      log.info({ code: trouble(error).code }, 'an edited question has no answer left to change');
      return undefined;
    });
  await answerEdited(
    { question: questionId(asked), request },
    (reply) => place(reply, asked, answering),
    replace,
    () => answer(asked, request, answering),
    answering,
  );
}

const remove =
  ({ client, log }: SlackAnswering) =>
  (ref: SlackRef): Promise<unknown> =>
    client.chat
      .delete({ ...ref })
      .catch((error: unknown) => log.info({ code: trouble(error).code }, 'no answer is left to take back'));

/** Mentions, direct messages, their edits and their end. */
export async function onSlackMessage(
  event: MessageLike,
  team: string,
  answering: SlackAnswering,
): Promise<void> {
  const deleted = readDeleted(event, team);
  if (deleted) return takeBack(deleted, remove(answering), answering.answers);
  const asked = readMessage(event, team, answering.self);
  if (!asked || (asked.via === 'overheard' && !answering.hears)) return;
  if (asked.edited) return answerAgain(asked, asked.edited, answering);
  const job = async () => answer(asked, await readFor(asked, answering), answering);
  await settle(questionId(asked), job, answering);
}
