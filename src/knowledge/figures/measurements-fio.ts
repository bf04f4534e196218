import * as z from 'zod';
import { readYaml } from '../notes/yaml.ts';
import { type Measurement, MeasurementError, type Output } from './measurement.ts';
import { readJson } from './measurements-json.ts';

const direction = z.object({
  bw_bytes: z.number().nonnegative(),
  iops: z.number().nonnegative(),
  total_ios: z.number().nonnegative(),
  clat_ns: z.object({ percentile: z.record(z.string(), z.number()).optional() }).optional(),
});

const fioSchema = z.object({
  'fio version': z.string(),
  'global options': z.record(z.string(), z.string()).optional(),
  jobs: z
    .array(
      z.object({
        jobname: z.string(),
        error: z.number(),
        'job options': z.record(z.string(), z.string()).default({}),
        read: direction,
        write: direction,
      }),
    )
    .min(1),
});

type Direction = z.infer<typeof direction>;
type Job = z.infer<typeof fioSchema>['jobs'][number];

const DIRECTIONS = {
  read: { ja: '読み込み', en: 'read' },
  write: { ja: '書き込み', en: 'write' },
} as const;

/** Options that change what a result means; the rest (file names, sizes of logs) do not belong in the conditions. */
const TELLING = [
  'rw',
  'readwrite',
  'rwmixread',
  'bs',
  'iodepth',
  'numjobs',
  'ioengine',
  'direct',
  'size',
  'runtime',
];

function figuresOf(done: Direction): {
  metric: Measurement['metric'];
  unit: string;
  better: 'lower' | 'higher';
  value: number;
  field: string;
}[] {
  const p99 = done.clat_ns?.percentile?.['99.000000'];
  return [
    {
      metric: { ja: '毎秒の入出力数', en: 'operations per second' },
      unit: 'IOPS',
      better: 'higher',
      value: Math.round(done.iops),
      field: 'iops',
    },
    {
      metric: { ja: '帯域', en: 'bandwidth' },
      unit: 'MB/s',
      better: 'higher',
      value: Math.round(done.bw_bytes / 1e4) / 100,
      field: 'bw_bytes',
    },
    ...(p99 === undefined
      ? []
      : [
          {
            metric: { ja: '99パーセンタイルの遅延', en: '99th percentile latency' },
            unit: 'µs',
            better: 'lower' as const,
            value: Math.round(p99 / 10) / 100,
            field: 'clat_ns.percentile.99.000000',
          },
        ]),
  ];
}

function fioJob(
  output: Output,
  version: string,
  shared: Record<string, string>,
  job: Job,
  index: number,
): Measurement[] {
  if (job.error !== 0)
    throw new MeasurementError(
      output.name,
      readYaml(output.text).lineOf(['jobs', index, 'error']),
      `job "${job.jobname}" ended with error ${job.error}`,
    );
  const options: Record<string, string> = { ...shared, ...job['job options'] };
  const told = TELLING.flatMap((name) => (options[name] === undefined ? [] : [`${name}=${options[name]}`]));
  const conditions = [version, ...told].join(', ');
  return (['read', 'write'] as const).flatMap((way) => {
    const done = job[way];
    if (done.total_ios === 0) return [];
    const { ja, en } = DIRECTIONS[way];
    return figuresOf(done).map(({ field, ...figure }) => ({
      ...figure,
      tool: 'fio' as const,
      family: 'io' as const,
      workload: { ja: `fio ${job.jobname}（${ja}）`, en: `fio ${job.jobname} (${en})` },
      conditions: { ja: conditions, en: conditions },
      evidence: `${output.name} line ${readYaml(output.text).lineOf(['jobs', index, way, ...field.split('.').slice(0, 1)])}: jobs[${index}].${way}.${field}`,
    }));
  });
}

/** Reads what `fio --output-format=json` prints. Throws `MeasurementError`. */
export function parseFio(output: Output): Measurement[] {
  const fio = readJson(output, fioSchema, 'fio');
  const found = fio.jobs.flatMap((job, index) =>
    fioJob(output, fio['fio version'], fio['global options'] ?? {}, job, index),
  );
  if (found.length === 0) throw new MeasurementError(output.name, 1, 'no job read or wrote anything');
  return found;
}
