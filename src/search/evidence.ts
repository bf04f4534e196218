import { isPage, type Topic } from '../knowledge/topic.ts';
import { LONGEST_QUESTION } from '../text.ts';
import type { Document } from './documents.ts';
import type { Kinds } from './kinds.ts';
import type { Found } from './names.ts';
import type { Posting, Postings } from './postings.ts';
import { isKana, isPart, termsOf } from './terms.ts';

/** Terms of a question that are looked up, the rarest first: bounds the work whatever is asked. */
const MOST_TERMS = 120;
/** Postings read to find candidates: terms come rarest first, so what is left out are the commonest. */
const MOST_POSTINGS = 300_000;
const CANDIDATES = 20;

interface Term {
  readonly text: string;
  readonly weight: number;
  /** A whole word, not a part of one. */
  readonly word: boolean;
  readonly posting: Posting | undefined;
}

/** A name in the text, and how much of the text it is. */
interface Named {
  readonly share: number;
  readonly score: number;
  readonly first: boolean;
  readonly last: boolean;
  readonly title: boolean;
}

/** A question as the index reads it. */
export interface Query {
  readonly terms: readonly Term[];
  readonly total: number;
  readonly words: number;
  readonly norm: number;
  readonly names: readonly Found[];
  /** Words beside the names. */
  readonly rest: readonly Term[];
  readonly restWeight: number;
  readonly named: ReadonlyMap<string, Named>;
}

const isWord = (term: string): boolean => !isPart(term) && !isKana(term);
const nameTerms = (name: Found): string[] => [...new Set(termsOf(name.name.shown))].filter(isWord);

function termsIn(text: string, names: readonly Found[], postings: Postings): Term[] {
  const weights = new Map<string, number>();
  for (const term of termsOf(text, LONGEST_QUESTION)) weights.set(term, postings.weight(term));
  // A name in another spelling counts as the notes spell it.
  for (const name of names) {
    const terms = nameTerms(name);
    if (terms.some((term) => weights.has(term))) continue;
    for (const term of termsOf(text.slice(name.start, name.end))) weights.delete(term);
    for (const term of terms) weights.set(term, postings.weight(term) * name.score);
  }
  return [...weights]
    .map(([term, weight]) => ({ text: term, weight, word: isWord(term), posting: postings.of(term) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_TERMS);
}

export function queryOf(
  text: string,
  names: readonly Found[],
  bearers: (name: Found) => readonly string[],
  postings: Postings,
): Query {
  const terms = termsIn(text, names, postings);
  const weights = new Map(terms.map((term) => [term.text, term.weight]));
  const sum = (list: readonly Term[]): number => list.reduce((all, { weight }) => all + weight, 0);
  const total = sum(terms) || 1;
  const named = new Map<string, Named>();
  for (const [i, name] of names.entries()) {
    const share = nameTerms(name).reduce((all, term) => all + (weights.get(term) ?? 0), 0) / total;
    for (const topic of bearers(name)) {
      const before = named.get(topic);
      named.set(topic, {
        share: Math.min(1, (before?.share ?? 0) + share),
        score: Math.max(before?.score ?? 0, name.score),
        first: before?.first ?? i === 0,
        last: i === names.length - 1,
        title: before?.title || name.stage === 'title',
      });
    }
  }
  const inNames = new Set(names.flatMap(nameTerms));
  const rest = terms.filter((term) => term.word && !inNames.has(term.text));
  const norm = Math.sqrt(terms.reduce((all, { weight }) => all + weight * weight, 0)) || 1;
  return {
    terms,
    total,
    words: sum(terms.filter(({ word }) => word)) || 1,
    norm,
    names,
    named,
    rest,
    restWeight: sum(rest) || 1,
  };
}

/** Documents left out, while learning: a question must not be found by itself. */
export type Skip = (document: Document) => boolean;

/** Topics that may be meant: those of the best documents, and those named. */
function candidates(query: Query, postings: Postings, byId: (id: string) => Topic | undefined): Topic[] {
  const named = [...query.named.keys()].slice(0, CANDIDATES).flatMap((id) => byId(id) ?? []);
  return [...new Set([...named, ...postings.best(query.terms, CANDIDATES, MOST_POSTINGS)])];
}

/** What one document holds of the question. */
interface Held {
  readonly document: Document;
  readonly id: number;
  bm25: number;
  bm25Words: number;
  covered: number;
  coveredWords: number;
  dot: number;
  rest: number;
}

/** What a topic's documents hold of the question, each and together. */
export interface Holding {
  readonly topic: Topic;
  readonly held: readonly Held[];
  /** Terms that stand in any of them. */
  readonly terms: ReadonlySet<Term>;
}

function holdingOf(topic: Topic, query: Query, postings: Postings, skip: Skip | undefined): Holding {
  const held = new Map<number, Held>();
  const terms = new Set<Term>();
  const restSet = new Set(query.rest);
  for (const term of query.terms) {
    const { posting, weight, word } = term;
    if (!posting) continue;
    postings.each(posting, topic, (id, share) => {
      const document = postings.documents[id];
      if (!document || skip?.(document)) return;
      let one = held.get(id);
      if (!one) {
        one = { document, id, bm25: 0, bm25Words: 0, covered: 0, coveredWords: 0, dot: 0, rest: 0 };
        held.set(id, one);
      }
      const impact = weight * share;
      one.bm25 += impact;
      one.covered += weight;
      one.dot += weight * weight;
      if (word) {
        one.bm25Words += impact;
        one.coveredWords += weight;
        if (restSet.has(term)) one.rest += weight;
      }
      if (document.kind !== 'asked') terms.add(term);
    });
  }
  return { topic, held: [...held.values()], terms };
}

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
  'page',
] as const;

/** Of pages how well the best section fits is all that held on handbooks never seen, and whether they are named. */
export const PAGE_FEATURES = ['bm25', 'named', 'namedShare'] as const;

export type Features<Name extends string> = Readonly<Record<Name, number>>;
export type RankFeatures = Features<(typeof RANK_FEATURES)[number]>;

const most = (list: readonly Held[], of: (one: Held) => number): number =>
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

function rankFeatures(
  { topic, held, terms }: Holding,
  query: Query,
  postings: Postings,
  kinds: Kinds,
): RankFeatures {
  const { total, words, norm } = query;
  const of = (...kind: string[]) => held.filter(({ document }) => kind.includes(document.kind));
  const text = held.filter(({ document }) => document.kind !== 'names' && document.kind !== 'asked');
  const [first = 0, second = 0, third = 0] = text.map((one) => one.bm25).sort((a, b) => b - a);
  const cosine = (one: Held): number => one.dot / (norm * (postings.norm(one.id) || 1));
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
    page: isPage(topic) ? 1 : 0,
  };
}

export interface Candidate {
  readonly topic: Topic;
  readonly features: RankFeatures;
  readonly holding: Holding;
}

/** Every topic that may be meant, with what speaks for it. */
export function weighTopics(
  query: Query,
  postings: Postings,
  kinds: Kinds,
  byId: (id: string) => Topic | undefined,
  skip?: Skip,
): Candidate[] {
  return candidates(query, postings, byId).map((topic) => {
    const holding = holdingOf(topic, query, postings, skip);
    return { topic, holding, features: rankFeatures(holding, query, postings, kinds) };
  });
}

export const GATE_FEATURES = [
  'score',
  'runnerUp',
  'likely',
  'bm25Words',
  'covered',
  'inTopicWords',
  'inNames',
  'inDefinition',
  'asked',
  'named',
  'namedTitle',
  'nameRarity',
  'nameLength',
  'names',
  'words',
  'restHeld',
  'restWeight',
  'restInTopic',
  'restUnknown',
  'unknownWords',
  'rarestHeld',
  'japanese',
  'nameProper',
  'restAsked',
  'restInDocument',
  'topicBm25',
  'askedNext',
  'bm25Next',
  'page',
] as const;
export type GateFeatures = Features<(typeof GATE_FEATURES)[number]>;

/** Rarities come to this at most in notes of usual size. */
const RARE = 8;

/** The best topic and the text as a whole: whether the notes answer it at all. */
export function gateFeatures(
  text: string,
  query: Query,
  best: Candidate,
  scores: { readonly first: number; readonly second: number; readonly likely: number },
  postings: Postings,
): GateFeatures {
  const { features, holding } = best;
  const inNames = new Set(query.names.flatMap(nameTerms));
  const words = query.terms.filter(({ word }) => word);
  const rest = words.filter((term) => !inNames.has(term.text));
  const known = rest.filter(({ posting }) => posting);
  const sum = (list: readonly Term[]): number => list.reduce((all, { weight }) => all + weight, 0);
  const held = sum(rest.filter((term) => holding.terms.has(term)));
  const all = sum(rest) || 1;
  const rarity = Math.max(
    0,
    ...words.filter(({ text: term }) => inNames.has(term)).map(({ weight }) => weight),
  );
  const length = query.names.reduce((most, { start, end }) => most + end - start, 0);
  const {
    bm25Words,
    covered,
    inTopicWords,
    inNames: namesHeld,
    inDefinition,
    asked,
    named,
    namedTitle,
  } = features;
  return {
    score: scores.first,
    runnerUp: scores.second,
    likely: scores.likely,
    bm25Words,
    covered,
    inTopicWords,
    inNames: namesHeld,
    inDefinition,
    asked,
    named,
    namedTitle,
    nameRarity: rarity / RARE,
    nameLength: length / Math.max(1, text.length),
    names: Math.min(3, query.named.size),
    words: Math.log1p(words.length),
    restHeld: held / RARE,
    restWeight: sum(rest) / query.words,
    restInTopic: held / all,
    restUnknown: (sum(rest) - sum(known)) / all,
    unknownWords: Math.log1p(rest.length - known.length),
    rarestHeld: known[0] && holding.terms.has(known[0]) ? 1 : 0,
    nameProper: Math.max(
      0,
      ...words.filter((term) => inNames.has(term.text)).map((term) => postings.proper(term.text)),
    ),
    restAsked: sum(rest.filter((term) => postings.isAsked(term.text))) / all,
    restInDocument: features.restInDocument,
    topicBm25: features.topicBm25,
    askedNext: features.askedNext,
    bm25Next: features.bm25Next,
    page: features.page,
    japanese: /[\u3040-\u30ff\u3400-\u9fff]/.test(text) ? 1 : 0,
  };
}
