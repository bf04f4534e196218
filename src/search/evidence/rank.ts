import { isPage, type Topic } from '../../knowledge/topic.ts';
import type { Postings } from '../index/postings.ts';
import type { Kinds } from '../kinds.ts';
import { wordTerms } from '../terms.ts';
import { candidates, type HeldDocument, type Holding, holdingOf } from './holding.ts';
import type { Query } from './query.ts';

export const RANK_FEATURES = [
  'bm25',
  'bm25Words',
  'bm25Next',
  'covered',
  'inTopic',
  'inTopicWords',
  'inNames',
  'inNamesWords',
  'inDefinition',
  'inQuiz',
  'asked',
  'askedOfSection',
  'named',
  'namedShare',
  'namedFirst',
  'namedTitle',
  'namedThing',
  'belowNamed',
  'otherNamed',
  'isKind',
  'restInTopic',
  'restInDocument',
  'namedKindShare',
  'namedThingShare',
  'namedRoot',
  'bm25Own',
  'bm25Names',
  'askedNext',
  'inAsked',
  'namedLast',
  'size',
  'topicBm25',
  'askedTogether',
  'page',
] as const;

/** Of pages how well the best section fits is all that held on handbooks never seen, and whether they are named. */
export const PAGE_FEATURES = ['bm25', 'named', 'namedShare'] as const;

export type Features<Name extends string> = Readonly<Record<Name, number>>;
export type RankFeatures = Features<(typeof RANK_FEATURES)[number]>;

const most = (list: readonly HeldDocument[], of: (one: HeldDocument) => number): number =>
  list.reduce((best, one) => Math.max(best, of(one)), 0);

/** How much of the question is the name of something else: a kind of which this is one, or anything. */
function othersNamed(topic: Topic, query: Query, kinds: Kinds): { below: number; other: number } {
  const above = kinds.above(topic.id);
  let [below, other] = [0, 0];
  for (const [id, { share }] of query.named) {
    if (id === topic.id) continue;
    if (above.has(id)) below = Math.max(below, share);
    else if (!kinds.above(id).has(topic.id)) other = Math.max(other, share);
  }
  return { below, other };
}

/** Brings a sum of weights to the size of the other features. */
const SCALE = 20;

function rankFeatures(
  { topic, held, terms, asked: askedTogether }: Holding,
  query: Query,
  postings: Postings,
  kinds: Kinds,
): RankFeatures {
  const { total, words, norm } = query;
  const of = (...kind: string[]) => held.filter(({ document }) => kind.includes(document.kind));
  const text = held.filter(({ document }) => document.kind !== 'names' && document.kind !== 'asked');
  const [first = 0, second = 0, third = 0] = text.map((one) => one.bm25).sort((a, b) => b - a);
  const cosine = (one: HeldDocument): number => one.dot / (norm * (postings.norm(one.id) || 1));
  const name = query.named.get(topic.id);
  const { below, other } = othersNamed(topic, query, kinds);
  const isKind = kinds.isKind(topic.id);
  let [inTopic, inTopicWords] = [0, 0];
  for (const { weight, word } of terms) {
    inTopic += weight;
    if (word) inTopicWords += weight;
  }
  return {
    bm25: first / total,
    bm25Words: most(text, (one) => one.bm25Words) / words,
    bm25Next: (second + third) / 2 / total,
    covered: most(text, (one) => one.covered) / total,
    inTopic: inTopic / total,
    inTopicWords: inTopicWords / words,
    inNames: most(of('names'), (one) => one.covered) / total,
    inNamesWords: most(of('names'), (one) => one.coveredWords) / words,
    inDefinition: most(of('definition'), (one) => one.covered) / total,
    inQuiz: most(of('quiz'), (one) => one.covered) / total,
    asked: most(of('asked'), cosine),
    askedOfSection: most(
      of('asked').filter(({ document }) => document.section),
      cosine,
    ),
    named: name?.score ?? 0,
    namedShare: name ? name.share * name.score : 0,
    namedFirst: name?.first ? 1 : 0,
    namedTitle: name?.title ? 1 : 0,
    namedThing: name && !isKind ? 1 : 0,
    belowNamed: below,
    otherNamed: name ? 0 : other,
    isKind: isKind ? 1 : 0,
    restInTopic:
      query.rest.reduce((all, term) => all + (terms.has(term) ? term.weight : 0), 0) / query.restWeight,
    restInDocument: most(text, (one) => one.rest) / query.restWeight,
    namedKindShare: name && isKind ? name.share * name.score : 0,
    namedThingShare: name && !isKind ? name.share * name.score : 0,
    namedRoot: name ? Math.sqrt(name.share) * name.score : 0,
    bm25Own:
      most(
        text.filter(({ document }) => document.kind !== 'relations' && document.kind !== 'misconceptions'),
        (one) => one.bm25,
      ) / total,
    bm25Names: most(of('names'), (one) => one.bm25) / total,
    askedNext:
      of('asked')
        .map(cosine)
        .sort((a, b) => b - a)[1] ?? 0,
    inAsked: most(of('asked'), (one) => one.coveredWords) / words,
    namedLast: name?.last ? 1 : 0,
    size: Math.log(held.length + 1),
    topicBm25: text.reduce((all, one) => all + one.bm25, 0) / total / 10,
    askedTogether: askedTogether / SCALE,
    page: isPage(topic) ? 1 : 0,
  };
}

export interface Candidate {
  readonly topic: Topic;
  readonly features: RankFeatures;
  /** How much of a page's title a question says that does not name it outright. */
  readonly titleHeld: number;
  readonly holding: Holding;
}

/** Words of a title, each once. */
const titles = new WeakMap<Topic, readonly string[]>();

function wordsOfTitle(topic: Topic): readonly string[] {
  const known = titles.get(topic) ?? [...new Set(wordTerms(Object.values(topic.title).join(' ')))];
  titles.set(topic, known);
  return known;
}

/** By rarity, and beside how much of the question its words are: parts of words say nothing of a title. */
function titleHeld(topic: Topic, query: Query, postings: Postings): number {
  const asked = new Set(query.terms.map(({ text }) => text));
  let [held, all] = [0, 1];
  for (const word of wordsOfTitle(topic)) {
    const weight = postings.weight(word);
    all += weight;
    if (asked.has(word)) held += weight;
  }
  return (held / all) * (query.words / query.total);
}

/** Every topic that may be meant, with what speaks for it. */
export function weighTopics(
  query: Query,
  postings: Postings,
  kinds: Kinds,
  byId: (id: string) => Topic | undefined,
): Candidate[] {
  return candidates(query, postings, byId).map((topic) => {
    const holding = holdingOf(topic, query, postings);
    const features = rankFeatures(holding, query, postings, kinds);
    const isPartly = isPage(topic) && !query.named.has(topic.id);
    return { topic, holding, features, titleHeld: isPartly ? titleHeld(topic, query, postings) : 0 };
  });
}
