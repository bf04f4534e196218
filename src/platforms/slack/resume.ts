import * as z from 'zod';
import type { PendingQuestion } from '../../ports.ts';
import { settle } from '../answering/answering.ts';
import { langOfUser, lostLine, respondLost, type SlackAnswering } from './answering.ts';
import { trouble } from './errors.ts';
import { answerCommand } from './questions/command.ts';
import { answerLeft } from './questions/message.ts';
import { answerBelow } from './questions/press.ts';
import { answerShortcut } from './questions/shortcut.ts';

const text = z.string();
const some = text.exactOptional();

/** The way an answer goes, as it is kept with its question until that is answered. Addresses live half an hour. */
const way = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    asked: z.object({
      via: z.enum(['mention', 'direct', 'overheard']),
      team: text,
      channel: text,
      user: text,
      text,
      ts: text,
      thread: some,
      opens: z.boolean(),
    }),
  }),
  z.object({ kind: z.literal('command'), url: text }),
  z.object({ kind: z.literal('shortcut'), url: text, thread: some }),
  z.object({ kind: z.literal('press'), url: text, user: text, channel: some, thread: some, own: some }),
]);
export type SlackWay = z.infer<typeof way>;

async function answer(
  { request, way: kept, sentAt }: PendingQuestion,
  answering: SlackAnswering,
): Promise<void> {
  const to = way.parse(kept);
  if (to.kind === 'message') return answerLeft(to.asked, sentAt !== undefined, answering);
  // Nobody can say whether the answer arrived: there is no second one, and the asker is told.
  if (sentAt !== undefined) {
    const line = lostLine(request.lang ?? langOfUser(request.person.id, answering), request.text);
    return respondLost(to.url, line, answering.clock);
  }
  const reply = await answering.bot.handle(request);
  if (!reply || !(await answering.inbox.sending(request.id))) return;
  switch (to.kind) {
    case 'command':
      return answerCommand(reply, request, to.url, answering);
    case 'shortcut':
      return answerShortcut(reply, request, to, answering);
    case 'press':
      return answerBelow(reply, request.text, to, answering);
    default:
      return to satisfies never;
  }
}

/** Answers a question that was taken on by a process that ended. */
export async function resumeOnSlack(question: PendingQuestion, answering: SlackAnswering): Promise<void> {
  const { id } = question.request;
  await settle(id, () => answer(question, answering), answering).catch((error: unknown) =>
    answering.log.warn({ err: error, request: id }, trouble(error).sentence),
  );
}
