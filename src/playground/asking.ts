import { Bounded } from '../bounded.ts';
import { isShareable } from '../platforms/answering/shares.ts';
import type { Bot } from '../ports.ts';
import type { Reply } from '../talk/reply.ts';
import type { Request } from '../talk/request.ts';
import type { Lang } from '../text.ts';
import type { AroundAnswer, Meaning } from './doors/door.ts';
import { words } from './words.ts';

export const ASKER = 'you';
/** Answers that can still be shared. */
const SHARED = 200;

/** An answer with what the adapters put around it. */
export interface SaidOnPage {
  /** Of the question; controls under the answer refer to it. */
  readonly id: string;
  readonly reply: Reply;
  readonly around: AroundAnswer;
}

export interface PageQuestion {
  readonly text: string;
  readonly via: Request['via'];
  /** One team and channel for each page that is open. */
  readonly place: string;
  /** What the person's own client speaks. */
  readonly locale: Lang;
  /** What a pressed control's message speaks. */
  readonly lang?: Lang;
}

/** Asks a bot as the adapters do: one person in one channel, by command or by press. */
export class Asking {
  readonly #bot: () => Promise<Bot>;
  readonly #now: () => number;
  /** By the id of the question, which is what Discord tells of an answer. */
  readonly #shareable = new Bounded<string, Reply>(SHARED);
  #n = 0;

  constructor(bot: () => Promise<Bot>, now: () => number) {
    this.#bot = bot;
    this.#now = now;
  }

  #request({ text, via, place, locale, lang }: PageQuestion): Request {
    const at = this.#now();
    return {
      id: `asked-${at}-${++this.#n}`,
      text,
      via,
      person: { id: ASKER, locale, name: words('asker', locale) },
      place: { platform: 'local', space: place, channel: place },
      inPublic: true,
      ...(via === 'overheard' ? { opens: true } : {}),
      ...(lang ? { lang } : {}),
      at,
    };
  }

  async ask(question: PageQuestion): Promise<SaidOnPage | undefined> {
    const request = this.#request(question);
    const reply = await (await this.#bot()).handle(request);
    if (!reply) return undefined;
    const { id, text } = request;
    if (!isShareable(reply)) return { id, reply, around: { asker: ASKER } };
    this.#shareable.set(id, reply);
    return { id, reply, around: { asker: ASKER, share: { key: id, text } } };
  }

  /** The very answer that was private, or the same question again when it is no longer remembered. */
  async share(
    { key, text, lang }: Meaning & { kind: 'share' },
    question: Omit<PageQuestion, 'text'>,
  ): Promise<SaidOnPage | undefined> {
    const request = this.#request({ ...question, text, lang });
    const kept = this.#shareable.get(key) ?? (await (await this.#bot()).handle(request));
    if (!kept) return undefined;
    const reply: Reply = { ...kept, audience: 'place' };
    return { id: request.id, reply, around: { asker: ASKER, sharedBy: words('asker', lang) } };
  }
}
