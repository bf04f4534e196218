import { answer } from './core/answer.ts';
import { understand } from './core/grammar.ts';
import { failedCard } from './core/guide-cards.ts';
import { chooseLang, langOfLocale } from './core/language.ts';
import { takeOptions } from './core/options.ts';
import type { Reply } from './core/reply.ts';
import type { Place, Request } from './core/request.ts';
import { suggestions } from './core/suggestions.ts';
import type { Knowledge } from './knowledge/knowledge.ts';
import type { Bot, Log } from './ports.ts';
import { createSearch } from './search/create.ts';
import type { Search } from './search/search.ts';
import type { Store } from './store/store.ts';
import type { Lang } from './text.ts';

/** Topics kept of a conversation: enough for "compare it with the one before". */
const TURNS = 4;

export interface BotParts {
  readonly knowledge: Knowledge;
  readonly store: Store;
  readonly log: Log;
  readonly defaultLang: Lang;
  /** Slash answers are for the asker's eyes only unless shared. */
  readonly answersPrivate: boolean;
  /** 0 ≤ chance < 1; the pick of tips and questions. */
  readonly chance: () => number;
}

export interface TeachableBot extends Bot {
  /** Swaps in new notes whole: a request in flight finishes on the notes it began with. */
  learn(knowledge: Knowledge): void;
  readonly knowledge: Knowledge;
  readonly search: Search;
}

/** Who talks where: a thread is one conversation; at a channel's root each person has their own. */
const conversationOf = (place: Place, person: string): string =>
  [place.platform, place.space ?? '', place.channel, place.thread ?? `@${person}`].join('/');

interface Mind {
  readonly knowledge: Knowledge;
  readonly search: Search;
}

const mindOf = (knowledge: Knowledge): Mind => ({ knowledge, search: createSearch(knowledge) });

async function reply(request: Request, mind: Mind, parts: BotParts): Promise<Reply> {
  const options = takeOptions(request.text);
  const lang = chooseLang({ ...request, ...options }, parts.defaultLang);
  const conversation = conversationOf(request.place, request.person.id);
  const recent = await parts.store.conversations.recall(conversation, request.at);
  const intent = understand(options.text, mind.search, { recent });
  const answered = answer(options.text, intent, { ...mind, lang, chance: parts.chance() });
  if (answered.topics.length > 0) {
    const topics = [...new Set([...answered.topics.slice(0, 2), ...recent])].slice(0, TURNS);
    await parts.store.conversations.remember(conversation, topics, request.at);
  }
  const hidden = request.private || options.private || (parts.answersPrivate && request.via === 'command');
  return hidden ? { ...answered, audience: 'asker' } : answered;
}

/** The only place where an answer meets memory, and where an error becomes a sentence. */
export function createBot(parts: BotParts): TeachableBot {
  let mind = mindOf(parts.knowledge);

  async function handle(request: Request): Promise<Reply | null> {
    try {
      if (!(await parts.store.firstTime(request.id, request.at))) return null;
      return await reply(request, mind, parts);
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
