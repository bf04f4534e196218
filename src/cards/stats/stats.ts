import type { CountedQuestion } from '../../talk/kept-question.ts';
import { DAY } from '../../time.ts';

/** How many questions were answered or not, and what people said of the answers. */
export interface QuestionCounts {
  readonly answered: number;
  readonly unanswered: number;
  readonly liked: number;
  readonly disliked: number;
}

/** As the store counts: one day, one place, one topic. */
export interface CountedDay
  extends QuestionCounts,
    Pick<CountedQuestion, 'platform' | 'space' | 'channel' | 'topic'> {
  /** `YYYY-MM-DD`. */
  readonly day: string;
}

/** Weeks that are looked back on. */
export const WEEKS = 8;

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The Monday of a day's week, which is how ISO 8601 counts them. */
export function mondayOf(day: string): string {
  const at = Date.parse(day);
  return dateOf(at - ((new Date(at).getUTCDay() + 6) % 7) * DAY);
}

/** The Monday from which on the last weeks are counted, this one among them. */
export const weeksAgo = (now: number, weeks = WEEKS): string => mondayOf(dateOf(now - (weeks - 1) * 7 * DAY));

const NOTHING: QuestionCounts = { answered: 0, unanswered: 0, liked: 0, disliked: 0 };

const added = (a: QuestionCounts, b: QuestionCounts): QuestionCounts => ({
  answered: a.answered + b.answered,
  unanswered: a.unanswered + b.unanswered,
  liked: a.liked + b.liked,
  disliked: a.disliked + b.disliked,
});

export const sumOf = (days: readonly QuestionCounts[]): QuestionCounts => days.reduce(added, NOTHING);

export const questionsIn = ({ answered, unanswered }: QuestionCounts): number => answered + unanswered;

/** `undefined` where nothing was asked. */
export const shareAnswered = (counts: QuestionCounts): number | undefined =>
  questionsIn(counts) === 0 ? undefined : counts.answered / questionsIn(counts);

/** Counts by whatever the days are told apart by, in the order they come. */
export function countsBy<K extends string>(
  days: readonly CountedDay[],
  key: (day: CountedDay) => K,
): ReadonlyMap<K, QuestionCounts> {
  const sums = new Map<K, QuestionCounts>();
  for (const day of days) sums.set(key(day), added(sums.get(key(day)) ?? NOTHING, day));
  return sums;
}

/** What was asked about most, first. */
export const topTopics = (
  days: readonly CountedDay[],
  limit: number,
): readonly (readonly [string, number])[] =>
  [...countsBy(days, ({ topic }) => topic)]
    .filter(([topic, { answered }]) => topic !== '' && answered > 0)
    .map(([topic, { answered }]) => [topic, answered] as const)
    .sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1))
    .slice(0, limit);
