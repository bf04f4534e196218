import type { Benchmark, BenchmarkResult, Environments } from '../../knowledge/figures/benchmark.ts';
import { MARKS } from '../../talk/sentences/punctuation.ts';
import type { Lang } from '../../text.ts';
import type { Change } from './bench-summary.ts';
import { directionOf, sayBench } from './bench-words.ts';
import { showChange, showFigure } from './figures.ts';

/** What is needed to name things in a summary. */
export interface Telling {
  readonly environments: Environments;
  readonly lang: Lang;
  /** By product; see `bench-colours.ts`. */
  readonly colours: ReadonlyMap<string, number>;
}

export const environmentName = (id: string, { environments, lang }: Telling): string =>
  environments[id]?.label[lang] ?? id;

/** The name of what others are compared with, inside a sentence. */
export const baseName = (id: string, telling: Telling): string =>
  telling.environments[id]?.baseline ? sayBench('bareMetal', telling.lang) : environmentName(id, telling);

export const figureOf = (row: Benchmark, result: BenchmarkResult, lang: Lang): string =>
  showFigure(result, row.unit, lang, row.decimals);

/** The error the source states: `誤差±16 HS06`; `''` where it states none. */
export const errorOf = (row: Benchmark, lang: Lang): string =>
  row.error === undefined ? '' : sayBench('error', lang)(showFigure({ value: row.error }, row.unit, lang));

/** What is counted, what a good figure looks like, and how exact it is: `実行時間、短いほど良い`. */
export const metricOf = (row: Benchmark, lang: Lang): string =>
  [row.metric[lang], directionOf(row, lang), errorOf(row, lang)].filter(Boolean).join(MARKS[lang].comma);

const RELATIVE: ReadonlySet<string> = new Set(['%', '×', 'ratio']);
/** Figures that are themselves shares or factors: a difference beside them would say the same twice. */
export const isRelative = (row: Pick<Benchmark, 'unit'>): boolean => RELATIVE.has(row.unit);

/** How far an environment is from the baseline, in the words of the row. */
export function differenceOf(row: Benchmark, change: Change, lang: Lang): string {
  const result = row.results.find((one) => one.environment === change.environment);
  return isRelative(row) && result
    ? figureOf(row, result, lang)
    : showChange(change.ratio, change.about, lang);
}

/** Environments of the rows in the order of the table of environments: what others are compared with comes first. */
export function environmentsIn(rows: readonly Benchmark[], environments: Environments): string[] {
  const used = new Set(rows.flatMap((row) => row.results.map((result) => result.environment)));
  return Object.keys(environments).filter((id) => used.has(id));
}
