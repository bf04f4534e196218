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
}

export type { Suggestion };

export interface Bot {
  /** Never rejects. `null`: nothing to say (this event was answered before, or silence is the answer). */
  handle(request: Request): Promise<Reply | null>;
  /** Synchronous and from memory: it runs on every keystroke. Best first. */
  suggest(text: string, locale: string | undefined, limit: number): Suggestion[];
}

export type PostResult =
  | { readonly ok: true; readonly id: string }
  /** `retry`: worth another try in a while, without anybody doing anything. */
  | { readonly ok: false; readonly retry: boolean; readonly reason: Reason };

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
  /** A private message to one person, where the platform has them. */
  tell?(person: string, card: Card, lang: Lang): Promise<PostResult>;
  /** Whether a message could be posted there now; the reason when not. */
  canPost?(place: Place): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: Reason }>;
  mayManage(person: Person, place: Place): Promise<boolean>;
  /** Whether messages that do not mention the bot arrive from there; what to do when not. Absent: they never do. */
  canHear?(place: Place): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: string }>;
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
