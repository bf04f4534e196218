/**
 * `npm run learn [-- --check]`: learns the numbers of src/search/model.json from labelled questions, after showing by
 * cross-validation what they are worth. The same questions and notes give the same numbers.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { createSearch } from '../../src/search/create.ts';
import { GATE_FEATURES, gateFeatures } from '../../src/search/evidence/gate.ts';
import { PAGE_FEATURES, RANK_FEATURES } from '../../src/search/evidence/rank.ts';
import type { Weighed } from '../../src/search/find.ts';
import { gateProbability, linear, type Model, rankScore } from '../../src/search/model.ts';
import { PASSAGE_FEATURES } from '../../src/search/passages/features.ts';
import { ROOM } from '../../src/search/passages/windows.ts';
import { readPassageQuestions } from '../eval-passages.ts';
import { type Case, DECAY, fitForest, fitRanking } from './fit.ts';
import { asPages, searchesOf } from './notes.ts';
import {
  askedPassages,
  definitionPassages,
  facetPassages,
  facetsOf,
  ownPassages,
  type PassageExample,
  type SearchFor,
  strangersPassages,
} from './passages.ts';
import {
  asNoted,
  FOLDS,
  foldOf,
  KEPT,
  kept,
  type Labelled,
  labelled,
  rightFor,
  STRANGERS,
} from './questions.ts';

const IN_SCOPE = new Set(['topic', 'compare', 'benchmark']);

interface Example {
  readonly question: Labelled;
  readonly weighed: Weighed;
  readonly fold: number;
  /** Asked of pages without names and phrases beside their text. */
  readonly plain: boolean;
}

function examplesOf(questions: readonly Labelled[], searchFor: SearchFor, plain = false): Example[] {
  return questions
    .filter(({ expect }) => IN_SCOPE.has(expect.intent) || expect.intent === 'none')
    .map((question) => ({
      question,
      weighed: searchFor(question.q).search.weigh(question.q),
      fold: foldOf(question.q),
      plain,
    }));
}

interface Judged {
  readonly example: Example;
  readonly topics: readonly string[];
  readonly answered: number;
  readonly likely: number;
}

/** Ranks and gates a question with a model. */
function judge(example: Example, model: Model): Judged & { readonly gate: Case['row'] } {
  const { weighed, question } = example;
  const scores = weighed.candidates
    .map((one) => ({ one, score: rankScore(model, one) }))
    .sort((a, b) => b.score - a.score);
  const [best, next] = scores;
  if (!best) return { example, topics: [], answered: 0, likely: 0, gate: {} };
  const total = scores.reduce((sum, { score }) => sum + Math.exp(score - best.score), 0);
  const gate = gateFeatures(
    question.q,
    weighed.query,
    best.one,
    {
      first: best.score,
      second: next?.score ?? 0,
      likely: 1 / total,
    },
    weighed.postings,
  );
  return {
    example,
    topics: scores.map(({ one }) => one.topic.id),
    answered: gateProbability(model, gate),
    likely: 1 / total,
    gate,
  };
}

function learn(examples: readonly Example[]): Model {
  const choices = (plain: boolean) =>
    examples
      .filter((one) => one.plain === plain)
      .filter(({ question }) => question.expect.intent === 'topic')
      .map(({ question, weighed }) => {
        const right = rightFor(question);
        return {
          weight: 1,
          rows: weighed.candidates.map(({ features }) => features),
          right: weighed.candidates.map(({ topic }) => right.has(topic.id)),
        };
      });
  const rank = fitRanking(RANK_FEATURES, choices(false));
  const pages = fitRanking(PAGE_FEATURES, choices(true));
  const none = { base: 0, trees: [] };
  const model: Model = { rank, pages, gate: none, gatePages: none, passage: {} };
  const cases = (plain: boolean) =>
    examples.flatMap((example): Case[] => {
      if (example.plain !== plain || example.weighed.candidates.length === 0) return [];
      const { gate } = judge(example, model);
      return [{ row: gate, so: example.question.expect.intent !== 'none', weight: 1 }];
    });
  const [gate, gatePages] = [fitForest(GATE_FEATURES, cases(false)), fitForest(GATE_FEATURES, cases(true))];
  return { rank, pages, gate, gatePages, passage: {} };
}

const share = (part: number, whole: number): string => (part / Math.max(1, whole)).toFixed(3);
const SURE = 0.5;

function line(name: string, all: readonly Judged[]): string {
  const about = all.filter(({ example }) => example.question.expect.intent === 'topic');
  const within = (judged: Judged, most: number) =>
    judged.topics.slice(0, most).some((id) => rightFor(judged.example.question).has(id));
  const none = all.filter(({ example }) => example.question.expect.intent === 'none');
  const declined = all.filter(({ answered }) => answered < SURE);
  const rightly = declined.filter(({ example }) => example.question.expect.intent === 'none').length;
  return [
    name.padEnd(18),
    String(all.length).padStart(5),
    share(about.filter((one) => within(one, 1)).length, about.length).padStart(8),
    share(about.filter((one) => within(one, 3)).length, about.length).padStart(8),
    share(about.filter((one) => within(one, 1) && one.answered >= SURE).length, about.length).padStart(8),
    (declined.length ? share(rightly, declined.length) : '–').padStart(8),
    (none.length ? share(rightly, none.length) : '–').padStart(8),
  ].join('');
}

/** What was said to be so likely, and how often it was right. */
function reliability(all: readonly Judged[]): string[] {
  const bins = [0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01];
  return bins.slice(1).flatMap((to, i) => {
    const from = bins[i] ?? 0;
    const here = all.filter(({ answered, likely }) => answered * likely >= from && answered * likely < to);
    if (here.length === 0) return [];
    const said = here.reduce((sum, { answered, likely }) => sum + answered * likely, 0) / here.length;
    const right = here.filter(({ example: { question }, topics }) =>
      rightFor(question).has(topics[0] ?? ''),
    ).length;
    return [`  ${said.toFixed(2)} said   ${share(right, here.length)} right   of ${here.length}`];
  });
}

function crossValidate(examples: readonly Example[]): Judged[] {
  return Array.from({ length: FOLDS }, (_none, fold) => {
    const model = learn(examples.filter((one) => one.fold !== fold));
    return examples.filter((one) => one.fold === fold).map((one) => judge(one, model));
  }).flat();
}

function report(judged: readonly Judged[], print: (line: string) => void): void {
  print(`${'cross-validated'.padEnd(18)}    n   top-1   top-3  answers  decl-P  decl-R`);
  const of = (test: (one: Labelled) => boolean) => judged.filter(({ example }) => test(example.question));
  print(
    line(
      'strangers',
      of(({ file }) => STRANGERS.has(file)),
    ),
  );
  for (const file of STRANGERS)
    print(
      line(
        `  ${file.replace('.jsonl', '')}`,
        of((one) => one.file === file),
      ),
    );
  for (const half of [0, 1])
    print(
      line(
        `  half ${half + 1}`,
        of(({ file, q }) => STRANGERS.has(file) && foldOf(`${q}half`) % 2 === half),
      ),
    );
  const styles = [
    ...new Set(of(({ file }) => STRANGERS.has(file)).map(({ example }) => example.question.style)),
  ];
  for (const style of styles)
    print(
      line(
        `  ${style}`,
        of((one) => STRANGERS.has(one.file) && one.style === style),
      ),
    );
  print(
    line(
      'our own',
      of(({ file }) => !STRANGERS.has(file)),
    ),
  );
  print('reliability, strangers:');
  for (const one of reliability(
    of(({ file, expect }) => STRANGERS.has(file) && ['topic', 'none'].includes(expect.intent)),
  ))
    print(one);
}

/** Whether one that answers is among those that fit a lead, taken best first. */
function isQuoted({ rows, right, lang }: PassageExample, scores: readonly number[]): boolean {
  const ranked = rows.map((_, i) => i).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  const quotes: number[] = [];
  let room = ROOM[lang];
  for (const i of ranked) {
    const size = (rows[i]?.length ?? 0) * ROOM.en;
    if (quotes.length === 3 || (quotes.length > 0 && size > room)) continue;
    quotes.push(i);
    room -= size + 1;
  }
  return quotes.some((i) => right[i]);
}

/** How often what is quoted answers, first or at all, where the topic is right. */
function passageReport(passages: readonly PassageExample[]): string {
  const strange = passages.filter(({ strange }) => strange);
  let [first, quoted] = [0, 0];
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = fitRanking(
      PASSAGE_FEATURES,
      passages.filter((one) => !one.strange || foldOf(one.text) !== fold),
      DECAY.passages,
    );
    for (const one of strange.filter(({ text }) => foldOf(text) === fold)) {
      const scores = one.rows.map((row) => linear(weights, row));
      if (one.right[scores.indexOf(Math.max(...scores))]) first++;
      if (isQuoted(one, scores)) quoted++;
    }
  }
  const of = (count: number) => share(count, strange.length);
  return `passages: the first answers ${of(first)}, the lead ${of(quoted)} of ${strange.length} strangers' questions, given the topic`;
}

const FILE = join(import.meta.dirname, '../../src/search/model.json');

/** The model as it is written. */
export async function learned(print: (line: string) => void = () => {}): Promise<string> {
  const knowledge = await loadKnowledge({ folders: [process.env.LEARN_FROM ?? 'knowledge'] });
  const searchFor = searchesOf(knowledge);
  const questions = await labelled();
  // Once as the notes are, and once as anybody's pages are: without names, phrases and quizzes beside their text.
  const { pages, of } = asPages(knowledge);
  const onPages = questions.map((one) => ({
    ...one,
    expect: {
      ...one.expect,
      topics: one.expect.topics.map((id) => of.get(id) ?? id),
      accept: (one.expect.accept ?? []).map((set) => set.map((id) => of.get(id) ?? id)),
    },
  }));
  const whole = { search: createSearch(knowledge), knowledge };
  const cutUp = { search: createSearch(pages), knowledge: pages };
  const facets = facetsOf(knowledge).map(({ text, topic, lang }): Labelled => {
    const expect = { intent: 'topic', topics: [topic.id] };
    return { q: text, lang, style: 'facet', file: 'facets', expect };
  });
  const examples = [
    ...examplesOf([...questions, ...facets], searchFor),
    ...examplesOf(onPages, () => cutUp, true),
  ];
  const own = await readPassageQuestions(join(import.meta.dirname, '../questions/passages.jsonl'));
  const passages = [
    ...ownPassages(own, searchFor, knowledge),
    ...definitionPassages(searchFor, knowledge),
    ...facetPassages(searchFor, knowledge),
    ...strangersPassages(questions, searchFor, knowledge),
    ...askedPassages(searchFor, knowledge, new Set(questions.map(({ q }) => asNoted(q)))),
  ];
  if (process.env.LEARN_QUICK === undefined) {
    const judged = crossValidate(examples);
    report(
      judged.filter(({ example }) => !example.plain),
      print,
    );
    print('as plain pages:');
    report(
      judged.filter(({ example }) => example.plain),
      print,
    );
    print(passageReport(passages));
    if (process.env.LEARN_MISSES)
      for (const {
        example: { question },
        topics,
        answered,
      } of judged) {
        const none = question.expect.intent === 'none';
        const right = none
          ? answered < SURE
          : answered >= SURE &&
            (question.expect.intent !== 'topic' || rightFor(question).has(topics[0] ?? ''));
        if (!right && (STRANGERS.has(question.file) || process.env.LEARN_MISSES === 'all'))
          print(
            `  MISS ${question.style} "${question.q}" ${answered.toFixed(2)}: ${[...rightFor(question)].join(',')} got ${topics.slice(0, 3).join(',')}`,
          );
      }
  }
  const passage = fitRanking(PASSAGE_FEATURES, passages, DECAY.passages);
  const model = { ...learn(examples), passage };
  const unlearned = examplesOf(await kept(), () => whole).map((one) => judge(one, model));
  print(line(`never learned: ${KEPT}`, unlearned));
  return `${JSON.stringify(model)}\n`;
}

if (process.argv[1]?.endsWith('learn.ts')) {
  const numbers = await learned((one) => process.stdout.write(`${one}\n`));
  if (process.argv.includes('--check')) process.exitCode = numbers === (await readFile(FILE, 'utf8')) ? 0 : 1;
  else await writeFile(FILE, numbers);
}
