import { answer } from './core/answer.ts';
import { expandRefs, topicRef } from './core/ask.ts';
import { readFeedback } from './core/feedback.ts';
import { commandIn, understand } from './core/grammar.ts';
import { failedCard } from './core/guide-cards.ts';
import { chooseLang, langOfLocale } from './core/language.ts';
import { takeOptions } from './core/options.ts';
import type { Reply } from './core/reply.ts';
import type { Place, Request } from './core/request.ts';
import { suggestions } from './core/suggestions.ts';
import { answerFeedback, answerGaps, createNotebook, keepQuestion, type Notebook } from './gaps.ts';
import type { Knowledge } from './knowledge/knowledge.ts';
import type { Bot, Log, Platform } from './ports.ts';
import { createSearch, type ExplainedSearch } from './search/create.ts';
import { createMemory } from './store/memory.ts';
import type { Recollection, Store } from './store/store.ts';
import type { Lang } from './text.ts';
import { answerTips } from './tips/subscribe.ts';

/** Topics kept of a conversation: enough for "compare it with the one before". */
const TURNS = 4;

export interface BotParts {
  readonly knowledge: Knowledge;
  readonly store: Store;
  readonly log: Log;
  readonly defaultLang: Lang;
  /** Slash answers are for the asker's eyes only unless shared. */
  readonly answersPrivate: boolean;
  /** Keeps questions for the note keepers, and asks whether answers helped. */
  readonly keepsQuestions?: boolean;
  /** 0 ≤ chance < 1; the pick of tips and questions. */
  readonly chance: () => number;
  /** The platform of that name, if it runs here: asked about permissions when settings change. */
  readonly platform?: (name: string) => Platform | undefined;
}

export interface TeachableBot extends Bot {
  /** Swaps in new notes whole: a request in flight finishes on the notes it began with. */
  learn(knowledge: Knowledge): void;
  readonly knowledge: Knowledge;
  readonly search: ExplainedSearch;
}

/** Who talks where: a thread is one conversation; at a channel's root each person has their own. */
const conversationOf = (place: Place, person: string): string =>
  [place.platform, place.space ?? '', place.channel, place.thread ?? `@${person}`].join('/');

interface Mind {
  readonly knowledge: Knowledge;
  readonly search: ExplainedSearch;
  /** Topic ids by the references buttons carry. */
  readonly refs: ReadonlyMap<string, string>;
}

const mindOf = (knowledge: Knowledge): Mind => ({
  knowledge,
  search: createSearch(knowledge),
  refs: new Map([...knowledge.topics.keys()].map((id) => [topicRef(id), id])),
});

/** Asks the store, and the process's own memory when the store is away: a question is still answered. */
function lasting(store: Recollection, memory: Recollection, log: Log): Recollection {
  let away = false;
  const either = async <T>(ask: (from: Recollection) => Promise<T>): Promise<T> => {
    try {
      const found = await withTimeout(ask(store));
      if (away) log.info({}, 'the store is back');
      away = false;
      return found;
    } catch (error) {
      if (!away) log.error({ err: error }, 'the store is away: answers go on from memory');
      away = true;
      return ask(memory);
    }
  };
  return {
    firstTime: (id, at) => either((from) => from.firstTime(id, at)),
    conversations: {
      recall: (conversation, at) => either((from) => from.conversations.recall(conversation, at)),
      remember: (conversation, topics, at) =>
        either((from) => from.conversations.remember(conversation, topics, at)),
    },
  };
}

/** The platforms want an answer within three seconds; the store may take this much of them. */
const STORE_MS = 1_000;

function withTimeout<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer from the store within ${STORE_MS} ms`)), STORE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Requests that show or change a setting; everything else is a question. */
async function settings(
  text: string,
  request: Request,
  lang: Lang,
  mind: Mind,
  parts: BotParts,
): Promise<Reply | undefined> {
  const found = commandIn(text);
  const platform = parts.platform?.(request.place.platform);
  const around = { ...mind, lang, ...(platform ? { platform } : {}) };
  if (found?.name === 'tips') return answerTips(found.rest, request, { ...around, store: parts.store });
  const kept = { ...around, ...(parts.keepsQuestions ? { questions: parts.store.questions } : {}) };
  if (found?.name === 'gaps' && found.rest === '') return answerGaps(request, kept);
  const feedback = found?.name === 'feedback' ? readFeedback(found.rest) : undefined;
  return feedback && answerFeedback(feedback, request, kept);
}

/** What was talked about: everything compared, but of an answer's topics only the first; the others are only near. */
const subjects = ({ intent, topics }: Reply): readonly string[] =>
  intent === 'compare' || intent === 'benchmark' ? topics : topics.slice(0, 1);

interface Memory extends Recollection {
  /** Absent: questions are not kept. */
  readonly notebook?: Notebook;
}

async function reply(request: Request, mind: Mind, memory: Memory, parts: BotParts): Promise<Reply> {
  const options = takeOptions(expandRefs(request.text, mind.refs));
  const lang = chooseLang({ ...request, ...options }, parts.defaultLang);
  const changed = await settings(options.text, request, lang, mind, parts);
  if (changed) return changed;
  const conversation = conversationOf(request.place, request.person.id);
  const recent = await memory.conversations.recall(conversation, request.at);
  const intent = understand(options.text, mind.search, { recent });
  const answered = answer(options.text, intent, { ...mind, lang, chance: parts.chance() });
  const talkedOf = subjects(answered);
  if (talkedOf.length > 0) {
    const topics = [...new Set([...talkedOf, ...recent])].slice(0, TURNS);
    await memory.conversations.remember(conversation, topics, request.at);
  }
  const hidden =
    request.private || options.private || (parts.answersPrivate && request.via === 'command') || false;
  const shown: Reply = hidden ? { ...answered, audience: 'asker' } : answered;
  if (!memory.notebook) return shown;
  const how = { hidden, isCommand: commandIn(options.text) !== undefined };
  return keepQuestion(options.text, intent, request, shown, how, memory.notebook);
}

/** The only place where an answer meets memory, and where an error becomes a sentence. */
export function createBot(parts: BotParts): TeachableBot {
  let mind = mindOf(parts.knowledge);
  const memory: Memory = {
    ...lasting(parts.store, createMemory(), parts.log),
    ...(parts.keepsQuestions ? { notebook: createNotebook(parts.store.questions, parts.log) } : {}),
  };

  async function handle(request: Request): Promise<Reply | null> {
    try {
      if (!(await memory.firstTime(request.id, request.at))) return null;
      return await reply(request, mind, memory, parts);
    } catch (error) {
      parts.log.error(
        { err: error, request: request.id, platform: request.place.platform },
        'a request failed',
      );
      const lang = chooseLang(request, parts.defaultLang);
      return { intent: 'none', topics: [], lang, audience: 'asker', card: failedCard(request.id, lang) };
    }
  }

  return {
    handle,
    suggest: (text, locale, limit) =>
      suggestions(text, langOfLocale(locale) ?? parts.defaultLang, limit, mind.search, mind.knowledge),
    learn(knowledge) {
      mind = mindOf(knowledge);
    },
    get knowledge() {
      return mind.knowledge;
    },
    get search() {
      return mind.search;
    },
  };
}
