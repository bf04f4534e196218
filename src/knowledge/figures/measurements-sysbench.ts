import { type Measurement, MeasurementError, type Output } from './measurement.ts';

/** A number at the start of what a pattern captured, and where it stands. */
interface Found {
  readonly value: number;
  readonly words: string;
  readonly line: number;
}

/** Looks things up in saved output; what is missing is an error that names the line. */
class Lines {
  readonly #file: string;
  readonly #lines: readonly string[];

  constructor({ name, text }: Output) {
    this.#file = name;
    this.#lines = text.split(/\r?\n/);
  }

  error(line: number, expected: string): MeasurementError {
    return new MeasurementError(this.#file, line, expected);
  }

  /** The last line with anything on it: where output that was cut off ends. */
  get end(): number {
    return this.#lines.findLastIndex((line) => line.trim() !== '') + 1;
  }

  find(pattern: RegExp): Found | undefined {
    for (const [index, line] of this.#lines.entries()) {
      const match = line.match(pattern);
      if (match) return { value: Number(match[1]), words: match[1] ?? '', line: index + 1 };
    }
    return undefined;
  }

  /** A number that must be there. `shape` is the line as sysbench prints it. */
  number(pattern: RegExp, shape: string): Found {
    const found = this.find(pattern);
    if (!found)
      throw this.error(this.end, `expected a line like "${shape}" before this one; the output looks cut off`);
    if (!Number.isFinite(found.value) || found.value < 0)
      throw this.error(found.line, `expected a number as in "${shape}", got "${found.words}"`);
    return found;
  }

  words(pattern: RegExp, shape: string): string {
    const found = this.find(pattern);
    if (!found) throw this.error(this.end, `expected a line like "${shape}" before this one`);
    return found.words;
  }

  evidence(found: Found): string {
    return `${this.#file} line ${found.line}: ${(this.#lines[found.line - 1] ?? '').trim().replace(/\s+/g, ' ')}`;
  }
}

const SUPPORTED = /^1\.0\./;

/** Version and threads, after checking that this is a whole run of a version we know. */
function header(lines: Lines): { version: string; threads: number } {
  const fatal = lines.find(/^(FATAL: .*)/);
  if (fatal) throw lines.error(fatal.line, `sysbench reported "${fatal.words}"; the run did not finish`);
  const version = lines.find(/^sysbench (\d+\.\d+(?:\.\d+)?)/);
  if (!version)
    throw lines.error(1, 'expected the output of sysbench 1.0, which begins with "sysbench 1.0.20"');
  if (!SUPPORTED.test(version.words))
    throw lines.error(version.line, `sysbench ${version.words} is not supported; expected 1.0`);
  const threads = lines.number(/^Number of threads: (\d+)/, 'Number of threads: 1');
  lines.number(/^\s*execution time \(avg\/stddev\):\s*([\d.]+)/, 'execution time (avg/stddev): 1.9961/0.00');
  return { version: version.words, threads: threads.value };
}

interface Kind {
  readonly lines: Lines;
  /** Version, threads and options, joined with `, `. */
  readonly under: (options: readonly { ja: string; en: string }[]) => Measurement['conditions'];
}

const base = (workload: Measurement['workload'], family: Measurement['family']) =>
  ({ tool: 'sysbench', workload, family }) as const;

function positive(found: Found, lines: Lines): Found {
  if (found.value === 0) throw lines.error(found.line, 'the run did no work: the rate is 0');
  return found;
}

function cpu({ lines, under }: Kind): Measurement[] {
  const rate = positive(
    lines.number(/^\s*events per second:\s*([\d.]+)/, 'events per second: 2855.89'),
    lines,
  );
  const limit = lines.words(/^Prime numbers limit: (\d+)/, 'Prime numbers limit: 10000');
  return [
    {
      ...base({ ja: 'sysbench（CPU）', en: 'sysbench CPU' }, 'cpu'),
      metric: { ja: 'CPU処理速度', en: 'CPU speed' },
      unit: 'events/s',
      better: 'higher',
      value: rate.value,
      conditions: under([{ ja: `素数の上限${limit}`, en: `prime limit ${limit}` }]),
      evidence: lines.evidence(rate),
    },
  ];
}

function memory({ lines, under }: Kind): Measurement[] {
  const rate = positive(
    lines.number(/MiB transferred \(([\d.]+) MiB\/sec\)/, '7733.27 MiB transferred (3865.14 MiB/sec)'),
    lines,
  );
  const block = lines.words(/^\s*block size: (\S+)/, 'block size: 1KiB');
  const operation = lines.words(/^\s*operation: (\w+)/, 'operation: write');
  const scope = lines.words(/^\s*scope: (\w+)/, 'scope: global');
  const options = `${operation}, ${scope}`;
  return [
    {
      ...base({ ja: 'sysbench（メモリ）', en: 'sysbench memory' }, 'memory'),
      metric: { ja: '転送速度', en: 'transfer rate' },
      unit: 'MiB/s',
      better: 'higher',
      value: rate.value,
      conditions: under([
        { ja: `ブロック${block}`, en: `${block} blocks` },
        { ja: options, en: options },
      ]),
      evidence: lines.evidence(rate),
    },
  ];
}

function fileio({ lines, under }: Kind): Measurement[] {
  const mode = lines.words(/^Doing (.+) test$/, 'Doing random r/w test');
  const block = lines.words(/^Block size (\S+)/, 'Block size 16KiB');
  const size = lines.words(/^(\S+) total file size/, '2GiB total file size');
  const engine = lines.words(/^Using (.+) I\/O mode/, 'Using synchronous I/O mode');
  const conditions = under([
    { ja: mode, en: mode },
    { ja: `ブロック${block}`, en: `${block} blocks` },
    { ja: `合計${size}`, en: `${size} in total` },
    { ja: engine, en: engine },
  ]);
  const rates = [
    {
      found: lines.number(/^\s*read, MiB\/s:\s*([\d.]+)/, 'read, MiB/s: 79.73'),
      ja: '読み込み速度',
      en: 'read rate',
    },
    {
      found: lines.number(/^\s*written, MiB\/s:\s*([\d.]+)/, 'written, MiB/s: 53.15'),
      ja: '書き込み速度',
      en: 'write rate',
    },
  ].filter(({ found }) => found.value > 0);
  if (rates.length === 0)
    throw lines.error(lines.end, 'the run did no work: read and written are both 0 MiB/s');
  return rates.map(({ found, ja, en }) => ({
    ...base({ ja: 'sysbench（ファイルI/O）', en: 'sysbench file I/O' }, 'io'),
    metric: { ja, en },
    unit: 'MiB/s',
    better: 'higher',
    value: found.value,
    conditions,
    evidence: lines.evidence(found),
  }));
}

const totals = (lines: Lines) => ({
  time: lines.number(/^\s*total time:\s*([\d.]+)s/, 'total time: 2.0028s'),
  events: lines.number(/^\s*total number of events:\s*(\d+)/, 'total number of events: 1309'),
});

/** Runs for a set time: what counts is how much was done in it. */
function threads({ lines, under }: Kind): Measurement[] {
  const { time, events } = totals(lines);
  positive(events, lines);
  positive(time, lines);
  return [
    {
      ...base({ ja: 'sysbench（スレッド）', en: 'sysbench threads' }, 'cpu'),
      metric: { ja: '処理イベント数', en: 'events' },
      unit: 'events/s',
      better: 'higher',
      value: Math.round((events.value / time.value) * 100) / 100,
      conditions: under([]),
      evidence: `${lines.evidence(events)}; ${lines.evidence(time)}`,
    },
  ];
}

/** Does a set amount of work: what counts is how long it took. */
function mutex({ lines, under }: Kind): Measurement[] {
  const time = positive(totals(lines).time, lines);
  return [
    {
      ...base({ ja: 'sysbench（ミューテックス）', en: 'sysbench mutex' }, 'cpu'),
      metric: { ja: '合計時間', en: 'total time' },
      unit: 's',
      better: 'lower',
      value: time.value,
      conditions: under([]),
      evidence: lines.evidence(time),
    },
  ];
}

/** sysbench 1.0 does not print which test ran; sections tell, and for two of them only the file's name does. */
function kindOf(lines: Lines, file: string): (kind: Kind) => Measurement[] {
  if (lines.find(/^(Prime numbers limit)/)) return cpu;
  if (lines.find(/^(Running memory speed test)/)) return memory;
  if (lines.find(/^(Extra file open flags)/)) return fileio;
  if (/mutex/i.test(file)) return mutex;
  if (/thread/i.test(file)) return threads;
  throw lines.error(
    1,
    'the output does not say which test it is of; if it is of threads or mutex, put that word in the file name',
  );
}

/** Reads what `sysbench cpu|memory|fileio|threads|mutex run` of version 1.0 prints. Throws `MeasurementError`. */
export function parseSysbench(output: Output): Measurement[] {
  const lines = new Lines(output);
  const { version, threads: count } = header(lines);
  const under: Kind['under'] = (options) => ({
    ja: [`sysbench ${version}`, `${count}スレッド`, ...options.map((one) => one.ja)].join('、'),
    en: [
      `sysbench ${version}`,
      `${count} ${count === 1 ? 'thread' : 'threads'}`,
      ...options.map((one) => one.en),
    ].join(', '),
  });
  return kindOf(lines, output.name)({ lines, under });
}
