import { type Benchmark, METRIC_FAMILIES, type MetricFamily } from '../../knowledge/figures/benchmark.ts';
import { environmentsOf } from '../../knowledge/figures/standing.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';

export const familiesIn = (rows: readonly Benchmark[]): MetricFamily[] =>
  METRIC_FAMILIES.filter((family) => rows.some((row) => row.family === family));

export interface Selection {
  /** Rows in which every topic asked for was measured. */
  readonly together: readonly Benchmark[];
  /** Rows in which any of them was. */
  readonly any: readonly Benchmark[];
  /** Topics nothing was measured of, in these families. */
  readonly without: readonly string[];
  /** Environments of the topics; every one when no topic is asked for. */
  readonly shows: (environment: string) => boolean;
}

/** The rows a question is about. */
export function selectRows(
  query: { readonly families: readonly MetricFamily[]; readonly topics: readonly string[] },
  rows: readonly Benchmark[],
  knowledge: Pick<Knowledge, 'topics' | 'environments'>,
): Selection {
  const inFamily = rows.filter((row) => query.families.length === 0 || query.families.includes(row.family));
  if (query.topics.length === 0) return { together: inFamily, any: inFamily, without: [], shows: () => true };
  const sets = query.topics.map((topic) => new Set(environmentsOf(topic, knowledge)));
  const has = (row: Benchmark, set: ReadonlySet<string>) =>
    row.results.some((result) => set.has(result.environment));
  return {
    together: inFamily.filter((row) => sets.every((set) => has(row, set))),
    any: inFamily.filter((row) => sets.some((set) => has(row, set))),
    without: query.topics.filter((_topic, index) => {
      const set = sets[index];
      return set === undefined || !inFamily.some((row) => has(row, set));
    }),
    shows: (environment) => sets.some((set) => set.has(environment)),
  };
}

/** A row with only what is asked for, and what it is compared with. */
export function narrowed(
  row: Benchmark,
  shows: (environment: string) => boolean,
  knowledge: Pick<Knowledge, 'environments'>,
): Benchmark {
  const results = row.results.filter((result) => {
    const environment = knowledge.environments[result.environment];
    return shows(result.environment) || environment?.baseline === true || environment?.reference === true;
  });
  return { ...row, results };
}

/**
 * Rows that stand for many: the fields in turn, in each the findings marked as safest first, then in the order
 * given. The chosen rows come back in the order they had.
 */
export function representative(rows: readonly Benchmark[], limit: number): Benchmark[] {
  const queues = familiesIn(rows).map((family) => {
    const own = rows.filter((row) => row.family === family);
    return [...own].sort(
      (a, b) => (a.headline ?? Number.MAX_SAFE_INTEGER) - (b.headline ?? Number.MAX_SAFE_INTEGER),
    );
  });
  const chosen = new Set<Benchmark>();
  const longest = Math.max(0, ...queues.map((queue) => queue.length));
  for (let turn = 0; turn < longest; turn++)
    for (const queue of queues) {
      const row = queue[turn];
      if (row && chosen.size < limit) chosen.add(row);
    }
  return rows.filter((row) => chosen.has(row));
}
