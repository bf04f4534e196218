import type { Quiz } from '../../knowledge/topic.ts';
import { topicRef } from '../../talk/refs.ts';
import { pick } from '../../text.ts';
import { type AnswerSource, type MadeAnswer, shownToAll, toldAlone } from '../answer-parts.ts';
import { helpCard } from '../guide.ts';
import { oneOf, quizAnswerCard, quizCard, tipCard, tipsIn } from './study.ts';

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
