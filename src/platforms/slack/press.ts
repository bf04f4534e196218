import type { BlockAction } from '@slack/bolt';
import type { Reply } from '../../talk/reply.ts';
import { say } from '../../talk/sentences.ts';
import { type Answering, askerLook, langOf, respondOrTell } from './answering.ts';
import { isLink, type Press, readActionId } from './asks.ts';
import { answerAtHome } from './home/home.ts';
import { CHANGE_TIPS, openTipsForm } from './home/tips-modal.ts';
import { toChannel, toResponse } from './outlets.ts';
import {
  answerThread,
  cannotPost,
  carriedBy,
  ownThread,
  type Pressed,
  tellPresser,
  whereOf,
} from './pressed.ts';
import { named, pressRequest } from './read.ts';
import { deleteAnswer, shareAnswer } from './share.ts';

const privately = (
  reply: Reply,
  question: string,
  body: BlockAction,
  answering: Answering,
): Promise<unknown> => {
  const url = body.response_url;
  const outlet = toResponse(url, 'ephemeral', answering.clock, ownThread(body));
  return respondOrTell(reply, outlet, {}, { url, question }, answering);
};

/** Below the message for everyone, or to the presser alone. */
async function answerBelow(
  reply: Reply,
  question: string,
  body: BlockAction,
  answering: Answering,
): Promise<void> {
  const channel = body.channel?.id;
  if (reply.audience === 'asker' || body.container.is_ephemeral === true || !channel) {
    await privately(reply, question, body, answering);
    return;
  }
  const look = askerLook(reply, { person: { id: body.user.id } });
  try {
    const below = toChannel(answering, channel, answerThread(body));
    await respondOrTell(reply, below, look, { url: body.response_url, question }, answering);
  } catch (error) {
    if (!cannotPost(error)) throw error;
    await privately(reply, question, body, answering);
  }
}

async function ask(press: Press, text: string, body: BlockAction, answering: Answering): Promise<void> {
  const { bot, people, clock } = answering;
  const question = { id: body.trigger_id, text, lang: press.lang, place: whereOf(body) };
  const reply = await bot.handle(
    pressRequest(question, named(people.person(body.user.id), body.user.name), clock.now()),
  );
  if (!reply) return;
  if (body.view?.type === 'home')
    await answerAtHome(reply, body.user.id, question.place.space ?? '', answering);
  else await answerBelow(reply, text, body, answering);
}

/** A press on one of our buttons or menus; it is acknowledged before it comes here. */
export async function onPress(body: BlockAction, pressed: Pressed, answering: Answering): Promise<void> {
  if (isLink(pressed.action_id)) return;
  const press = readActionId(pressed.action_id);
  const carried = carriedBy(pressed);
  if (!press || carried === undefined)
    return tellPresser(body, say('oldButton', langOf(body.user.id, answering)));
  switch (press.what) {
    case 'delete':
      return deleteAnswer(carried, body, answering);
    case 'share':
      return shareAnswer(carried, press.lang, body, answering);
    default:
      // Where there is a form, it is opened in place of the menus.
      if (carried === CHANGE_TIPS) return openTipsForm(body, answering);
      return ask(press, carried, body, answering);
  }
}
