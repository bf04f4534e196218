import { Bounded } from '../../bounded.ts';
import type { Bot, Clock, Handoffs, Inbox, Log } from '../../ports.ts';
import type { Reply } from '../../talk/reply.ts';
import type { Request } from '../../talk/request.ts';

/** A message of ours that can be changed. `Ref`: how its platform finds it; plain JSON where others are to find it. */
export interface Posted<Ref> {
  readonly ref: Ref;
  /** Counts the answers put here, so that a late picture does not bring an earlier one back. */
  readonly turn: { n: number };
  /** Counts the edits of its question, so that the last has the last word. */
  readonly edits: { n: number };
  /** As far as other processes have counted turns. */
  elsewhere?: () => Promise<number>;
}

export const postedAt = <Ref>(ref: Ref, turn = 0): Posted<Ref> => ({
  ref,
  turn: { n: turn },
  edits: { n: 0 },
});

/** Whether what was put there in that turn is what still stands there. */
export const isLatest = async <Ref>({ turn, elsewhere }: Posted<Ref>, mine: number): Promise<boolean> =>
  turn.n === mine && ((await elsewhere?.()) ?? 0) <= mine;

/** Answers by question, so that one whose question is edited or deleted follows it. */
export interface Answers<Ref> {
  /** Kept from before it is there, since an edit may come in the meantime, and to another process. */
  keep(question: string, answer: Promise<Posted<Ref> | undefined>): Promise<void>;
  /** `unknown`: never asked, as far as can be told. `undefined`: there is nothing that could be changed. */
  find(question: string): Promise<Posted<Ref> | undefined | 'unknown'>;
  /** Whether it is, or will be, answered by this very process. */
  isHere(question: string): boolean;
  forget(question: string): Promise<void>;
}

const REMEMBERED = 500;
/** Another process may be sending it just now: between two looks, and in all, in milliseconds. */
const LOOK = 200;
const SENDING = 10_000;

type Written<Ref> = Ref & { readonly turn: number };
/** What stands in place of an answer: it is on its way, or there is none. */
type Instead = 'sending' | 'none';

/** Without `handoffs` this process alone knows them. */
export function createAnswers<Ref extends object>(
  platform: string,
  clock: Clock,
  log: Log,
  handoffs?: Handoffs,
): Answers<Ref> {
  const here = new Bounded<string, Promise<Posted<Ref> | undefined>>(REMEMBERED);
  const idOf = (question: string): string => `answer/${platform}/${question}`;
  const away = (error: unknown): undefined =>
    void log.warn({ err: error }, 'answers are found by this process alone');

  const write = (question: string, what: () => Written<Ref> | Instead): Promise<void> | undefined =>
    handoffs?.leave(idOf(question), JSON.stringify(what()), clock.now()).catch(away);

  async function read(question: string): Promise<Written<Ref> | Instead | undefined> {
    const value = await handoffs?.find(idOf(question)).catch(away);
    return value === undefined ? undefined : (JSON.parse(value) as Written<Ref> | Instead);
  }

  async function turnOf(question: string): Promise<number> {
    const written = await read(question);
    return typeof written === 'object' ? written.turn : 0;
  }

  async function fromElsewhere(question: string): Promise<Posted<Ref> | undefined | 'unknown'> {
    for (const until = clock.now() + SENDING; ; await clock.wait(LOOK)) {
      const written = await read(question);
      if (written === undefined) return 'unknown';
      if (typeof written === 'object') {
        const { turn, ...ref } = written;
        return { ...postedAt(ref as unknown as Ref, turn), elsewhere: () => turnOf(question) };
      }
      if (written === 'none' || clock.now() >= until) return undefined;
    }
  }

  return {
    async keep(question, answer) {
      const kept = answer.then((posted) => {
        if (posted && handoffs) posted.elsewhere = () => turnOf(question);
        return posted;
      });
      here.set(
        question,
        kept.catch(() => undefined),
      );
      await write(question, () => 'sending');
      const posted = await kept.catch(() => undefined);
      await write(question, () => (posted ? { ...posted.ref, turn: posted.turn.n } : 'none'));
      await kept;
    },
    async find(question) {
      const posted = await here.get(question);
      if (!posted) return here.get(question) ?? fromElsewhere(question);
      posted.turn.n = Math.max(posted.turn.n, await turnOf(question));
      return posted;
    },
    isHere: (question) => here.get(question) !== undefined,
    async forget(question) {
      here.delete(question);
      await handoffs?.drop(idOf(question)).catch(away);
    },
  };
}

interface Following<Ref> {
  readonly bot: Bot;
  readonly inbox: Inbox;
  readonly answers: Answers<Ref>;
}

/** What was said, with the name under which its answer is kept. */
interface Question {
  readonly question: string;
  readonly request: Request;
  /** False: it is in somebody else's hands. */
  readonly taken?: Promise<boolean>;
}

type Put<Ref> = (reply: Reply) => Promise<Posted<Ref> | undefined>;

/** Answers a question, and its answer follows it from now on. Of what is overheard only answers are worth following. */
export async function answerFollowed<Ref>(
  { question, request, taken }: Question,
  put: Put<Ref>,
  { bot, inbox, answers }: Following<Ref>,
): Promise<void> {
  const handled = (taken ?? Promise.resolve(true)).then((mine) => (mine ? bot.handle(request) : null));
  async function sent(): Promise<Posted<Ref> | undefined> {
    const reply = await handled;
    return reply && (await inbox.sending(request.id)) ? put(reply) : undefined;
  }
  if (request.via !== 'overheard' || (await handled)) await answers.keep(question, sent());
}

/** Answers a question that was edited, in the place of its answer. `anew`: it was never answered that anybody knows. */
export async function answerEdited<Ref>(
  { question, request }: Question,
  put: Put<Ref>,
  replace: (reply: Reply, posted: Posted<Ref>) => Promise<Posted<Ref> | undefined>,
  anew: () => Promise<void>,
  { bot, answers }: Following<Ref>,
): Promise<void> {
  // While its first answer is still on its way.
  const early = answers.isHere(question) ? bot.handle(request) : undefined;
  const posted = await answers.find(question);
  if (posted === 'unknown') return request.via === 'mention' ? anew() : undefined;
  const edit = posted && ++posted.edits.n;
  const reply = await (early ?? bot.handle(request));
  if (!reply || posted?.edits.n !== edit) return;
  await answers.keep(question, posted ? replace(reply, posted) : put(reply));
}

/** Whether this process has answered it. */
export async function hasAnswer<Ref>(question: string, answers: Answers<Ref>): Promise<boolean> {
  const posted = answers.isHere(question) ? await answers.find(question) : undefined;
  return posted !== undefined && posted !== 'unknown';
}

/** A question that was deleted takes its answer with it. */
export async function takeBack<Ref>(
  question: string,
  remove: (ref: Ref) => Promise<unknown>,
  answers: Answers<Ref>,
): Promise<void> {
  const posted = await answers.find(question);
  if (!posted || posted === 'unknown') return;
  await answers.forget(question);
  await remove(posted.ref);
}
