import type { Clock, Inbox, Log, PendingQuestion, Platform } from '../../ports.ts';
import type { Held, InboxStore } from '../../store/store.ts';
import type { Request } from '../../talk/request.ts';
import { LATE, within } from '../../time.ts';

/** Somebody waits while a question is written down: no longer than this, in milliseconds, as below. */
const PATIENCE = 500;
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
/** Times a question is taken up that fails each time. */
const TRIES = 5;

export interface LeftOptions {
  /** Those that are connected now. */
  readonly platforms: () => readonly Platform[];
  readonly signal: AbortSignal;
}

export interface PersistentInbox extends Inbox {
  /** Answers what ended processes have left, until the signal. */
  answerLeft(options: LeftOptions): Promise<void>;
}

/** Keeps nothing: a question is lost with the process. */
export const NO_INBOX: Inbox = {
  take: async () => true,
  sending: async () => true,
  done: async () => {},
};

/** An inbox in the store. While that is away questions are answered all the same, and only a crash loses them. */
export function createInbox(store: InboxStore, clock: Clock, log: Log): PersistentInbox {
  /** What this process has written down and not erased yet. */
  const held = new Map<string, Held>();
  /** Answered, and to be erased when the store is back. */
  const owed = new Map<string, Held>();
  let away = Number.NEGATIVE_INFINITY;

  /** What the store says, or `otherwise` when it does not say it in time. */
  async function ask<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    if (clock.now() < away) return otherwise;
    const asked = work();
    try {
      const said = await within(asked, PATIENCE, clock);
      if (said !== LATE) return said;
      throw new Error(`no answer from the store within ${PATIENCE} ms`);
    } catch (error) {
      asked.catch(() => {});
      away = clock.now() + AWAY;
      log.warn({ err: error }, 'questions are not written down while the store is away');
      return otherwise;
    }
  }

  async function erase(one: Held): Promise<void> {
    try {
      await store.remove(one);
      owed.delete(one.id);
    } catch {
      owed.set(one.id, one);
    }
  }

  async function put(request: Request, way: unknown): Promise<boolean> {
    const { id, at, place } = request;
    const now = clock.now();
    const kept = JSON.stringify({ request, way });
    const writing = store.put({ id, platform: place.platform, kept, at, freeAt: now + LEASE });
    let waited = true;
    // Written after all, when nobody reckons with it any more.
    writing.then((written) => void (written && !waited && erase({ id, attempt: 1 }))).catch(() => {});
    const taken = await ask(() => writing, undefined);
    waited = taken !== undefined;
    if (taken) held.set(id, { id, attempt: 1 });
    return taken ?? true;
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
      // Taken up again when its time is over.
      if (attempt < TRIES) return void held.delete(id);
    }
    await inbox.done(id);
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
    take: (request, way) => (clock.now() < away ? Promise.resolve(true) : put(request, way)),
    async sending(id) {
      const mine = held.get(id);
      const now = clock.now();
      return mine ? ask(() => store.sending(mine, now, now + LEASE), true) : true;
    },
    async done(id) {
      const mine = held.get(id);
      held.delete(id);
      if (mine) await erase(mine);
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
