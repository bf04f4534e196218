import { Bounded } from '../bounded.ts';
import { noticeCard } from '../talk/notice.ts';
import type { Reply } from '../talk/reply.ts';
import type { Request } from '../talk/request.ts';
import { say } from '../talk/sentences.ts';
import type { Lang } from '../text.ts';

/** So many at once, then one every `every` milliseconds. */
export interface Rate {
  readonly burst: number;
  readonly every: number;
}

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
  /** Synchronous and from memory, so that turning away a flood costs next to nothing. */
  admit(request: Request): Admission;
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
function createMeter({ burst, every }: Rate) {
  const due = new Bounded<string, number>(KNOWN);
  return {
    /** Milliseconds to wait; 0: now. */
    wait: (key: string, at: number): number => Math.max(0, (due.get(key) ?? 0) - (burst - 1) * every - at),
    take(key: string, at: number): void {
      due.set(key, Math.max(at, due.get(key) ?? 0) + every);
    },
  };
}

const GO: Admission = { kind: 'go' };

/** Keeps one person, one channel or a flood of either from taking the time of everyone else. */
export function createPace(options: PaceOptions = {}): Pace {
  const people = createMeter(options.person ?? PERSON);
  const channels = createMeter(options.channel ?? CHANNEL);
  const told = new Bounded<string, number>(KNOWN);
  let underway = 0;

  function turnAway(request: Request, person: string, wait: number): Admission {
    const before = told.get(person);
    if (!AWAITED.includes(request.via) && before !== undefined && request.at - before < TOLD)
      return { kind: 'drop' };
    told.set(person, request.at);
    return { kind: 'tell', wait };
  }

  return {
    admit(request) {
      const { platform, space = '', channel } = request.place;
      const person = `${platform}/${request.person.id}`;
      const where = `${platform}/${space}/${channel}`;
      const full = underway >= (options.underway ?? UNDERWAY) ? 1_000 : 0;
      const wait = Math.max(people.wait(person, request.at), channels.wait(where, request.at), full);
      if (wait > 0) return turnAway(request, person, wait);
      people.take(person, request.at);
      channels.take(where, request.at);
      underway++;
      return GO;
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
