import type { Lang } from '../text.ts';

/** Where a conversation happens. `platform` is a plain string so that the core knows no list of platforms. */
export interface Place {
  readonly platform: string;
  /** Discord guild id, Slack team id. */
  readonly space?: string;
  readonly channel: string;
  /** Slack `thread_ts`, Discord thread id; absent at the channel's root. */
  readonly thread?: string;
}

export interface Person {
  readonly id: string;
  /** The platform's locale tag as it came, e.g. `ja`, `ja-JP`, `en-US`. */
  readonly locale?: string;
  /** As others see them; only said back where they changed a setting. */
  readonly name?: string;
  /** IANA zone the platform knows of, e.g. Slack's `tz`. */
  readonly zone?: string;
  /** Whether the person may manage the channel; asked only when a setting is changed. */
  readonly manager?: boolean;
}

/** A question, whatever it came through. `text` has the platform's own markup taken off. */
export interface Request {
  /** One id, one answer. Discord: interaction or message id. Slack: team, channel and ts, or the trigger id. */
  readonly id: string;
  readonly text: string;
  readonly via: 'command' | 'mention' | 'direct' | 'button' | 'shortcut' | 'terminal' | 'overheard';
  /**
   * Of an overheard message, one that was not meant for the bot: it begins something (stands at the root of a channel,
   * or opens a forum post), rather than being said in a thread.
   */
  readonly opens?: boolean;
  readonly person: Person;
  readonly place: Place;
  /** Language the person asked for outright; wins over everything. */
  readonly lang?: Lang;
  /**
   * Everyone in the space can read what is asked there. Absent in direct messages and private channels, and where the
   * platform does not tell: then nothing of it is kept.
   */
  readonly inPublic?: boolean;
  /** The asker wants the answer for themselves only. */
  readonly private?: boolean;
  /** A process took it on that ended before it was answered: that it was seen before means nothing. */
  readonly resumed?: boolean;
  /** Milliseconds since the epoch. */
  readonly at: number;
}
