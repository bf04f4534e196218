import type { Benchmark, Environments } from './figures/benchmark.ts';
import type { Brand, Problem, Topic } from './topic.ts';

/** Everything the bot knows. Replaced whole when notes change, never edited in place. */
export interface Knowledge {
  /** Hash of what was read; the same files give the same version. */
  readonly version: string;
  /** In a fixed order: by id. */
  readonly topics: ReadonlyMap<string, Topic>;
  readonly brands: readonly Brand[];
  readonly benchmarks: readonly Benchmark[];
  readonly environments: Environments;
  readonly problems: readonly Problem[];
}
