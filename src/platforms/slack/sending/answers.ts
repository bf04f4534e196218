import { Bounded } from '../../../bounded.ts';
import type { Clock, Handoffs, Log } from '../../../ports.ts';
import type { Posted } from './outlets.ts';

/** Answers by question (team, channel, ts), so that one whose question is edited or deleted follows it. */
export interface Answers {
  /** Kept from before it is there, since an edit may come in the meantime, and to another process. */
  keep(question: string, answer: Promise<Posted | undefined>): Promise<void>;
  /** `unknown`: never asked, as far as can be told. `undefined`: there is nothing that could be changed. */
  find(question: string): Promise<Posted | undefined | 'unknown'>;
  forget(question: string): Promise<void>;
}

const REMEMBERED = 500;
/** Another process may be sending it just now: between two looks, and in all, in milliseconds. */
const LOOK = 200;
const SENDING = 10_000;

interface Written {
  readonly channel: string;
  readonly ts: string;
  readonly turn: number;
}
/** What stands in place of an answer: it is on its way, or there is none. */
type Instead = 'sending' | 'none';

/** Without `handoffs` this process alone knows them. */
export function createAnswers(clock: Clock, log: Log, handoffs?: Handoffs): Answers {
  const here = new Bounded<string, Promise<Posted | undefined>>(REMEMBERED);
  const idOf = (question: string): string => `answer/slack/${question}`;
  const away = (error: unknown): undefined =>
    void log.warn({ err: error }, 'answers are found by this process alone');

  const write = (question: string, what: Written | Instead): Promise<void> | undefined =>
    handoffs?.leave(idOf(question), JSON.stringify(what), clock.now()).catch(away);

  async function read(question: string): Promise<Written | Instead | undefined> {
    const value = await handoffs?.find(idOf(question)).catch(away);
    return value === undefined ? undefined : (JSON.parse(value) as Written | Instead);
  }

  async function turnOf(question: string): Promise<number> {
    const written = await read(question);
    return typeof written === 'object' ? written.turn : 0;
  }

  async function fromElsewhere(question: string): Promise<Posted | undefined | 'unknown'> {
    for (const until = clock.now() + SENDING; ; await clock.wait(LOOK)) {
      const written = await read(question);
      if (written === undefined) return 'unknown';
      if (typeof written === 'object')
        return { ...written, turn: { n: written.turn }, elsewhere: () => turnOf(question) };
      if (written === 'none' || clock.now() >= until) return undefined;
    }
  }

  return {
    async keep(question, answer) {
      const kept = answer.then((posted) => {
        if (posted) posted.elsewhere = () => turnOf(question);
        return posted;
      });
      here.set(
        question,
        kept.catch(() => undefined),
      );
      await write(question, 'sending');
      const posted = await kept.catch(() => undefined);
      const { channel, ts, turn } = posted ?? {};
      await write(question, channel && ts && turn ? { channel, ts, turn: turn.n } : 'none');
      await kept;
    },
    async find(question) {
      const posted = await here.get(question);
      if (!posted) return here.get(question) ?? fromElsewhere(question);
      posted.turn.n = Math.max(posted.turn.n, await turnOf(question));
      return posted;
    },
    async forget(question) {
      here.delete(question);
      await handoffs?.drop(idOf(question)).catch(away);
    },
  };
}
