import type { Clock, Log, Platform, PostResult } from '../../src/ports.ts';
import type { Subscription } from '../../src/store/daily-tips.ts';
import { IN_MEMORY, openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import type { Reason } from '../../src/talk/reason.ts';
import type { Card } from '../../src/talk/reply.ts';
import type { Person, Request } from '../../src/talk/request.ts';
import { type Lang, type Part, plain } from '../../src/text.ts';
import { createDelivery, type Delivery } from '../../src/tips/delivery/delivery.ts';
import { answerTips } from '../../src/tips/subscribe.ts';
import type { Notes } from '../platforms/notes.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Monday 2026-11-23, 08:00 in Tokyo. */
export const MONDAY_8 = Date.UTC(2026, 10, 22, 23);

export const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** A platform that keeps what is posted and told, and answers as a test wants. */
export interface RecordingPlatform extends Platform {
  readonly posted: { readonly channel: string; readonly card: Card; readonly lang: Lang }[];
  readonly told: { readonly person: string; readonly card: Card }[];
  /** Instead of success, once each. */
  readonly answers: PostResult[];
  able: { ok: true } | { ok: false; reason: Reason };
  managers: string[];
  ownThreads: boolean;
  readonly asked: string[];
}

export function recordingPlatform(): RecordingPlatform {
  return {
    name: 'slack',
    posted: [],
    told: [],
    answers: [],
    able: { ok: true },
    managers: ['ada'],
    ownThreads: false,
    asked: [],
    async start() {},
    async stop() {},
    async post({ channel }, card, lang) {
      const answer = this.answers.shift() ?? { ok: true, id: `m${this.posted.length}` };
      if (answer.ok) this.posted.push({ channel, card, lang });
      return answer;
    },
    async tell(person, card) {
      this.told.push({ person, card });
      return { ok: true, id: 'dm' };
    },
    async canPost() {
      return this.able;
    },
    async mayManage({ id }) {
      this.asked.push(id);
      return this.managers.includes(id);
    },
  };
}

function wordsOf(part: Part): string {
  switch (part.kind) {
    case 'text':
      return plain(part.text);
    case 'facts':
      return part.rows.map(({ label, value }) => `${label}: ${plain(value)}`).join('\n');
    case 'list':
      return [part.heading, ...part.items.map(plain)].join('\n');
    default:
      return '';
  }
}

/** The words of a card's body, a part a line. */
export const wordsIn = (card: Card): string => card.body.map(wordsOf).join('\n');

export const asksIn = (card: Card): string[] =>
  card.actions.flatMap((action) => {
    if (action.kind === 'ask') return [action.ask];
    return action.kind === 'choose' ? action.options.map(({ ask }) => ask) : [];
  });

export const ADA: Person = { id: 'ada', name: 'Ada', zone: 'Asia/Tokyo' };
export const EVE: Person = { id: 'eve', name: 'Eve' };

/** Stands for a question that is left to the notes. */
export const NOT_OURS: Card = { tone: 'answer', title: 'asks the notes', body: [], actions: [], sources: [] };

export interface Asking {
  readonly lang?: Lang;
  readonly person?: Person;
  readonly channel?: string;
  readonly more?: Partial<Request>;
}

/** A channel in which people write `tips …`, with the real store, and delivery on a clock a test moves. */
export class Channel {
  readonly store: Store;
  readonly platform = recordingPlatform();
  readonly #notes: Notes;
  now = MONDAY_8;
  delivery: Delivery;

  constructor(store: Store, notes: Notes) {
    this.store = store;
    this.#notes = notes;
    this.delivery = this.restarted();
  }

  static async open(notes: Notes): Promise<Channel> {
    return new Channel(await openStore({ dataDir: IN_MEMORY }), notes);
  }

  /** Delivery as a process that has just started has it. */
  restarted(): Delivery {
    // Waiting never ends, so that nothing times out.
    const clock: Clock = { now: () => this.now, wait: () => new Promise(() => {}) };
    this.delivery = createDelivery({
      store: this.store,
      clock,
      log: quiet,
      platforms: () => [this.platform],
      knowledge: () => this.#notes.knowledge,
    });
    return this.delivery;
  }

  /** Asks, and resolves with the card. */
  async tips(rest: string, { lang = 'en', person = ADA, channel = 'c1', more = {} }: Asking = {}) {
    const request: Request = {
      id: String(this.now),
      text: `tips ${rest}`,
      via: 'command',
      person,
      place: { platform: 'slack', space: 't1', channel },
      at: this.now,
      ...more,
    };
    const parts = { ...this.#notes, store: this.store, lang, platform: this.platform };
    const reply = await answerTips(rest, request, parts);
    return reply?.card ?? NOT_OURS;
  }

  async subscription(channel = 'c1'): Promise<Subscription | undefined> {
    return this.store.subscriptions.at(`slack/t1/${channel}`);
  }

  /** Time passes with delivery at work every few minutes. */
  async pass(ms: number, step = 5 * MINUTE): Promise<void> {
    const end = this.now + ms;
    while (this.now < end) {
      this.now = Math.min(end, this.now + step);
      await this.delivery.tick();
    }
  }
}
