import type { Benchmark, BenchmarkResult, Environments } from '../knowledge/benchmark.ts';
import { type Lang, type Part, type Span, type TableRow, type Text, text } from '../text.ts';
import {
  baselineOf,
  type Change,
  changes,
  comparableGroups,
  geometricMeans,
  isMeasured,
  ranking,
  type SourceRows,
  tied,
} from './bench-summary.ts';
import { directionOf, LEVEL_NAMES, listed, sayBench, sourceName } from './bench-words.ts';
import { isTime, showChange, showFigure, showNumber, unitName } from './figures.ts';

/** What every part needs to name things. */
export interface Telling {
  readonly environments: Environments;
  readonly lang: Lang;
}

export const environmentName = (id: string, { environments, lang }: Telling): string =>
  environments[id]?.label[lang] ?? id;

export const figureOf = (row: Benchmark, result: BenchmarkResult, lang: Lang): string =>
  showFigure(result, row.unit, lang, row.decimals);

const bracketed = (words: string, lang: Lang): string => (lang === 'ja' ? `（${words}）` : ` (${words})`);

/** Fields, and what a good one looks like: `実行時間、短いほど良い`. */
export const metricOf = (row: Benchmark, lang: Lang): string =>
  `${row.metric[lang]}${lang === 'ja' ? '、' : ', '}${directionOf(row, lang)}`;

function cell(row: Benchmark, environment: string, best: boolean, telling: Telling): Text {
  const { lang } = telling;
  const result = row.results.find((one) => one.environment === environment);
  if (!result) return text('—');
  const change = changes(row, telling.environments).find((one) => one.environment === environment);
  const figure: Span = { text: figureOf(row, result, lang), ...(best ? { bold: true } : {}) };
  return change
    ? [figure, { text: bracketed(showChange(change.ratio, change.about, lang), lang) }]
    : [figure];
}

/** Best of a row, if the row has a ranking with more than one place. */
function bestOf(row: Benchmark): readonly string[] {
  const places = ranking(row);
  return places.length > 1 ? (places[0] ?? []) : [];
}

function tableRow(row: Benchmark, columns: readonly string[], shared: boolean, telling: Telling): TableRow {
  const { lang } = telling;
  const conditions = row.conditions ? ` · ${row.conditions[lang]}` : '';
  const metric = shared ? '' : bracketed(metricOf(row, lang), lang);
  const best = bestOf(row);
  return {
    label: `${row.workload[lang]}${metric}${conditions}`,
    cells: columns.map((environment) => cell(row, environment, best.includes(environment), telling)),
  };
}

/** Columns in the order of the table of environments: what others are compared with comes first. */
export function columnsOf(rows: readonly Benchmark[], environments: Environments): string[] {
  const used = new Set(rows.flatMap((row) => row.results.map((result) => result.environment)));
  return Object.keys(environments).filter((id) => used.has(id));
}

/** Rows of one source that share their environments, as one table. */
function table(rows: readonly Benchmark[], name: string, telling: Telling): Part {
  const { lang } = telling;
  const [first] = rows;
  const shared = first !== undefined && rows.every((row) => metricOf(row, lang) === metricOf(first, lang));
  const columns = columnsOf(rows, telling.environments);
  const base =
    first && changes(first, telling.environments).length > 0 && baselineOf(first, telling.environments);
  const notes = [
    ...(shared && first ? [metricOf(first, lang)] : []),
    ...(base ? [sayBench('changeNote', lang)(environmentName(base.environment, telling))] : []),
  ];
  return {
    kind: 'table',
    caption: [name, notes.join(lang === 'ja' ? '。' : '; ')].filter(Boolean).join(' — '),
    columns: columns.map((id) => environmentName(id, telling)),
    rows: rows.map((row) => tableRow(row, columns, shared, telling)),
  };
}

export function tables(rows: readonly Benchmark[], name: string, telling: Telling): Part[] {
  return comparableGroups(rows).map((group, index) => table(group, index === 0 ? name : '', telling));
}

function verbOf(own: readonly Change[], timed: boolean): 'slower' | 'faster' | 'behind' | 'ahead' | 'mixed' {
  if (own.every((change) => change.performance < 1)) return timed ? 'slower' : 'behind';
  if (own.every((change) => change.performance > 1)) return timed ? 'faster' : 'ahead';
  return 'mixed';
}

interface Told {
  readonly row: Benchmark;
  readonly change: Change;
}

/** How one environment fares over some rows, with the workloads where it differs. */
function sentence(name: string, base: string, told: readonly Told[], lang: Lang): string {
  const differing = told.filter(({ change }) => !tied(change.performance));
  const kinds = verbOf(
    differing.map(({ change }) => change),
    differing.every(({ row }) => isTime(row.unit) && row.better === 'lower'),
  );
  const parts = differing.map(
    ({ row, change }) => `${row.workload[lang]} ${showChange(change.ratio, change.about, lang)}`,
  );
  if (differing.length < told.length) parts.push(sayBench('restSame', lang));
  const end = lang === 'ja' ? '。' : '.';
  return `${sayBench(kinds, lang)(name, base)}${parts.join(lang === 'ja' ? '、' : ', ')}${end}`;
}

/** What rows of one source say, in words and numbers: who is the same as the baseline, who is not and by how much. */
export function finding(rows: readonly Benchmark[], telling: Telling): string {
  const { environments, lang } = telling;
  const base = rows.map((row) => baselineOf(row, environments)).find((one) => one !== undefined);
  if (!base) return '';
  const baseName = environmentName(base.environment, telling);
  const rowsOfBase = rows.filter((row) => baselineOf(row, environments)?.environment === base.environment);
  const told = new Map<string, Told[]>();
  for (const row of rowsOfBase)
    for (const change of changes(row, environments))
      told.set(change.environment, [...(told.get(change.environment) ?? []), { row, change }]);
  const isSame = (all: readonly Told[]) => all.every(({ change }) => tied(change.performance));
  const same = [...told].filter(([, all]) => isSame(all)).map(([id]) => environmentName(id, telling));
  const others = [...told]
    .filter(([, all]) => !isSame(all))
    .map(([id, all]) => sentence(environmentName(id, telling), baseName, all, lang));
  return [...(same.length > 0 ? [sayBench('sameAs', lang)(same, baseName)] : []), ...others].join(
    lang === 'ja' ? '' : ' ',
  );
}

/** Average performance over the largest set of rows that can be averaged; `''` when there is none. */
export function meanLine(rows: readonly Benchmark[], telling: Telling): string {
  const { lang } = telling;
  const group = comparableGroups(rows)[0] ?? [];
  const means = geometricMeans(group, telling.environments);
  const [first] = group;
  const base = first && baselineOf(first, telling.environments);
  if (means.length === 0 || !base) return '';
  const values = means.map((mean) => {
    const percent = showFigure(
      { value: Math.round(mean.performance * 100), ...(mean.about ? { qualifier: '~' } : {}) },
      '%',
      lang,
    );
    return `${environmentName(mean.environment, telling)} ${percent}`;
  });
  const end = lang === 'ja' ? '。' : '.';
  const baseName = environmentName(base.environment, telling);
  return `${sayBench('mean', lang)(group.length, baseName, values.join(lang === 'ja' ? '、' : ', '))}${end}`;
}

/** The order of the environments, where all rows of the largest comparable set agree on it; else `''`. */
export function rankingLine(rows: readonly Benchmark[], telling: Telling): string {
  const { lang } = telling;
  const group = comparableGroups(rows)[0] ?? [];
  const [first] = group;
  if (!first) return '';
  const order = (row: Benchmark) => ranking(row).map((place) => [...place].sort());
  const places = order(first);
  const agreed = group.every((row) => JSON.stringify(order(row)) === JSON.stringify(places));
  if (!agreed || places.length < 2) return '';
  const names = places.map((place) =>
    place.map((id) => environmentName(id, telling)).join(lang === 'ja' ? '・' : ', '),
  );
  const end = lang === 'ja' ? '。' : '.';
  return `${sayBench('ranking', lang)(group.length, names.join(' → '))}${end}`;
}

/** A row in one line: workload, metric, direction, every figure. */
export function rowLine(row: Benchmark, telling: Telling): string {
  const { lang } = telling;
  const all = columnsOf([row], telling.environments).flatMap((id) =>
    row.results.filter((result) => result.environment === id),
  );
  const plainFigures = all.every((result) => result.qualifier === undefined && result.valueMax === undefined);
  const own = changes(row, telling.environments);
  const figures = all.map((result) => {
    const change = own.find((one) => one.environment === result.environment);
    const figure = plainFigures ? showNumber(result.value, row.decimals) : figureOf(row, result, lang);
    const against = change ? bracketed(showChange(change.ratio, change.about, lang), lang) : '';
    return `${environmentName(result.environment, telling)} ${figure}${against}`;
  });
  const unit = plainFigures ? unitName(row.unit, lang) : '';
  const metric = [row.metric[lang], unit, directionOf(row, lang)]
    .filter(Boolean)
    .join(lang === 'ja' ? '、' : ', ');
  const colon = lang === 'ja' ? '：' : ': ';
  return `${row.workload[lang]}${bracketed(metric, lang)}${colon}${figures.join(lang === 'ja' ? '、' : ', ')}`;
}

/** Where figures come from and what must be known before quoting them. */
export function sourceNote({ source, rows }: SourceRows, lang: Lang): Part[] {
  const weak = rows.every((row) => row.confidence === 'low') ? sayBench('weak', lang) : '';
  const caution = [source.caution?.[lang] ?? weak].filter(Boolean).join(' ');
  const conditions: Text = [
    { text: sourceName(source, lang), href: source.url },
    {
      text: `${lang === 'ja' ? '、' : ', '}${LEVEL_NAMES[source.level][lang]}${lang === 'ja' ? '。' : '. '}`,
    },
    { text: `${sayBench('conditions', lang)}${source.conditions[lang]}` },
  ];
  const warning: Text = [{ text: sayBench('caution', lang), bold: true }, { text: caution }];
  return [...(caution ? [{ kind: 'text', text: warning } as const] : []), { kind: 'text', text: conditions }];
}

export const isRanked = (row: Benchmark): boolean => row.results.filter(isMeasured).length > 1;
export { listed };
