/**
 * `npm run eval [-- file.jsonl …]`: how well labelled questions are understood. Exit code 1 below the bars.
 * A line: {q, lang, style, expect: {intent, topics}, accept?: [[…]], alsoOk?: […]}.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadKnowledge } from '../src/knowledge/files/load.ts';
import { createSearch } from '../src/search/create.ts';
import type { Search } from '../src/search/search.ts';
import type { Intent } from '../src/talk/intent.ts';
import { LANGS } from '../src/text.ts';
import { understand } from '../src/understanding/grammar.ts';
import {
  judgePassages,
  PASSAGE_BAR,
  type PassageOutcome,
  passageMrr,
  readPassageQuestions,
} from './eval-passages.ts';

export interface Question {
  readonly id?: string;
  readonly q: string;
  readonly lang: string;
  readonly style: string;
  /** Strings any of which answers, by language. */
  readonly say?: Readonly<Partial<Record<'ja' | 'en', readonly string[]>>>;
  readonly expect: {
    readonly intent: string;
    readonly topics: readonly string[];
    readonly accept?: readonly (readonly string[])[];
    readonly alsoOk?: readonly string[];
  };
}

export interface Outcome {
  readonly question: Question;
  readonly intent: string;
  readonly topics: readonly string[];
  readonly intentRight: boolean;
  /** Position of the first acceptable topic, from 1; undefined when none is there or none is asked for. */
  readonly rank?: number;
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));

function topicsOf(intent: Intent): readonly string[] {
  switch (intent.kind) {
    case 'topic':
      return intent.finding.hits.map((hit) => hit.topic);
    case 'compare':
    case 'benchmark':
      return intent.topics;
    default:
      return [];
  }
}

function rankOf(question: Question, kind: string, topics: readonly string[]): number | undefined {
  const { expect } = question;
  const wanted = [expect.topics, ...(expect.accept ?? [])];
  if (kind === 'compare' || kind === 'benchmark')
    return wanted.some((set) => same(set, topics)) ? 1 : undefined;
  const place = topics.findIndex((topic) => wanted.some((set) => set.includes(topic)));
  return place < 0 ? undefined : place + 1;
}

/** Nothing is told from the notes. A greeting is answered with one; labels older than that call it `none`. */
const isDeclined = (kind: string): boolean => kind === 'none' || kind === 'thanks';

export function judge(question: Question, search: Search): Outcome {
  const intent = understand(question.q, search);
  const topics = topicsOf(intent);
  const { expect } = question;
  const intentRight =
    intent.kind === expect.intent ||
    (expect.alsoOk ?? []).includes(intent.kind) ||
    (intent.kind === 'thanks' && isDeclined(expect.intent));
  const rank = intentRight ? rankOf(question, intent.kind, topics) : undefined;
  return { question, intent: intent.kind, topics, intentRight, ...(rank === undefined ? {} : { rank }) };
}

/** Questions whose topics count: a benchmark without topics asked for is right by its intent. */
const ranked = (outcome: Outcome): boolean =>
  outcome.question.expect.intent === 'topic' || outcome.question.expect.intent === 'compare';

export interface Scores {
  readonly count: number;
  readonly intent: number;
  readonly top1: number;
  readonly top3: number;
  readonly mrr: number;
  readonly declinePrecision: number;
  readonly declineRecall: number;
}

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

export function scores(outcomes: readonly Outcome[]): Scores {
  const about = outcomes.filter(ranked);
  const within = (most: number) => about.filter((one) => one.rank !== undefined && one.rank <= most).length;
  const declined = outcomes.filter((one) => isDeclined(one.intent));
  const shouldDecline = outcomes.filter((one) => isDeclined(one.question.expect.intent));
  const rightly = declined.filter((one) => one.intentRight).length;
  return {
    count: outcomes.length,
    intent: share(outcomes.filter((one) => one.intentRight).length, outcomes.length),
    top1: share(within(1), about.length),
    top3: share(within(3), about.length),
    mrr: share(
      about.reduce((sum, one) => sum + 1 / (one.rank ?? Number.POSITIVE_INFINITY), 0),
      about.length,
    ),
    declinePrecision: share(rightly, declined.length),
    declineRecall: share(
      declined.filter((one) => isDeclined(one.question.expect.intent)).length,
      shouldDecline.length,
    ),
  };
}

export async function readQuestions(file: string): Promise<Question[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => JSON.parse(line) as Question);
}

export async function evaluate(file: string, search: Search): Promise<Outcome[]> {
  return (await readQuestions(file)).map((question) => judge(question, search));
}

/** Labels older than 27 of the topics: some name a topic that has since given way to one of its own. */
export const BARS = { intent: 0.93, top1: 0.93, declinePrecision: 0.9, declineRecall: 0.88 } as const;
export const DEFAULT_FILES = ['dev.jsonl', 'own.jsonl'].map((name) =>
  join(import.meta.dirname, 'questions', name),
);

const row = (name: string, all: readonly Outcome[]): string => {
  const s = scores(all);
  const cells = [s.intent, s.top1, s.top3, s.mrr, s.declinePrecision, s.declineRecall].map((one) =>
    one.toFixed(3).padStart(8),
  );
  return `${name.padEnd(22)}${String(s.count).padStart(6)}${cells.join('')}`;
};

function groups(outcomes: readonly Outcome[], key: (question: Question) => string): [string, Outcome[]][] {
  const found = new Map<string, Outcome[]>();
  for (const outcome of outcomes)
    found.set(key(outcome.question), [...(found.get(key(outcome.question)) ?? []), outcome]);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

const PASSAGES = join(import.meta.dirname, 'questions', 'passages.jsonl');

/** How well the quoted passages answer, and where they do not. */
function reportPassages(results: readonly PassageOutcome[], print: (line: string) => void): void {
  print(`\n${PASSAGES}`);
  print(`${'passages'.padEnd(22)}${'n'.padStart(6)}     MRR   first`);
  const line = (name: string, part: readonly PassageOutcome[]) => {
    const first = share(part.filter((one) => one.rank === 1).length, part.length);
    print(
      `${name.padEnd(22)}${String(part.length).padStart(6)}${passageMrr(part).toFixed(3).padStart(8)}${first.toFixed(3).padStart(8)}`,
    );
  };
  line('all', results);
  for (const lang of LANGS)
    line(
      `  ${lang}`,
      results.filter((one) => one.question.lang === lang),
    );
  for (const { question, rank, first } of results.filter((one) => one.rank !== 1))
    print(`  MISS (${rank ?? '–'}) "${question.q}": expected ${question.kind.join(', ')}, got ${first}`);
}

async function main(files: readonly string[]): Promise<number> {
  const knowledge = await loadKnowledge({ folders: ['knowledge'] });
  const search = createSearch(knowledge);
  let missed = 0;
  for (const file of files) {
    const outcomes = await evaluate(file, search);
    const print = (line: string) => process.stdout.write(`${line}\n`);
    print(`\n${file}`);
    print(`${''.padEnd(22)}${'n'.padStart(6)}  intent   top-1   top-3     MRR  decl-P  decl-R`);
    print(row('all', outcomes));
    for (const [name, part] of groups(outcomes, (question) => question.lang)) print(row(`  ${name}`, part));
    for (const [name, part] of groups(outcomes, (question) => question.style)) print(row(`  ${name}`, part));
    for (const one of outcomes.filter(
      (outcome) => !outcome.intentRight || (ranked(outcome) && outcome.rank !== 1),
    ))
      print(
        `  MISS ${one.question.id ?? ''} "${one.question.q}": expected ${one.question.expect.intent} ${one.question.expect.topics.join(',')}, got ${one.intent} ${one.topics.slice(0, 3).join(',')}`,
      );
    const reached = scores(outcomes);
    missed += Object.entries(BARS).filter(([name, bar]) => reached[name as keyof typeof BARS] < bar).length;
  }
  if (files === DEFAULT_FILES) {
    const found = judgePassages(await readPassageQuestions(PASSAGES), search, knowledge);
    reportPassages(found, (line) => process.stdout.write(`${line}\n`));
    if (passageMrr(found) < PASSAGE_BAR) missed++;
  }
  return missed === 0 ? 0 : 1;
}

if (process.argv[1]?.endsWith('eval.ts')) {
  const files = process.argv.slice(2);
  process.exitCode = await main(files.length > 0 ? files : DEFAULT_FILES);
}
