import type { Arrived, Bot, Clock, Inbox, Liveness, Log, PostResult } from '../../ports.ts';
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
  /** Whether an answer that failed so has arrived; `undefined`: another try is of no use. */
  readonly arrived: (error: unknown) => Arrived | undefined;
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

/** Does what a question that is written down waits for: then nothing is kept of it, unless it is tried again later. */
export async function settle(
  id: string,
  job: () => Promise<unknown>,
  { inbox, arrived }: Pick<Answering, 'inbox' | 'arrived'>,
): Promise<void> {
  try {
    await job();
  } catch (error) {
    const there = arrived(error);
    await (there ? inbox.putOff(id, there) : inbox.done(id));
    throw error;
  }
  await inbox.done(id);
}

interface Asked {
  readonly request: Request;
  /** How its answer goes, for whoever takes the question up after a crash. */
  readonly way: unknown;
  /** Tells the platform that it is taken on. What could not be written down is not before it is answered: who asked is told of a crash by the platform. */
  readonly acknowledge?: () => Promise<unknown>;
  readonly answer: () => Promise<Reply | null>;
}

/** Answers a question that is written down until it is answered, unless another process has taken it up. */
export async function answerHeld(
  { request, way, acknowledge, answer }: Asked,
  send: (reply: Reply) => Promise<unknown>,
  answering: Pick<Answering, 'inbox' | 'arrived'>,
): Promise<void> {
  const { inbox } = answering;
  const unkept = (await inbox.take(request, way)) === 'unkept';
  async function job(): Promise<void> {
    if (!unkept) await acknowledge?.();
    const reply = await answer();
    if (reply && (await inbox.sending(request.id))) await send(reply);
  }
  await settle(request.id, job, answering);
  if (unkept) await acknowledge?.();
}
