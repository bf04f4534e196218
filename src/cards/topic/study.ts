import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Quiz, Tip, Topic } from '../../knowledge/topic.ts';
import { askFor, MAX_ASK, topicRef } from '../../talk/refs.ts';
import type { Action, Card } from '../../talk/reply.ts';
import { say } from '../../talk/sentences/sentences.ts';
import { type Lang, type Part, pick, plain, type Source, type Text, text } from '../../text.ts';
import { type AnswerSource, type MadeAnswer, shownToAll, toldAlone } from '../answer-parts.ts';
import { helpCard } from '../guide.ts';
import { uniqueSources } from './cited-sources.ts';
import { layersPicture } from './layer-picture.ts';
import { titleOf } from './topic-sections.ts';

/** Tips that can be shown in a language, in the notes' order; the other language only if there is none at all. */
export function tipsIn(topics: Iterable<Topic>, lang: Lang): readonly Tip[] {
  const all = [...topics].flatMap((topic) => topic.tips);
  const own = all.filter((tip) => tip.text[lang] !== undefined);
  return own.length > 0 ? own : all;
}

/** One of a list by chance (0 ≤ chance < 1). */
export const oneOf = <T>(list: readonly T[], chance: number): T | undefined =>
  list[Math.floor(chance * list.length)];

/** The tip's own, or the one its note names first: it is read in passing, so a list would be in the way. */
function sourcesOf(tip: Tip, topic: Topic | undefined, lang: Lang): readonly Source[] {
  const own = uniqueSources(pick(tip.sources, lang) ?? []).slice(0, 2);
  return own.length > 0 ? own : (pick(topic?.sources, lang) ?? []).slice(0, 1);
}

/**
 * Whoever presses sees it alone: a tip is read by a whole channel, and what each asks on is no news to the others.
 * Privately it can still be shared.
 */
function aloneWith(word: string, topic: string): string {
  const full = `${askFor(word, topic)} private`;
  return full.length <= MAX_ASK ? full : `${[word, topicRef(topic)].filter(Boolean).join(' ')} private`;
}

/** One idea, its picture and source, and the ways on: the note, and a question about it. */
export function tipCard(tip: Tip, knowledge: Knowledge, lang: Lang): Card {
  const topic = knowledge.topics.get(tip.topic);
  const title = topic ? titleOf(topic, lang) : tip.topic;
  const picture = topic ? layersPicture([topic], lang) : undefined;
  const quiz: Action[] =
    topic && topic.quiz.length > 0
      ? [{ kind: 'ask', label: say('quizMe', lang), ask: aloneWith('quiz', topic.id) }]
      : [];
  return {
    tone: 'answer',
    title: say('tipTitle', lang)(title),
    body: [{ kind: 'text', text: pick(tip.text, lang) ?? [] }],
    ...(picture ? { picture } : {}),
    actions: [
      { kind: 'ask', label: say('moreAbout', lang)(title), ask: aloneWith('', tip.topic), primary: true },
      ...quiz,
      { kind: 'ask', label: say('anotherTip', lang), ask: 'tip private' },
    ],
    sources: sourcesOf(tip, topic, lang),
  };
}

const LETTERS = 'ABCDEFGH';

/** The choices, a line each. */
const lettered = (choices: readonly Text[]): Text =>
  choices.flatMap((choice, index) => [
    ...(index > 0 ? text('\n') : []),
    { text: `${LETTERS[index]}. `, bold: true },
    ...choice,
  ]);

/** The question with a button per choice; answers are shown to the presser only. */
export function quizCard(quiz: Quiz, knowledge: Knowledge, lang: Lang): Card {
  const topic = knowledge.topics.get(quiz.topic);
  const choices = pick(quiz.choices, lang) ?? [];
  return {
    tone: 'answer',
    title: say('quizTitle', lang)(topic ? titleOf(topic, lang) : quiz.topic),
    body: [
      { kind: 'text', text: pick(quiz.question, lang) ?? [] },
      { kind: 'text', text: lettered(choices) },
    ],
    actions: choices.map((_choice, index) => ({
      kind: 'ask',
      label: LETTERS[index] ?? String(index + 1),
      ask: `quiz ${topicRef(quiz.id)} ${index + 1}`,
    })),
    sources: [],
    footer: say('quizAlone', lang),
  };
}

/** The question after this one in its note; the first again after the last. */
function questionAfter(quiz: Quiz, knowledge: Knowledge): Quiz {
  const all = knowledge.topics.get(quiz.topic)?.quiz ?? [];
  return all[(all.findIndex(({ id }) => id === quiz.id) + 1) % all.length] ?? quiz;
}

/** Right or wrong, why, and where to read on. `choice` counts from 1. */
export function quizAnswerCard(quiz: Quiz, choice: number, knowledge: Knowledge, lang: Lang): Card {
  const topic = knowledge.topics.get(quiz.topic);
  const right = choice - 1 === quiz.answer;
  const answer = pick(quiz.choices, lang)?.[quiz.answer] ?? [];
  const letter = `${LETTERS[quiz.answer]}. `;
  const verdict: Part = {
    kind: 'text',
    text: [
      ...(right ? [] : text(say('rightAnswer', lang))),
      { text: `${letter}${plain(answer)}`, bold: true },
    ],
  };
  const title = topic ? titleOf(topic, lang) : quiz.topic;
  const next = questionAfter(quiz, knowledge);
  return {
    tone: right ? 'answer' : 'notice',
    title: right ? say('quizRight', lang) : say('quizWrong', lang),
    body: [verdict, { kind: 'text', text: pick(quiz.why, lang) ?? [] }],
    actions: [
      { kind: 'ask', label: say('moreAbout', lang)(title), ask: askFor('', quiz.topic) },
      ...(next.id === quiz.id
        ? []
        : [
            {
              kind: 'ask',
              label: say('nextQuestion', lang),
              ask: `quiz ${topicRef(next.id)} private`,
            } as const,
          ]),
    ],
    sources: topic ? uniqueSources(pick(topic.sources, lang) ?? []).slice(0, 3) : [],
  };
}

export function answerTip(from: AnswerSource): MadeAnswer {
  const tip = oneOf(tipsIn(from.knowledge.topics.values(), from.lang), from.chance);
  if (!tip) return toldAlone('help', helpCard(from.lang));
  const at = pick(tip.at, from.lang);
  return {
    ...shownToAll('tip', [tip.topic], tipCard(tip, from.knowledge, from.lang)),
    ...(at ? { writtenAt: at } : {}),
  };
}

const askQuiz = (quiz: Quiz, { knowledge, lang }: AnswerSource): MadeAnswer => ({
  ...shownToAll('quiz', [quiz.topic], quizCard(quiz, knowledge, lang)),
  again: `quiz ${topicRef(quiz.id)}`,
});

/** `quiz`, `quiz <topic>` and `quiz <ref>` ask; `quiz <ref> <n>` answers, to the presser only. */
export function answerQuiz(rest: string, from: AnswerSource): MadeAnswer {
  const topics = [...from.knowledge.topics.values()];
  const [ref, choice] = rest.trim().split(/\s+/);
  const quiz = topics.flatMap((topic) => topic.quiz).find((one) => topicRef(one.id) === ref);
  if (quiz && choice === undefined) return askQuiz(quiz, from);
  if (quiz)
    return {
      ...toldAlone('quiz', quizAnswerCard(quiz, Number(choice), from.knowledge, from.lang), [quiz.topic]),
      again: `quiz ${topicRef(quiz.id)}`,
    };
  const named = rest.trim() ? from.search.find(rest, from.lang).hits[0]?.topic : undefined;
  const byRef = topics.find((topic) => topicRef(topic.id) === ref)?.id;
  const of = topics.filter(
    (topic) => topic.quiz.length > 0 && (rest.trim() === '' || topic.id === (byRef ?? named)),
  );
  const next = oneOf(
    (of.length > 0 ? of : topics).flatMap((topic) => topic.quiz),
    from.chance,
  );
  return next ? askQuiz(next, from) : toldAlone('help', helpCard(from.lang));
}
