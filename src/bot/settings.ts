import { readFeedback } from '../cards/feedback.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Platform } from '../ports.ts';
import type { Search } from '../search/search.ts';
import type { Store } from '../store/store.ts';
import { noticeCard } from '../talk/notice.ts';
import type { Card, Reply } from '../talk/reply.ts';
import type { Request } from '../talk/request.ts';
import { say } from '../talk/sentences.ts';
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

/** What shows or changes something about the bot; `undefined`: the text asks the notes. */
export async function answerSettings(
  text: string,
  request: Request,
  conversation: string,
  parts: SettingsParts,
): Promise<Reply | undefined> {
  // A message somebody asks about is a question, whatever it says.
  if (request.via === 'shortcut') return undefined;
  const { store, lang, listening, platform, keepsQuestions } = parts;
  const found = commandIn(text);
  const kept = { ...parts, ...(keepsQuestions ? { questions: store.questions, usage: store.usage } : {}) };
  switch (found?.name) {
    case 'tips':
      return answerTips(found.rest, request, parts);
    case 'gaps':
      return found.rest === '' ? answerGaps(request, kept) : undefined;
    case 'stats':
      return found.rest === '' ? answerStats(request, kept) : undefined;
    case 'feedback': {
      const feedback = readFeedback(found.rest);
      return feedback && answerFeedback(feedback, request, kept);
    }
    case 'notes': {
      const card = await answerNotes(found.rest, request, parts);
      return card && told(card, lang);
    }
    case 'listen': {
      const card = await listening.set(found.rest, request, platform, lang);
      return card && told(card, lang);
    }
    case 'quiet':
      // Everyone there hears that it is quiet now.
      return found.rest === ''
        ? { ...told(await listening.quiet(request, conversation, lang), lang), audience: 'place' }
        : undefined;
    default: {
      const asked = found ? undefined : tipsAsked(text);
      return asked === undefined ? undefined : answerTips(asked, request, parts);
    }
  }
}
