import type { MetricFamily } from '../../knowledge/figures/benchmark.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Card } from '../../talk/reply.ts';
import type { Lang } from '../../text.ts';
import { aboutCard } from './bench-about.ts';
import { coloursOf } from './bench-colours.ts';
import { mineCard } from './bench-mine.ts';
import type { Telling } from './bench-naming.ts';
import { overviewCard } from './bench-overview.ts';
import { sourcesCard } from './bench-sources.ts';

export interface BenchmarkQuery {
  readonly families: readonly MetricFamily[];
  /** Ids of topics. */
  readonly topics: readonly string[];
  readonly view: 'summary' | 'sources' | 'mine';
}

/** Measurements as a card: an overview, those of a field or of topics, their sources, or one's own. */
export function benchmarkCard(query: BenchmarkQuery, knowledge: Knowledge, lang: Lang): Card {
  const { environments, benchmarks } = knowledge;
  const telling: Telling = { environments, lang, colours: coloursOf(benchmarks, environments) };
  switch (query.view) {
    case 'sources':
      return sourcesCard(query, knowledge, lang);
    case 'mine':
      return mineCard(query, knowledge, telling);
    case 'summary':
      return query.families.length + query.topics.length === 0
        ? overviewCard(knowledge, telling)
        : aboutCard(query, knowledge, telling);
    default:
      return query.view satisfies never;
  }
}
