import type { Knowledge } from '../knowledge.ts';
import type { Benchmark, BenchmarkResult, MetricFamily } from './benchmark.ts';

export type Measure = Pick<Benchmark, 'better' | 'results' | 'error' | 'lossAgainst'>;

/** Bounds, best cases, ranges and estimates are shown but never calculated with. */
export const isMeasured = (result: BenchmarkResult): boolean =>
  result.valueMax === undefined && (result.qualifier === undefined || result.qualifier === '~');

/** Whether anything may be concluded from a row: not from a chart measured by eye, nor where the row says itself not to. */
export const isConclusive = (row: Pick<Benchmark, 'level' | 'source' | 'inconclusive'>): boolean =>
  (row.level ?? row.source.level) !== 'chart-reading' && row.inconclusive !== true;

/** Closer than this counts as a tie: single runs are no more exact. */
const TIE = 0.05;
/** 0.29 − 0.22 is a little less than 0.07 to a computer. */
const ROUNDING = 1e-9;

/** What is left of the performance where the figure is a loss; else the figure itself. */
const left = ({ lossAgainst }: Measure, value: number): number =>
  lossAgainst === undefined ? value : 100 - value;

/** Positive where the first figure is the better one. */
export function lead(row: Measure, one: number, other: number): number {
  const higher = row.better === 'higher' || row.lossAgainst !== undefined;
  return (higher ? 1 : -1) * (left(row, one) - left(row, other));
}

/** Too close to tell: within the error the source states, or within 5% of the better one. */
export function isDraw(row: Measure, one: number, other: number): boolean {
  const best = lead(row, one, other) > 0 ? one : other;
  const allowed = Math.max(TIE * Math.max(left(row, best), 0), row.error ?? 0);
  return Math.abs(left(row, one) - left(row, other)) <= allowed + ROUNDING;
}

/** Ids from a topic up to the broadest kind it belongs to, itself first. */
export function lineage(id: string, knowledge: Pick<Knowledge, 'topics'>): string[] {
  const seen: string[] = [];
  for (
    let at: string | undefined = id;
    at !== undefined && !seen.includes(at);
    at = knowledge.topics.get(at)?.parent
  )
    seen.push(at);
  return seen;
}

type Measured = Pick<Knowledge, 'topics' | 'environments'>;

/** By topic, the environments that are it or belong to it, for as long as notes are what they are. */
const known = new WeakMap<
  Measured['environments'],
  { of: Measured['topics']; byTopic: Map<string, string[]> }
>();

function environmentsByTopic({ topics, environments }: Measured): ReadonlyMap<string, readonly string[]> {
  const before = known.get(environments);
  if (before?.of === topics) return before.byTopic;
  const byTopic = new Map<string, string[]>();
  for (const [id, { topic }] of Object.entries(environments))
    for (const one of topic === undefined ? [] : lineage(topic, { topics }))
      byTopic.set(one, [...(byTopic.get(one) ?? []), id]);
  known.set(environments, { of: topics, byTopic });
  return byTopic;
}

/** Environments that are this topic, or belong to it: those of its products for a kind of virtualization. */
export const environmentsOf = (topic: string, knowledge: Measured): readonly string[] =>
  environmentsByTopic(knowledge).get(topic) ?? [];

/** Published rows in which two topics were measured together, by how the first came out. */
export interface Duel {
  readonly ahead: readonly Benchmark[];
  readonly behind: readonly Benchmark[];
  /** Draws, and rows in which it depends on the variant. */
  readonly even: readonly Benchmark[];
}

/** How two topics compare where one source measured both on one machine. */
export function duel(
  one: string,
  other: string,
  families: readonly MetricFamily[],
  knowledge: Measured & Pick<Knowledge, 'benchmarks'>,
): Duel {
  const [mine, theirs] = [environmentsOf(one, knowledge), environmentsOf(other, knowledge)];
  const rows = { ahead: [] as Benchmark[], behind: [] as Benchmark[], even: [] as Benchmark[] };
  if (mine.length === 0 || theirs.length === 0) return rows;
  for (const row of knowledge.benchmarks) {
    if (row.origin !== 'published' || !families.includes(row.family) || !isConclusive(row)) continue;
    const of = (ids: readonly string[], not: readonly string[]) =>
      row.results.filter(
        (result) =>
          isMeasured(result) && ids.includes(result.environment) && !not.includes(result.environment),
      );
    const pairs = of(mine, theirs).flatMap((a) =>
      of(theirs, mine).map((b) =>
        isDraw(row, a.value, b.value) ? 0 : Math.sign(lead(row, a.value, b.value)),
      ),
    );
    if (pairs.length === 0) continue;
    if (pairs.every((sign) => sign > 0)) rows.ahead.push(row);
    else if (pairs.every((sign) => sign < 0)) rows.behind.push(row);
    else rows.even.push(row);
  }
  return rows;
}

/** Whether measurements speak against the first topic being better: it was behind, or never ahead where both were measured. */
export const isContradicted = ({ ahead, behind, even }: Duel): boolean =>
  behind.length > 0 || (ahead.length === 0 && even.length > 0);
