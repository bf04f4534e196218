import type { webApi } from '@slack/bolt';
import type { Bounded } from '../../bounded.ts';
import type { Bot, Clock, Log } from '../../ports.ts';
import { langOfLocale } from '../../talk/language.ts';
import type { Reply } from '../../talk/reply.ts';
import type { Request } from '../../talk/request.ts';
import type { Lang } from '../../text.ts';
import { writeShare } from './asks.ts';
import { type DeliveryParts, deliver } from './deliver.ts';
import type { Channels } from './lookup/channels.ts';
import type { People } from './lookup/people.ts';
import type { Outlet, Posted } from './outlets.ts';
import type { SlackLook } from './render/render.ts';

/** What every listener needs. */
export interface Answering {
  readonly bot: Bot;
  readonly client: webApi.WebClient;
  readonly people: People;
  readonly channels: Channels;
  readonly delivery: DeliveryParts;
  readonly clock: Clock;
  readonly log: Log;
  readonly defaultLang: Lang;
  /** Messages that do not mention the bot are put to it as well. */
  readonly hears: boolean;
  /** Answers by question (team, channel, ts), so that an edited question changes its answer. */
  readonly answers: Bounded<string, Promise<Posted | undefined>>;
  /** How often each person's home page was published, so that a late picture brings no earlier page back. */
  readonly homes: Bounded<string, number>;
  /** Private answers by request id, so that sharing shows the very same one. */
  readonly shared: Bounded<string, Reply>;
}

/** How many answers can still be changed or shared. */
export const REMEMBERED_ANSWERS = 500;
export const REMEMBERED_HOMES = 5_000;

/** For the sentences that are ours and not an answer's. */
export const langOf = (user: string, { people, defaultLang }: Answering): Lang =>
  langOfLocale(people.person(user).locale) ?? defaultLang;

const SHAREABLE: readonly Reply['intent'][] = ['topic', 'compare', 'benchmark', 'tip', 'topics'];

/** A button to show a private answer to everyone, on answers worth showing. */
export function shareLook(reply: Reply, request: Request, { shared }: Pick<Answering, 'shared'>): SlackLook {
  const worth = reply.card.tone === 'answer' && SHAREABLE.includes(reply.intent);
  if (reply.audience !== 'asker' || !worth) return {};
  shared.set(request.id, reply);
  const { thread } = request.place;
  return { share: writeShare({ key: request.id, text: request.text, ...(thread ? { thread } : {}) }) };
}

/** Whoever asked may take a public answer away again. */
export const askerLook = (reply: Reply, request: Pick<Request, 'person'>): SlackLook =>
  reply.audience === 'asker' ? {} : { asker: request.person.id };

export const send = <Ref>(
  reply: Reply,
  outlet: Outlet<Ref>,
  look: SlackLook,
  { delivery }: Answering,
): Promise<Ref> => deliver(reply, outlet, look, delivery);
