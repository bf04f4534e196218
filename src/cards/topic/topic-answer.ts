import { type Brand, isPage, type Section, type Topic } from '../../knowledge/topic.ts';
import { normal } from '../../search/fold.ts';
import { ANSWERING, NAMES_SECTION, questionType, withoutAsking } from '../../search/question.ts';
import type { Finding, Passage, Search } from '../../search/search.ts';
import type { Intent } from '../../talk/intent.ts';
import { askFor, topicRef } from '../../talk/refs.ts';
import { asksWhether } from '../../talk/whether.ts';
import { type Lang, plain } from '../../text.ts';
import { sentencesOf } from '../../text-cut.ts';
import { asksOnly, questionOf } from '../../understanding/question.ts';
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
import { type Lead, leadOf, namedLead, openingLead, POINT, passageLead } from '../lead.ts';
import { pageLead } from '../page-lead.ts';
import { guessedCard, sectionCard, topicCard } from './topic-card.ts';
import { headingOf, langOfTopic, sectionsIn } from './topic-sections.ts';

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
  if (isPage(topic)) {
    // In a page of anybody's notes the section that was found answers, whatever the rest of the page says.
    const section = topic.sections.find(({ id }) => id === (passage?.section ?? best?.section));
    return section && pageLead(section, passage, topic, asksWhether(text));
  }
  if (isOnlyNamed(text, topic, from.search)) return undefined;
  const { rest } = questionOf(text, from.search);
  const headed = sectionsIn(topic, lang).find((section) => asksOnly(withoutHeading(rest, section)));
  if (headed && headed.kind !== 'misconceptions') return openingLead(headed, lang);
  const definition = plain(topic.summary[lang] ?? []);
  const asked = sectionAsked(text, topic, lang);
  if (!passage || definition.includes(plain(passage.text))) return asked;
  if (asked && (isWithin(passage, asked) || !sharesWords(text, passage, from.search))) return asked;
  // "What is it?" is answered by the definition, whatever the summary after it says more.
  const kind = topic.sections.find((section) => section.id === passage.section)?.kind;
  const isDefined = kind === 'summary' || passage.afterDefinition;
  if (isDefined && questionType(text) === 'what') return undefined;
  const whether = asksWhether(text);
  if (best?.stage !== 'body' && !passage.afterDefinition) return leadOf(passage, topic, whether);
  return namedLead(passageLead(passage, topic, whether), topic, lang);
}

/** Whether a text names a topic and asks no more than what it is. */
function isOnlyNamed(text: string, topic: Topic, search: Search): boolean {
  const { rest, topics } = questionOf(text, search);
  return topics.includes(topic.id) && asksOnly(rest);
}

const withoutHeading = (rest: string, section: Section): string =>
  rest.replace(normal(headingOf(section)), ' ');

/** How seldom a word must be that says what is asked: articles and prepositions are not. */
export const TELLING = 0.3;

/** Whether a passage has any word of a question beside those that name its topic or its section. */
function sharesWords(text: string, passage: Passage, search: Search): boolean {
  const said = normal(plain(passage.text));
  return search
    .words(withoutAsking(text))
    .some(({ text: word, rarity }) => rarity >= TELLING && said.includes(word));
}

const isWithin = ({ text }: Passage, { said }: Lead): boolean => {
  const [first] = sentencesOf(text).map(plain);
  return first !== undefined && said.includes(first.replace(POINT, ''));
};

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
  if (intent.finding.verdict !== 'probably' || isOnlyNamed(text, topic, from.search)) return answered;
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
