import type { Bot, Clock, Inbox, Liveness, Log, PostResult } from '../../ports.ts';
import { langOfLocale } from '../../talk/language.ts';
import type { Reply } from '../../talk/reply.ts';
import type { Request } from '../../talk/request.ts';
import type { Lang } from '../../text.ts';
import type { Shares } from './shares.ts';

/** What the listeners of every platform need; each adds its own. */
export interface Answering {
  readonly bot: Bot;
  readonly clock: Clock;
  readonly log: Log;
  readonly defaultLang: Lang;
  /** Messages that do not mention the bot are put to it as well. */
  readonly hears: boolean;
  readonly inbox: Inbox;
  readonly shares: Shares;
}

/** A platform before its start and after its end. */
export const AWAY: Liveness = { state: 'away', reconnects: 0, rateLimited: 0 };
export const NOT_STARTED = {
  ok: false,
  retry: true,
  reason: { code: 'unreachable' },
} as const satisfies PostResult;

/** An answer follows changes of its question this long, in milliseconds. */
export const FOLLOWS_EDITS = 5 * 60_000;

/** For the sentences that are ours and not an answer's. */
export const langFor = (locale: string | undefined, { defaultLang }: Pick<Answering, 'defaultLang'>): Lang =>
  langOfLocale(locale) ?? defaultLang;

interface Asked {
  readonly request: Request;
  /** How its answer goes, for whoever takes the question up after a crash. */
  readonly way: unknown;
  /** Acknowledges the question, now that it is written down, and gives the answer. */
  readonly answer: () => Promise<Reply | null>;
}

/** Answers a question that is written down until it is answered, unless another process has taken it up. */
export async function answerHeld(
  { request, way, answer }: Asked,
  send: (reply: Reply) => Promise<unknown>,
  { inbox }: Pick<Answering, 'inbox'>,
): Promise<void> {
  await inbox.take(request, way);
  try {
    const reply = await answer();
    if (reply && (await inbox.sending(request.id))) await send(reply);
  } finally {
    await inbox.done(request.id);
  }
}
