import type { Knowledge } from '../../knowledge/knowledge.ts';
import { askFor } from '../../talk/refs.ts';
import type { Action, Card } from '../../talk/reply.ts';
import { bracketed, MARKS } from '../../talk/sentences/punctuation.ts';
import type { Lang, Part, Text } from '../../text.ts';
import type { BenchmarkQuery } from './bench-card.ts';
import { figuresCard, lines, rowsOf, ways } from './bench-pieces.ts';
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

/** Sources named at once: those in front are the best documented. */
const FIRST = 3;

/** Every source, or those of what is asked for, with how its figures were read. */
export function sourcesCard(query: BenchmarkQuery, knowledge: Knowledge, lang: Lang): Card {
  const groups = bySource(selectRows(query, rowsOf(knowledge, 'published'), knowledge).any);
  const entries = groups.map((group) => entry(group, lang));
  const others = ways([], knowledge, lang).filter((way) => way.kind !== 'ask' || way.ask !== 'bench sources');
  const actions: Action[] = [{ kind: 'ask', label: sayBench('overview', lang), ask: 'bench' }, ...others];
  const list = (items: readonly Text[]): Part[] => (items.length > 0 ? [{ kind: 'list', items }] : []);
  const lead = [...lines(sayBench('notComparable', lang)), ...list(entries.slice(0, FIRST))];
  const title = sayBench('sourcesTitle', lang)(groups.length);
  const rest = { body: list(entries.slice(FIRST)), actions, sources: [] };
  if (rest.body.length === 0) return { tone: 'answer', title, body: lead, actions, sources: [] };
  const unfold = askFor('unfold bench sources', ...query.families, ...query.topics);
  return figuresCard({ title, lead, unfold, label: sayBench('sources', lang) }, rest, lang);
}
