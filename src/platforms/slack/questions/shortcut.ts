import type { MessageShortcut } from '@slack/bolt';
import type { Reply } from '../../../talk/reply.ts';
import type { Request } from '../../../talk/request.ts';
import { say } from '../../../talk/sentences/sentences.ts';
import { answerHeld } from '../../answering/answering.ts';
import { langOfUser, respondOrTell, type SlackAnswering, shareLook } from '../answering.ts';
import { slackShortcutRequest } from '../read.ts';
import { respondTo, toResponse } from '../sending/outlets.ts';

type Ack = () => Promise<void>;

/** "Ask Virt about this" on a message: answered to the asker alone, with a button to share it. */
export async function onShortcut(body: MessageShortcut, ack: Ack, answering: SlackAnswering): Promise<void> {
  const { bot, people, clock } = answering;
  const request = slackShortcutRequest(body, people.person(body.user.id), clock.now());
  const thread = typeof body.message.thread_ts === 'string' ? body.message.thread_ts : undefined;
  const url = body.response_url;
  if (request.text === '') {
    await ack();
    const text = say('noText', langOfUser(body.user.id, answering));
    return respondTo(url, { text, response_type: 'ephemeral', replace_original: false });
  }
  const to = { url, ...(thread ? { thread } : {}) };
  const way = { kind: 'shortcut', ...to };
  const send = (reply: Reply) => answerShortcut(reply, request, to, answering);
  await answerHeld({ request, way, acknowledge: ack, answer: () => bot.handle(request) }, send, answering);
}

export async function answerShortcut(
  reply: Reply,
  request: Request,
  { url, thread }: { readonly url: string; readonly thread?: string },
  answering: SlackAnswering,
): Promise<void> {
  const alone = { ...reply, audience: 'asker' as const };
  const look = shareLook(alone, request, answering);
  const outlet = toResponse(url, 'ephemeral', answering.clock, thread);
  await respondOrTell(alone, outlet, look, { url, question: request.text }, answering);
}
