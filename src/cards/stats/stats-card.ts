import type { Knowledge } from '../../knowledge/knowledge.ts';
import { noticeCard } from '../../talk/notice.ts';
import type { Card } from '../../talk/reply.ts';
import { type Lang, type Part, pick, type TableRow, type Text, text } from '../../text.ts';
import type { WhyNot } from '../gaps/gaps-card.ts';
import { sayGaps } from '../gaps/gaps-words.ts';
import {
  type CountedDay,
  countsBy,
  mondayOf,
  type QuestionCounts,
  questionsIn,
  shareAnswered,
  sumOf,
  topTopics,
} from './stats.ts';
import { sayStats } from './stats-words.ts';

const TOPICS = 5;

export interface StatsLook {
  /** Where it is shown. */
  readonly channel: string;
  readonly knowledge: Knowledge;
  readonly lang: Lang;
}

export const percent = (counts: QuestionCounts): string => {
  const share = shareAnswered(counts);
  return share === undefined ? '–' : `${Math.round(share * 100)}%`;
};

export const titleOfId = (topic: string, knowledge: Knowledge, lang: Lang): string =>
  pick(knowledge.topics.get(topic)?.title, lang) ?? topic;

/** Questions, share of answers, and what people said of them. */
export const cellsOf = (counts: QuestionCounts): readonly string[] => [
  String(questionsIn(counts)),
  percent(counts),
  String(counts.liked),
  String(counts.disliked),
];

const rowOf = (label: string, counts: QuestionCounts): TableRow => ({
  label,
  cells: cellsOf(counts).map(text),
});

/** Channels are named by nothing but where one stands: others' names are not everybody's. */
function placesIn(days: readonly CountedDay[], { channel: here, lang }: StatsLook): TableRow[] {
  const kinds = ['statsHere', 'statsOthers', 'statsPrivate'] as const;
  const by = countsBy(days, ({ channel }) =>
    channel === '' ? 'statsPrivate' : channel === here ? 'statsHere' : 'statsOthers',
  );
  return kinds.flatMap((kind) => {
    const counts = by.get(kind);
    return counts ? [rowOf(sayStats(kind, lang), counts)] : [];
  });
}

function partsOf(days: readonly CountedDay[], since: string, look: StatsLook): Part[] {
  const { knowledge, lang } = look;
  const total = sumOf(days);
  const weeks = [...countsBy(days, ({ day }) => mondayOf(day))].reverse();
  const topics = topTopics(days, TOPICS).map(
    ([topic, n]): Text => text(sayStats('statsTopic', lang)(titleOfId(topic, knowledge, lang), n)),
  );
  const sentence = (words: string): Part => ({ kind: 'text', text: text(words) });
  return [
    sentence(sayStats('statsTotal', lang)(since, questionsIn(total), percent(total))),
    {
      kind: 'table',
      caption: sayStats('statsCaption', lang),
      columns: sayStats('statsColumns', lang),
      rows: [
        ...weeks.map(([monday, counts]) => rowOf(sayStats('statsWeek', lang)(monday), counts)),
        ...placesIn(days, look),
      ],
    },
    ...(topics.length > 0
      ? [{ kind: 'list', heading: sayStats('statsTopics', lang), ordered: true, items: topics } as const]
      : []),
    sentence(sayStats('statsUnanswered', lang)(total.unanswered)),
  ];
}

/** What was asked since a Monday, in numbers, for managers. */
export function statsCard(days: readonly CountedDay[], since: string, look: StatsLook): Card {
  const { lang } = look;
  const title = sayStats('statsTitle', lang);
  if (days.length === 0) return noticeCard(title, sayStats('statsNone', lang)(since));
  const gaps = { kind: 'ask', label: sayGaps('gapsTitle', lang), ask: 'gaps' } as const;
  return {
    ...noticeCard(title, partsOf(days, since, look), sumOf(days).unanswered > 0 ? [gaps] : []),
    footer: sayStats('statsNames', lang),
  };
}

/** Why there is none. */
export const noStatsCard = (why: WhyNot, lang: Lang): Card =>
  noticeCard(sayStats('statsTitle', lang), sayGaps(why, lang));
