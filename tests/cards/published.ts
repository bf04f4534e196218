import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  type Benchmark,
  benchmarkFileSchema,
  environmentsSchema,
} from '../../src/knowledge/figures/benchmark.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { knowledgeOf, topic } from './topics.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'knowledge', 'benchmarks');
const read = (file: string): unknown => parse(readFileSync(join(FOLDER, file), 'utf8'));

export const environments = environmentsSchema.parse(read('environments.yaml'));

/** The figures the project publishes, read without the loader. */
export const published: readonly Benchmark[] = readdirSync(FOLDER)
  .filter((file) => file !== 'environments.yaml')
  .map((file) => benchmarkFileSchema.parse(read(file)))
  .sort((a, b) => a.source.order - b.source.order)
  .flatMap(({ source, rows }) => rows.map((row): Benchmark => ({ ...row, source, origin: 'published' })));

const topics = [...new Set(Object.values(environments).flatMap((one) => one.topic ?? []))];

/** Those figures with a bare topic for everything they measure. */
export const publishedKnowledge: Knowledge = knowledgeOf(
  [...topics.map((id) => topic(id, { ja: id, en: id })), topic('cgroups')],
  { benchmarks: published, environments },
);
