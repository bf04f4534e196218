import type { MessageShortcut } from '@slack/bolt';
import { say } from '../../talk/sentences.ts';
import { type Answering, langOf, respondOrTell, shareLook } from './answering.ts';
import { respondTo, toResponse } from './outlets.ts';
import { shortcutRequest } from './read.ts';

/** "Ask Virt about this" on a message: answered to the asker alone, with a button to share it. */
export async function onShortcut(body: MessageShortcut, answering: Answering): Promise<void> {
  const { bot, people, clock } = answering;
  const request = shortcutRequest(body, people.person(body.user.id), clock.now());
  const thread = typeof body.message.thread_ts === 'string' ? body.message.thread_ts : undefined;
  if (request.text === '') {
    const text = say('noText', langOf(body.user.id, answering));
    return respondTo(body.response_url, { text, response_type: 'ephemeral', replace_original: false });
  }
  const reply = await bot.handle(request);
  if (!reply) return;
  const alone = { ...reply, audience: 'asker' as const };
  const look = shareLook(alone, request, answering);
  const url = body.response_url;
  const asked = { url, question: request.text };
  await respondOrTell(alone, toResponse(url, 'ephemeral', clock, thread), look, asked, answering);
}
