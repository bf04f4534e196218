import type { Benchmark } from '../../knowledge/figures/benchmark.ts';
import { isConclusive } from '../../knowledge/figures/standing.ts';
import { bracketed, MARKS } from '../../talk/sentences/punctuation.ts';
import { type Lang, type Part, type Span, type TableRow, type Text, text } from '../../text.ts';
import {
  baseName,
  environmentName,
  environmentsIn,
  figureOf,
  isRelative,
  metricOf,
  type Telling,
} from './bench-naming.ts';
import { baselineOf, changes, ranking } from './bench-summary.ts';
import { sayBench } from './bench-words.ts';
import { showChange } from './figures.ts';

function cell(row: Benchmark, environment: string, best: boolean, telling: Telling): Text {
  const { lang } = telling;
  const result = row.results.find((one) => one.environment === environment);
  if (!result) return text('—');
  const change = changes(row, telling.environments).find((one) => one.environment === environment);
  const figure: Span = { text: figureOf(row, result, lang), ...(best ? { bold: true } : {}) };
  if (!change || isRelative(row)) return [figure];
  return [figure, { text: bracketed(showChange(change.ratio, change.about, lang), lang) }];
}

/** First place of a row, where there is more than one place and something may be concluded from it. */
function bestOf(row: Benchmark, environments: Telling['environments']): readonly string[] {
  if (!isConclusive(row)) return [];
  const places = ranking(row, environments);
  return places.length > 1 ? (places[0] ?? []) : [];
}

function tableRow(row: Benchmark, columns: readonly string[], shared: boolean, telling: Telling): TableRow {
  const { lang } = telling;
  const metric = shared ? '' : bracketed(metricOf(row, lang), lang);
  const best = bestOf(row, telling.environments);
  return {
    label: `${row.workload[lang]}${metric}`,
    cells: columns.map((environment) => cell(row, environment, best.includes(environment), telling)),
  };
}

/** What holds for every row of a table: the metric, if they share it, and what the brackets mean. */
function notes(rows: readonly Benchmark[], shared: boolean, telling: Telling): string {
  const { lang, environments } = telling;
  const [first] = rows;
  const base = first && baselineOf(first, environments);
  const bracketsUsed = rows.some((row) => !isRelative(row) && changes(row, environments).length > 0);
  return [
    ...(shared && first ? [metricOf(first, lang)] : []),
    ...(base && bracketsUsed ? [sayBench('changeNote', lang)(baseName(base.environment, telling))] : []),
  ].join(lang === 'ja' ? MARKS.ja.stop : '; ');
}

/** Rows of one source that were measured in the same environments. */
export function table(rows: readonly Benchmark[], name: string, telling: Telling): Part {
  const { lang } = telling;
  const [first] = rows;
  const shared = first !== undefined && rows.every((row) => metricOf(row, lang) === metricOf(first, lang));
  const columns = environmentsIn(rows, telling.environments);
  return {
    kind: 'table',
    caption: [name, notes(rows, shared, telling)].filter(Boolean).join(' — '),
    columns: columns.map((id) => environmentName(id, telling)),
    rows: rows.map((row) => tableRow(row, columns, shared, telling)),
  };
}

/** Conditions of single rows, which a label would have no room for; those of several rows once. */
export function rowConditions(rows: readonly Benchmark[], lang: Lang): string[] {
  const sharing = new Map<string, string[]>();
  for (const { workload, conditions } of rows)
    if (conditions) sharing.set(conditions[lang], [...(sharing.get(conditions[lang]) ?? []), workload[lang]]);
  return [...sharing].map(([conditions, workloads]) =>
    workloads.length === rows.length
      ? conditions
      : `${workloads.join(MARKS[lang].comma)}${MARKS[lang].colon}${conditions}`,
  );
}
