import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Completions } from './completion.ts';
import { fold } from './fold.ts';
import type { Kinds } from './kinds.ts';
import type { Finding, Hit } from './search.ts';

/** What is offered while somebody types. */
export function createSuggest(
  popular: readonly string[],
  completions: Completions,
  find: (text: string) => Finding,
): (text: string, limit: number) => readonly Hit[] {
  return (text, limit) => {
    if (fold(text) === '')
      return popular.slice(0, limit).map((topic): Hit => ({ topic, score: 0, stage: 'title', matched: '' }));
    const hits = new Map<string, Hit>();
    const add = (hit: Hit) => {
      if (!hits.has(hit.topic)) hits.set(hit.topic, hit);
    };
    for (const { name, score } of completions.of(text, limit))
      add({ topic: name.topic, score, stage: score === 1 ? name.stage : 'prefix', matched: name.shown });
    if (hits.size < limit) for (const hit of find(text).hits) add(hit);
    if (hits.size < limit) for (const hit of completions.containing(text, limit)) add(hit);
    return [...hits.values()].slice(0, limit);
  };
}

/** Topics others lead to come first: they are what a newcomer wants. */
export function byPopularity(knowledge: Knowledge, kinds: Kinds): string[] {
  const counts = new Map<string, number>();
  for (const topic of knowledge.topics.values())
    for (const id of [...topic.related, ...kinds.above(topic.id)]) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...knowledge.topics.keys()].sort(
    (a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1),
  );
}
