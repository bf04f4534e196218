import type {
  Benchmark,
  BenchmarkResult,
  BenchmarkSource,
  Environments,
} from '../../knowledge/figures/benchmark.ts';

type Measure = Pick<Benchmark, 'better' | 'results'>;

/** Bounds, best cases, ranges and estimates are shown but never calculated with. */
export const isMeasured = (result: BenchmarkResult): boolean =>
  result.valueMax === undefined && (result.qualifier === undefined || result.qualifier === '~');

/** What the others are compared with: bare metal, or what the source used in its place. */
export function baselineOf(row: Measure, environments: Environments): BenchmarkResult | undefined {
  const marked = (mark: 'baseline' | 'reference') =>
    row.results.find((result) => environments[result.environment]?.[mark] === true);
  return marked('baseline') ?? marked('reference');
}

export interface Change {
  readonly environment: string;
  /** `value / baseline`, as the figures stand. */
  readonly ratio: number;
  /** Performance against the baseline, 1 = the same, whichever way the metric points. */
  readonly performance: number;
  /** One of the two figures is approximate. */
  readonly about: boolean;
}

/** Each environment against the baseline of its own row; nothing where that cannot be calculated. */
export function changes(row: Measure, environments: Environments): Change[] {
  const base = baselineOf(row, environments);
  if (!base || !isMeasured(base) || base.value <= 0) return [];
  return row.results
    .filter((result) => result !== base && isMeasured(result) && result.value > 0)
    .map((result) => {
      const ratio = result.value / base.value;
      return {
        environment: result.environment,
        ratio,
        performance: row.better === 'higher' ? ratio : 1 / ratio,
        about: result.qualifier === '~' || base.qualifier === '~',
      };
    });
}

/** Closer than this counts as a tie: single runs and charts are no more exact. */
export const TIE = 0.05;
export const tied = (performance: number): boolean => Math.abs(performance - 1) <= TIE;

/** Environments of one row, best first; those within 5% of a group's best share its place. */
export function ranking(row: Measure): string[][] {
  const sign = row.better === 'higher' ? -1 : 1;
  const sorted = row.results.filter(isMeasured).sort((a, b) => sign * (a.value - b.value));
  const places: BenchmarkResult[][] = [];
  for (const result of sorted) {
    const best = places.at(-1)?.[0];
    const close = best !== undefined && Math.abs(result.value - best.value) <= TIE * Math.max(best.value, 0);
    if (close) places.at(-1)?.push(result);
    else places.push([result]);
  }
  return places.map((place) => place.map((result) => result.environment));
}

export const measuredTogether = (row: Measure): string =>
  row.results
    .filter(isMeasured)
    .map((result) => result.environment)
    .sort()
    .join(' ');

/** Rows of one source that measure the same environments, largest group first. */
export function comparableGroups<T extends Measure>(rows: readonly T[]): T[][] {
  const groups = new Map<string, T[]>();
  for (const row of rows)
    groups.set(measuredTogether(row), [...(groups.get(measuredTogether(row)) ?? []), row]);
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

/** Fewer tests than this make no average. */
const MEAN_OF_AT_LEAST = 3;

export interface Mean {
  readonly environment: string;
  /** exp(mean of ln performance): ratios are averaged geometrically so that no test's unit or size counts more. */
  readonly performance: number;
  readonly about: boolean;
}

/**
 * Geometric mean of each environment's performance. The rows must be of ONE source and share metric and
 * environments (see `averageable`).
 */
export function geometricMeans(rows: readonly Measure[], environments: Environments): Mean[] {
  if (rows.length < MEAN_OF_AT_LEAST) return [];
  const all = rows.map((row) => changes(row, environments));
  const names = (all[0] ?? []).map((change) => change.environment);
  return names.flatMap((environment): Mean[] => {
    const own = all.flatMap((row) => row.filter((change) => change.environment === environment));
    if (own.length < rows.length) return [];
    const sum = own.reduce((total, change) => total + Math.log(change.performance), 0);
    return [
      { environment, performance: Math.exp(sum / own.length), about: own.some((change) => change.about) },
    ];
  });
}

/** The largest set of a source's rows that share environments and metric; latency and rate of one run count once. */
export function averageable(rows: readonly Benchmark[]): readonly Benchmark[] {
  const sets = comparableGroups(rows).flatMap((group) => {
    const metrics = [...new Set(group.map((row) => row.metric.en))];
    return metrics.map((metric) => group.filter((row) => row.metric.en === metric));
  });
  return sets.sort((a, b) => b.length - a.length)[0] ?? [];
}

export interface SourceRows {
  readonly source: BenchmarkSource;
  readonly rows: readonly Benchmark[];
}

/** In the order of the knowledge, which is that of the sources. */
export function bySource(rows: readonly Benchmark[]): SourceRows[] {
  const groups = new Map<string, Benchmark[]>();
  for (const row of rows) groups.set(row.source.id, [...(groups.get(row.source.id) ?? []), row]);
  return [...groups.values()].flatMap((group) =>
    group[0] ? [{ source: group[0].source, rows: group }] : [],
  );
}
