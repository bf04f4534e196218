import * as z from 'zod';

/** What a figure is about; `/virt bench cpu` picks one. */
export const METRIC_FAMILIES = [
  'cpu',
  'memory',
  'io',
  'network',
  'startup',
  'density',
  'syscall',
  'application',
] as const;
export type MetricFamily = (typeof METRIC_FAMILIES)[number];

const label = z.strictObject({ ja: z.string().min(1), en: z.string().min(1) });
const url = z.url({ protocol: /^https?$/ });

/** `~` about · `<` `<=` upper bound · `>` `>=` lower bound · `up to` best case · `estimate` not measured */
const qualifier = z.enum(['~', '<', '<=', '>', '>=', 'up to', 'up to ~', 'estimate']);
/** Where a figure was seen: the authors' data, their words, somebody quoting them, or a chart measured by eye. */
const level = z.enum(['primary-data', 'primary-text', 'secondary-quote', 'chart-reading']);

const resultSchema = z.strictObject({
  /** Id in `environments.yaml`. */
  environment: z.string().min(1),
  value: z.number(),
  /** Upper end when the source gives a range. */
  valueMax: z.number().optional(),
  qualifier: qualifier.optional(),
});

const rowSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  family: z.enum(METRIC_FAMILIES),
  workload: label,
  metric: label,
  unit: z.string().min(1),
  /** Decimals the source prints, so that 19.0 is not shown as 19; as many as each number has when absent. */
  decimals: z.int().min(0).max(4).optional(),
  better: z.enum(['lower', 'higher']),
  results: z.array(resultSchema).min(1),
  /** Where the figure stands in the source, or how it was read. */
  evidence: z.string().min(1),
  confidence: z.enum(['high', 'medium', 'low']),
  /** Where it differs from the level of the source. */
  level: level.optional(),
  /** Place among the findings a bare `bench` shows after the first source; absent = not among them. */
  headline: z.int().min(1).optional(),
  /** Conditions of this row beyond those of the source. */
  conditions: label.optional(),
  /** What the source states as its error, in the unit of the row: smaller differences are draws. */
  error: z.number().positive().optional(),
  /** Every figure is a loss in % against this environment, which has none of its own. */
  lossAgainst: z.string().optional(),
  /** What the row shows must not be generalised: nothing is concluded from it. Its conditions say why. */
  inconclusive: z.literal(true).optional(),
});

/** One file of `knowledge/benchmarks/`: a source and the figures taken from it. */
export const benchmarkFileSchema = z.strictObject({
  source: z.strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    title: z.string().min(1),
    /** What to call it in a line of text, without the year. */
    short: label.optional(),
    authors: z.string().min(1),
    url,
    /** `null` when the copy that was read carries no date. */
    year: z.int().min(1970).max(2100).nullable(),
    level,
    conditions: label,
    /** What a reader must know before quoting it, e.g. that the conditions are unknown. */
    caution: label.optional(),
    /** What it is to the notes, where a bare `bench` shows it beside the first source although little follows from it. */
    beside: label.optional(),
    /** 1 is shown first by a bare `bench`: the best documented comparison. */
    order: z.int().min(1).default(100),
  }),
  rows: z.array(rowSchema).min(1),
});

/**
 * `knowledge/benchmarks/environments.yaml`: what was measured, in the order columns are shown, and the topic that
 * explains it. Overhead is relative to the `baseline`, or to a `reference` where the baseline was not measured.
 */
export const environmentsSchema = z.record(
  z.string().regex(/^[a-z0-9.-]+$/),
  z.strictObject({
    label,
    topic: z.string().optional(),
    baseline: z.boolean().optional(),
    reference: z.boolean().optional(),
    /** Runs on the kernel of the baseline itself: where it comes out ahead, that is the spread of the runs. */
    sameKernel: z.boolean().optional(),
  }),
);

export type BenchmarkFile = z.infer<typeof benchmarkFileSchema>;
export type BenchmarkSource = z.infer<typeof benchmarkFileSchema>['source'];
export type BenchmarkResult = z.infer<typeof resultSchema>;
export type Environments = z.infer<typeof environmentsSchema>;

/** One workload and metric, measured in several environments by one source under one set of conditions. */
export interface Benchmark extends z.infer<typeof rowSchema> {
  readonly source: BenchmarkSource;
  readonly origin: 'published' | 'own';
  /** Of published ones. */
  readonly at?: { readonly file: string; readonly line: number };
}
