import { type Feedback, thanksCard, withFeedback } from '../cards/gaps/feedback.ts';
import { findGaps } from '../cards/gaps/gaps.ts';
import { gapsCard, noGapsCard, SHOWN_GAPS, type WhyNot } from '../cards/gaps/gaps-card.ts';
import { likenessIn } from '../cards/gaps/gaps-likeness.ts';
import { weeksAgo } from '../cards/stats/stats.ts';
import { noStatsCard, statsCard } from '../cards/stats/stats-card.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { mayChange } from '../permission.ts';
import type { Log, Platform } from '../ports.ts';
import type { Search } from '../search/search.ts';
import type { Questions, Store, UsageStore } from '../store/store.ts';
import type { Intent } from '../talk/intent.ts';
import { type AskedQuestion, asked, type CountedQuestion, counted } from '../talk/kept-question.ts';
import { questionRef } from '../talk/refs.ts';
import type { Card, Reply } from '../talk/reply.ts';
import type { Request } from '../talk/request.ts';
import type { Lang } from '../text.ts';

/** Questions looked through for one list, newest first. */
export const LOOKED_THROUGH = 500;
/** Records under way at once; while the store hangs, further ones are let go. */
const WAITING = 50;

/** Keeps and counts questions without making anybody wait for it. */
export interface Notebook {
  keep(question: AskedQuestion | undefined, count: CountedQuestion | undefined): void;
}

export function createNotebook({ questions, usage }: Pick<Store, 'questions' | 'usage'>, log: Log): Notebook {
  let waiting = 0;
  return {
    keep(question, count) {
      if (waiting >= WAITING || !count) return;
      waiting++;
      Promise.all([question && questions.record(question), usage.count(count)])
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
  const about = { ...how, lang: reply.lang, topics: reply.topics };
  const question = asked(ref, text, intent, request, about);
  notebook.keep(question, counted(intent, request, about));
  return question?.outcome === 'answered' ? withFeedback(reply, ref) : reply;
}

export interface GapsParts {
  /** Absent: questions are neither kept nor counted here. */
  readonly questions?: Questions;
  readonly usage?: UsageStore;
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

/** What keeps whoever asks from what others asked; `undefined`: they may see it. */
async function barred(request: Request, { questions, platform }: GapsParts): Promise<WhyNot | undefined> {
  if (!questions) return 'gapsOff';
  // In a direct message everyone would see what others ask in theirs.
  if (!platform || request.place.space === undefined) return 'gapsOnlyTeams';
  return (await mayChange(request, platform)) ? undefined : 'gapsOnlyManagers';
}

async function cardFor(request: Request, parts: GapsParts): Promise<Card> {
  const { questions, knowledge, search, lang } = parts;
  const why = await barred(request, parts);
  if (why || !questions) return noGapsCard(why ?? 'gapsOff', lang);
  const { platform, space = '' } = request.place;
  const open = await questions.list({
    outcomes: ['unanswered', 'disliked'],
    limit: LOOKED_THROUGH,
    within: { platform, space },
  });
  const how = { now: request.at, limit: SHOWN_GAPS };
  const { gaps, left } = findGaps(open, knowledge, likenessIn(search), how);
  return gapsCard(gaps, left, lang);
}

/** `gaps`: what was asked in this team and not answered, for those who manage the channel. */
export const answerGaps = async (request: Request, parts: GapsParts): Promise<Reply> =>
  told('settings', parts.lang, await cardFor(request, parts));

/** `stats`: how much was asked in this team of late, for those who manage the channel. */
export async function answerStats(request: Request, parts: GapsParts): Promise<Reply> {
  const { usage, knowledge, lang } = parts;
  const why = await barred(request, parts);
  if (why || !usage) return told('settings', lang, noStatsCard(why ?? 'gapsOff', lang));
  const { platform, space = '', channel } = request.place;
  const since = weeksAgo(request.at);
  const days = await usage.since(since, { platform, space });
  return told('settings', lang, statsCard(days, since, { channel, knowledge, lang }));
}
