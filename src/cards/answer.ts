import type { Knowledge } from '../knowledge/knowledge.ts';
import { type Brand, isPage, type Quiz, type Section, type Topic } from '../knowledge/topic.ts';
import { ANSWERING, NAMES_SECTION, questionType } from '../search/question.ts';
import type { Finding, Search } from '../search/search.ts';
import type { Asked, Intent } from '../talk/intent.ts';
import { noticeCard } from '../talk/notice.ts';
import { askFor, topicRef } from '../talk/refs.ts';
import type { Card, IntentKind, Reply } from '../talk/reply.ts';
import { say } from '../talk/sentences/sentences.ts';
import { asksWhether } from '../talk/whether.ts';
import { type Lang, plain } from '../text.ts';
import { benchmarkCard } from './bench/bench-card.ts';
import { adviceCard } from './comparison/advice-card.ts';
import { comparisonCard } from './comparison/comparison-card.ts';
import { brandCard, compareWhatCard, helpCard, nearest, topicsCard, unknownCard } from './guide.ts';
import { type Lead, leadNamed, leadOf, namedLead, openingLead, passageLead } from './lead.ts';
import { unfoldedCard } from './pages.ts';
import { severalAnswers } from './several.ts';
import { inManner } from './topic/in-manner.ts';
import { oneOf, quizAnswerCard, quizCard, tipCard, tipsIn } from './topic/study.ts';
import { guessedCard, sectionCard, topicCard } from './topic/topic-card.ts';
import { headingOf, langOfTopic, sectionsIn, titleOf } from './topic/topic-sections.ts';

/** What an answer is made from. Chance is an argument so that answers can be repeated. */
export interface AnswerSource {
  readonly knowledge: Knowledge;
  readonly search: Search;
  readonly lang: Lang;
  /** 0 ≤ chance < 1; picks the tip or question. */
  readonly chance: number;
}

type Answer = Omit<Reply, 'lang'>;

const shown = (intent: IntentKind, topics: readonly string[], card: Card): Answer => ({
  intent,
  topics,
  audience: 'place',
  card,
});

/** Help, errors and "not found" are for the asker's eyes only. */
const told = (intent: IntentKind, card: Card, topics: readonly string[] = []): Answer => ({
  intent,
  topics,
  audience: 'asker',
  card,
});

const topicsOf = (ids: readonly string[], knowledge: Knowledge): Topic[] =>
  ids.flatMap((id) => knowledge.topics.get(id) ?? []);

const writtenAt = (topic: Topic, section: Section | undefined, lang: Lang): Pick<Reply, 'writtenAt'> => {
  const written = topic.origin?.[langOfTopic(topic, lang)];
  if (section) return { writtenAt: { ...section.at, heading: headingOf(section) } };
  return written
    ? { writtenAt: { file: written.file, heading: titleOf(topic, lang), line: written.line } }
    : {};
};

/** Topics of an answer that are told of when it is said more simply. */
const MOST_TOLD = 2;

/** Other topics offered beside one that is only probably meant. */
const GUESSES = 2;

/** The passage that answers a question; none where the topic is only named, or defined by the very same words. */
function leadTo(
  text: string,
  intent: Intent & { kind: 'topic' },
  topic: Topic,
  from: AnswerSource,
): Lead | undefined {
  if (!intent.question) return undefined;
  const passage = from.search.passage(text, from.lang, [topic.id]);
  const lang = langOfTopic(topic, from.lang);
  const [best] = intent.finding.hits;
  // In a page of anybody's notes the section that was found answers, whatever the rest of the page says.
  const found = topic.sections.find((section) => section.id === best?.section);
  if (isPage(topic) && found && !passage) return openingLead(found, found.lang);
  const definition = plain(topic.summary[lang] ?? []);
  if (!passage || definition.includes(plain(passage.text))) return sectionAsked(text, topic, lang);
  // "What is it?" is answered by the definition, whatever the summary after it says more.
  const kind = topic.sections.find((section) => section.id === passage.section)?.kind;
  const isDefined = kind === 'summary' || passage.afterDefinition;
  if (isDefined && questionType(text) === 'what') return undefined;
  const whether = asksWhether(text);
  const isNamed = best?.stage !== 'body' || isPage(topic);
  if (isNamed && !passage.afterDefinition) return leadOf(passage, topic, whether);
  return namedLead(passageLead(passage, topic, whether), topic, lang);
}

/** How the section begins that a question names: "when is it used?" is not answered by what it is. */
function sectionAsked(text: string, topic: Topic, lang: Lang): Lead | undefined {
  const type = questionType(text);
  // A list of misconceptions begins with what is wrong.
  if (!NAMES_SECTION.has(type) || type === 'myth') return undefined;
  const section = sectionsIn(topic, lang).find(({ kind }) => kind === ANSWERING[type][0]);
  return section && openingLead(section, lang);
}

/** The topic each point of a list is about, where it is about one. */
function listedTopics(lead: Lead | undefined, topic: Topic, { search }: AnswerSource): string[] {
  const items = (lead?.body ?? []).flatMap((part) => (part.kind === 'list' ? part.items : []));
  const named = items.flatMap(
    (item) => search.mentions(plain(item)).find((one) => one.topic !== topic.id)?.topic ?? [],
  );
  return named.length === items.length ? [...new Set(named)] : [];
}

function answerTopic(
  lead: Lead | undefined,
  intent: Intent & { kind: 'topic' },
  topic: Topic,
  from: AnswerSource,
): Answer {
  const { knowledge, lang } = from;
  const offers = listedTopics(lead, topic, from);
  return {
    ...shown('topic', topicsIn(intent), topicCard(topic, lead, knowledge, lang)),
    ...writtenAt(topic, lead?.section, lang),
    confidence: intent.finding.confidence,
    again: [askFor('', topic.id), lead?.ref].filter(Boolean).join(' '),
    ...(lead?.section ? { section: lead.section.kind } : {}),
    ...(offers.length > 1 ? { offers } : {}),
  };
}

const topicsIn = (intent: Intent & { kind: 'topic' }): string[] =>
  intent.finding.hits.map((hit) => hit.topic);

function answerNone(finding: Finding, { knowledge, lang }: AnswerSource): Answer {
  const offers = nearest(finding, knowledge).map((topic) => topic.id);
  return {
    ...told('none', unknownCard(finding, knowledge, lang)),
    ...(offers.length > 0 ? { offers } : {}),
  };
}

/** A maker's name alone: what it stands for, to choose from. */
function answerBrand(brand: Brand, { knowledge, lang }: AnswerSource): Answer {
  const card = brandCard(brand, topicsOf(brand.topics, knowledge), lang);
  const { file, line } = brand.at;
  return {
    ...shown('topic', brand.topics, card),
    offers: brand.topics,
    writtenAt: { file, line, heading: brand.name },
  };
}

function answerTopicQuestion(text: string, intent: Intent & { kind: 'topic' }, from: AnswerSource): Answer {
  const topic = from.knowledge.topics.get(topicsIn(intent)[0] ?? '');
  if (!topic) return answerNone(intent.finding, from);
  const answered = answerTopic(leadTo(text, intent, topic, from), intent, topic, from);
  if (intent.finding.verdict !== 'probably') return answered;
  const others = topicsOf(topicsIn(intent).slice(1, 1 + GUESSES), from.knowledge);
  const card = guessedCard(answered.card, answered.writtenAt?.heading, others, from.lang);
  return { ...answered, card };
}

/** An answer once more, with the lead it had. */
function answerAgain(
  { of, lead, manner, page = 1, text = '' }: Intent & { kind: 'again' },
  from: AnswerSource,
): Answer {
  const topic = of.kind === 'topic' ? from.knowledge.topics.get(topicsIn(of)[0] ?? '') : undefined;
  const whole =
    of.kind === 'topic' && topic && text === ''
      ? answerTopic(lead === undefined ? undefined : leadNamed(lead, topic, from.lang), of, topic, from)
      : answerOf(text, of, from);
  if (manner === 'unfold')
    return { ...whole, audience: 'aside', card: unfoldedCard(whole.card, page, from.lang) };
  return {
    ...whole,
    card: inManner(whole.card, manner, topicsOf(whole.topics.slice(0, MOST_TOLD), from.knowledge), from.lang),
  };
}

function answerRead(rest: string, from: AnswerSource): Answer {
  const wanted = rest.trim();
  for (const topic of from.knowledge.topics.values()) {
    const section = topic.sections.find((one) => one.id === wanted || topicRef(one.id) === wanted);
    if (section)
      return {
        ...shown('topic', [topic.id], sectionCard(topic, section, from.knowledge, from.lang)),
        ...writtenAt(topic, section, from.lang),
      };
  }
  return told('none', unknownCard(from.search.find(wanted, from.lang), from.knowledge, from.lang));
}

function answerTip(from: AnswerSource): Answer {
  const tip = oneOf(tipsIn(from.knowledge.topics.values(), from.lang), from.chance);
  return tip
    ? shown('tip', [tip.topic], tipCard(tip, from.knowledge, from.lang))
    : told('help', helpCard(from.lang));
}

const askQuiz = (quiz: Quiz, { knowledge, lang }: AnswerSource): Answer => ({
  ...shown('quiz', [quiz.topic], quizCard(quiz, knowledge, lang)),
  again: `quiz ${topicRef(quiz.id)}`,
});

/** `quiz`, `quiz <topic>` and `quiz <ref>` ask; `quiz <ref> <n>` answers, to the presser only. */
function answerQuiz(rest: string, from: AnswerSource): Answer {
  const topics = [...from.knowledge.topics.values()];
  const [ref, choice] = rest.trim().split(/\s+/);
  const quiz = topics.flatMap((topic) => topic.quiz).find((one) => topicRef(one.id) === ref);
  if (quiz && choice === undefined) return askQuiz(quiz, from);
  if (quiz)
    return {
      ...told('quiz', quizAnswerCard(quiz, Number(choice), from.knowledge, from.lang), [quiz.topic]),
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
  return next ? askQuiz(next, from) : told('help', helpCard(from.lang));
}

function answerBenchmark(intent: Intent & { kind: 'benchmark' }, from: AnswerSource): Answer {
  return {
    ...shown('benchmark', intent.topics, benchmarkCard(intent, from.knowledge, from.lang)),
    again: askFor('bench', ...intent.families, ...intent.topics),
  };
}

function answerCompare(text: string, intent: Intent & { kind: 'compare' }, from: AnswerSource): Answer {
  const topics = topicsOf(intent.topics, from.knowledge);
  const advice = intent.advise ? adviceCard(text, topics, from) : undefined;
  if (advice)
    return {
      ...shown('compare', intent.topics, advice),
      again: askFor('compare', ...intent.topics),
      offers: intent.topics,
    };
  const card = comparisonCard(topics, intent.unknown, from.knowledge, from.lang);
  const again = askFor('compare', ...intent.topics);
  const [first] = topics;
  return {
    ...shown('compare', intent.topics, card),
    ...(first ? writtenAt(first, undefined, from.lang) : {}),
    ...(topics.length > 1 ? { again, offers: intent.topics } : {}),
  };
}

/** What is asked → what is said. Pure: the same intent, notes and chance give the same reply. */
export function answer(text: string, intent: Intent, from: AnswerSource): Reply {
  return { ...answerOf(text, intent, from), lang: from.lang };
}

function answerOf(text: string, intent: Intent, from: AnswerSource): Answer {
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
      return shown('topics', [], topicsCard(knowledge, lang));
    case 'help':
      return told('help', helpCard(lang));
    case 'thanks':
      return told('thanks', noticeCard(say('thanksTitle', lang), say('thanks', lang)));
    case 'compare-what':
      return told(
        'compare',
        compareWhatCard(topicsOf(intent.topics, knowledge), knowledge, lang),
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
