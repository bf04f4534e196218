/**
 * Finding a known section beside other engines, over the same pages and questions. `npm run bench -- search`.
 * Figures of one machine and moment: what counts is the ratio of the columns.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createSearch } from '../../src/search/create.ts';
import { LANGS } from '../../src/text.ts';
import { ENGINES, type Engine, firstThree } from './engines.ts';
import { type Prose, prose, type Question } from './prose.ts';

const SIZES = [1_000, 10_000, 100_000];
const QUESTIONS = 400;
/** fuse.js scans all there is: a few questions tell. */
const FEW = 20;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Megabytes that are held, those outside the heap too. */
function memory(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

const quantile = (times: readonly number[], q: number): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0;

interface Measured {
  readonly times: readonly number[];
  readonly found: readonly Question[];
  readonly asked: readonly Question[];
}

function measure(find: (text: string) => Iterable<string>, asked: readonly Question[]): Measured {
  const times: number[] = [];
  for (const { text } of asked.slice(0, FEW)) find(text);
  const found = asked.filter(({ text, topic }) => {
    const start = performance.now();
    const topics = firstThree(find(text));
    times.push(performance.now() - start);
    return topics.includes(topic);
  });
  return { times, found, asked };
}

const number = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0)).padStart(9);
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(0)} %`.padStart(7);

function row(name: string, { times, found, asked }: Measured, build: number, held: number): string {
  const hits = LANGS.map((lang) => {
    const of = (list: readonly Question[]) => list.filter((one) => one.lang === lang).length;
    return percent(of(found), of(asked));
  });
  const columns = [...[0.5, 0.95, 0.99].map((q) => quantile(times, q)), build, held].map(number).join('');
  return `  ${name.padEnd(20)}${columns}${percent(found.length, asked.length)}${hits.join('')}`;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** What a keystroke costs where names are completed. */
function keystrokes({ knowledge, questions }: Prose): Measured {
  const search = createSearch(knowledge);
  const typed = questions.slice(0, 100).flatMap(({ topic, ...rest }) =>
    Array.from({ length: 12 }, (_none, length) => ({
      ...rest,
      topic,
      text: Object.values(knowledge.topics.get(topic)?.title ?? {})
        .join('')
        .slice(0, length),
    })),
  );
  return measure((text) => search.suggest(text, 'en', 25).map(({ topic }) => topic), typed);
}

/** One engine from nothing, so that what the one before held is gone. */
function run({ name, make }: Engine, made: Prose): Measured {
  const before = memory();
  const start = performance.now();
  const find = make(made);
  const build = performance.now() - start;
  const held = memory() - before;
  const isSlow = name.startsWith('fuse') && made.knowledge.topics.size > 100;
  const measured = measure(find, isSlow ? made.questions.slice(0, FEW) : made.questions);
  print(row(name, measured, build, held));
  return measured;
}

/** Virt's median. */
async function compare(sections: number): Promise<number> {
  const made = await prose(sections, QUESTIONS);
  const [one, other] = made.questions;
  print(`\n${sections.toLocaleString('en')} sections, e.g. "${other?.text}", 「${one?.text}」`);
  print(`${' '.repeat(22)}   p50 ms   p95 ms   p99 ms build ms    MB     hit@3     ${LANGS.join('     ')}`);
  const medians = ENGINES.filter(({ most }) => sections <= most).map((engine) =>
    quantile(run(engine, made).times, 0.5),
  );
  print(row('Virt, a keystroke', keystrokes(made), 0, 0));
  return medians[0] ?? 0;
}

export async function benchSearch(): Promise<void> {
  const medians: number[] = [];
  for (const sections of SIZES) medians.push(await compare(sections));
  const [, less = 1, more = 0] = medians;
  print(
    `\nVirt from 10,000 to 100,000 sections: ×${(more / less).toFixed(1)} the time (p50) for ×10 the notes`,
  );
}
