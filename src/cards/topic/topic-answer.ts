import { type Brand, isPage, type Section, type Topic } from '../../knowledge/topic.ts';
import { normal } from '../../search/fold.ts';
import type { Finding } from '../../search/search.ts';
import type { Intent } from '../../talk/intent.ts';
import { askFor, topicRef } from '../../talk/refs.ts';
import { asksWhether } from '../../talk/whether.ts';
import { plain } from '../../text.ts';
import { asksOnly, type Question, questionOf } from '../../understanding/question.ts';
import {
  type AnswerSource,
  type MadeAnswer,
  shownToAll,
  toldAlone,
  topicsIn,
  topicsWithIds,
  writtenAt,
} from '../answer-parts.ts';
import { brandCard, nearest, unknownCard } from '../guide.ts';
import { type Lead, leadOf, openingLead } from '../lead.ts';
import { pageLead } from '../page-lead.ts';
import { guessedCard, sectionCard, topicCard } from './topic-card.ts';
import { headingOf, langOfTopic, sectionsIn } from './topic-sections.ts';

/** Other topics offered beside one that is only probably meant. */
const GUESSES = 2;

/** What answers a question; none where the topic is only named, or its definition alone answers. */
function leadTo(
  text: string,
  intent: Intent & { kind: 'topic' },
  topic: Topic,
  { search, lang: wanted }: AnswerSource,
): Lead | undefined {
  if (!intent.question) return undefined;
  const quotes = search.quotes(text, wanted, [topic.id]);
  const whether = asksWhether(text);
  if (isPage(topic)) {
    // In a page of anybody's notes the section that was found answers, whatever the rest of the page says.
    const [best] = quotes;
    const wherein = best?.section ?? intent.finding.hits[0]?.section;
    const section = topic.sections.find(({ id }) => id === wherein);
    return section && pageLead(section, best, topic, whether);
  }
  const question = questionOf(text, search);
  if (isOnlyNamed(question, topic)) return undefined;
  const lang = langOfTopic(topic, wanted);
  const headed = sectionsIn(topic, lang).find((section) => asksOnly(withoutHeading(question.rest, section)));
  if (headed && headed.kind !== 'misconceptions') return openingLead(headed, topic);
  if (quotes.every(({ section }) => section === undefined)) return undefined;
  return leadOf(quotes, topic, { lang, whether });
}

/** Whether a text names a topic and asks no more than what it is. */
const isOnlyNamed = ({ rest, topics }: Question, topic: Topic): boolean =>
  topics.includes(topic.id) && asksOnly(rest);

const withoutHeading = (rest: string, section: Section): string =>
  rest.replace(normal(headingOf(section)), ' ');

/** The topic each point of a list is about, where it is about one. */
function listedTopics(lead: Lead | undefined, topic: Topic, { search }: AnswerSource): string[] {
  const body = lead?.isList ? lead.body : [];
  const items = body.flatMap((part) => (part.kind === 'list' ? part.items : []));
  const named = items.flatMap(
    (item) => search.mentions(plain(item)).find((one) => one.topic !== topic.id)?.topic ?? [],
  );
  return named.length === items.length ? [...new Set(named)] : [];
}

export function answerTopic(
  lead: Lead | undefined,
  intent: Intent & { kind: 'topic' },
  topic: Topic,
  from: AnswerSource,
): MadeAnswer {
  const { knowledge, lang } = from;
  const offers = listedTopics(lead, topic, from);
  return {
    ...shownToAll('topic', topicsIn(intent), topicCard(topic, lead, knowledge, lang)),
    ...writtenAt(topic, lead?.section, lang),
    confidence: intent.finding.confidence,
    again: [askFor('', topic.id), lead?.ref].filter(Boolean).join(' '),
    ...(lead?.section ? { section: lead.section.kind } : {}),
    ...(offers.length > 1 ? { offers } : {}),
  };
}

export function answerNone(finding: Finding, { knowledge, lang }: AnswerSource): MadeAnswer {
  const offers = nearest(finding, knowledge).map((topic) => topic.id);
  return {
    ...toldAlone('none', unknownCard(finding, knowledge, lang)),
    ...(offers.length > 0 ? { offers } : {}),
  };
}

/** A maker's name alone: what it stands for, to choose from. */
export function answerBrand(brand: Brand, { knowledge, lang }: AnswerSource): MadeAnswer {
  const card = brandCard(brand, topicsWithIds(brand.topics, knowledge), lang);
  const { file, line } = brand.at;
  return {
    ...shownToAll('topic', brand.topics, card),
    offers: brand.topics,
    writtenAt: { file, line, heading: brand.name },
  };
}

export function answerTopicQuestion(
  text: string,
  intent: Intent & { kind: 'topic' },
  from: AnswerSource,
): MadeAnswer {
  const topic = from.knowledge.topics.get(topicsIn(intent)[0] ?? '');
  if (!topic) return answerNone(intent.finding, from);
  const answered = answerTopic(leadTo(text, intent, topic, from), intent, topic, from);
  if (intent.finding.verdict !== 'probably' || isOnlyNamed(questionOf(text, from.search), topic))
    return answered;
  const others = topicsWithIds(topicsIn(intent).slice(1, 1 + GUESSES), from.knowledge);
  const card = guessedCard(answered.card, answered.writtenAt?.heading, others, from.lang);
  return { ...answered, card };
}

export function answerRead(rest: string, from: AnswerSource): MadeAnswer {
  const wanted = rest.trim();
  for (const topic of from.knowledge.topics.values()) {
    const section = topic.sections.find((one) => one.id === wanted || topicRef(one.id) === wanted);
    if (section)
      return {
        ...shownToAll('topic', [topic.id], sectionCard(topic, section, from.knowledge, from.lang)),
        ...writtenAt(topic, section, from.lang),
      };
  }
  return toldAlone('none', unknownCard(from.search.find(wanted, from.lang), from.knowledge, from.lang));
}
