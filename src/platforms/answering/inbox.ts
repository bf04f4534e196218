import { Bounded } from '../../bounded.ts';
import type { Arrived, Clock, Inbox, Log, PendingQuestion, Platform, Taken } from '../../ports.ts';
import type { Held, InboxStore } from '../../store/store.ts';
import type { Request } from '../../talk/request.ts';
import { LATE, within } from '../../time.ts';
import { createHands, type InHand, type Left } from './hands.ts';

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
/** Questions that are over. */
const REMEMBERED = 2_000;

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

type PutOff = Left & { readonly freeAt: number };

/** An inbox in the store. While that is away questions are answered all the same, and only a crash loses them. */
export function createInbox(store: InboxStore, clock: Clock, log: Log): PersistentInbox {
  const hands = createHands();
  /** Put off while the store was away: known to this process alone. */
  const putOff = new Map<string, PutOff>();
  /** Answered, and to be erased when the store is back. */
  const owed = new Map<string, Held>();
  /** Claimed again all the same where that was under way. */
  const finished = new Bounded<string, true>(REMEMBERED);
  let away = Number.NEGATIVE_INFINITY;

  function leaveAlone(error: unknown): void {
    away = clock.now() + AWAY;
    log.warn({ err: error }, 'questions are not written down while the store is away');
  }

  const tooSlow = (ms: number): Error => new Error(`no answer from the store within ${ms} ms`);

  async function erase({ id, attempt }: Held): Promise<void> {
    try {
      await store.remove({ id, attempt });
      owed.delete(id);
    } catch {
      owed.set(id, { id, attempt });
    }
  }

  const put = (question: PendingQuestion, freeAt: number, sentAt?: number): Promise<boolean> => {
    const { id, at, place } = question.request;
    const sent = sentAt === undefined ? {} : { sentAt };
    return store.put({ id, platform: place.platform, kept: JSON.stringify(question), at, freeAt, ...sent });
  };

  /** Never rejects, and may take as long as the store does. */
  async function write(question: PendingQuestion): Promise<Taken> {
    try {
      const mine = await put(question, clock.now() + LEASE);
      // It was slow, and no more than that.
      away = Number.NEGATIVE_INFINITY;
      if (mine) return 'kept';
      const one = hands.get(question.request.id);
      if (one) hands.letGo(one);
      return 'elsewhere';
    } catch (error) {
      leaveAlone(error);
      // It may stand there nevertheless, so it stays in hand until it is erased.
      return 'unkept';
    }
  }

  /** Notes that an answer is being sent, once its question is written down. */
  async function mark(id: string): Promise<boolean> {
    const one = hands.get(id);
    if (!one?.written) return true;
    const unkept = (await one.written) === 'unkept';
    const now = clock.now();
    if (unkept && now < away) return true;
    const { attempt } = one;
    if ((await store.sending({ id, attempt }, now, now + LEASE)) || unkept) return true;
    // Its lease had ended, and this very process has taken it over.
    return one.attempt !== attempt && mark(id);
  }

  async function finish(one: InHand): Promise<void> {
    await one.written;
    hands.letGo(one);
    finished.set(one.id, true);
    if (one.written) await erase(one);
  }

  /** Writes down when it is to be taken up again, the question too where it is not there yet. */
  async function postpone(one: InHand, arrived: Arrived): Promise<void> {
    const { id, attempt, question, written } = one;
    const unkept = !written || (await written) === 'unkept';
    hands.letGo(one);
    const now = clock.now();
    const freeAt = now + FIRST_PAUSE * 2 ** (attempt - 1);
    const sent = arrived === 'maybe' ? { sentAt: now } : {};
    const remember = (): void =>
      void putOff.set(id, {
        id,
        question,
        written,
        freeAt,
        attempt: unkept ? attempt + 1 : attempt,
        ...sent,
      });
    if (now < away) return remember();
    try {
      if (unkept && (await put(question, freeAt, sent.sentAt))) return;
      const held = unkept ? { id, attempt: 1 } : one;
      await (arrived === 'maybe' ? store.sending(held, now, freeAt) : store.putOff(held, freeAt));
    } catch {
      remember();
    }
  }

  async function takeUp(platform: Platform, { id, attempt, question, written, sentAt }: Left): Promise<void> {
    putOff.delete(id);
    if (finished.get(id)) return erase({ id, attempt });
    const mine = hands.get(id);
    // It was this process's own all the time, and is being answered.
    if (mine) {
      mine.attempt = attempt;
      return;
    }
    hands.hold({ id, attempt, question, written });
    const { request, way } = question;
    try {
      log.info({ request: id, platform: platform.name }, 'a question is answered that was left unanswered');
      const again = { request: { ...request, resumed: true }, way };
      await platform.resume?.({ ...again, ...(sentAt === undefined ? {} : { sentAt }) });
    } catch (error) {
      log.error({ err: error, request: id, attempt }, 'a question that was left could not be answered');
      return inbox.putOff(id, 'maybe');
    }
    await inbox.done(id);
  }

  /** What others left, or this process itself. */
  async function claimed(platforms: readonly Platform[]): Promise<void> {
    for (const one of owed.values()) await erase(one);
    const now = clock.now();
    if (hands.all().length > 0) await store.renew(hands.all(), now + LEASE);
    await store.expire(now - WAITED_FOR);
    const names = platforms.map(({ name }) => name);
    const left = await store.claim({ platforms: names, now, freeAt: now + LEASE, limit: BATCH });
    await Promise.all(
      left.map(({ kept, ...one }) => {
        const platform = platforms.find(({ name }) => name === one.platform);
        const question = JSON.parse(kept) as PendingQuestion;
        return platform && takeUp(platform, { ...one, question, written: Promise.resolve('kept') });
      }),
    );
    if (left.length === BATCH) await claimed(platforms);
  }

  /** What this process has put off while the store was away. */
  async function remembered(platforms: readonly Platform[]): Promise<void> {
    const now = clock.now();
    for (const { id, question } of putOff.values())
      if (question.request.at < now - WAITED_FOR) putOff.delete(id);
    await Promise.all(
      [...putOff.values()].map((one) => {
        const platform = platforms.find(({ name }) => name === one.question.request.place.platform);
        return platform && one.freeAt <= now ? takeUp(platform, one) : undefined;
      }),
    );
  }

  const inbox: PersistentInbox = {
    async take(request, way) {
      const { id } = request;
      const before = hands.get(id);
      if (before) {
        // Whoever is told so acknowledges it: not before it is written down, or over.
        if ((await before.written) !== 'kept') await before.over;
        return 'elsewhere';
      }
      const question = { request, way };
      const asleep = clock.now() < away;
      const written = asleep ? false : write(question);
      hands.hold({ id, question, attempt: 1, written });
      if (!written) return 'unkept';
      const patience = isMessage(request) ? PATIENCE_FOR_MESSAGES : PATIENCE;
      const taken = await within(written, patience, clock);
      if (taken === LATE) leaveAlone(tooSlow(patience));
      return taken === LATE ? 'unkept' : taken;
    },
    async sending(id) {
      try {
        const mine = await within(mark(id), NOTED, clock);
        if (mine === LATE) throw tooSlow(NOTED);
        const one = hands.get(id);
        // Whoever has it now erases it.
        if (!mine && one) hands.letGo(one);
        return mine;
      } catch (error) {
        leaveAlone(error);
        return true;
      }
    },
    async done(id) {
      const one = hands.get(id);
      if (one) await within(finish(one), PATIENCE, clock);
    },
    async putOff(id, arrived) {
      const one = hands.get(id);
      if (!one) return;
      const last = one.attempt >= TRIES;
      if (last) log.error({ request: id }, 'a question is given up: its answer could not be sent');
      await within(last ? finish(one) : postpone(one, arrived), PATIENCE, clock);
    },
    async answerLeft({ platforms, signal }) {
      while (!signal.aborted) {
        const able = platforms().filter((platform) => platform.resume);
        const looked = claimed(able).catch((error: unknown) =>
          log.debug({ err: error }, 'what was left unanswered could not be looked for'),
        );
        await Promise.all([remembered(able), looked]);
        await clock.wait(LOOK, signal).catch(() => {});
      }
    },
  };
  return inbox;
}
