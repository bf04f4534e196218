import { normal } from '../search/fold.ts';
import type { Search } from '../search/search.ts';
import { type Asked, type Intent, topicsOf } from '../talk/intent.ts';
import { noticeCard } from '../talk/notice.ts';
import { askFor } from '../talk/refs.ts';
import type { Action, Card, Reply } from '../talk/reply.ts';
import { say } from '../talk/sentences/sentences.ts';
import { firstUnits, type Lang, type Part, type Source } from '../text.ts';
import {
  type AnswerSource,
  type MadeAnswer,
  shownToAll,
  toldAlone,
  topicsIn,
  topicsWithIds,
  writtenAt,
} from './answer-parts.ts';
import { benchmarkCard } from './bench/bench-card.ts';
import { rowsOf } from './bench/bench-pieces.ts';
import { selectRows } from './bench/bench-select.ts';
import { adviceCard } from './comparison/advice-card.ts';
import { comparisonCard } from './comparison/comparison-card.ts';
import { compareWhatCard, helpCard, topicsCard } from './guide.ts';
import { leadByRef } from './lead-by-ref.ts';
import { unfoldedCard } from './pages.ts';
import { uniqueSources } from './topic/cited-sources.ts';
import { inManner } from './topic/in-manner.ts';
import { answerQuiz, answerTip } from './topic/study.ts';
import {
  answerBrand,
  answerNone,
  answerRead,
  answerTopic,
  answerTopicQuestion,
} from './topic/topic-answer.ts';
import { isComparable } from './topic/topic-sections.ts';

/** How seldom a word must be that says what is asked: articles and prepositions are not. */
const TELLING = 0.3;
/** Topics of an answer that are told of when it is said more simply. */
const MOST_TOLD = 2;

/** An answer once more, with the lead it had. */
function answerAgain(
  { of, lead, manner, page = 1, text = '' }: Intent & { kind: 'again' },
  from: AnswerSource,
): MadeAnswer {
  const topic = of.kind === 'topic' ? from.knowledge.topics.get(topicsIn(of)[0] ?? '') : undefined;
  const whole =
    of.kind === 'topic' && topic && text === ''
      ? answerTopic(lead === undefined ? undefined : leadByRef(lead, topic, from.lang), of, topic, from)
      : answerOf(text, of, from);
  if (manner === 'unfold')
    return { ...whole, audience: 'aside', card: unfoldedCard(whole.card, page, from.lang) };
  return {
    ...whole,
    card: inManner(
      whole.card,
      manner,
      topicsWithIds(whole.topics.slice(0, MOST_TOLD), from.knowledge),
      from.lang,
    ),
  };
}

function answerBenchmark(intent: Intent & { kind: 'benchmark' }, from: AnswerSource): MadeAnswer {
  const { knowledge, lang } = from;
  const card = benchmarkCard(intent, knowledge, lang);
  // What is said first is said of the source that is named first.
  const [first] = selectRows(intent, rowsOf(knowledge, 'published'), knowledge).any.filter(
    ({ source }) => source.url === card.sources[0]?.url,
  );
  return {
    ...shownToAll('benchmark', intent.topics, card),
    ...(first?.at ? { writtenAt: { ...first.at, heading: first.source.title } } : {}),
    again: askFor('bench', ...intent.families, ...intent.topics),
  };
}

/** Words of a question about things, beside their names. */
function askedOf(text: string, topics: readonly string[], search: Search): string[] {
  const others = search.mentions(text).filter(({ topic }) => !topics.includes(topic));
  const named = others.map(({ start, end }) => normal(text).slice(start, end));
  const said = search.words(text).filter(({ known, rarity }) => known && rarity >= TELLING);
  return [...named, ...said.map((word) => word.text)];
}

function answerCompare(text: string, intent: Intent & { kind: 'compare' }, from: AnswerSource): MadeAnswer {
  const topics = topicsWithIds(intent.topics, from.knowledge);
  // Of what a maker stands for some is no thing to choose, such as the way away from it.
  const things = topics.filter(isComparable);
  const chosen = things.length > 1 ? things : topics;
  const advice = intent.advise ? adviceCard(text, chosen, from) : undefined;
  const offers = chosen.map(({ id }) => id);
  if (advice)
    return { ...shownToAll('compare', offers, advice), again: askFor('compare', ...offers), offers };
  const card = comparisonCard(
    topics,
    intent.unknown,
    from.knowledge,
    from.lang,
    askedOf(text, intent.topics, from.search),
  );
  const again = askFor('compare', ...intent.topics);
  const [first] = topics;
  return {
    ...shownToAll('compare', intent.topics, card),
    ...(first ? writtenAt(first, undefined, from.lang) : {}),
    ...(topics.length > 1 ? { again, offers: intent.topics } : {}),
  };
}

/** What is asked → what is said. Pure: the same intent, notes and chance give the same reply. */
export function answer(text: string, intent: Intent, from: AnswerSource): Reply {
  return { ...answerOf(text, intent, from), lang: from.lang };
}

function answerOf(text: string, intent: Intent, from: AnswerSource): MadeAnswer {
  const { knowledge, lang } = from;
  switch (intent.kind) {
    case 'topic':
      return answerTopicQuestion(text, intent, from);
    case 'several': {
      const each = ({ text: words, intent: one }: Asked) => answerOf(words, one, from);
      return { ...severalAnswers(intent.questions, each, lang), audience: 'place' };
    }
    case 'compare':
      return answerCompare(text, intent, from);
    case 'benchmark':
      return answerBenchmark(intent, from);
    case 'tip':
      return answerTip(from);
    case 'topics':
      return shownToAll('topics', [], topicsCard(knowledge, lang));
    case 'help':
      return toldAlone('help', helpCard(lang));
    case 'thanks':
      return toldAlone(
        'thanks',
        intent.greets
          ? noticeCard(say('greetingTitle', lang), say('greeting', lang))
          : noticeCard(say('thanksTitle', lang), say('thanks', lang)),
      );
    case 'compare-what':
      return toldAlone(
        'compare',
        compareWhatCard(topicsWithIds(intent.topics, knowledge), knowledge, lang),
        intent.topics,
      );
    case 'quiz':
      return answerQuiz(intent.rest, from);
    case 'again':
      return answerAgain(intent, from);
    case 'brand':
      return answerBrand(intent.brand, from);
    case 'read':
      return answerRead(intent.rest, from);
    case 'none':
      return answerNone(intent.finding, from);
    default:
      return intent satisfies never;
  }
}

/** Parts shown of each answer's lead: tables stay behind its button. */
const PARTS = 2;
const SOURCES = 2;
const HEADING = 120;

const cut = (words: string): string =>
  words.length <= HEADING ? words : `${firstUnits(words, HEADING - 1)}…`;

type Answered = Pick<Reply, 'intent' | 'topics' | 'card'>;

const wholeAnswer = ({ intent }: Asked, { card }: Answered): Action => {
  const word = intent.kind === 'compare' ? 'compare' : intent.kind === 'benchmark' ? 'bench' : '';
  return { kind: 'ask', label: card.title, ask: askFor(word, ...topicsOf(intent)) };
};

/** One card for several questions: each with the beginning of its answer, and a button for the whole. */
function severalAnswers(
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
