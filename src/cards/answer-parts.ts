import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Section, Topic } from '../knowledge/topic.ts';
import type { Search } from '../search/search.ts';
import type { Intent } from '../talk/intent.ts';
import type { Card, IntentKind, Reply } from '../talk/reply.ts';
import type { Lang } from '../text.ts';
import { headingOf, langOfTopic, titleOf } from './topic/topic-sections.ts';

/** What an answer is made from. Chance is an argument so that answers can be repeated. */
export interface AnswerSource {
  readonly knowledge: Knowledge;
  readonly search: Search;
  readonly lang: Lang;
  /** 0 ≤ chance < 1; picks the tip or question. */
  readonly chance: number;
}

export type MadeAnswer = Omit<Reply, 'lang'>;

export const shownToAll = (intent: IntentKind, topics: readonly string[], card: Card): MadeAnswer => ({
  intent,
  topics,
  audience: 'place',
  card,
});

/** Help, errors and "not found" are for the asker's eyes only. */
export const toldAlone = (intent: IntentKind, card: Card, topics: readonly string[] = []): MadeAnswer => ({
  intent,
  topics,
  audience: 'asker',
  card,
});

export const topicsWithIds = (ids: readonly string[], knowledge: Knowledge): Topic[] =>
  ids.flatMap((id) => knowledge.topics.get(id) ?? []);

export const writtenAt = (
  topic: Topic,
  section: Section | undefined,
  lang: Lang,
): Pick<Reply, 'writtenAt'> => {
  const written = topic.origin?.[langOfTopic(topic, lang)];
  if (section) return { writtenAt: { ...section.at, heading: headingOf(section) } };
  return written
    ? { writtenAt: { file: written.file, heading: titleOf(topic, lang), line: written.line } }
    : {};
};

export const topicsIn = (intent: Intent & { kind: 'topic' }): string[] =>
  intent.finding.hits.map((hit) => hit.topic);
