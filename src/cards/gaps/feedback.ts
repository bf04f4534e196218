import type { QuestionOutcome } from '../../talk/kept-question.ts';
import { noticeCard } from '../../talk/notice.ts';
import type { Action, Card, Reply } from '../../talk/reply.ts';
import type { Lang } from '../../text.ts';
import { sayGaps } from './gaps-words.ts';

export type Verdict = Extract<QuestionOutcome, 'liked' | 'disliked'>;

export interface Feedback {
  /** Of the question whose answer is judged. */
  readonly ref: string;
  readonly verdict: Verdict;
}

const ASK = /^(~[0-9a-z]+)\s+(up|down)$/;

/** What the buttons send after the word `feedback`; `undefined` for words of people's own. */
export function readFeedback(rest: string): Feedback | undefined {
  const [, ref, word] = ASK.exec(rest.trim()) ?? [];
  return ref === undefined ? undefined : { ref, verdict: word === 'up' ? 'liked' : 'disliked' };
}

const feedbackAction = (lang: Lang, ref: string): Action => ({
  kind: 'feedback',
  up: { label: sayGaps('helpful', lang), ask: `feedback ${ref} up` },
  down: { label: sayGaps('notHelpful', lang), ask: `feedback ${ref} down` },
});

/** The reply with two buttons that say whether it helped. */
export const withFeedback = (reply: Reply, ref: string): Reply => ({
  ...reply,
  card: { ...reply.card, actions: [...reply.card.actions, feedbackAction(reply.lang, ref)] },
});

/** Said to whoever pressed. `kept`: the question was still remembered. */
export function thanksCard({ verdict }: Feedback, kept: boolean, lang: Lang): Card {
  const sentence = kept
    ? sayGaps(verdict === 'liked' ? 'thanksLiked' : 'thanksDisliked', lang)
    : sayGaps('thanksLate', lang);
  return noticeCard(sayGaps('thanksTitle', lang), sentence);
}
