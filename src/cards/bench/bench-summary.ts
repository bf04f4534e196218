import type {
  Benchmark,
  BenchmarkResult,
  BenchmarkSource,
  Environments,
} from '../../knowledge/figures/benchmark.ts';
import { isDraw, isMeasured, lead, type Measure } from '../../knowledge/figures/standing.ts';

/** What the others are compared with: bare metal, or what the source used in its place. */
export function baselineOf(row: Measure, environments: Environments): BenchmarkResult | undefined {
  if (row.lossAgainst !== undefined) return { environment: row.lossAgainst, value: 0 };
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
  /** No more than the error, or than the spread of the runs. */
  readonly tied: boolean;
}

/** Ahead of bare metal on bare metal's own kernel: nothing but the spread of the runs. */
const isSpread = (row: Measure, one: BenchmarkResult, base: BenchmarkResult, environments: Environments) =>
  environments[one.environment]?.sameKernel === true &&
  environments[base.environment]?.baseline === true &&
  lead(row, one.value, base.value) > 0;

const sameAs = (row: Measure, one: BenchmarkResult, base: BenchmarkResult, environments: Environments) =>
  isDraw(row, one.value, base.value) || isSpread(row, one, base, environments);

function performanceOf(row: Measure, value: number, base: number): number {
  if (row.lossAgainst !== undefined) return 1 - value / 100;
  return row.better === 'higher' ? value / base : base / value;
}

/** Each environment against the baseline of its own row; nothing where that cannot be calculated. */
export function changes(row: Measure, environments: Environments): Change[] {
  const base = baselineOf(row, environments);
  if (!base || !isMeasured(base) || (base.value <= 0 && row.lossAgainst === undefined)) return [];
  return row.results
    .filter((result) => result !== base && isMeasured(result) && result.value > 0)
    .map((result) => {
      const performance = performanceOf(row, result.value, base.value);
      return {
        environment: result.environment,
        ratio: row.lossAgainst === undefined ? result.value / base.value : performance,
        performance,
        about: result.qualifier === '~' || base.qualifier === '~',
        tied: sameAs(row, result, base, environments),
      };
    });
}

/** Environments of one row, best first; those too close to a group's best to tell share its place. */
export function ranking(row: Measure, environments: Environments): string[][] {
  const sorted = row.results.filter(isMeasured).sort((a, b) => lead(row, b.value, a.value));
  const places: BenchmarkResult[][] = [];
  for (const result of sorted) {
    const best = places.at(-1)?.[0];
    if (best && sameAs(row, best, result, environments)) places.at(-1)?.push(result);
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
