import type { Postings } from '../index/postings.ts';
import type { Query, Term } from './query.ts';
import type { Candidate, Features } from './rank.ts';

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
  const { rest } = query;
  const inNames = query.terms.filter((term) => term.word && !rest.includes(term));
  const known = rest.filter((term) => postings.isSaid(term.text));
  const sum = (list: readonly Term[]): number => list.reduce((all, { weight }) => all + weight, 0);
  const held = sum(rest.filter((term) => holding.terms.has(term)));
  const all = query.restWeight;
  const length = query.names.reduce((most, { start, end }) => most + end - start, 0);
  const { bm25Words, covered, inTopicWords, inNames: namesHeld, inDefinition } = features;
  const { asked, named, namedTitle, restInDocument, topicBm25, askedNext, bm25Next, page } = features;
  return {
    score: scores.first,
    runnerUp: scores.second,
    likely: scores.likely,
    ...{ bm25Words, covered, inTopicWords, inNames: namesHeld, inDefinition },
    ...{ asked, named, namedTitle, restInDocument, topicBm25, askedNext, bm25Next, page },
    nameRarity: Math.max(0, ...inNames.map(({ weight }) => weight)) / RARE,
    nameLength: length / Math.max(1, text.length),
    names: Math.min(3, query.named.size),
    words: Math.log1p(inNames.length + rest.length),
    restHeld: held / RARE,
    restWeight: sum(rest) / query.words,
    restInTopic: held / all,
    restUnknown: (sum(rest) - sum(known)) / all,
    unknownWords: Math.log1p(rest.length - known.length),
    rarestHeld: known[0] && holding.terms.has(known[0]) ? 1 : 0,
    nameProper: Math.max(0, ...inNames.map((term) => postings.proper(term.text))),
    restAsked: sum(rest.filter((term) => postings.isAsked(term.text))) / all,
    japanese: /[\u3040-\u30ff\u3400-\u9fff]/.test(text) ? 1 : 0,
  };
}
