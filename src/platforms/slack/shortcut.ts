import type { MessageShortcut } from '@slack/bolt';
import type { Reply } from '../../talk/reply.ts';
import type { Request } from '../../talk/request.ts';
import { say } from '../../talk/sentences/sentences.ts';
import { type Answering, langOf, respondOrTell, shareLook } from './answering.ts';
import { respondTo, toResponse } from './outlets.ts';
import { shortcutRequest } from './read.ts';

type Ack = () => Promise<void>;

/** "Ask Virt about this" on a message: answered to the asker alone, with a button to share it. */
export async function onShortcut(body: MessageShortcut, ack: Ack, answering: Answering): Promise<void> {
  const { bot, people, clock, inbox } = answering;
  const request = shortcutRequest(body, people.person(body.user.id), clock.now());
  const thread = typeof body.message.thread_ts === 'string' ? body.message.thread_ts : undefined;
  const url = body.response_url;
  if (request.text === '') {
    await ack();
    const text = say('noText', langOf(body.user.id, answering));
    return respondTo(url, { text, response_type: 'ephemeral', replace_original: false });
  }
  await inbox.take(request, { kind: 'shortcut', url, ...(thread ? { thread } : {}) });
  try {
    await ack();
    const reply = await bot.handle(request);
    if (reply && (await inbox.sending(request.id)))
      await answerShortcut(reply, request, { url, ...(thread ? { thread } : {}) }, answering);
  } finally {
    await inbox.done(request.id);
  }
}

export async function answerShortcut(
  reply: Reply,
  request: Request,
  { url, thread }: { readonly url: string; readonly thread?: string },
  answering: Answering,
): Promise<void> {
  const alone = { ...reply, audience: 'asker' as const };
  const look = shareLook(alone, request, answering);
  const outlet = toResponse(url, 'ephemeral', answering.clock, thread);
  await respondOrTell(alone, outlet, look, { url, question: request.text }, answering);
}
