import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { comparisonCard } from '../../src/cards/comparison/comparison-card.ts';
import { failedCard } from '../../src/cards/guide.ts';
import { quizAnswerCard, quizCard, tipCard } from '../../src/cards/topic/study.ts';
import { sectionCard, topicCard } from '../../src/cards/topic/topic-card.ts';
import { METRIC_FAMILIES } from '../../src/knowledge/figures/benchmark.ts';
import type { Topic } from '../../src/knowledge/topic.ts';
import { LANGS, type Lang } from '../../src/text.ts';
import { type Notes, replyTo, shippedNotes } from './notes.ts';
import { refusals, refusalsOfEveryForm, replyOf } from './sending.ts';

let notes: Notes;
let topics: readonly Topic[];
beforeAll(async () => {
  notes = await shippedNotes();
  topics = [...notes.knowledge.topics.values()];
});

const compared = (of: readonly Topic[], lang: Lang): string[] =>
  refusals(replyOf(comparisonCard(of, [], notes.knowledge, lang), lang));

describe.each(LANGS)('with the notes as shipped, in %s', (lang) => {
  test('every topic fits, in every form', () => {
    const found = topics.flatMap((topic) =>
      refusalsOfEveryForm(replyOf(topicCard(topic, undefined, notes.knowledge, lang), lang)),
    );

    expect(topics.length).toBeGreaterThan(40);
    expect(found).toEqual([]);
  });

  test('every section fits', () => {
    const sections = topics.flatMap((topic) =>
      topic.sections.filter((section) => section.lang === lang).map((section) => ({ topic, section })),
    );
    const found = sections.flatMap(({ topic, section }) =>
      refusals(replyOf(sectionCard(topic, section, notes.knowledge, lang), lang)),
    );

    expect(sections.length).toBeGreaterThan(400);
    expect(found).toEqual([]);
  });

  test('every pair compared fits, half of them in either language', () => {
    const pairs = topics
      .flatMap((a, i) => topics.slice(i + 1).map((b) => [a, b]))
      .filter((_pair, i) => LANGS[i % 2] === lang);
    const found = pairs.flatMap((pair) => compared(pair, lang));

    expect(pairs.length).toBeGreaterThan(topics.length * 10);
    expect(found).toEqual([]);
  });

  test('three and four compared fit', () => {
    const some = fc.shuffledSubarray([...topics], { minLength: 3, maxLength: 4 });

    for (const chosen of fc.sample(some, { numRuns: 200, seed: 53 })) {
      expect(compared(chosen, lang)).toEqual([]);
    }
  });

  test('every tip, every question and every answer to it fits', () => {
    const { knowledge } = notes;
    const cards = topics.flatMap((topic) => [
      ...topic.tips.map((tip) => tipCard(tip, knowledge, lang)),
      ...topic.quiz.flatMap((quiz) => [
        quizCard(quiz, knowledge, lang),
        ...(quiz.choices[lang] ?? []).map((_choice, i) => quizAnswerCard(quiz, i + 1, knowledge, lang)),
      ]),
    ]);

    expect(cards.length).toBeGreaterThan(500);
    expect(cards.flatMap((card) => refusals(replyOf(card, lang)))).toEqual([]);
  });

  test('the figures fit: all of them, by field, by topic, by field and topic, and their sources', () => {
    const measured = topics.filter((topic) =>
      Object.values(notes.knowledge.environments).some((one) => one.topic === topic.id),
    );
    const asked = ['', 'sources', 'mine', ...METRIC_FAMILIES].flatMap((what) => [
      `bench ${what}`,
      ...measured.map((topic) => `bench ${what} ${topic.title.en}`),
    ]);
    const replies = asked.map((text) => replyTo(text, lang, notes));

    expect(measured.length).toBeGreaterThan(10);
    expect(new Set(replies.map((reply) => reply.intent))).toEqual(new Set(['benchmark']));
    expect(replies.flatMap(refusals)).toEqual([]);
  });

  test('help, the list of topics and everything said when there is no answer fit, in every form', () => {
    const strangers = [
      'quantum soup',
      'カレーの作り方',
      'dockre kubernets',
      'compare docker soup',
      'x'.repeat(10_000),
    ];
    const replies = ['help', 'topics', 'tip', 'quiz', 'read nothing', ...strangers].map((text) =>
      replyTo(text, lang, notes),
    );
    const failed = replyOf(failedCard('1234567890', lang), lang);

    expect([...replies, failed].flatMap(refusalsOfEveryForm)).toEqual([]);
  });
});
