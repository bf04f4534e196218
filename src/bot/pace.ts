import { Bounded } from '../bounded.ts';
import type { Meter, SharedPace } from '../store/store.ts';
import { noticeCard } from '../talk/notice.ts';
import type { Reply } from '../talk/reply.ts';
import type { Request } from '../talk/request.ts';
import { say } from '../talk/sentences/sentences.ts';
import type { Lang } from '../text.ts';

/** So many at once, then one every `every` milliseconds. */
export type Rate = Omit<Meter, 'id'>;

export interface PaceOptions {
  readonly person?: Rate;
  readonly channel?: Rate;
  /** Requests under way at once; further ones are turned away rather than queued without end. */
  readonly underway?: number;
}

export type Admission =
  | { readonly kind: 'go' }
  /** `wait`: milliseconds until the next would be taken. */
  | { readonly kind: 'tell'; readonly wait: number }
  /** Said a moment ago already. */
  | { readonly kind: 'drop' };

export interface Pace {
  /**
   * From memory first, so that turning away a flood costs next to nothing; what would go is put to `shared`, where
   * what other processes admitted counts as well.
   */
  admit(request: Request, shared?: SharedPace): Promise<Admission>;
  /** Every request that was admitted ends with this. */
  done(): void;
}

const PERSON: Rate = { burst: 10, every: 3_000 };
const CHANNEL: Rate = { burst: 40, every: 500 };
const UNDERWAY = 200;
/** People and channels remembered. */
const KNOWN = 20_000;
/** A person is told this seldom, in milliseconds. */
const TOLD = 60_000;
/** What a platform reports as failed when it is not answered. */
const AWAITED: readonly Request['via'][] = ['command', 'button', 'shortcut'];

/** Generic cell rate algorithm (ITU-T I.371): one number a key, the time its next request is due. */
function createMeters() {
  const due = new Bounded<string, number>(2 * KNOWN);
  return {
    /** Milliseconds to wait; 0: now. */
    wait: ({ id, burst, every }: Meter, at: number): number =>
      Math.max(0, (due.get(id) ?? 0) - (burst - 1) * every - at),
    take({ id, every }: Meter, at: number): void {
      due.set(id, Math.max(at, due.get(id) ?? 0) + every);
    },
    learn: (id: string, when: number): void => due.set(id, when),
  };
}

const GO: Admission = { kind: 'go' };

/** Keeps one person, one channel or a flood of either from taking the time of everyone else. */
export function createPace(options: PaceOptions = {}): Pace {
  const { person = PERSON, channel = CHANNEL } = options;
  const here = createMeters();
  const told = new Bounded<string, number>(KNOWN);
  let underway = 0;

  function turnAway(request: Request, who: string, wait: number): Admission {
    const before = told.get(who);
    if (!AWAITED.includes(request.via) && before !== undefined && request.at - before < TOLD)
      return { kind: 'drop' };
    told.set(who, request.at);
    return { kind: 'tell', wait };
  }

  return {
    async admit(request, shared) {
      const { platform, space = '', channel: where } = request.place;
      const { at } = request;
      const who = `${platform}/${request.person.id}`;
      const meters: readonly Meter[] = [
        { ...person, id: who },
        { ...channel, id: `${platform}/${space}/${where}` },
      ];
      const full = underway >= (options.underway ?? UNDERWAY) ? 1_000 : 0;
      const waits = () => Math.max(...meters.map((meter) => here.wait(meter, at)));
      const wait = Math.max(full, waits());
      if (wait > 0) return turnAway(request, who, wait);
      for (const meter of meters) here.take(meter, at);
      underway++;
      const spent = await shared?.take(meters, at);
      if (!spent || spent.size === 0) return GO;
      underway--;
      for (const [id, due] of spent) here.learn(id, due);
      return turnAway(request, who, waits());
    },
    done() {
      underway--;
    },
  };
}

/** Said to whoever asked too much, and to nobody else. */
export const waitReply = (wait: number, lang: Lang): Reply => ({
  intent: 'wait',
  topics: [],
  lang,
  audience: 'asker',
  card: noticeCard(say('waitTitle', lang), say('waitPerson', lang)(Math.ceil(wait / 1000))),
});
