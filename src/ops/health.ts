import type { Clock, Liveness, Platform } from '../ports.ts';
import type { Store } from '../store/store.ts';

/** What the running process knows of itself. Ages are whole seconds. */
export interface Health {
  /** Worth keeping: nothing that only a restart mends. */
  readonly alive: boolean;
  /** Every platform is connected, the notes are there and the database answers. */
  readonly ready: boolean;
  readonly uptime: number;
  readonly platforms: Readonly<Record<string, Omit<Liveness, 'provenAt'> & { readonly proofAge?: number }>>;
  readonly notes: { readonly topics: number; readonly problems: number };
  readonly database: { readonly answers: boolean; readonly answerAge?: number };
  readonly delivery: { readonly age?: number };
}

export interface HealthParts {
  readonly clock: Clock;
  /** Every configured platform, connected or not. */
  readonly platforms: () => readonly Platform[];
  readonly notes: () => Health['notes'];
}

/** Discord's heartbeat comes every 41 s and Slack's ping every few; both libraries give up long before this. */
const PROOF = 3 * 60_000;
/** The clock was set by more than this: proofs are dated by what it showed before. */
const JUMP = 60_000;
/** The loop that delivers tips turns every 5 s; one round may wait for posts that hang. */
const ROUND = 3 * 60_000;

export interface HealthWatch {
  /** The same store, whose use by the loop that delivers tips is noticed. */
  watch(store: Store): Store;
  report(): Health;
}

const AWAY: Liveness = { state: 'away', reconnects: 0, rateLimited: 0 };

/** Follows what proves that the process works, and asks nothing of anybody to tell it. */
export function createHealth({ clock, platforms, notes }: HealthParts): HealthWatch {
  /** A clock that is set does not make anything old. */
  const passed = (): number => clock.steady?.() ?? clock.now();
  const startedAt = passed();
  let zero = clock.now() - startedAt;
  let jumpedAt = Number.NEGATIVE_INFINITY;
  let turnedAt: number | undefined;
  let answeredAt: number | undefined;
  let failing = false;
  const age = (at: number): number => Math.round((passed() - at) / 1000);

  /** Platforms date their proofs by the clock: after a jump there is time for new ones. */
  function isLate(provenAt: number, now: number): boolean {
    if (Math.abs(now - passed() - zero) > JUMP) jumpedAt = passed();
    zero = now - passed();
    return now - provenAt > PROOF && passed() - jumpedAt > PROOF;
  }

  /** The loop turns whether the database answers or not. */
  async function noticed<T>(use: Promise<T>): Promise<T> {
    turnedAt = passed();
    try {
      const result = await use;
      answeredAt = passed();
      failing = false;
      return result;
    } catch (error) {
      failing = true;
      throw error;
    }
  }

  return {
    watch: (store) => ({
      ...store,
      heartbeat: (at) => noticed(store.heartbeat(at)),
      lastBeat: () => noticed(store.lastBeat()),
      slots: { ...store.slots, claim: (options) => noticed(store.slots.claim(options)) },
    }),
    report() {
      const now = clock.now();
      const all = platforms().map((one) => [one.name, one.liveness?.() ?? AWAY] as const);
      const proven = all.every(
        ([, { state, provenAt }]) =>
          state !== 'connected' || provenAt === undefined || !isLate(provenAt, now),
      );
      const turning = turnedAt === undefined || passed() - turnedAt <= ROUND;
      const { topics, problems } = notes();
      const connected = all.length > 0 && all.every(([, { state }]) => state === 'connected');
      const answers = !failing && answeredAt !== undefined;
      return {
        alive: proven && turning,
        ready: proven && turning && connected && answers && topics > 0,
        uptime: age(startedAt),
        platforms: Object.fromEntries(
          all.map(([name, { provenAt, ...rest }]) => [
            name,
            { ...rest, ...(provenAt === undefined ? {} : { proofAge: Math.round((now - provenAt) / 1000) }) },
          ]),
        ),
        notes: { topics, problems },
        database: { answers, ...(answeredAt === undefined ? {} : { answerAge: age(answeredAt) }) },
        delivery: turnedAt === undefined ? {} : { age: age(turnedAt) },
      };
    },
  };
}
