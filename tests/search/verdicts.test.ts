import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSearch } from '../../src/search/create.ts';
import type { Finding } from '../../src/search/search.ts';
import { type Question, readQuestions } from '../eval.ts';
import { shippedKnowledge } from '../shipped.ts';

const QUESTIONS = ['held', 'unseen', 'third'].map((name) =>
  join(import.meta.dirname, '../questions', `${name}.jsonl`),
);

const search = createSearch(await shippedKnowledge());
const found = (await Promise.all(QUESTIONS.map(readQuestions)))
  .flat()
  .filter(({ expect: { intent } }) => intent === 'topic' || intent === 'none')
  .map((question) => ({ question, finding: search.find(question.q) }));

const isCovered = ({ question }: { readonly question: Question }): boolean =>
  question.expect.intent === 'topic';
const isRight = ({ question: { expect: wanted }, finding }: (typeof found)[number]): boolean =>
  [wanted.topics, ...(wanted.accept ?? [])].flat().includes(finding.hits[0]?.topic ?? '');
const told = (verdict: Finding['verdict']) => found.filter(({ finding }) => finding.verdict === verdict);
const share = <T>(list: readonly T[], holds: (one: T) => boolean): number =>
  list.filter(holds).length / list.length;

test('what is told for sure is right, and what is shown as a guess might be', () => {
  expect(share(told('answer'), isRight)).toBeGreaterThan(0.9);
  expect(share(told('probably'), isRight)).toBeGreaterThan(0.4);
  expect(share(told('probably'), isRight)).toBeLessThan(0.7);
});

test('near topics are offered where the notes hold the answer after all, and seldom where they do not', () => {
  const unanswered = [...told('suggest'), ...told('none')];
  const isOffered = ({ finding }: (typeof found)[number]) => finding.verdict === 'suggest';

  expect(share(unanswered.filter(isCovered), isOffered)).toBeGreaterThan(0.5);
  expect(
    share(
      unanswered.filter((one) => !isCovered(one)),
      isOffered,
    ),
  ).toBeLessThan(0.25);
});
