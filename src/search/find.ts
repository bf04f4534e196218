import { isPage, type Topic } from '../knowledge/topic.ts';
import { type GateFeatures, gateFeatures } from './evidence/gate.ts';
import { type Query, queryOf } from './evidence/query.ts';
import { type Candidate, weighTopics } from './evidence/rank.ts';
import { fold, normal } from './fold.ts';
import type { Postings } from './index/postings.ts';
import type { Kinds } from './kinds.ts';
import { gateProbability, type Model, rankScore } from './model.ts';
import type { Completions } from './names/completion.ts';
import type { Found } from './names/names.ts';
import type { Finding, Hit, Word } from './search.ts';

const HITS = 8;
/**
 * Chances that the notes answer from which they do, and anybody's pages do, whose questions were not learned from; from
 * which topics are offered; and that an answer is right, below which it is shown as a guess.
 */
export const SURE = { answer: 0.6, page: 0.4, suggest: 0.25, guess: 0.5 };
export const neededFor = (topic: Topic): number => (isPage(topic) ? SURE.page : SURE.answer);
/** Completing a word is sure enough when this much of the name has been typed, and so many letters. */
const PREFIX = { least: 3, letters: 4, sure: 0.6 };

export interface Scored extends Candidate {
  readonly score: number;
  /** Chance that this topic is meant, if any is. */
  readonly likely: number;
}

/** A text with the topics that may be meant, best first, and the chance that the notes answer it. */
export interface Weighed {
  readonly query: Query;
  readonly candidates: readonly Scored[];
  readonly gate: GateFeatures | undefined;
  readonly answered: number;
  readonly postings: Postings;
}

/** What finding works with. */
export interface Sources {
  readonly topics: ReadonlyMap<string, Topic>;
  readonly postings: Postings;
  readonly kinds: Kinds;
  readonly completions: Completions;
  readonly names: (text: string) => readonly Found[];
  readonly bearers: (name: Found) => readonly string[];
  /** Words of a text beside its names that say what it is about, and that a topic does not use. */
  readonly unknown: (text: string, topic: Topic) => readonly Word[];
}

/** With the chance of each by the scores of all. */
function scored(candidates: readonly Candidate[], model: Model): Scored[] {
  const list = candidates.map((one) => ({ ...one, score: rankScore(model, one) }));
  list.sort((a, b) => b.score - a.score || (a.topic.id < b.topic.id ? -1 : 1));
  const top = list[0]?.score ?? 0;
  const total = list.reduce((sum, { score }) => sum + Math.exp(score - top), 0);
  return list.map((one) => ({ ...one, likely: Math.exp(one.score - top) / total }));
}

const odds = (chance: number): number => Math.log(chance / (1 - chance));

/** How much likelier it is than it has to be that the notes answer from their best topic. */
const margin = ({ candidates: [best], answered }: Weighed): number =>
  best ? odds(answered) - odds(neededFor(best.topic)) : Number.NEGATIVE_INFINITY;

/** Whether they answer, and not by a guess. */
const isSure = ({ candidates: [best], answered }: Weighed): boolean =>
  best !== undefined && answered >= neededFor(best.topic) && answered * best.likely >= SURE.guess;

/**
 * Notes of our form and anybody's pages are weighed by numbers of their own, and a score of the one says nothing beside
 * one of the other: each is judged among its like, and the surer come first.
 */
export function weigh(text: string, from: Sources, model: Model): Weighed {
  const { postings } = from;
  const query = queryOf(text, from.names(text), from.bearers, postings);
  const found = weighTopics(query, postings, from.kinds, (id) => from.topics.get(id));
  const weighed = (some: readonly Candidate[]): Weighed => {
    const candidates = scored(some, model);
    const [best, next] = candidates;
    if (!best) return { query, candidates, gate: undefined, answered: 0, postings };
    const scores = { first: best.score, second: next?.score ?? 0, likely: best.likely };
    const gate = gateFeatures(text, query, best, scores, postings);
    return { query, candidates, gate, answered: gateProbability(model, gate), postings };
  };
  const pages = weighed(found.filter(({ topic }) => isPage(topic)));
  const notes = weighed(found.filter(({ topic }) => !isPage(topic)));
  const arePagesSurer = isSure(pages) === isSure(notes) ? margin(pages) >= margin(notes) : isSure(pages);
  const [surer, other] = arePagesSurer ? [pages, notes] : [notes, pages];
  return { ...surer, candidates: [...surer.candidates, ...other.candidates] };
}

function hitOf({ topic, likely, holding }: Scored, query: Query): Hit {
  const name = query.names.find((one) => one.topic === topic.id);
  const sections = holding.held.filter(
    ({ document: { section, kind } }) =>
      kind !== 'asked' && (section || (kind === 'definition' && isPage(topic))),
  );
  const best = sections.reduce<(typeof sections)[number] | undefined>(
    (top, one) => (one.bm25 > (top?.bm25 ?? 0) ? one : top),
    undefined,
  );
  const section = query.rest.length > 0 ? best?.document.section?.id : undefined;
  const held = query.terms.filter((term) => term.word && holding.terms.has(term));
  return {
    topic: topic.id,
    ...(section ? { section } : {}),
    score: likely,
    stage: name?.stage ?? 'body',
    matched: name?.name.shown ?? held.map((term) => term.text).join(' '),
  };
}

/** A text that is only the beginning of a name. */
function completed(text: string, completions: Completions): Finding | undefined {
  const typed = fold(text);
  if (typed.length < PREFIX.least) return undefined;
  const found = completions.of(text, HITS);
  const [best] = found;
  if (!best) return undefined;
  const hits = found.map(
    ({ name, score }): Hit => ({ topic: name.topic, score, stage: 'prefix', matched: name.shown }),
  );
  const sure = best.score >= PREFIX.sure && typed.length >= PREFIX.letters;
  return { verdict: sure ? 'answer' : 'suggest', confidence: best.score, hits };
}

/**
 * Of topics by a name that a text names, that of the later folder is meant: a team's own before what comes with Virt,
 * when it says anything on what else is asked.
 */
function ownFirst(
  text: string,
  candidates: readonly Scored[],
  query: Query,
  from: Sources,
): readonly Scored[] {
  if (candidates[0]?.topic.isLater) return candidates;
  const named = new Set(query.names.flatMap(from.bearers));
  const own = candidates.find(({ topic }) => topic.isLater && named.has(topic.id));
  return own && from.unknown(text, own.topic).length === 0
    ? [own, ...candidates.filter((one) => one !== own)]
    : candidates;
}

/** Which topic a text is about, and whether that is sure enough to say. */
export function find(text: string, from: Sources, model: Model): Finding {
  const { query, candidates, answered } = weigh(text, from, model);
  const [best] = candidates;
  const hits = ownFirst(text, candidates, query, from)
    .slice(0, HITS)
    .map((one) => hitOf(one, query));
  const confidence = answered * (best?.likely ?? 0);
  if (best && answered >= neededFor(best.topic))
    return { verdict: confidence >= SURE.guess ? 'answer' : 'probably', confidence, hits };
  const beginning = query.names.length === 0 ? completed(text, from.completions) : undefined;
  if (beginning) return beginning;
  const near = query.names.length === 0 ? from.completions.guess(normal(text).trim()).slice(0, HITS) : [];
  if (near[0]) return { verdict: 'suggest', confidence: near[0].score, hits: near };
  return { verdict: answered >= SURE.suggest ? 'suggest' : 'none', confidence, hits };
}
