import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { createSearch } from '../../src/search/create.ts';
import type { Mention, Search } from '../../src/search/search.ts';
import { referring } from '../../src/understanding/follow-up.ts';
import { FORMS, type Form, formFeatures } from '../../src/understanding/form.ts';
import { type Question, questionOf, unique } from '../../src/understanding/question.ts';
import { FOLDS, foldOf, KEPT } from './questions.ts';
import { type Example, train, type Weights } from './softmax.ts';

const QUESTIONS = join(import.meta.dirname, '../questions');
const FILE = join(import.meta.dirname, '../../src/understanding/form.json');
const TRAINING = { classes: FORMS.length, sparsity: 0.6, least: 3, rounds: 1_000 };
const MORE = 30;
const COMPARE = FORMS.indexOf('compare');

interface Labelled extends Example {
  readonly text: string;
  readonly set: string;
}

const classOf = (intent: string): number => Math.max(0, FORMS.indexOf(intent as Form));

/** The question without one of its names. */
function without(name: Mention, question: Question): Question {
  const cut = (from: string) => `${from.slice(0, name.start)}${from.slice(name.end)}`;
  const shift = name.end - name.start;
  const mentions = question.mentions
    .filter((one) => one !== name)
    .map((one) =>
      one.start < name.start ? one : { ...one, start: one.start - shift, end: one.end - shift },
    );
  const topics = unique(mentions.map(({ topic }) => topic));
  return { ...question, text: cut(question.text), rest: cut(question.rest), mentions, topics };
}

/**
 * The question as somebody would ask it who has just talked about its things: a comparison without one of
 * its names, and anything else, which stays what it is, after talk of another thing.
 */
function goingOn(question: Question, right: ReadonlySet<number>): Question[] {
  const { topics, mentions } = question;
  if (right.size > 1 || topics.length > 2) return [];
  if (right.has(COMPARE))
    return topics.length === 2 && mentions.length === 2
      ? mentions.map((one) => referring(without(one, question), [one.topic]))
      : [];
  return topics.length === 1 ? [referring(question, ['what was talked about'])] : [];
}

/** Every labelled question that asks the notes, once, with all forms that would be right. */
export function labelledForms(search: Search): Labelled[] {
  const seen = new Set<string>();
  return readdirSync(QUESTIONS)
    .filter((name) => name.endsWith('.jsonl') && name !== 'passages.jsonl' && name !== KEPT)
    .sort()
    .flatMap((set) =>
      readFileSync(join(QUESTIONS, set), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => ({ set, ...JSON.parse(line) })),
    )
    .flatMap(({ set, q: text, expect: { intent, alsoOk = [] } }) => {
      if (seen.has(text) || !['topic', 'none', 'compare', 'benchmark'].includes(intent)) return [];
      seen.add(text);
      const right = new Set([intent, ...alsoOk].map(classOf));
      const question = questionOf(text, search);
      return [question, ...goingOn(question, right)].map((one) => ({
        text,
        set: one.carried ? 'going on' : set,
        right,
        features: formFeatures(one),
      }));
    });
}

export const learnForms = (examples: readonly Example[]): Weights => train(examples, TRAINING);

/** Weights after a few more rounds: the same where they are what is learned from the examples. */
export const learnOn = (examples: readonly Example[], from: Weights): Weights =>
  train(examples, { ...TRAINING, rounds: MORE }, from);

export const formFile = (weights: Weights): string => `${JSON.stringify(weights)}\n`;

function guess(weights: Weights, features: Example['features']): number {
  const scores = FORMS.map((_, i) =>
    [...features].reduce((sum, [name, value]) => sum + (weights[name]?.[i - 1] ?? 0) * value, 0),
  );
  return scores.indexOf(Math.max(...scores));
}

/** Prints how often a form is told right for questions that were not learned from. */
function crossValidate(examples: readonly Labelled[]): void {
  const told = Array.from({ length: FOLDS }, (_, fold) => {
    const weights = learnForms(examples.filter((one) => foldOf(one.text) !== fold));
    return examples
      .filter((one) => foldOf(one.text) === fold)
      .map((one) => ({ ...one, guess: guess(weights, one.features) }));
  }).flat();
  for (const set of ['all', ...new Set(told.map((one) => one.set))])
    for (const [form, name] of FORMS.entries()) {
      const of = told.filter((one) => (set === 'all' || one.set === set) && [...one.right][0] === form);
      const right = of.filter((one) => one.right.has(one.guess)).length;
      console.log(`${set.padEnd(20)} ${name.padEnd(10)} ${right} of ${of.length}`);
    }
  for (const one of told)
    if (!one.right.has(one.guess) && process.argv.includes('-v'))
      console.log(`${FORMS[[...one.right][0] ?? 0]} taken for ${FORMS[one.guess]}: ${one.text}`);
}

if (process.argv[1] === import.meta.filename) {
  const search = createSearch(await loadKnowledge({ folders: [join(QUESTIONS, '../../knowledge')] }));
  const examples = labelledForms(search);
  crossValidate(examples);
  const weights = learnForms(examples);
  writeFileSync(FILE, formFile(weights));
  console.log(`${Object.keys(weights).length} weights from ${examples.length} questions`);
}
