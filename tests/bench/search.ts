/**
 * Search beside fuse.js and MiniSearch, over the same notes and questions in one run. `npm run bench -- search`.
 * Figures of one machine and moment: what counts is the ratio of the columns.
 */
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { createSearch } from '../../src/search/create.ts';
import { partText } from '../../src/search/documents.ts';
import { type Generated, generate, type Question } from './generated.ts';

interface Entry {
  readonly id: string;
  readonly topic: string;
  readonly title: string;
  readonly body: string;
}

interface Engine {
  readonly name: string;
  /** The topic found first. */
  find(text: string): string | undefined;
}

interface Row {
  readonly name: string;
  readonly build: number;
  readonly heap: number;
  readonly times: number[];
  readonly hits: number;
  readonly asked: number;
}

const entriesOf = ({ knowledge }: Generated): Entry[] =>
  [...knowledge.topics.values()].flatMap((topic) =>
    topic.sections.map((section) => ({
      id: section.id,
      topic: topic.id,
      title: Object.values(topic.title).join(' '),
      body: section.body.map(partText).join('\n'),
    })),
  );

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });
const segment = (text: string): string[] =>
  [...segmenter.segment(text)].flatMap((word) => (word.isWordLike ? [word.segment.toLowerCase()] : []));

const ENGINES: readonly {
  name: string;
  most: number;
  make: (generated: Generated, entries: Entry[]) => Engine;
}[] = [
  {
    name: 'Virt',
    most: Number.POSITIVE_INFINITY,
    make: ({ knowledge }) => {
      const search = createSearch(knowledge);
      return { name: 'Virt', find: (text) => search.find(text).hits[0]?.topic };
    },
  },
  {
    name: 'fuse.js default',
    most: 10_000,
    make: (_generated, entries) => {
      const fuse = new Fuse(entries, { keys: ['title', 'body'], ignoreLocation: true });
      return { name: 'fuse', find: (text) => fuse.search(text, { limit: 1 })[0]?.item.topic };
    },
  },
  {
    name: 'fuse.js token search',
    most: 10_000,
    make: (_generated, entries) => {
      const fuse = new Fuse(entries, { keys: ['title', 'body'], ignoreLocation: true, useTokenSearch: true });
      return { name: 'fuse', find: (text) => fuse.search(text, { limit: 1 })[0]?.item.topic };
    },
  },
  {
    name: 'MiniSearch',
    most: 10_000,
    make: (_generated, entries) => {
      const index = new MiniSearch<Entry>({
        fields: ['title', 'body'],
        storeFields: ['topic'],
        tokenize: segment,
        searchOptions: { prefix: true, fuzzy: 0.2, boost: { title: 2 } },
      });
      index.addAll(entries);
      return { name: 'MiniSearch', find: (text) => index.search(text)[0]?.topic as string | undefined };
    },
  },
];

const quantile = (times: readonly number[], q: number): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0;

function measure(
  engine: Engine,
  questions: readonly Question[],
  rounds: number,
): Pick<Row, 'times' | 'hits' | 'asked'> {
  const times: number[] = [];
  let hits = 0;
  for (const { text } of questions.slice(0, 20)) engine.find(text);
  for (let round = 0; round < rounds; round++)
    for (const { text, topic } of questions) {
      const start = performance.now();
      const found = engine.find(text);
      times.push(performance.now() - start);
      if (round === 0 && found === topic) hits++;
    }
  return { times, hits, asked: questions.length };
}

const collect = (): void => (globalThis as { gc?: () => void }).gc?.();

function run(sections: number): Row[] {
  const generated = generate(sections);
  const entries = entriesOf(generated);
  return ENGINES.filter(({ most }) => sections <= most).map(({ name, make }) => {
    collect();
    const before = process.memoryUsage().heapUsed;
    const start = performance.now();
    const engine = make(generated, entries);
    const build = performance.now() - start;
    collect();
    const heap = process.memoryUsage().heapUsed - before;
    const slow = name.startsWith('fuse') && sections >= 10_000;
    const questions = slow ? generated.questions.slice(0, 25) : generated.questions;
    return { name, build, heap, ...measure(engine, questions, slow ? 1 : 5) };
  });
}

function autocomplete(sections: number): number[] {
  const { knowledge, questions } = generate(sections);
  const search = createSearch(knowledge);
  const times: number[] = [];
  for (const { text } of questions)
    for (let length = 0; length <= Math.min(12, text.length); length++) {
      const start = performance.now();
      search.suggest(text.slice(0, length), 'en', 25);
      times.push(performance.now() - start);
    }
  return times;
}

const ms = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0)).padStart(9);

export function benchSearch(): void {
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const own: number[] = [];
  for (const sections of [26, 1_000, 10_000, 100_000]) {
    const rows = run(sections);
    const virt = rows[0];
    if (!virt) continue;
    own.push(quantile(virt.times, 0.5));
    print(
      `\n${sections.toLocaleString('en')} sections${' '.repeat(8)}   p50 ms   p95 ms   p99 ms  build ms  heap MB   hits   p50 ÷ Virt`,
    );
    for (const row of rows) {
      const p50 = quantile(row.times, 0.5);
      print(
        `  ${row.name.padEnd(22)}${ms(p50)}${ms(quantile(row.times, 0.95))}${ms(quantile(row.times, 0.99))} ${ms(row.build)}${ms(row.heap / 1e6)}   ${((100 * row.hits) / row.asked).toFixed(0).padStart(3)} %   ×${(p50 / quantile(virt.times, 0.5)).toFixed(1)}`,
      );
    }
    const keys = autocomplete(sections);
    print(
      `  ${'Virt, a keystroke'.padEnd(22)}${ms(quantile(keys, 0.5))}${ms(quantile(keys, 0.95))}${ms(quantile(keys, 0.99))}`,
    );
  }
  print(
    `\nGrowth of Virt's p50 from 10,000 to 100,000 sections: ×${((own[3] ?? 0) / (own[2] ?? 1)).toFixed(1)} for ×10 the notes`,
  );
}
