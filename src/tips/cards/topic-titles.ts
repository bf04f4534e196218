import { titleOf } from '../../cards/topic/topic-sections.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Lang } from '../../text.ts';
import { tell } from './sentences.ts';

/** Topics by their titles; all of them where none is chosen. */
export function topicTitles(ids: readonly string[], knowledge: Knowledge, lang: Lang): string {
  const titles = ids.flatMap((id) => knowledge.topics.get(id) ?? []).map((topic) => titleOf(topic, lang));
  return titles.join(lang === 'ja' ? '、' : ', ') || tell('allTopics', lang);
}
