import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import { LANGS } from '../../text.ts';
import type { Knowledge } from '../knowledge.ts';
import { type Benchmark, benchmarkFileSchema, type Environments, environmentsSchema } from './benchmark.ts';
import { type Measurement, TOOLS, type Tool } from './measurement.ts';

type File = z.infer<typeof benchmarkFileSchema>;
type Row = File['rows'][number];

const HOMES: Readonly<Record<Tool, string>> = {
  sysbench: 'https://github.com/akopytov/sysbench',
  fio: 'https://github.com/axboe/fio',
  hyperfine: 'https://github.com/sharkdp/hyperfine',
};

/** One file per tool, beside each other in a folder of the data directory. */
const fileOf = (folder: string, tool: Tool): string => join(folder, `own-${tool}.yaml`);
const environmentsFile = (folder: string): string => join(folder, 'environments.yaml');

const empty = (tool: Tool): File => ({
  source: {
    id: `own-${tool}`,
    title: tool,
    short: { ja: `自分の測定（${tool}）`, en: `Own runs (${tool})` },
    authors: 'own',
    url: HOMES[tool],
    year: null,
    level: 'primary-data',
    conditions: { ja: '条件は各行に記載。', en: 'Conditions stand in each row.' },
    order: 1,
  },
  rows: [],
});

/** A file of ours that somebody edited into something we cannot read: it is left alone. */
export class OwnFiguresError extends Error {}

async function read<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const { readYaml } = await import('../notes/yaml.ts');
  const yaml = readYaml(text);
  const [broken] = yaml.errors;
  if (broken) throw new OwnFiguresError(`${path}:${broken.line}: ${broken.message}`);
  const parsed = schema.safeParse(yaml.value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new OwnFiguresError(
    `${path}:${yaml.lineOf(issue?.path ?? [])}: ${issue?.path.join('.')}: ${issue?.message}`,
  );
}

/** Readers see the old file or the new one, never half of it. */
async function write(path: string, value: unknown): Promise<void> {
  const part = `${path}.${randomUUID()}.part`;
  try {
    const { writeYaml } = await import('../notes/yaml.ts');
    await writeFile(part, writeYaml(value));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
const short = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** Results under the same version and options share a row, whatever day they were measured. */
function rowId(one: Measurement): string {
  const name = slug(`${one.workload.en} ${one.metric.en}`).slice(0, 60);
  return `own-${name}-${short(JSON.stringify([one.workload, one.metric, one.unit, one.conditions]))}`;
}

/** The environment a label names: a known one by id or by either of its names, else a new one. */
export function environmentFor(
  label: string,
  known: Environments,
): { id: string; entry?: Environments[string] } {
  const wanted = label.trim();
  const same = (text: string) => text.toLowerCase() === wanted.toLowerCase();
  const found = Object.entries(known).find(
    ([id, one]) => same(id) || LANGS.some((lang) => same(one.label[lang])),
  );
  if (found) return { id: found[0] };
  const plain = slug(wanted);
  const id = plain.length >= 2 && /^[\x20-\x7e]+$/.test(wanted) ? plain : `env-${short(wanted)}`;
  return { id, entry: { label: { ja: wanted, en: wanted } } };
}

const evidenceOf = (environment: string, { date, from }: { date: string; from: string }): string =>
  `${environment}: ${from} (${date})`;
const parts = (evidence: string): string[] => evidence.split(' | ');

/** The row with this result in it; an earlier result of the same environment is replaced. */
function merged(before: Row | undefined, one: Measurement, environment: string, date: string): Row {
  const evidence = parts(before?.evidence ?? '').filter(
    (part) => part !== '' && !part.startsWith(`${environment}: `),
  );
  const results = (before?.results ?? []).filter((result) => result.environment !== environment);
  return {
    id: rowId(one),
    family: one.family,
    workload: one.workload,
    metric: one.metric,
    unit: one.unit,
    better: one.better,
    results: [...results, { environment, value: one.value }],
    evidence: [...evidence, evidenceOf(environment, { date, from: one.evidence })].join(' | '),
    confidence: 'medium',
    conditions: one.conditions,
  };
}

export interface Addition {
  readonly measurements: readonly Measurement[];
  /** Where they were measured, as the person calls it: `docker`, `Bare metal`, `会社のPC`. */
  readonly environment: string;
  /** ISO date of the run. */
  readonly date: string;
  /** Environments that have names already. */
  readonly known: Environments;
}

/**
 * Stores one's own results in `folder`, in the schema of published figures. Throws `OwnFiguresError`, with nothing
 * changed, when a file of the folder cannot be read.
 */
export async function addOwnFigures(folder: string, addition: Addition): Promise<{ rows: number }> {
  const ownEnvironments = (await read(environmentsFile(folder), environmentsSchema)) ?? {};
  const { id, entry } = environmentFor(addition.environment, { ...ownEnvironments, ...addition.known });
  const changed: { path: string; file: File }[] = [];
  for (const tool of TOOLS) {
    const added = addition.measurements.filter((one) => one.tool === tool);
    if (added.length === 0) continue;
    const path = fileOf(folder, tool);
    const file = (await read(path, benchmarkFileSchema)) ?? empty(tool);
    const rows = new Map(file.rows.map((row) => [row.id, row]));
    for (const one of added) rows.set(rowId(one), merged(rows.get(rowId(one)), one, id, addition.date));
    changed.push({ path, file: benchmarkFileSchema.parse({ ...file, rows: [...rows.values()] }) });
  }
  await mkdir(folder, { recursive: true });
  // The name first: a result whose environment has no name would be left out by readers.
  if (entry)
    await write(environmentsFile(folder), environmentsSchema.parse({ ...ownEnvironments, [id]: entry }));
  for (const { path, file } of changed) await write(path, file);
  return { rows: addition.measurements.length };
}

export type OwnFigures = Pick<Knowledge, 'benchmarks' | 'environments'>;

/** One's own results as stored; nothing when there are none. Throws `OwnFiguresError`. */
export async function readOwnFigures(folder: string): Promise<OwnFigures> {
  const environments = (await read(environmentsFile(folder), environmentsSchema)) ?? {};
  const files = await Promise.all(TOOLS.map((tool) => read(fileOf(folder, tool), benchmarkFileSchema)));
  const benchmarks = files.flatMap((file) =>
    (file?.rows ?? []).map(
      (row): Benchmark => ({ ...row, source: file?.source ?? empty('sysbench').source, origin: 'own' }),
    ),
  );
  return { benchmarks, environments };
}

/** Notes with one's own results beside the published ones. Published names of environments win. */
export const withOwnFigures = (knowledge: Knowledge, own: OwnFigures): Knowledge =>
  own.benchmarks.length === 0
    ? knowledge
    : {
        ...knowledge,
        version: `${knowledge.version}-${short(JSON.stringify(own))}`,
        benchmarks: [...knowledge.benchmarks, ...own.benchmarks],
        environments: { ...own.environments, ...knowledge.environments },
      };
