import { type Feedback, thanksCard, withFeedback } from '../cards/feedback.ts';
import { findGaps } from '../cards/gaps.ts';
import { gapsCard, noGapsCard, SHOWN_GAPS } from '../cards/gaps-card.ts';
import { likenessIn } from '../cards/gaps-likeness.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { mayChange } from '../permission.ts';
import type { Log, Platform } from '../ports.ts';
import type { Search } from '../search/search.ts';
import type { Questions } from '../store/store.ts';
import type { Intent } from '../talk/intent.ts';
import { type AskedQuestion, asked } from '../talk/kept-question.ts';
import { questionRef } from '../talk/refs.ts';
import type { Card, Reply } from '../talk/reply.ts';
import type { Request } from '../talk/request.ts';
import type { Lang } from '../text.ts';

/** Questions looked through for one list, newest first. */
export const LOOKED_THROUGH = 500;
/** Records under way at once; while the store hangs, further ones are let go. */
const WAITING = 50;

/** Keeps questions without making anybody wait for it. */
export interface Notebook {
  keep(question: AskedQuestion): void;
}

export function createNotebook(questions: Questions, log: Log): Notebook {
  let waiting = 0;
  return {
    keep(question) {
      if (waiting >= WAITING) return;
      waiting++;
      questions
        .record(question)
        .catch((error: unknown) => log.warn({ err: error }, 'a question could not be kept'))
        .finally(() => {
          waiting--;
        });
    },
  };
}

/** Keeps the question, if it is one to be kept, and puts the buttons for a verdict under its answer. */
export function keepQuestion(
  text: string,
  intent: Intent,
  request: Request,
  reply: Reply,
  how: { readonly hidden: boolean; readonly isCommand: boolean },
  notebook: Notebook,
): Reply {
  const ref = questionRef(request.id);
  const question = asked(ref, text, intent, request, { ...how, lang: reply.lang, topics: reply.topics });
  if (!question) return reply;
  notebook.keep(question);
  return question.outcome === 'answered' ? withFeedback(reply, ref) : reply;
}

export interface GapsParts {
  /** Absent: questions are not kept here. */
  readonly questions?: Questions;
  readonly knowledge: Knowledge;
  readonly search: Search;
  readonly lang: Lang;
  readonly platform?: Platform;
}

const told = (intent: Reply['intent'], lang: Lang, card: Card): Reply => ({
  intent,
  topics: [],
  lang,
  audience: 'asker',
  card,
});

/** A pressed 👍 or 👎. */
export async function answerFeedback(feedback: Feedback, request: Request, parts: GapsParts): Promise<Reply> {
  const { questions, lang } = parts;
  const kept = await questions?.judge(feedback.ref, request.place.platform, feedback.verdict);
  return told('feedback', lang, thanksCard(feedback, kept === true, lang));
}

async function cardFor(request: Request, parts: GapsParts): Promise<Card> {
  const { questions, knowledge, search, lang, platform } = parts;
  const { platform: on, space } = request.place;
  if (!questions) return noGapsCard('gapsOff', lang);
  // In a direct message everyone would see what others ask in theirs.
  if (!platform || space === undefined) return noGapsCard('gapsOnlyTeams', lang);
  if (!(await mayChange(request, platform))) return noGapsCard('gapsOnlyManagers', lang);
  const open = await questions.list({
    outcomes: ['unanswered', 'disliked'],
    limit: LOOKED_THROUGH,
    within: { platform: on, space },
  });
  const how = { now: request.at, limit: SHOWN_GAPS };
  const { gaps, left } = findGaps(open, knowledge, likenessIn(search), how);
  return gapsCard(gaps, left, lang);
}

/** `gaps`: what was asked in this team and not answered, for those who manage the channel. */
export const answerGaps = async (request: Request, parts: GapsParts): Promise<Reply> =>
  told('settings', parts.lang, await cardFor(request, parts));
