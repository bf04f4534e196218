import { beforeAll, describe, expect, test } from 'vitest';
import { quizAnswerCard, quizCard, tipCard, tipsIn } from '../../src/cards/topic/study.ts';
import type { Quiz, Tip } from '../../src/knowledge/topic.ts';
import { takeOptions } from '../../src/talk/options.ts';
import { topicRef } from '../../src/talk/refs.ts';
import type { Card } from '../../src/talk/reply.ts';
import { plain } from '../../src/text.ts';
import { type Notes, replyTo, shippedNotes } from '../platforms/notes.ts';

let notes: Notes;
beforeAll(async () => {
  notes = await shippedNotes();
});

const topicOf = (id: string) => {
  const topic = notes.knowledge.topics.get(id);
  if (!topic) throw new Error(`there is no note ${id}`);
  return topic;
};
const tip = (id: string): Tip => tipsIn([topicOf(id)], 'en')[0] ?? fail(id);
const quiz = (id: string, n = 0): Quiz => topicOf(id).quiz[n] ?? fail(id);
const fail = (id: string): never => {
  throw new Error(`${id} has none`);
};

const words = (card: Card): string =>
  card.body
    .map((part) =>
      part.kind === 'text' ? plain(part.text) : part.kind === 'list' ? part.items.map(plain).join('\n') : '',
    )
    .join('\n');
const asks = (card: Card): string[] =>
  card.actions.flatMap((action) => (action.kind === 'ask' ? [action.ask] : []));
/** What a button leads to, as the bot reads it. */
const pressed = (ask: string, lang: 'en' | 'ja' = 'en') => {
  const { text, private: alone } = takeOptions(ask);
  return { reply: replyTo(text, lang, notes), alone };
};

describe('a tip', () => {
  test('is one idea with the picture of its topic and a source', () => {
    const card = tipCard(tip('docker'), notes.knowledge, 'en');

    expect(card.title).toBe('Study tip: Docker');
    expect(card.body).toHaveLength(1);
    expect(words(card)).toBe(plain(tip('docker').text.en ?? []));
    expect(card.picture?.kind).toBe('layers');
    expect(card.sources).toHaveLength(1);
  });

  test('with sources of its own names those', () => {
    const own = [{ title: 'The manual', url: 'https://example.org/manual' }];
    const card = tipCard({ ...tip('docker'), sources: { en: own } }, notes.knowledge, 'en');

    expect(card.sources).toEqual(own);
  });

  test('leads to its note and to a question about it, for whoever presses alone', () => {
    const [more = '', question = ''] = asks(tipCard(tip('docker'), notes.knowledge, 'ja'));

    expect(pressed(more)).toMatchObject({
      reply: { intent: 'topic', card: { title: 'Docker' } },
      alone: true,
    });
    expect(pressed(question)).toMatchObject({ reply: { intent: 'quiz', topics: ['docker'] }, alone: true });
  });

  test('has buttons that fit a button, whatever the topic is called', () => {
    const id = `notes/${'long-'.repeat(20)}name`;
    const topic = { ...topicOf('docker'), id };
    const topics = new Map([...notes.knowledge.topics, [id, topic] as const]);
    const card = tipCard({ ...tip('docker'), topic: id }, { ...notes.knowledge, topics }, 'en');

    for (const ask of asks(card)) expect(ask.length).toBeLessThanOrEqual(70);
    expect(asks(card)[0]).toBe(`${topicRef(id)} private`);
  });
});

describe('a question', () => {
  test('has a button for each answer, and says who sees what is right', () => {
    const card = quizCard(quiz('docker'), notes.knowledge, 'en');

    expect(card.actions.map((action) => 'label' in action && action.label)).toEqual(['A', 'B', 'C', 'D']);
    expect(words(card)).toContain('no longer lists web');
    expect(card.footer).toContain('to you alone');
    expect(card.actions.some((action) => action.kind === 'ask' && action.primary)).toBe(false);
  });

  test.each([
    ['en', 'Correct', 'Not quite'],
    ['ja', '正解です', '残念、不正解です'],
  ] as const)(
    'answered in %s is told right or wrong to the presser alone, with the reason and a source',
    (lang, right, wrong) => {
      const asked = quiz('docker');
      const answers = asks(quizCard(asked, notes.knowledge, lang)).map((ask) => pressed(ask, lang).reply);

      expect(answers.map(({ card }) => card.title)).toEqual(
        answers.map((_reply, i) => (i === asked.answer ? right : wrong)),
      );
      for (const { card, audience } of answers) {
        expect(audience).toBe('asker');
        expect(words(card)).toContain(plain(asked.choices[lang]?.[asked.answer] ?? []));
        expect(words(card)).toContain(plain(asked.why[lang] ?? []));
        expect(card.sources.length).toBeGreaterThan(0);
      }
    },
  );

  test('leads on to the next one of the note, never to itself, and round to the first again', () => {
    const all = topicOf('docker').quiz;
    const titles = all.map((one) => {
      const next = asks(quizAnswerCard(one, 1, notes.knowledge, 'en')).at(-1) ?? '';
      return words(pressed(next).reply.card).split('\n')[0];
    });

    expect(titles).toEqual([...all.slice(1), all[0]].map((one) => plain(one?.question.en ?? [])));
  });

  test('that is the only one of its note offers no next', () => {
    const only = { ...topicOf('docker'), quiz: [quiz('docker')] };
    const topics = new Map([...notes.knowledge.topics, ['docker', only] as const]);
    const card = quizAnswerCard(quiz('docker'), 1, { ...notes.knowledge, topics }, 'en');

    expect(asks(card)).toEqual(['docker']);
  });
});

test('every tip and question there is can be shown in both languages', () => {
  for (const { tips, quiz: questions } of notes.knowledge.topics.values())
    for (const lang of ['en', 'ja'] as const) {
      for (const one of tipsIn([{ ...topicOf('docker'), tips }], lang))
        expect(words(tipCard(one, notes.knowledge, lang)).trim(), one.id).not.toBe('');
      for (const one of questions)
        expect(asks(quizCard(one, notes.knowledge, lang)).length, one.id).toBeGreaterThanOrEqual(2);
    }
});
