import type { Knowledge } from '../../knowledge/knowledge.ts';
import { bracketed, MARKS } from '../../talk/punctuation.ts';
import type { Card } from '../../talk/reply.ts';
import type { Lang, Text } from '../../text.ts';
import type { BenchmarkQuery } from './bench-card.ts';
import { lines, rowsOf, ways } from './bench-pieces.ts';
import { selectRows } from './bench-select.ts';
import { bySource, type SourceRows } from './bench-summary.ts';
import { LEVEL_NAMES, sayBench } from './bench-words.ts';

function entry({ source, rows }: SourceRows, lang: Lang): Text {
  const year = source.year === null ? '' : bracketed(String(source.year), lang);
  const { stop, gap } = MARKS[lang];
  return [
    { text: source.title, href: source.url },
    { text: ` — ${source.authors}${year}${stop}${gap}` },
    { text: sayBench('sourceLine', lang)(LEVEL_NAMES[source.level][lang], rows.length) },
  ];
}

/** Every source, or those of what is asked for, with how its figures were read. */
export function sourcesCard(query: BenchmarkQuery, knowledge: Knowledge, lang: Lang): Card {
  const groups = bySource(selectRows(query, rowsOf(knowledge, 'published'), knowledge).any);
  const others = ways([], knowledge, lang).filter((way) => way.kind !== 'ask' || way.ask !== 'bench sources');
  return {
    tone: 'answer',
    title: sayBench('sourcesTitle', lang)(groups.length),
    body: [
      ...lines(sayBench('notComparable', lang)),
      { kind: 'list', items: groups.map((group) => entry(group, lang)) },
    ],
    actions: [{ kind: 'ask', label: sayBench('overview', lang), ask: 'bench' }, ...others],
    sources: [],
  };
}
