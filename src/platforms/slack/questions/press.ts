import type { BlockAction } from '@slack/bolt';
import type { Reply } from '../../../talk/reply.ts';
import { say } from '../../../talk/sentences/sentences.ts';
import { answerHeld } from '../../answering/answering.ts';
import { askerLook, langOfUser, respondOrTell, type SlackAnswering } from '../answering.ts';
import { isLink, readActionId, type SlackPress } from '../asks.ts';
import { answerAtHome } from '../home/home.ts';
import { CHANGE_TIPS, openTipsForm } from '../home/tips-modal.ts';
import { named, slackPressRequest } from '../read.ts';
import { toChannel, toResponse } from '../sending/outlets.ts';
import {
  answerThread,
  cannotPost,
  carriedBy,
  ownThread,
  type SlackPressed,
  tellPresser,
  whereOf,
} from './pressed.ts';
import { deleteAnswer, shareAnswer } from './share.ts';

/** Where a press is answered: below its message, or to the presser alone. */
export interface Pressing {
  readonly url: string;
  readonly user: string;
  /** Absent: to the presser alone. */
  readonly channel?: string;
  readonly thread?: string;
  /** The thread the message itself stands in. */
  readonly own?: string;
}

function pressingOf(body: BlockAction): Pressing {
  const [own, thread, channel] = [ownThread(body), answerThread(body), body.channel?.id];
  const open = body.container.is_ephemeral !== true && channel;
  return {
    url: body.response_url,
    user: body.user.id,
    ...(open ? { channel } : {}),
    ...(thread ? { thread } : {}),
    ...(own ? { own } : {}),
  };
}

const privately = (
  reply: Reply,
  question: string,
  { url, own }: Pressing,
  answering: SlackAnswering,
): Promise<unknown> => {
  const outlet = toResponse(url, 'ephemeral', answering.clock, own);
  return respondOrTell(reply, outlet, {}, { url, question }, answering);
};

/** Below the message for everyone, or to the presser alone. */
export async function answerBelow(
  reply: Reply,
  question: string,
  pressing: Pressing,
  answering: SlackAnswering,
): Promise<void> {
  const { url, user, channel, thread } = pressing;
  if (reply.audience === 'asker' || !channel) {
    await privately(reply, question, pressing, answering);
    return;
  }
  const look = askerLook(reply, { person: { id: user } });
  try {
    const below = toChannel(answering, channel, thread);
    await respondOrTell(reply, below, look, { url, question }, answering);
  } catch (error) {
    if (!cannotPost(error)) throw error;
    await privately(reply, question, pressing, answering);
  }
}

async function ask(
  press: SlackPress,
  text: string,
  body: BlockAction,
  ack: Ack,
  answering: SlackAnswering,
): Promise<void> {
  const { bot, people, clock } = answering;
  const question = { id: body.trigger_id, text, lang: press.lang, place: whereOf(body) };
  const person = named(people.person(body.user.id), body.user.name);
  const request = slackPressRequest(question, person, clock.now());
  const home = body.view?.type === 'home';
  const pressing = pressingOf(body);
  const answer = () => bot.handle(request);
  if (home) {
    await ack();
    const reply = await answer();
    if (reply) await answerAtHome(reply, body.user.id, question.place.space ?? '', answering);
    return;
  }
  const way = { kind: 'press', ...pressing };
  const send = (reply: Reply) => answerBelow(reply, text, pressing, answering);
  await answerHeld({ request, way, acknowledge: ack, answer }, send, answering);
}

type Ack = () => Promise<void>;

/** A press on one of our buttons or menus. */
export async function onSlackPress(
  body: BlockAction,
  pressed: SlackPressed,
  ack: Ack,
  answering: SlackAnswering,
): Promise<void> {
  const press = readActionId(pressed.action_id);
  const carried = carriedBy(pressed);
  if (press && carried !== undefined && !OTHERS.includes(press.what) && carried !== CHANGE_TIPS)
    return ask(press, carried, body, ack, answering);
  await ack();
  if (isLink(pressed.action_id)) return;
  if (!press || carried === undefined)
    return tellPresser(body, say('oldButton', langOfUser(body.user.id, answering)));
  switch (press.what) {
    case 'delete':
      return deleteAnswer(carried, body, answering);
    case 'share':
      return shareAnswer(carried, press.lang, body, answering);
    default:
      // Where there is a form, it is opened in place of the menus.
      return openTipsForm(body, answering);
  }
}

/** What is no question. */
const OTHERS = ['delete', 'share'];
