/** What is remembered of daily tips. Times are milliseconds since the epoch. */
import type { Reason } from '../talk/reason.ts';
import type { Place } from '../talk/request.ts';
import type { Lang } from '../text.ts';

/** Monday is 1, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Where a channel stands in its deck of tips; see `tips/cards/deck.ts`. */
export interface DeckPosition {
  readonly seed: number;
  readonly round: number;
  /** Order key of the last tip posted in this round; -1 at its beginning. */
  readonly cursor: number;
  readonly lastTip?: string;
}

export interface Pause {
  /** Absent: until somebody turns it on again. */
  readonly until?: number;
  readonly reason: Reason;
}

/** Daily tips for one channel. */
export interface Subscription {
  /** Of the place: one subscription per channel or thread. */
  readonly id: string;
  readonly place: Place;
  /** Wall-clock time in `zone`, `HH:MM`. */
  readonly time: string;
  readonly days: readonly Weekday[];
  /** IANA name. */
  readonly zone: string;
  readonly lang: Lang;
  /** Local dates (`YYYY-MM-DD`) without a tip: holidays. */
  readonly holidays: readonly string[];
  /** Topic ids tips are taken from; empty means all. */
  readonly topics: readonly string[];
  readonly deck: DeckPosition;
  /** Person who last changed it, told when it cannot be delivered. */
  readonly changedBy: string;
  readonly changedAt: number;
  readonly pause?: Pause;
  /** When the next tip is due. */
  readonly nextDue: number;
}

export type SlotState = 'claimed' | 'posted' | 'skipped' | 'failed';

/** One subscription on one day: the unit that is posted exactly once. */
export interface Slot {
  /** Subscription and due time: the same slot has the same id in every process. */
  readonly id: string;
  readonly subscription: Subscription;
  readonly due: number;
  /** 1 for the first try. Above 1 an earlier try may already have reached the platform. */
  readonly attempt: number;
  /** When an earlier try that may have reached the platform was to be shown. */
  readonly sentAt?: number;
}

/** A post that a platform was given to be shown at `at`. */
export interface Handover {
  readonly slot: string;
  /** Absent: tips were turned off. */
  readonly subscription?: Subscription;
  readonly due: number;
  readonly place: Place;
  readonly at: number;
}

export interface SlotRecord {
  readonly id: string;
  readonly due: number;
  readonly state: SlotState;
  readonly reason?: Reason;
  readonly tip?: string;
  readonly finishedAt?: number;
}

/** What a due subscription's schedule says, computed by the caller: storage knows no calendar. */
export interface DuePlan {
  /** The one slot worth posting now, if any. */
  readonly post?: number;
  readonly skipped: readonly { readonly due: number; readonly reason: Reason }[];
  readonly nextDue: number;
}

export interface ClaimOptions {
  readonly now: number;
  readonly limit: number;
  /** How long others keep off, in milliseconds. */
  readonly lease: number;
  /** Only these platforms' channels: the others are not connected here. */
  readonly platforms: readonly string[];
  /** What falls due by then is taken as well; default: by now. */
  readonly until?: number;
  /** Whether slots whose lease has ended are taken too (default), or only fresh ones. */
  readonly takeOver?: boolean;
  readonly plan: (subscription: Subscription) => DuePlan;
  /** Told of settings that cannot be read: they are set aside, and the others go on. */
  readonly damaged?: (subscription: string, what: string) => void;
}

/** Slots are taken, posted and finished by whichever process is at hand, each by one. */
export interface Slots {
  /** Takes due slots, and those whose holder died, for this caller alone until the lease ends. */
  claim(options: ClaimOptions): Promise<readonly Slot[]>;
  /** Records the outcome; `deck` moves on with a posted tip. False when the slot had been finished by another. */
  finish(
    slot: Slot,
    outcome: {
      readonly state: Exclude<SlotState, 'claimed'>;
      readonly at: number;
      readonly reason?: Reason;
      readonly tip?: string;
      readonly deck?: DeckPosition;
    },
  ): Promise<boolean>;
  /** Gives the slot back to be claimed again at `at`. `unsent`: nothing of it was handed over. */
  retry(slot: Slot, at: number, reason: Reason, unsent?: boolean): Promise<void>;
  /** Written down before a post is handed over. False: another has taken the slot. */
  handOver(slot: Slot, at: number): Promise<boolean>;
  /** What was handed over on a platform and is shown after `after`, to be taken back where it is not wanted any more. */
  coming(platform: string, after: number): Promise<readonly Handover[]>;
  /** As if it had never been taken. */
  forget(slot: string): Promise<void>;
  /**
   * After the clock was ahead: what was planned and passed over for a time that has not come is planned again.
   * `dueAfter`: when a subscription is due next by the right clock.
   */
  heal(now: number, dueAfter: (subscription: Subscription) => number): Promise<void>;
  /** Latest first. */
  history(subscription: string, limit: number): Promise<readonly SlotRecord[]>;
}

export interface Subscriptions {
  put(subscription: Subscription): Promise<void>;
  at(id: string): Promise<Subscription | undefined>;
  remove(id: string): Promise<boolean>;
  all(): Promise<readonly Subscription[]>;
}
