import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { createSearch } from '../../src/search/create.ts';
import { type Finding, isAnswered } from '../../src/search/search.ts';
import { type Question, readQuestions } from '../eval.ts';
import { folderWith } from '../knowledge/folder.ts';
import { shippedKnowledge } from '../shipped.ts';

const ROOT = join(import.meta.dirname, '../..');
const questionsIn = async (...names: string[]): Promise<Question[]> =>
  (
    await Promise.all(names.map((name) => readQuestions(join(ROOT, 'tests/questions', `${name}.jsonl`))))
  ).flat();

const search = createSearch(await shippedKnowledge());
const found = (await questionsIn('held', 'unseen', 'third'))
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

test('pages answer for their headings, and seldom for what they are not about', async () => {
  const pages = ['docs/operating.md', 'README.md', 'SECURITY.md'];
  const texts = pages.map((name) => [name, readFileSync(join(ROOT, name), 'utf8')]);
  const knowledge = await loadKnowledge({ folders: [folderWith(Object.fromEntries(texts))] });
  const ofPages = createSearch(knowledge);
  const headings = [...knowledge.topics.values()].flatMap(({ sections }) =>
    sections.map(({ path }) => path.at(-1) ?? ''),
  );
  const outside = (await questionsIn('outside', 'elsewhere')).map(({ q }) => q);

  expect(share(headings, (text) => isAnswered(ofPages.find(text)))).toBeGreaterThan(0.9);
  expect(share(outside, (text) => isAnswered(ofPages.find(text)))).toBeLessThan(0.2);
});
