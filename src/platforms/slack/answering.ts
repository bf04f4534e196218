import type { webApi } from '@slack/bolt';
import type { Bounded } from '../../bounded.ts';
import type { Clock } from '../../ports.ts';
import type { Reply } from '../../talk/reply.ts';
import type { Request } from '../../talk/request.ts';
import { say } from '../../talk/sentences/sentences.ts';
import { firstUnits, type Lang } from '../../text.ts';
import { type Answering, langFor } from '../answering/answering.ts';
import type { Answers } from '../answering/answers.ts';
import { actionId, writeShare } from './asks.ts';
import type { Channels } from './lookup/channels.ts';
import type { People } from './lookup/people.ts';
import { label } from './render/controls.ts';
import { SLACK_LIMITS } from './render/limits.ts';
import { cleanMrkdwn } from './render/mrkdwn.ts';
import type { SlackLook } from './render/render.ts';
import { deliverOnSlack, type SlackDelivery } from './sending/deliver.ts';
import { AnswerLost, insist } from './sending/once.ts';
import { respondTo, type SlackOutlet, type SlackRef } from './sending/outlets.ts';

export interface SlackAnswering extends Answering {
  readonly client: webApi.WebClient;
  /** Tries once, for messages that must not be doubled. */
  readonly once: webApi.WebClient;
  /** The bot's own user id. */
  readonly self: string;
  readonly people: People;
  readonly channels: Channels;
  readonly delivery: SlackDelivery;
  readonly answers: Answers<SlackRef>;
  /** In which channel each form of daily tips was opened. */
  readonly forms: Bounded<string, string>;
  /** How often each person's home page was published, so that a late picture brings no earlier page back. */
  readonly homes: Bounded<string, number>;
}

export const REMEMBERED_FORMS = 500;
export const REMEMBERED_HOMES = 5_000;

/** As `langFor`, for somebody Slack names by an id. */
export const langOfUser = (user: string, answering: SlackAnswering): Lang =>
  langFor(answering.people.person(user).locale, answering);

/** A button to show a private answer to everyone, on answers worth showing. */
export function shareLook(
  reply: Reply,
  request: Request,
  { shares }: Pick<SlackAnswering, 'shares'>,
): SlackLook {
  const key = shares.offer(reply, request);
  if (key === undefined) return {};
  const { thread } = request.place;
  return { share: writeShare({ key, text: request.text, ...(thread ? { thread } : {}) }) };
}

/** Whoever asked may take a public answer away again. */
export const askerLook = (reply: Reply, request: Pick<Request, 'person'>): SlackLook =>
  reply.audience === 'asker' ? {} : { asker: request.person.id };

export const send = <Ref>(
  reply: Reply,
  outlet: SlackOutlet<Ref>,
  look: SlackLook,
  { delivery }: SlackAnswering,
): Promise<Ref> => deliverOnSlack(reply, outlet, look, delivery);

/** A line for the asker alone. Its button shows the answer to them, which does no harm if it came after all. */
export function lostLine(lang: Lang, question: string) {
  const text = say('answerLost', lang);
  const value = firstUnits(cleanMrkdwn(question).trim(), SLACK_LIMITS.buttonValue);
  const button = {
    type: 'button' as const,
    action_id: actionId(lang, 'lost'),
    text: label(say('showAnswer', lang), SLACK_LIMITS.buttonText),
    value,
  };
  const line = { type: 'section' as const, text: { type: 'plain_text' as const, text, emoji: false } };
  return { text, blocks: value ? [line, { type: 'actions' as const, elements: [button] }] : [line] };
}
export type LostLine = ReturnType<typeof lostLine>;

/** Sends an answer; when nobody can say whether it arrived, its asker is told so rather than shown it twice. */
export async function sendOrTell<Ref>(
  reply: Reply,
  outlet: SlackOutlet<Ref>,
  look: SlackLook,
  question: string,
  tell: (line: LostLine) => Promise<unknown>,
  answering: SlackAnswering,
): Promise<Ref | undefined> {
  try {
    return await send(reply, outlet, look, answering);
  } catch (error) {
    if (!(error instanceof AnswerLost)) throw error;
    answering.log.warn({ err: error }, 'an answer may not have arrived: its asker is told');
    await tell(lostLine(reply.lang, question));
    return undefined;
  }
}

/** The same for what a `response_url` belongs to. */
export const respondOrTell = (
  reply: Reply,
  outlet: SlackOutlet<unknown>,
  look: SlackLook,
  asked: { readonly url: string; readonly question: string },
  answering: SlackAnswering,
): Promise<unknown> =>
  sendOrTell(
    reply,
    outlet,
    look,
    asked.question,
    (line) => respondLost(asked.url, line, answering.clock),
    answering,
  );

export const respondLost = (url: string, line: LostLine, clock: Clock): Promise<void> =>
  insist(() => respondTo(url, { ...line, ...EPHEMERAL }), clock);

const EPHEMERAL = { response_type: 'ephemeral', replace_original: false } as const;
