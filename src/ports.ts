/** The contract between the bot and any platform. Types only. */

import type { Reason } from './talk/reason.ts';
import type { Card, Picture, Reply, Suggestion } from './talk/reply.ts';
import type { Person, Place, Request } from './talk/request.ts';
import type { Lang } from './text.ts';

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms`, or rejects with the signal's reason. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  /** Milliseconds since some moment, counted on whatever the machine's clock is set to; absent: it is never set. */
  steady?(): number;
}

export type { Suggestion };

/** A question that was taken on, and the way its answer goes, in its platform's own words (plain JSON). */
export interface PendingQuestion {
  readonly request: Request;
  readonly way: unknown;
  /** Its answer was being sent then, and may have arrived. */
  readonly sentAt?: number;
}

/**
 * What came of taking a question on. `unkept`: it could not be written down in time, and is lost with the process.
 * `elsewhere`: it is in somebody else's hands.
 */
export type Taken = 'kept' | 'unkept' | 'elsewhere';

/** Whether an answer that was tried has come. */
export type Arrived = 'no' | 'maybe';

/** Questions taken on and not answered yet, kept where a crash leaves them. Keeps nobody waiting, never rejects. */
export interface Inbox {
  /** Before a question is acknowledged. */
  take(request: Request, way: unknown): Promise<Taken>;
  /** Before its answer is sent. False: somebody else has taken it over. */
  sending(id: string): Promise<boolean>;
  /** It is answered, or nobody is to be: nothing of it is kept. */
  done(id: string): Promise<void>;
  /** Its answer could not be sent for now: it is taken up again in a while. */
  putOff(id: string, arrived: Arrived): Promise<void>;
}

export interface Bot {
  /** Never rejects. `null`: nothing to say (this event was answered before, or silence is the answer). */
  handle(request: Request): Promise<Reply | null>;
  /** Synchronous and from memory: it runs on every keystroke. Best first. `place`: where it is asked. */
  suggest(text: string, locale: string | undefined, limit: number, place?: Place): Suggestion[];
  /** Told by platforms that the bot was taken out of a workspace or server: nothing of it is kept. */
  left?(platform: string, space: string): Promise<void>;
  /** Told by platforms how far the answer to a request has come: taken, and shown. */
  reached?(request: Request, stage: 'acknowledged' | 'answered'): void;
}

/** What one process leaves for the others, and for itself after a new start: found under its id for a day. */
export interface Handoffs {
  leave(id: string, value: string, at: number): Promise<void>;
  find(id: string): Promise<string | undefined>;
  drop(id: string): Promise<void>;
  /** True for one caller among all processes, until `until` or until it is dropped. */
  lease(id: string, at: number, until: number): Promise<boolean>;
}

/** What a workspace gave the app when it was installed there, sealed by the platform that keeps it here. */
export interface InstallationRow {
  readonly id: string;
  readonly sealed: string;
  readonly installedAt: number;
}

export interface InstallationRows {
  put(row: InstallationRow): Promise<void>;
  /** Puts it if what is there is still `before`; ends a lease. */
  replace(row: InstallationRow, before: string): Promise<void>;
  at(id: string): Promise<InstallationRow | undefined>;
  all(): Promise<readonly InstallationRow[]>;
  /** Unless it was installed anew since `before`. True: it was removed. */
  remove(id: string, before: number): Promise<boolean>;
  /** True for one caller among all processes, until then or until the row is put anew. */
  lease(id: string, now: number, until: number): Promise<boolean>;
}

/** What a platform knows of its own connection. */
export interface Liveness {
  readonly state: 'connected' | 'connecting' | 'away';
  /** When the other side last proved that it is there (an acknowledged heartbeat, a pong); absent: it never has to. */
  readonly provenAt?: number;
  readonly reconnects: number;
  /** How often the platform asked to wait before the next call. */
  readonly rateLimited: number;
}

export type PostResult =
  | { readonly ok: true; readonly id: string }
  /** `retry`: worth another try in a while, without anybody doing anything. `certain`: it was not taken. */
  | { readonly ok: false; readonly retry: boolean; readonly reason: Reason; readonly certain?: boolean };

/**
 * Posts that are handed over before their time, on a platform that keeps a list of them: a try whose answer was lost is
 * found there, and one that is not wanted any more is taken back. A place and a moment name one post.
 */
export interface Scheduling {
  /** How long before its time a post is handed over, and how long at least. Milliseconds, as below. */
  readonly lead: number;
  readonly soonest: number;
  /** From so long before its time, nothing is taken back. */
  readonly fixed: number;
  schedule(place: Place, card: Card, lang: Lang, at: number): Promise<PostResult>;
  /**
   * What became of an earlier try that was to be shown at `at`. `absent`: it has not come and will not. `later`: that
   * can be told later. `unsure`: it cannot be told any more.
   */
  look(place: Place, at: number): Promise<'there' | 'absent' | 'later' | 'unsure'>;
  /** False: it is too late for that. */
  takeBack(place: Place, at: number): Promise<boolean>;
}

export interface Platform {
  readonly name: string;
  /** Threads are channels of their own there, with settings of their own; elsewhere they belong to their channel. */
  readonly ownThreads?: boolean;
  /**
   * Resolves when connected; rejects with an error whose message names the fix, a `Refused` where trying again is of
   * no use. `lost` is told when the connection has ended for good; the platform may then be started anew.
   */
  start(bot: Bot, lost?: (why: Error) => void): Promise<void>;
  /** Takes no new events, finishes replies under way, disconnects. */
  stop(): Promise<void>;
  /**
   * Posts unasked. The same `slotId` is posted at most once, as far as the platform can tell. `repeat`: an earlier
   * try may have arrived, so the place is looked through for it first.
   */
  post(place: Place, card: Card, lang: Lang, slotId: string, repeat?: boolean): Promise<PostResult>;
  /** Present: what comes at a time of its own is handed over ahead instead of being posted then. */
  readonly scheduling?: Scheduling;
  /** A private message to one person, where the platform has them. `near`: where they are met. */
  tell?(person: string, card: Card, lang: Lang, near: Place): Promise<PostResult>;
  /** Whether a message could be posted there now; the reason when not. */
  canPost?(place: Place): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: Reason }>;
  mayManage(person: Person, place: Place): Promise<boolean>;
  /** Answers a question that a process took on which ended before it was answered. */
  resume?(question: PendingQuestion): Promise<void>;
  /** Whether messages that do not mention the bot arrive from there; what to do when not. Absent: they never do. */
  canHear?(place: Place): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: string }>;
  /** How the connection is now, from memory. */
  liveness?(): Liveness;
}

export interface Png {
  readonly bytes: Buffer;
  /** Hash of the picture's content: the same data gives the same key. */
  readonly key: string;
  readonly width: number;
  readonly height: number;
}

/** Draws off the reply's deadline; `null` when a picture cannot be drawn, which never costs the reply. */
export interface Pictures {
  draw(picture: Picture): Promise<Png | null>;
  close(): Promise<void>;
}

/** The part of pino's logger we use. First argument: fields; second: message. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
