import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { benchmarkCard } from '../../src/cards/bench/bench-card.ts';
import { MeasurementError, parseMeasurements } from '../../src/knowledge/figures/measurements.ts';
import {
  addOwnFigures,
  environmentFor,
  readOwnFigures,
  withOwnFigures,
} from '../../src/knowledge/figures/own-figures.ts';
import { environments, publishedKnowledge } from '../cards/published.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'measurements');
const saved = (name: string) => ({ name, text: readFileSync(join(FIXTURES, name), 'utf8') });
const parse = (name: string) => parseMeasurements(saved(name));
const changed = (name: string, from: string | RegExp, to: string) => {
  const output = saved(name);
  const text = output.text.replace(from, to);
  if (text === output.text) throw new Error('the fixture has no such text');
  return { name, text };
};

describe('saved output', () => {
  test.each([
    ['sysbench-cpu.txt', 'cpu', 2855.89, 'events/s', 'higher'],
    ['sysbench-memory.txt', 'memory', 3865.14, 'MiB/s', 'higher'],
    ['sysbench-fileio.txt', 'io', 79.73, 'MiB/s', 'higher'],
    ['sysbench-fileio-seqrd.txt', 'io', 4495.49, 'MiB/s', 'higher'],
    ['sysbench-threads.txt', 'cpu', 653.58, 'events/s', 'higher'],
    ['sysbench-mutex.txt', 'cpu', 0.0037, 's', 'lower'],
    ['fio-randread.json', 'io', 12904, 'IOPS', 'higher'],
    ['hyperfine.json', 'application', 1.857, 'ms', 'lower'],
  ])('of a real run: %s', (name, family, value, unit, better) => {
    expect(parse(name)[0]).toMatchObject({ family, value, unit, better });
  });

  test('of a mixed run gives reads and writes, of which one that did nothing gives no figure', () => {
    expect(parse('sysbench-fileio.txt').map((one) => [one.metric.en, one.value])).toEqual([
      ['read rate', 79.73],
      ['write rate', 53.15],
    ]);
    expect(parse('sysbench-fileio-seqrd.txt')).toHaveLength(1);
    expect(new Set(parse('fio-randrw.json').map((one) => one.workload.en))).toEqual(
      new Set(['fio mix (read)', 'fio mix (write)']),
    );
  });

  test('of fio gives operations, bandwidth and the 99th percentile, each in its unit', () => {
    expect(parse('fio-randread.json').map((one) => [one.unit, one.value])).toEqual([
      ['IOPS', 12904],
      ['MB/s', 52.86],
      ['µs', 305.15],
    ]);
  });

  test('of a command that took no time is left out, and the others are taken', () => {
    const none = changed('hyperfine.json', /"mean": [\d.e-]+/, '"mean": 0');

    expect(parseMeasurements(none).map((one) => one.workload.ja)).toEqual(['echo hello']);
  });

  test.each([
    [
      'fio',
      'randread: (g=0): rw=randread, bs=(R) 4096B-4096B, ioengine=libaio\nfio-3.33\n',
      '--output-format=json',
    ],
    ['hyperfine', 'Benchmark 1: true\n  Time (mean ± σ):       0.6 ms ±   0.1 ms\n', '--export-json'],
  ])('that %s prints for people is told with the option to use', (tool, text, option) => {
    expect(() => parseMeasurements({ name: 'x.txt', text })).toThrow(option);
    expect(() => parseMeasurements({ name: 'x.txt', text })).toThrow(`what ${tool} prints for people`);
  });

  test('of hyperfine gives one figure per command', () => {
    expect(parse('hyperfine.json').map((one) => one.workload.ja)).toEqual(['true', 'echo hello']);
  });

  test('keeps what it was measured under, and the line it was read from', () => {
    const [memory] = parse('sysbench-memory.txt');
    const [fio] = parse('fio-randread.json');

    expect(memory?.conditions.ja).toBe('sysbench 1.0.20、1スレッド、ブロック1KiB、write, global');
    expect(memory?.evidence).toBe('sysbench-memory.txt line 20: 7733.27 MiB transferred (3865.14 MiB/sec)');
    expect(fio?.conditions.en).toBe('fio-3.33, rw=randread, bs=4k, ioengine=psync, size=8M, runtime=1');
    expect(fio?.evidence).toBe('fio-randread.json line 27: jobs[0].read.iops');
  });
});

describe('output that cannot be read names the line', () => {
  const fails = (output: { name: string; text: string }) => {
    try {
      parseMeasurements(output);
    } catch (error) {
      if (error instanceof MeasurementError) return error.message;
      throw error;
    }
    throw new Error(`${output.name} was read`);
  };

  test('cut off', () => {
    const { name, text } = saved('sysbench-cpu.txt');
    const cut = text.slice(0, text.indexOf('General statistics'));

    expect(fails({ name, text: cut })).toMatch(/^sysbench-cpu\.txt:15: expected a line like "execution time/);
  });

  test('of another version', () => {
    expect(fails(changed('sysbench-cpu.txt', '1.0.20', '1.1.0'))).toBe(
      'sysbench-cpu.txt:1: sysbench 1.1.0 is not supported; expected 1.0',
    );
    expect(fails(changed('sysbench-cpu.txt', '1.0.20', '0.4.12'))).toContain(
      'sysbench 0.4.12 is not supported',
    );
  });

  test('of a run that failed', () => {
    expect(fails(changed('sysbench-cpu.txt', /^CPU speed/m, 'FATAL: cannot open file'))).toMatch(
      /^sysbench-cpu\.txt:14: sysbench reported "FATAL: cannot open file/,
    );
    expect(fails(changed('hyperfine.json', /"exit_codes": \[\s*0/, '"exit_codes": [\n 1'))).toMatch(
      /^hyperfine\.json:\d+: "true" ended with exit code 1/,
    );
    expect(fails(changed('fio-randread.json', '"error" : 0', '"error" : 5'))).toMatch(
      /^fio-randread\.json:10: job "randread" ended with error 5/,
    );
  });

  test('of a run that did nothing', () => {
    expect(fails(changed('sysbench-cpu.txt', '2855.89', '0.00'))).toBe(
      'sysbench-cpu.txt:15: the run did no work: the rate is 0',
    );
  });

  test('with a word where a number belongs', () => {
    expect(fails(changed('sysbench-cpu.txt', '2855.89', '28.5.9'))).toMatch(
      /^sysbench-cpu\.txt:15: expected a number/,
    );
    expect(fails(changed('fio-randread.json', /"iops" : [\d.]+/, '"iops" : "fast"'))).toMatch(
      /^fio-randread\.json:27: .*jobs\.0\.read\.iops/,
    );
  });

  test('of broken JSON', () => {
    const { name, text } = saved('hyperfine.json');

    const cut = text.slice(0, 200);
    const last = cut.split('\n').length;

    expect(fails({ name, text: cut })).toMatch(
      new RegExp(`^hyperfine\\.json:${last}: expected the JSON output of hyperfine`),
    );
    expect(fails({ name: 'x.json', text: '{"a": 1}' })).toMatch(
      /^x\.json:1: expected the JSON output of hyperfine: results/,
    );
  });

  test('that does not say which test it is of', () => {
    expect(fails({ ...saved('sysbench-mutex.txt'), name: 'result.txt' })).toMatch(
      /^result\.txt:1: .*put that word in the file name/,
    );
  });

  test.each(['', '   \n', 'hello\nworld', '<html>', 'sysbench', '{', '[]', '\u0000\u0001'])('%j', (text) => {
    expect(fails({ name: 'garbage.txt', text })).toMatch(/^garbage\.txt:\d+: /);
  });

  test('whatever is cut out of real output, a figure is read from it or the line is named', () => {
    for (const name of ['sysbench-fileio.txt', 'hyperfine.json']) {
      const { text } = saved(name);
      fc.assert(
        fc.property(fc.nat(text.length), fc.nat(80), (from, length) => {
          try {
            const cut = text.slice(0, from) + text.slice(from + length);
            for (const one of parseMeasurements({ name, text: cut })) expect(one.value).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toBeInstanceOf(MeasurementError);
          }
        }),
        { numRuns: 200 },
      );
    }
  });
});

describe('an environment', () => {
  test('is found by its id and by either of its names', () => {
    for (const label of ['docker', 'Docker', 'DOCKER'])
      expect(environmentFor(label, environments)).toEqual({ id: 'docker' });
    expect(environmentFor('物理マシン', environments).id).toBe('bare-metal');
  });

  test('that is new gets an id of its label', () => {
    expect(environmentFor('My Laptop', environments)).toEqual({
      id: 'my-laptop',
      entry: { label: { ja: 'My Laptop', en: 'My Laptop' } },
    });
    expect(environmentFor('会社のPC', environments).id).toMatch(/^env-[0-9a-f]{8}$/);
  });
});

describe('own figures', () => {
  let folder = '';
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'virt-figures-')), 'benchmarks');
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

  const add = (environment: string, name = 'sysbench-cpu.txt') =>
    addOwnFigures(folder, {
      measurements: parse(name),
      environment,
      date: '2026-11-23',
      known: environments,
    });

  test('under the same conditions stand in one row, a later run replacing the earlier', async () => {
    await add('bare-metal');
    await add('会社のPC');
    await add('bare-metal');
    const { benchmarks, environments: named } = await readOwnFigures(folder);

    expect(benchmarks).toHaveLength(1);
    expect(benchmarks[0]?.results.map((one) => named[one.environment]?.label.ja ?? one.environment)).toEqual([
      '会社のPC',
      'bare-metal',
    ]);
    expect(benchmarks[0]?.origin).toBe('own');
    expect(benchmarks[0]?.evidence.split(' | ')).toHaveLength(2);
    expect(benchmarks[0]?.evidence).toContain(
      'sysbench-cpu.txt line 15: events per second: 2855.89 (2026-11-23)',
    );
  });

  test('under other conditions do not', async () => {
    await add('docker');
    const other = parseMeasurements(
      changed('sysbench-cpu.txt', 'Number of threads: 1', 'Number of threads: 4'),
    );
    await addOwnFigures(folder, {
      measurements: other,
      environment: 'docker',
      date: '2026-11-23',
      known: environments,
    });

    expect((await readOwnFigures(folder)).benchmarks).toHaveLength(2);
  });

  test('leave no half-written file behind', async () => {
    await add('docker');
    await add('docker', 'fio-randread.json');

    expect(readdirSync(folder).sort()).toEqual(['own-fio.yaml', 'own-sysbench.yaml']);
  });

  test('are not touched when the file on disk was broken by hand', async () => {
    await add('docker');
    const path = join(folder, 'own-sysbench.yaml');
    writeFileSync(path, 'source: [\n');

    await expect(add('kvm')).rejects.toThrow(/own-sysbench\.yaml:\d+: /);
    expect(readFileSync(path, 'utf8')).toBe('source: [\n');
  });

  test('are nothing where nothing was stored', async () => {
    expect(await readOwnFigures(folder)).toEqual({ benchmarks: [], environments: {} });
  });

  test('are shown beside the published ones, compared with bare metal', async () => {
    await add('bare-metal');
    const slower = parseMeasurements(changed('sysbench-cpu.txt', '2855.89', '1427.95'));
    await addOwnFigures(folder, {
      measurements: slower,
      environment: 'docker',
      date: '2026-11-23',
      known: environments,
    });
    const notes = withOwnFigures(publishedKnowledge, await readOwnFigures(folder));
    const card = benchmarkCard({ families: [], topics: [], view: 'mine' }, notes, 'ja');

    expect(notes.version).not.toBe(publishedKnowledge.version);
    expect(JSON.stringify(card.more?.body)).toContain('1,427.95 events/s');
    expect(JSON.stringify(card.body)).toMatch(/−50%/);
    expect(JSON.stringify(card.more?.body)).toContain('公開された測定（CPU）');
    expect(card.picture?.kind).toBe('bars');
  });
});
