import { answer } from '../cards/answer.ts';
import { failedCard } from '../cards/guide.ts';
import { suggestions } from '../cards/suggestions.ts';
import { withoutControls } from '../knowledge/control-characters.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Bot, Log, Platform } from '../ports.ts';
import type { ExplainedSearch } from '../search/create.ts';
import { lasting } from '../store/lasting.ts';
import { createMemory } from '../store/memory.ts';
import type { Recollection, Store } from '../store/store.ts';
import { unprefixed } from '../talk/commands.ts';
import type { Intent } from '../talk/intent.ts';
import { chooseLang, langOfLocale } from '../talk/language.ts';
import { takeOptions } from '../talk/options.ts';
import { expandRefs } from '../talk/refs.ts';
import type { Reply } from '../talk/reply.ts';
import type { Place, Request } from '../talk/request.ts';
import { type Talk, talkAfter } from '../talk/talk.ts';
import { firstUnits, type Lang, LONGEST_QUESTION } from '../text.ts';
import { commandIn } from '../understanding/grammar.ts';
import { understandTurn } from '../understanding/turn.ts';
import { createMinds, type Mind, type Minds, type TeamNotes } from './minds.ts';
import { createNotebook, keepQuestion, type Notebook } from './notebook.ts';
import { createListening, type Listening, withQuiet } from './overheard.ts';
import { type Pace, waitReply } from './pace.ts';
import { answerSettings, settingsAway } from './settings.ts';

export interface BotParts {
  /** Everybody's. */
  readonly knowledge: Knowledge;
  /** Some people's own, read by them instead. */
  readonly teams?: readonly TeamNotes[];
  /** The search over notes as they are first; made here where nobody brings it. */
  readonly searchOver?: (knowledge: Knowledge) => ExplainedSearch;
  readonly store: Store;
  readonly log: Log;
  readonly defaultLang: Lang;
  /** Slash answers are for the asker's eyes only unless shared. */
  readonly answersPrivate: boolean;
  /** Keeps questions for the note keepers, and asks whether answers helped. */
  readonly keepsQuestions?: boolean;
  /** How much one person or channel may ask; absent: as much as they like. */
  readonly pace?: Pace;
  /** 0 ≤ chance < 1; the pick of tips and questions. */
  readonly chance: () => number;
  /** The platform of that name, if it runs here: asked about permissions when settings change. */
  readonly platform?: (name: string) => Platform | undefined;
}

export interface TeachableBot extends Bot {
  /** Swaps in new notes whole, everybody's or a team's: a request in flight finishes on the notes it began with. */
  learn(knowledge: Knowledge, team?: string): Promise<void>;
  /** What is known at a place. */
  knownAt(place: Place, now: number): Promise<Knowledge>;
  readonly knowledge: Knowledge;
  readonly search: ExplainedSearch;
}

/** What is read of a text: no more than anybody asks in, and nothing that a database or a terminal trips over. */
const readable = (text: string): string => withoutControls(firstUnits(text, LONGEST_QUESTION));

/**
 * Who talks where: a thread is one conversation; at a channel's root, and with answers only they see, each person has
 * their own.
 */
const conversationOf = (place: Place, person: string, hidden: boolean): string =>
  [place.platform, place.space ?? '', place.channel, (!hidden && place.thread) || `@${person}`].join('/');

interface Memory extends Recollection {
  /** Absent: questions are not kept. */
  readonly notebook?: Notebook;
  readonly listening: Listening;
  readonly minds: Minds;
  /** What private answers were about: in this process alone, never in the store. */
  readonly privately: Recollection['conversations'];
}

interface Turn {
  readonly request: Request;
  /** What was asked, without its options. */
  readonly text: string;
  readonly lang: Lang;
  /** The language asked for in so many words. */
  readonly wanted?: Lang | undefined;
  readonly hidden: boolean;
  readonly conversation: string;
}

function turnOf(request: Request, mind: Mind, parts: BotParts): Turn {
  const options = takeOptions(expandRefs(unprefixed(request.text), mind.refs));
  const lang = chooseLang({ ...request, ...options }, parts.defaultLang);
  const byDefault = parts.answersPrivate && request.via === 'command';
  const hidden = request.private || options.private || byDefault || false;
  const conversation = conversationOf(request.place, request.person.id, hidden);
  return { request, text: options.text, lang, wanted: options.lang, hidden, conversation };
}

/** Answers, and remembers what was talked about. */
async function speak(
  turn: Turn,
  intent: Intent,
  before: Talk,
  mind: Mind,
  memory: Memory,
  parts: BotParts,
): Promise<Reply> {
  const { request, text, lang, hidden, conversation } = turn;
  const answered = answer(text, intent, { ...mind, lang, chance: parts.chance() });
  const talk = talkAfter(answered, before);
  if (talk) {
    await (hidden ? memory.privately : memory.conversations).remember(conversation, talk, request.at);
    if (!hidden && talk.choosing !== true) memory.listening.answered(request, conversation);
  }
  return hidden ? { ...answered, audience: 'asker' } : answered;
}

/** The reply to a message that mentions nobody: mostly none, and then it is not even counted as seen. */
async function join(turn: Turn, mind: Mind, memory: Memory, parts: BotParts): Promise<Reply | null> {
  const { request, text, conversation } = turn;
  const talk = async () => (await memory.conversations.recall(conversation, request.at)) ?? SILENCE;
  const recent = async () => (await talk()).topics;
  const intent = await memory.listening.overheard(request, conversation, text, mind.search, recent);
  if (!intent || !(await memory.firstTime(request.id, request.at))) return null;
  return withQuiet(await speak(turn, intent, await talk(), mind, memory, parts));
}

const SILENCE: Talk = { topics: [] };

/** What was said before; privately, with what was said there for everyone. */
async function talkBefore(
  { hidden, conversation, request }: Turn,
  mind: Mind,
  memory: Memory,
): Promise<Talk> {
  const open = (await memory.conversations.recall(conversation, request.at)) ?? SILENCE;
  const alone = hidden ? await memory.privately.recall(conversation, request.at) : undefined;
  const talk = alone ? { ...open, ...alone, topics: [...alone.topics, ...open.topics] } : open;
  return talk.last === undefined ? talk : { ...talk, last: expandRefs(talk.last, mind.refs) };
}

async function reply(turn: Turn, mind: Mind, memory: Memory, parts: BotParts): Promise<Reply | null> {
  const { request, text, hidden, conversation } = turn;
  if (!(await memory.firstTime(request.id, request.at)) && !request.resumed) return null;
  const platform = parts.platform?.(request.place.platform);
  const settings = {
    ...mind,
    store: parts.store,
    minds: memory.minds,
    listening: memory.listening,
    keepsQuestions: parts.keepsQuestions ?? false,
    lang: turn.lang,
    ...(platform ? { platform } : {}),
  };
  const changed = await answerSettings(text, request, conversation, settings).catch((error: unknown) => {
    parts.log.error({ err: error, request: request.id }, 'a setting could not be read or changed');
    return settingsAway(turn.lang);
  });
  if (changed) return changed;
  const talk = await talkBefore(turn, mind, memory);
  const how = { lang: turn.wanted, quoted: request.via === 'shortcut' };
  const understood = understandTurn(text, talk, mind, how);
  const { intent } = understood;
  // A letter or a number is of no language.
  const lang = turn.wanted ?? request.lang;
  const spoken = {
    person: request.person,
    text: understood.chosen ? '' : text,
    ...(lang ? { lang } : {}),
  };
  const inTurn = { ...turn, text: understood.text, lang: chooseLang(spoken, talk.lang ?? parts.defaultLang) };
  const shown = await speak(inTurn, intent, talk, mind, memory, parts);
  if (!memory.notebook) return shown;
  const kept = { hidden, isCommand: understood.chosen || commandIn(text) !== undefined };
  return keepQuestion(text, intent, request, shown, kept, memory.notebook);
}

/** The only place where an answer meets memory, and where an error becomes a sentence. */
export function createBot(parts: BotParts): TeachableBot {
  const { knowledge, teams = [], store, log, pace } = parts;
  const minds = createMinds({
    knowledge,
    teams,
    choices: store.notes,
    log,
    ...(parts.searchOver ? { searchOver: parts.searchOver } : {}),
  });
  const memory: Memory = {
    ...lasting(store, createMemory(), log),
    minds,
    privately: createMemory().conversations,
    listening: createListening(store.listening, log),
    ...(parts.keepsQuestions ? { notebook: createNotebook(store, log) } : {}),
  };

  async function answered(request: Request): Promise<Reply | null> {
    const overheard = request.via === 'overheard';
    try {
      const mind = await minds.at(request.place, request.at);
      const turn = turnOf(request, mind, parts);
      return await (overheard ? join : reply)(turn, mind, memory, parts);
    } catch (error) {
      const about = { err: error, request: request.id, platform: request.place.platform };
      log.error(about, 'a request failed');
      if (overheard) return null;
      const lang = chooseLang(request, parts.defaultLang);
      return { intent: 'none', topics: [], lang, audience: 'asker', card: failedCard(request.id, lang) };
    }
  }

  async function handle(whole: Request): Promise<Reply | null> {
    const request = { ...whole, text: readable(whole.text) };
    // What is overheard is everyone's talk: it uses nobody's share.
    if (!pace || request.via === 'overheard' || request.resumed) return answered(request);
    const admission = await pace.admit(request, memory.pace);
    switch (admission.kind) {
      case 'drop':
        return null;
      case 'tell':
        return waitReply(admission.wait, chooseLang(request, parts.defaultLang));
      case 'go':
        return answered(request).finally(() => pace.done());
      default:
        return admission satisfies never;
    }
  }

  return {
    handle,
    suggest(typed, locale, limit, place) {
      const text = readable(typed);
      const { search, knowledge } = place ? minds.remembered(place) : minds.common;
      return suggestions(text, langOfLocale(locale) ?? parts.defaultLang, limit, search, knowledge);
    },
    async left(platform, space) {
      await store
        .forgetSpace(platform, space)
        .catch((error: unknown) =>
          log.error(
            { err: error, platform, space },
            'what is kept of a place the bot left could not be removed',
          ),
        );
    },
    learn: minds.learn,
    knownAt: async (place, now) => (await minds.at(place, now)).knowledge,
    get knowledge() {
      return minds.common.knowledge;
    },
    get search() {
      return minds.common.search;
    },
  };
}
