/** What the bot remembers. Times are milliseconds since the epoch. */

import type { Handoffs, InstallationRows } from '../ports.ts';
import type { AskedQuestion, CountedQuestion, QuestionOutcome } from '../talk/kept-question.ts';
import type { Place } from '../talk/request.ts';
import type { Talk } from '../talk/talk.ts';
import type { Slots, Subscriptions } from './daily-tips.ts';

/** How much may be asked: so many at once, then one every `every` milliseconds. */
export interface Meter {
  readonly id: string;
  readonly burst: number;
  readonly every: number;
}

/** What all processes together let one person and one channel ask. */
export interface SharedPace {
  /** Takes one of each that has some left; of the others, when they are due: `burst - 1` times `every` too late. */
  take(meters: readonly Meter[], at: number): Promise<ReadonlyMap<string, number>>;
}

/** What every answer needs; the bot goes on with a bounded memory of its own while the database is away. */
export interface Recollection {
  /** True for exactly one caller per id, ever asked again within a day. */
  firstTime(id: string, at: number): Promise<boolean>;
  readonly conversations: {
    /** Absent after a day. */
    recall(conversation: string, at: number): Promise<Talk | undefined>;
    remember(conversation: string, talk: Talk, at: number): Promise<void>;
  };
  /** Absent where one process has the database to itself, and its own memory will do. */
  readonly pace?: SharedPace;
}

/** What was asked, for the keepers of the notes. Kept for as long as the store was told. */
export interface Questions {
  record(question: AskedQuestion): Promise<void>;
  /** Says whether the answer helped. False when the question is not known there, or no longer. */
  judge(id: string, platform: string, outcome: QuestionOutcome): Promise<boolean>;
  /** Newest first. */
  list(wanted: {
    readonly outcomes: readonly QuestionOutcome[];
    readonly limit: number;
    /** Only those asked there. */
    readonly within?: { readonly platform: string; readonly space: string };
  }): Promise<readonly AskedQuestion[]>;
}

export interface Tally {
  readonly answered: number;
  readonly unanswered: number;
  readonly liked: number;
  readonly disliked: number;
}

/** What was asked on one day in one place about one topic. */
export interface Usage extends Tally {
  /** `YYYY-MM-DD` in UTC. */
  readonly day: string;
  readonly platform: string;
  readonly space: string;
  /** Empty: not everyone in the space may read there. */
  readonly channel: string;
  /** Empty: the notes had no answer, or not everyone may know. */
  readonly topic: string;
}

/** Counts alone, for those who pay for it: kept for a year and a month. */
export interface UsageStore {
  count(question: CountedQuestion): Promise<void>;
  /** Oldest first. `within`: only of that team. */
  since(
    day: string,
    within?: { readonly platform: string; readonly space: string },
  ): Promise<readonly Usage[]>;
}

/** `follow`: goes on with whoever was answered. `answers`: also answers questions that mention nobody. */
export type ListeningMode = 'off' | 'follow' | 'answers';
/** `closed`: somebody else has joined in. `quiet`: the people there want no more of it. */
export type ThreadState = 'open' | 'closed' | 'quiet';

export interface ListeningChannel {
  readonly mode: ListeningMode;
  readonly quietUntil?: number;
  readonly changedBy: string;
  readonly changedAt: number;
}

export interface ListeningThread {
  /** Whose question was answered there. */
  readonly asker: string;
  readonly state: ThreadState;
  readonly at: number;
}

/** Where the bot takes part without being mentioned. */
export interface ListeningStore {
  channel(id: string): Promise<ListeningChannel | undefined>;
  setChannel(id: string, channel: ListeningChannel): Promise<void>;
  /** Where it is on. */
  places(): Promise<readonly Place[]>;
  thread(id: string): Promise<ListeningThread | undefined>;
  setThread(id: string, thread: ListeningThread): Promise<void>;
}

/** Which notes the managers of a channel chose for it. */
export interface NotesChoices {
  chosen(channel: string): Promise<string | undefined>;
  choose(
    channel: string,
    choice: { readonly notes: string; readonly changedBy: string; readonly changedAt: number },
  ): Promise<void>;
}

/** A question in somebody's hands: whoever takes it over counts on. */
export interface Held {
  readonly id: string;
  readonly attempt: number;
}

/** Questions taken on and not answered yet. What is kept of each is read by whoever put it. */
export interface InboxStore {
  /** For its putter alone until `freeAt`. False: it is there already. */
  put(question: {
    readonly id: string;
    readonly platform: string;
    readonly kept: string;
    readonly at: number;
    readonly freeAt: number;
    /** When its answer was being sent, if it was. */
    readonly sentAt?: number;
  }): Promise<boolean>;
  /** Before its answer is sent, and others keep off until `freeAt`. False: another has taken it over. */
  sending(held: Held, at: number, freeAt: number): Promise<boolean>;
  /** Nothing of its answer was sent; it is for whoever claims it from `freeAt` on. */
  putOff(held: Held, freeAt: number): Promise<void>;
  /** Others keep off longer, as long as they have not taken it over already. */
  renew(held: readonly Held[], freeAt: number): Promise<void>;
  remove(held: Held): Promise<void>;
  /** What others left behind, for this caller alone until `freeAt`. */
  claim(options: {
    readonly platforms: readonly string[];
    readonly now: number;
    readonly freeAt: number;
    readonly limit: number;
  }): Promise<
    readonly (Held & { readonly platform: string; readonly kept: string; readonly sentAt?: number })[]
  >;
  /** Erases what was asked before that. */
  expire(before: number): Promise<void>;
}

export interface Store extends Recollection {
  readonly subscriptions: Subscriptions;
  readonly slots: Slots;
  readonly questions: Questions;
  readonly usage: UsageStore;
  readonly listening: ListeningStore;
  readonly notes: NotesChoices;
  /** Removes all that is kept of a workspace or server the bot was taken out of. */
  forgetSpace(platform: string, space: string): Promise<void>;
  readonly handoffs: Handoffs;
  readonly inbox: InboxStore;
  readonly installations: InstallationRows;
  /** When it was last said that tips are being delivered, by any process. */
  lastBeat(): Promise<number | undefined>;
  /** Says that tips are being delivered; gives back when that was last said, by any process. */
  heartbeat(at: number): Promise<number | undefined>;
  /** Removes what is older than its use: event ids, conversations, finished slots, questions. True: not all of it yet. */
  prune(now: number): Promise<boolean>;
  close(): Promise<void>;
}
