import type { Benchmark, MetricFamily } from '../../knowledge/figures/benchmark.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { MARKS } from '../../talk/punctuation.ts';
import { askFor } from '../../talk/refs.ts';
import type { Action } from '../../talk/reply.ts';
import { type Lang, type Part, type Source, type Text, text } from '../../text.ts';
import { titleOf } from '../topic-sections.ts';
import { finding, meanLine, rankingLine, rowLine } from './bench-finding.ts';
import type { Telling } from './bench-naming.ts';
import { familiesIn, representative } from './bench-select.ts';
import { bySource, comparableGroups, type SourceRows } from './bench-summary.ts';
import { rowConditions, table } from './bench-table.ts';
import { FAMILY_NAMES, LEVEL_NAMES, sayBench, sourceName } from './bench-words.ts';

/** Rows of a source that has a card to itself. */
export const ROWS = 6;
/** Fields that get a button; the others are in the menu. */
const BUTTONS: readonly MetricFamily[] = ['cpu', 'memory', 'io', 'network', 'startup'];

export const rowsOf = (knowledge: Knowledge, origin: Benchmark['origin']): Benchmark[] =>
  knowledge.benchmarks.filter((row) => row.origin === origin);

export const sourcesOf = (rows: readonly Benchmark[], lang: Lang): Source[] =>
  bySource(rows).map(({ source }) => ({ title: sourceName(source, lang), url: source.url }));

export const lines = (...texts: readonly string[]): Part[] =>
  texts.filter(Boolean).map((line) => ({ kind: 'text', text: text(line) }));

export const topicNames = (ids: readonly string[], knowledge: Knowledge, lang: Lang): string[] =>
  ids.map((id) => {
    const topic = knowledge.topics.get(id);
    return topic ? titleOf(topic, lang) : id;
  });

/** One figure with the source behind it. */
export const cited = (row: Benchmark, telling: Telling): Text => [
  { text: `${rowLine(row, telling)} — ` },
  { text: sourceName(row.source, telling.lang), href: row.source.url },
];

/** Ways on from a card: the fields not shown on it, the sources, one's own figures. */
export function ways(shown: readonly MetricFamily[], knowledge: Knowledge, lang: Lang): Action[] {
  const families = familiesIn(rowsOf(knowledge, 'published')).filter((family) => !shown.includes(family));
  const ask = (family: MetricFamily) => ({ label: FAMILY_NAMES[family][lang], ask: askFor('bench', family) });
  const rest = families.filter((family) => !BUTTONS.includes(family)).map(ask);
  const menu: Action[] =
    rest.length > 0 ? [{ kind: 'choose', label: sayBench('otherFields', lang), options: rest }] : [];
  const hasOwn = rowsOf(knowledge, 'own').length > 0;
  const mine: Action[] = hasOwn ? [{ kind: 'ask', label: sayBench('mine', lang), ask: 'bench mine' }] : [];
  return [
    ...families
      .filter((family) => BUTTONS.includes(family))
      .map((family): Action => ({ kind: 'ask', ...ask(family) })),
    { kind: 'ask', label: sayBench('sources', lang), ask: 'bench sources' },
    ...mine,
    ...menu,
  ];
}

/** Where figures come from, how they were read, under what conditions, and what to know before quoting them. */
function provenance({ source, rows }: SourceRows, lang: Lang): Part[] {
  const weak = rows.every((row) => row.confidence === 'low') ? sayBench('weak', lang) : '';
  const caution = source.caution?.[lang] ?? weak;
  const { comma, stop, gap } = MARKS[lang];
  const words: Text = [
    { text: sourceName(source, lang), href: source.url },
    { text: `${comma}${LEVEL_NAMES[source.level][lang]}${stop}${gap}` },
    { text: `${sayBench('conditions', lang)}${source.conditions[lang]}` },
  ];
  const warning: Text = [{ text: sayBench('caution', lang), bold: true }, { text: caution }];
  return [...(caution ? [{ kind: 'text', text: warning } as const] : []), { kind: 'text', text: words }];
}

/** A source in full: what it found, its figures, averages and order, and its provenance. */
export function sourceParts(one: SourceRows, telling: Telling, most: number): Part[] {
  const { lang } = telling;
  const shown = new Set(representative(one.rows, most));
  const left = one.rows.length - shown.size;
  const groups = comparableGroups(one.rows).flatMap((group): Part[] => {
    const rows = group.filter((row) => shown.has(row));
    return rows.length === 0
      ? []
      : [
          table(rows, sourceName(one.source, lang), telling),
          ...lines(
            rowConditions(rows, lang).join(lang === 'ja' ? '／' : ' / '),
            meanLine(group, telling),
            rankingLine(group, telling),
          ),
        ];
  });
  return [
    ...lines(finding(one.rows, telling)),
    ...groups,
    ...lines(left > 0 ? sayBench('moreRows', lang)(left) : ''),
    ...provenance(one, lang),
  ];
}
