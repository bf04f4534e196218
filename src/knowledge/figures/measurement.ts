import type { Lang } from '../../text.ts';
import type { Benchmark, MetricFamily } from './benchmark.ts';

type Label = Readonly<Record<Lang, string>>;

export const TOOLS = ['sysbench', 'fio', 'hyperfine'] as const;
export type Tool = (typeof TOOLS)[number];

/** One number a tool printed, with what it was measured under. */
export interface Measurement {
  readonly tool: Tool;
  readonly family: MetricFamily;
  readonly workload: Label;
  readonly metric: Label;
  readonly unit: string;
  readonly better: Benchmark['better'];
  readonly value: number;
  /** Version and options: only results under the same ones stand in one row. */
  readonly conditions: Label;
  /** The line or field the number was read from. */
  readonly evidence: string;
}

/** Output that cannot be read. The message names file and line, and what was expected there. */
export class MeasurementError extends Error {
  readonly file: string;
  readonly line: number;

  constructor(file: string, line: number, expected: string) {
    super(`${file}:${line}: ${expected}`);
    this.name = 'MeasurementError';
    this.file = file;
    this.line = line;
  }
}

/** A tool's output as it was saved. */
export interface Output {
  readonly name: string;
  readonly text: string;
}
