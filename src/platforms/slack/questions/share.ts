import type { BlockAction } from '@slack/bolt';
import type { Reply } from '../../../talk/reply.ts';
import { say } from '../../../talk/sentences/sentences.ts';
import type { Lang } from '../../../text.ts';
import { langOfUser, respondOrTell, type SlackAnswering } from '../answering.ts';
import { readShare, type Share } from '../asks.ts';
import { trouble } from '../errors.ts';
import { slackPressRequest } from '../read.ts';
import { respondTo, toChannel, toResponse } from '../sending/outlets.ts';
import { cannotPost, tellPresser, whereOf } from './pressed.ts';

/** The very answer that was private, or the same question again when it is no longer remembered. */
async function answerToShare(
  { key, text, thread }: Share,
  lang: Lang,
  body: BlockAction,
  { shares, people, bot, clock }: SlackAnswering,
): Promise<Reply | null> {
  const place = { ...whereOf(body), ...(thread ? { thread } : {}) };
  const kept = await shares.open(key, place);
  if (kept) return kept;
  const question = { id: body.trigger_id, text, lang, place };
  return bot.handle(slackPressRequest(question, people.person(body.user.id), clock.now()));
}

/** Shows a private answer to everyone, where it was asked, and takes the private one away. A double click does so once. */
export async function shareAnswer(
  value: string,
  lang: Lang,
  body: BlockAction,
  answering: SlackAnswering,
): Promise<void> {
  const wanted = readShare(value);
  await answering.shares.once(wanted.key, whereOf(body), () => share(wanted, lang, body, answering));
}

async function share(wanted: Share, lang: Lang, body: BlockAction, answering: SlackAnswering): Promise<void> {
  const channel = body.channel?.id;
  const reply = channel && (await answerToShare(wanted, lang, body, answering));
  if (!reply) return;
  const open: Reply = { ...reply, audience: 'place' };
  const look = { asker: body.user.id };
  const asked = { url: body.response_url, question: wanted.text };
  try {
    await respondOrTell(open, toChannel(answering, channel, wanted.thread), look, asked, answering);
  } catch (error) {
    if (!cannotPost(error)) throw error;
    const aloud = toResponse(body.response_url, 'in_channel', answering.clock, wanted.thread);
    await respondOrTell(open, aloud, look, asked, answering);
  }
  await respondTo(body.response_url, { delete_original: true }).catch((error: unknown) =>
    answering.log.info({ code: trouble(error).code }, 'an answer that was shared could not be taken away'),
  );
}

/** Takes an answer away for the one who asked for it. Works where the bot is no member, too. */
export async function deleteAnswer(
  asker: string,
  body: BlockAction,
  answering: SlackAnswering,
): Promise<void> {
  const allowed = body.user.id === asker;
  await (allowed
    ? respondTo(body.response_url, { delete_original: true })
    : tellPresser(body, say('onlyAsker', langOfUser(body.user.id, answering))));
}
