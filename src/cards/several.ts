import { type Asked, topicsOf } from '../talk/intent.ts';
import { askFor } from '../talk/refs.ts';
import type { Action, Card, Reply } from '../talk/reply.ts';
import { say } from '../talk/sentences/sentences.ts';
import type { Lang, Part, Source } from '../text.ts';
import { uniqueSources } from './topic/cited-sources.ts';

/** Parts shown of each answer's lead: tables stay behind its button. */
const PARTS = 2;
const SOURCES = 2;
const HEADING = 120;

const cut = (words: string): string =>
  words.length <= HEADING ? words : `${words.slice(0, HEADING - 1).replace(/[\ud800-\udbff]$/, '')}…`;

type Answered = Pick<Reply, 'intent' | 'topics' | 'card'>;

const wholeAnswer = ({ intent }: Asked, { card }: Answered): Action => {
  const word = intent.kind === 'compare' ? 'compare' : intent.kind === 'benchmark' ? 'bench' : '';
  return { kind: 'ask', label: card.title, ask: askFor(word, ...topicsOf(intent)) };
};

/** One card for several questions: each with the beginning of its answer, and a button for the whole. */
export function severalAnswers(
  questions: readonly Asked[],
  answerTo: (asked: Asked) => Answered,
  lang: Lang,
): Answered {
  const answered = questions.map((asked) => ({ asked, ...answerTo(asked) }));
  const sources: Source[] = uniqueSources(answered.flatMap(({ card }) => card.sources.slice(0, SOURCES)));
  const card: Card = {
    tone: 'answer',
    title: say('severalTitle', lang)(questions.length),
    body: answered.flatMap(({ asked, card: { body } }): Part[] => [
      { kind: 'heading', text: cut(asked.text) },
      ...body.filter((part) => part.kind !== 'image' && part.kind !== 'table').slice(0, PARTS),
    ]),
    actions: answered.map((one) => wholeAnswer(one.asked, one)),
    sources,
  };
  const topics = [...new Set(questions.flatMap(({ intent }) => topicsOf(intent)))];
  return { intent: answered[0]?.intent ?? 'none', topics, card };
}
