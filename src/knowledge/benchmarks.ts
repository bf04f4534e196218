import type { z } from 'zod';
import { type Benchmark, benchmarkFileSchema, type Environments, environmentsSchema } from './benchmark.ts';
import type { Problem } from './topic.ts';
import { readYaml, type Yaml } from './yaml.ts';

/** A YAML file of `benchmarks/`. */
export interface DataFile {
  readonly path: string;
  readonly file: string;
  readonly text: string;
}

export interface Benchmarks {
  readonly environments: Environments;
  readonly benchmarks: readonly Benchmark[];
  readonly problems: readonly Problem[];
}

function checked<T>(schema: z.ZodType<T>, yaml: Yaml, file: string, problems: Problem[]): T | undefined {
  for (const { line, message } of yaml.errors) problems.push({ severity: 'error', file, line, message });
  if (yaml.errors.length > 0) return undefined;
  const parsed = schema.safeParse(yaml.value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const field = issue.path.map(String).join('.');
    problems.push({ severity: 'error', file, line: yaml.lineOf(issue.path), field, message: issue.message });
  }
  return undefined;
}

interface Environment {
  readonly value: Environments[string];
  readonly file: string;
  readonly line: number;
}

const isEnvironments = (path: string): boolean => /(^|\/)environments\.ya?ml$/i.test(path);

function readEnvironments(files: readonly DataFile[], problems: Problem[]): Map<string, Environment> {
  const found = new Map<string, Environment>();
  for (const { path, file, text } of files) {
    if (!isEnvironments(path)) continue;
    const yaml = readYaml(text);
    for (const [id, value] of Object.entries(checked(environmentsSchema, yaml, file, problems) ?? {}))
      found.set(id, { value, file, line: yaml.lineOf([id, 'topic']) });
  }
  return found;
}

function readRows(data: DataFile, known: ReadonlyMap<string, Environment>, problems: Problem[]): Benchmark[] {
  const yaml = readYaml(data.text);
  const content = checked(benchmarkFileSchema, yaml, data.file, problems);
  return (content?.rows ?? []).flatMap((row, index): Benchmark[] => {
    const results = row.results.filter((result, at) => {
      if (known.has(result.environment)) return true;
      const path = ['rows', index, 'results', at, 'environment'];
      problems.push({
        severity: 'error',
        file: data.file,
        line: yaml.lineOf(path),
        field: path.join('.'),
        message: `unknown environment "${result.environment}"; it is not in environments.yaml, the result is left out`,
      });
      return false;
    });
    return results.length > 0 && content
      ? [{ ...row, results, source: content.source, origin: 'published' }]
      : [];
  });
}

/** Rows by id; the later of two with the same id is kept, and the clash reported. */
function unique(rows: readonly { row: Benchmark; file: string }[], problems: Problem[]): Benchmark[] {
  const found = new Map<string, { row: Benchmark; file: string }>();
  for (const one of rows) {
    const before = found.get(one.row.id);
    if (before)
      problems.push({
        severity: 'error',
        file: one.file,
        line: 1,
        field: 'rows',
        message: `row id "${one.row.id}" is used twice; the one in ${before.file} is left out`,
      });
    found.set(one.row.id, one);
  }
  return [...found.values()].map(({ row }) => row);
}

/** Reads the figures of all folders; a file with a mistake is left out whole, so that no half-checked number is shown. */
export function readBenchmarks(files: readonly DataFile[], topicExists: (id: string) => boolean): Benchmarks {
  const problems: Problem[] = [];
  const environments = readEnvironments(files, problems);
  for (const [id, { value, file, line }] of environments) {
    if (value.topic === undefined || topicExists(value.topic)) continue;
    const message = `unknown topic "${value.topic}"`;
    problems.push({ severity: 'error', file, line, field: `${id}.topic`, message });
  }
  const rows = files
    .filter((data) => !isEnvironments(data.path))
    .flatMap((data) => readRows(data, environments, problems).map((row) => ({ row, file: data.file })));
  const benchmarks = unique(rows, problems).sort(
    (a, b) =>
      a.source.order - b.source.order || (a.source.id < b.source.id ? -1 : a.source.id > b.source.id ? 1 : 0),
  );
  const values = Object.fromEntries([...environments].map(([id, { value }]) => [id, value]));
  return { environments: values, benchmarks, problems };
}
