import type { Lang } from '../text.ts';
import type { Benchmark, Environments } from './figures/benchmark.ts';
import type { Brand, Problem, Topic } from './topic.ts';
import type { PublishingTool } from './trees/site-config.ts';

/** What was read from one folder of notes. */
export interface FolderSummary {
  readonly folder: string;
  /** The tool it is published with, told by its configuration. */
  readonly tool: PublishingTool;
  readonly notes: number;
  readonly pages: number;
  readonly sections: number;
  /** Topics of each language. */
  readonly langs: Readonly<Record<Lang, number>>;
  /** On how many pages forms of which tool for Markdown stand. */
  readonly dialects: Readonly<Record<string, number>>;
}

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
  readonly folders?: readonly FolderSummary[];
}

/** Makes data what its type says: readers share it across requests. */
export function freeze<T>(value: T): T {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value;
  Object.freeze(value);
  if (Array.isArray(value)) for (const inner of value) freeze(inner);
  else for (const key in value) freeze(value[key]);
  return value;
}
