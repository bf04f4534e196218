import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { createSearch, type ExplainedSearch } from '../../src/search/create.ts';
import { questionType } from '../../src/search/question.ts';
import { plain } from '../../src/text.ts';
import { sentencesOf } from '../../src/text-cut.ts';
import { judgePassages, PASSAGE_BAR, passageMrr, readPassageQuestions } from '../eval-passages.ts';
import { shippedKnowledge } from '../shipped.ts';

let knowledge: Knowledge;
let search: ExplainedSearch;
beforeAll(async () => {
  knowledge = await shippedKnowledge();
  search = createSearch(knowledge);
});

test('the right passage is quoted first for nearly every labelled question', async () => {
  const questions = await readPassageQuestions(join(import.meta.dirname, '../questions/passages.jsonl'));

  expect(questions.length).toBeGreaterThanOrEqual(80);
  expect(passageMrr(judgePassages(questions, search, knowledge))).toBeGreaterThanOrEqual(PASSAGE_BAR);
});

test.each([
  ['KVMの例は？', 'examples'],
  ['gVisorが向かないのは？', 'when-not'],
  ['what are the drawbacks of Docker', 'bad'],
  ['when should I not use KVM', 'when-not'],
  ['how much memory does it need', 'how-much'],
  ['how do I stop it', 'how-to'],
  ['何種類ある？', 'how-much'],
  ['memory limit', 'other'],
  ['何日くらい残してよい？', 'how-long'],
  ['what happens when it is full?', 'effect'],
  ['Linuxは動く？', 'can'],
] as const)('"%s" is a question for: %s', (text, type) => {
  expect(questionType(text)).toBe(type);
});

test('who asks for a section is told how it begins, point by point', () => {
  const quotes = search.quotes('examples of KVM', 'en', ['kvm']);
  const examples = knowledge.topics.get('kvm')?.sections.find(({ id }) => id === 'kvm#examples');
  const [list] = (examples?.body ?? []).filter((part) => part.kind === 'list');

  expect(list?.items.length).toBeGreaterThan(2);
  expect(quotes.slice(0, 2).map(({ text }) => text)).toEqual(list?.items.slice(0, 2));
});

test('what is quoted together is of one topic and says no sentence twice', () => {
  const questions = [
    'Is KVM safe?',
    'how do I install Docker',
    'コンテナの起動はなぜ速いの',
    'gVisorの弱点を教えて',
  ];
  for (const question of questions)
    for (const lang of ['en', 'ja'] as const) {
      const quotes = search.quotes(question, lang);
      const sentences = quotes.flatMap(({ text }) => sentencesOf(text).map(plain));

      expect(new Set(sentences).size).toBe(sentences.length);
      expect(new Set(quotes.map(({ topic }) => topic)).size).toBe(1);
    }
});

test('the name of the topic looked through does not decide which sentence answers', () => {
  const [about] = search.quotes('gVisorの弱点を教えて', 'ja', ['gvisor']);

  expect(about?.section).toBe('gvisor#限界');
});

test('"Is it free?" is answered though its words go with any subject', () => {
  const [about] = search.quotes('Is WSL 2 open source?', 'en', ['wsl2']);

  expect(plain(about?.text ?? [])).toMatch(/open source/i);
});

test('a note that only points to another is not quoted before its own words', () => {
  const [about] = search.quotes('How does gVisor intercept system calls?', 'en', ['gvisor']);

  expect(about?.section).toBe('gvisor#how-it-works');
});
