import { readFeedback } from '../cards/gaps/feedback.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Platform } from '../ports.ts';
import type { Search } from '../search/search.ts';
import type { Store } from '../store/store.ts';
import { isSettings, type SettingsName } from '../talk/commands.ts';
import { noticeCard } from '../talk/notice.ts';
import type { Card, Reply } from '../talk/reply.ts';
import type { Request } from '../talk/request.ts';
import { say } from '../talk/sentences/sentences.ts';
import type { Lang } from '../text.ts';
import { tipsAsked } from '../tips/asked.ts';
import { answerTips } from '../tips/subscribe.ts';
import { commandIn } from '../understanding/grammar.ts';
import type { Minds } from './minds.ts';
import { answerFeedback, answerGaps, answerStats } from './notebook.ts';
import { answerNotes } from './notes-command.ts';
import type { Listening } from './overheard.ts';

export interface SettingsParts {
  readonly knowledge: Knowledge;
  readonly search: Search;
  readonly minds: Minds;
  readonly store: Store;
  readonly listening: Listening;
  readonly keepsQuestions: boolean;
  readonly lang: Lang;
  readonly platform?: Platform;
}

const told = (card: Card, lang: Lang): Reply => ({
  intent: 'settings',
  topics: [],
  lang,
  audience: 'asker',
  card,
});

/** Said when the store cannot be reached: only settings need it. */
export const settingsAway = (lang: Lang): Reply =>
  told(noticeCard(say('settingsAwayTitle', lang), say('settingsAway', lang)), lang);

/** What was asked, and where. */
interface Asking {
  /** What follows the command word. */
  readonly rest: string;
  readonly request: Request;
  readonly conversation: string;
}

type Handler = (asking: Asking, parts: SettingsParts) => Promise<Reply | undefined>;

const questionsOf = (parts: SettingsParts) => ({
  ...parts,
  ...(parts.keepsQuestions ? { questions: parts.store.questions, usage: parts.store.usage } : {}),
});

const cardReply = (card: Card | undefined, lang: Lang): Reply | undefined => card && told(card, lang);

/** What each settings command does; `undefined`: the text asks the notes after all. */
const HANDLERS: Readonly<Record<SettingsName, Handler>> = {
  tips: ({ rest, request }, parts) => answerTips(rest, request, parts),
  gaps: async ({ rest, request }, parts) =>
    rest === '' ? answerGaps(request, questionsOf(parts)) : undefined,
  stats: async ({ rest, request }, parts) =>
    rest === '' ? answerStats(request, questionsOf(parts)) : undefined,
  feedback: async ({ rest, request }, parts) => {
    const feedback = readFeedback(rest);
    return feedback && answerFeedback(feedback, request, questionsOf(parts));
  },
  notes: async ({ rest, request }, parts) => cardReply(await answerNotes(rest, request, parts), parts.lang),
  listen: async ({ rest, request }, { listening, platform, lang }) =>
    cardReply(await listening.set(rest, request, platform, lang), lang),
  // Everyone there hears that it is quiet now.
  quiet: async ({ rest, request, conversation }, { listening, lang }) =>
    rest === ''
      ? { ...told(await listening.quiet(request, conversation, lang), lang), audience: 'place' }
      : undefined,
};

/** What shows or changes something about the bot; `undefined`: the text asks the notes. */
export async function answerSettings(
  text: string,
  request: Request,
  conversation: string,
  parts: SettingsParts,
): Promise<Reply | undefined> {
  // A message somebody asks about is a question, whatever it says.
  if (request.via === 'shortcut') return undefined;
  const found = commandIn(text);
  if (found && isSettings(found.name))
    return HANDLERS[found.name]({ rest: found.rest, request, conversation }, parts);
  const asked = found ? undefined : tipsAsked(text);
  return asked === undefined ? undefined : answerTips(asked, request, parts);
}
