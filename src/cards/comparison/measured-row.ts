import type { Benchmark, BenchmarkResult } from '../../knowledge/figures/benchmark.ts';
import { isConclusive, isDraw, isMeasured } from '../../knowledge/figures/standing.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Topic } from '../../knowledge/topic.ts';
import { bracketed } from '../../talk/sentences/punctuation.ts';
import { type Lang, text } from '../../text.ts';
import { figureOf } from '../bench/bench-naming.ts';
import { representative } from '../bench/bench-select.ts';
import type { Cell, ComparisonRow } from './comparison.ts';

type Known = Pick<Knowledge, 'environments' | 'benchmarks'>;

/** The one figure of each topic in a row; nothing where one has none or several, by variant. */
function figuresIn(
  row: Benchmark,
  topics: readonly Topic[],
  { environments }: Known,
): BenchmarkResult[] | undefined {
  const found = topics.map(({ id }) =>
    row.results.filter((result) => environments[result.environment]?.topic === id && isMeasured(result)),
  );
  return found.every((results) => results.length === 1) ? found.flat() : undefined;
}

/** Measured side by side by one source that may be quoted, with a difference its error does not explain. */
function tells(row: Benchmark, topics: readonly Topic[], knowledge: Known): boolean {
  if (row.origin !== 'published' || row.confidence === 'low' || row.source.caution || !isConclusive(row))
    return false;
  const values = figuresIn(row, topics, knowledge)?.map(({ value }) => value) ?? [];
  return values.length > 1 && !isDraw(row, Math.min(...values), Math.max(...values));
}

/** What one source measured of all the topics, as a row of numbers, where the notes have one. */
export function measuredRow(
  topics: readonly Topic[],
  knowledge: Known,
  lang: Lang,
): ComparisonRow | undefined {
  const rows = knowledge.benchmarks.filter((row) => tells(row, topics, knowledge));
  const [row] = representative(rows, 1);
  const figures = row && figuresIn(row, topics, knowledge);
  if (!row || !figures) return undefined;
  const { title, url, year } = row.source;
  const cell = (result: BenchmarkResult): Cell => ({
    value: text(figureOf(row, result, lang)),
    inherited: false,
    source: { title, url },
  });
  const label = `${row.workload[lang]}${year === null ? '' : bracketed(String(year), lang)}`;
  return { id: 'measured', label, cells: figures.map(cell) };
}
