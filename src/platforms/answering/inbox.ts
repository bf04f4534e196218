import type { Arrived, Clock, Inbox, Log, PendingQuestion, Platform, Taken } from '../../ports.ts';
import type { Held, InboxStore } from '../../store/store.ts';
import type { Request } from '../../talk/request.ts';
import { LATE, within } from '../../time.ts';

/** Somebody waits while a question is written down: no longer than this, in milliseconds, as below. */
const PATIENCE = 500;
/** Nobody sees whether a message has arrived, and what is begun before it is written down is lost in a crash. */
const PATIENCE_FOR_MESSAGES = 2_000;
/** An answer waits so long for the note that it is being sent: without it a crash shows it twice. */
const NOTED = 2_000;
/** A store that failed is left alone this long, so that it delays one answer and not each. */
const AWAY = 5_000;
/** How long others keep off a question; as long as its process lives, that is renewed at every look. */
const LEASE = 10_000;
/** Between two looks at what others left. */
const LOOK = 3_000;
/** Later than this nobody waits for an answer any more, and nothing of the question is kept. */
const WAITED_FOR = 60 * 60_000;
/** Left questions answered at once. */
const BATCH = 20;
/** How often an answer is tried, and how long after the first time it failed; each further pause is twice as long. */
const TRIES = 9;
const FIRST_PAUSE = 5_000;

export interface LeftOptions {
  /** Those that are connected now. */
  readonly platforms: () => readonly Platform[];
  readonly signal: AbortSignal;
}

export interface PersistentInbox extends Inbox {
  /** Answers what ended processes have left, until the signal. */
  answerLeft(options: LeftOptions): Promise<void>;
}

const isMessage = ({ via }: Request): boolean => via === 'mention' || via === 'direct';

/** Keeps nothing: a question is lost with the process. */
export const NO_INBOX: Inbox = {
  take: async () => 'kept',
  sending: async () => true,
  done: async () => {},
  putOff: async () => {},
};

/** An inbox in the store. While that is away questions are answered all the same, and only a crash loses them. */
export function createInbox(store: InboxStore, clock: Clock, log: Log): PersistentInbox {
  /** What this process has in hand, from before it is written down until it is erased. */
  const held = new Map<string, Held>();
  /** What comes, or came, of writing those down. */
  const writing = new Map<string, Promise<Taken>>();
  /** Answered, and to be erased when the store is back. */
  const owed = new Map<string, Held>();
  let away = Number.NEGATIVE_INFINITY;

  function leaveAlone(error: unknown): void {
    away = clock.now() + AWAY;
    log.warn({ err: error }, 'questions are not written down while the store is away');
  }

  const tooSlow = (ms: number): Error => new Error(`no answer from the store within ${ms} ms`);

  async function erase(one: Held): Promise<void> {
    try {
      await store.remove(one);
      owed.delete(one.id);
    } catch {
      owed.set(one.id, one);
    }
  }

  /** Never rejects, and may take as long as the store does. */
  async function write(request: Request, way: unknown): Promise<Taken> {
    const { id, at, place } = request;
    held.set(id, { id, attempt: 1 });
    try {
      const kept = JSON.stringify({ request, way });
      const freeAt = clock.now() + LEASE;
      const mine = await store.put({ id, platform: place.platform, kept, at, freeAt });
      // It was slow, and no more than that.
      away = Number.NEGATIVE_INFINITY;
      if (mine) return 'kept';
      held.delete(id);
      return 'elsewhere';
    } catch (error) {
      leaveAlone(error);
      // It may stand there nevertheless, so it stays in hand until it is erased.
      return 'unkept';
    }
  }

  /** Notes that an answer is being sent, once its question is written down. */
  async function mark(id: string): Promise<boolean> {
    const taken = await writing.get(id);
    const one = held.get(id);
    if (!one || (taken === 'unkept' && clock.now() < away)) return taken !== 'elsewhere';
    const now = clock.now();
    return (await store.sending(one, now, now + LEASE)) || taken === 'unkept';
  }

  async function letGo(id: string): Promise<void> {
    await writing.get(id);
    const one = held.get(id);
    writing.delete(id);
    held.delete(id);
    if (one) await erase(one);
  }

  async function takeUp(platform: Platform, one: Held & { kept: string; sentAt?: number }): Promise<void> {
    const { id, attempt } = one;
    if (owed.has(id)) return erase({ id, attempt });
    const atWork = held.has(id);
    held.set(id, { id, attempt });
    // It was this process's own all the time, and is being answered.
    if (atWork) return;
    try {
      const { request, way } = JSON.parse(one.kept) as PendingQuestion;
      log.info({ request: id, platform: platform.name }, 'a question is answered that was left unanswered');
      const again = { request: { ...request, resumed: true }, way };
      await platform.resume?.({ ...again, ...(one.sentAt === undefined ? {} : { sentAt: one.sentAt }) });
    } catch (error) {
      log.error({ err: error, request: id, attempt }, 'a question that was left could not be answered');
      return inbox.putOff(id, 'maybe');
    }
    await inbox.done(id);
  }

  async function postpone(id: string, arrived: Arrived): Promise<void> {
    await writing.get(id);
    const one = held.get(id);
    writing.delete(id);
    held.delete(id);
    // Where the store is away it is free when its lease is over.
    if (one)
      await store.putOff(one, clock.now() + FIRST_PAUSE * 2 ** (one.attempt - 1), arrived).catch(leaveAlone);
  }

  async function look(platforms: readonly Platform[]): Promise<void> {
    for (const one of owed.values()) await erase(one);
    const now = clock.now();
    if (held.size > 0) await store.renew([...held.values()], now + LEASE);
    await store.expire(now - WAITED_FOR);
    const able = platforms.filter((platform) => platform.resume);
    const names = able.map(({ name }) => name);
    const left = await store.claim({ platforms: names, now, freeAt: now + LEASE, limit: BATCH });
    await Promise.all(
      left.map((one) => {
        const platform = able.find(({ name }) => name === one.platform);
        return platform && takeUp(platform, one);
      }),
    );
    if (left.length === BATCH) await look(platforms);
  }

  const inbox: PersistentInbox = {
    async take(request, way) {
      if (held.has(request.id)) {
        // Not before it is written down: whoever is told so acknowledges it.
        await writing.get(request.id);
        return 'elsewhere';
      }
      if (clock.now() < away) return 'unkept';
      const written = write(request, way);
      writing.set(request.id, written);
      const patience = isMessage(request) ? PATIENCE_FOR_MESSAGES : PATIENCE;
      const taken = await within(written, patience, clock);
      if (taken === LATE) leaveAlone(tooSlow(patience));
      if (taken === 'elsewhere') writing.delete(request.id);
      return taken === LATE ? 'unkept' : taken;
    },
    async sending(id) {
      try {
        const mine = await within(mark(id), NOTED, clock);
        if (mine !== LATE) return mine;
        throw tooSlow(NOTED);
      } catch (error) {
        leaveAlone(error);
        return true;
      }
    },
    async done(id) {
      await within(letGo(id), PATIENCE, clock);
    },
    async putOff(id, arrived) {
      const last = (held.get(id)?.attempt ?? 0) >= TRIES;
      if (last) log.error({ request: id }, 'a question is given up: its answer could not be sent');
      await within(last ? letGo(id) : postpone(id, arrived), PATIENCE, clock);
    },
    async answerLeft({ platforms, signal }) {
      while (!signal.aborted) {
        await look(platforms()).catch((error: unknown) =>
          log.debug({ err: error }, 'what was left unanswered could not be looked for'),
        );
        await clock.wait(LOOK, signal).catch(() => {});
      }
    },
  };
  return inbox;
}
