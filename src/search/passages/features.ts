import type { Section, Topic } from '../../knowledge/topic.ts';
import { LONGEST_QUESTION, plain } from '../../text.ts';
import type { Holding } from '../evidence/holding.ts';
import type { Query } from '../evidence/query.ts';
import type { Features } from '../evidence/rank.ts';
import type { Postings } from '../index/postings.ts';
import {
  ANSWERING,
  NAMES_SECTION,
  type QuestionType,
  questionType,
  TELLS,
  withoutAsking,
} from '../question.ts';
import { termsOf } from '../terms.ts';
import { GOES_ON, ROOM, type Window } from './windows.ts';

export const PASSAGE_FEATURES = [
  'inIt',
  'inHeading',
  'inSection',
  'restInIt',
  'asked',
  'askedTogether',
  'bm25',
  'place',
  'usual',
  'named',
  'namedOnly',
  'namedOpening',
  'tell',
  'isDefinition',
  'definitionUnnamed',
  'definitionOnly',
  'definitionAsked',
  'isSummary',
  'isPoints',
  'isHow',
  'isMyth',
  'mythAsked',
  'isRelated',
  'isExamples',
  'isLimits',
  'isWhen',
  'code',
  'number',
  'length',
  'goesOn',
  'isQuestion',
  'ownIt',
  'ownBest',
  'ownHeading',
] as const;
export type PassageFeatures = Features<(typeof PASSAGE_FEATURES)[number]>;

/** Weight of words up to which a question says little: "what is it" is held whole by many a sentence. */
const LITTLE = 6;

const WHETHER: ReadonlySet<QuestionType> = new Set(['can', 'myth', 'needs', 'when-not', 'good', 'bad']);

function featuresOf(
  window: Window,
  query: Query,
  type: QuestionType,
  topic: Topic,
  of: SectionEvidence,
  own: OwnWeights,
  rest: Rest,
): PassageFeatures {
  const sum = (set: ReadonlySet<string>, list: Query['terms']): number =>
    list.reduce((all, { text, weight }) => all + (set.has(text) ? weight : 0), 0);
  const kind = window.section?.kind ?? 'definition';
  const place = ANSWERING[type].indexOf(kind);
  const is = (...kinds: string[]): number => (window.section && kinds.includes(kind) ? 1 : 0);
  const said = plain(window.text);
  const isNamed = query.named.has(topic.id);
  const definition = window.section ? 0 : 1;
  const named = place === 0 && NAMES_SECTION.has(type) ? 1 : 0;
  const namedOnly = (named * LITTLE) / (rest.weight + LITTLE);
  return {
    inIt: sum(window.terms, query.terms) / (query.total + LITTLE),
    inHeading: sum(window.heading, query.terms) / (query.total + LITTLE),
    inSection: of.covered,
    restInIt: sum(window.terms, rest.terms) / (rest.weight + LITTLE),
    asked: of.asked,
    askedTogether: of.askedTogether,
    bm25: of.bm25,
    place: 1 / (1 + window.place),
    usual: place < 0 ? 0 : 1 / (1 + place),
    named,
    namedOnly,
    namedOpening: namedOnly / (1 + window.place),
    tell: TELLS[type]?.(window.text) ? 1 : 0,
    isDefinition: definition,
    definitionUnnamed: definition && !isNamed ? 1 : 0,
    definitionOnly: (definition * LITTLE) / (rest.weight + LITTLE),
    definitionAsked: type === 'what' ? (definition * LITTLE) / (rest.weight + LITTLE) : 0,
    isSummary: is('summary', 'definition'),
    isPoints: is('points'),
    isHow: is('how'),
    isMyth: is('misconceptions'),
    mythAsked: WHETHER.has(type) ? is('misconceptions') : 0,
    isRelated: is('relations'),
    isExamples: is('examples'),
    isLimits: is('limits', 'when-not'),
    isWhen: is('when', 'strengths'),
    code: window.text.some((span) => span.code) ? 1 : 0,
    number: /\d/.test(said) ? 1 : 0,
    length: said.length / ROOM.en,
    goesOn: GOES_ON.test(said) ? 1 : 0,
    isQuestion: /[?？]$/.test(said) ? 1 : 0,
    ownIt: own.of(window.terms),
    ownBest: own.best(window.terms),
    ownHeading: own.of(window.heading),
  };
}

/**
 * What a question is about beside names: not the words that tell what kind of answer it wants, nor words no note uses,
 * which tell no passage from another and are most often slips.
 */
interface Rest {
  readonly terms: Query['terms'];
  readonly weight: number;
}

function restOf(text: string, { rest }: Query, postings: Postings): Rest {
  const beside = new Set(termsOf(withoutAsking(text), LONGEST_QUESTION));
  const terms = rest.filter((term) => postings.isSaid(term.text) && beside.has(term.text));
  return { terms, weight: terms.reduce((sum, { weight }) => sum + weight, 0) };
}

/** How much of a question a set of terms holds, each counted by how few of the topic's own windows hold it. */
interface OwnWeights {
  readonly of: (held: ReadonlySet<string>) => number;
  /** 1 where the rarest of the terms is held, less for others. */
  readonly best: (held: ReadonlySet<string>) => number;
}

/** What a topic says in every other sentence tells none of them from the rest, however rare it is elsewhere. */
function ownWeights(query: Query, windows: readonly Window[]): OwnWeights {
  const weights = query.terms.flatMap(({ text, weight }) => {
    const holding = windows.filter((one) => one.terms.has(text) || one.heading.has(text)).length;
    const rarity = Math.log((windows.length + 1) / (holding + 0.5)) / Math.log((windows.length + 1) / 0.5);
    return holding > 0 ? [{ text, weight: weight * rarity }] : [];
  });
  const total = weights.reduce((sum, { weight }) => sum + weight, LITTLE / 2);
  const most = weights.reduce((top, { weight }) => Math.max(top, weight), 0) || 1;
  return {
    of: (held) => weights.reduce((sum, { text, weight }) => sum + (held.has(text) ? weight : 0), 0) / total,
    best: (held) =>
      weights.reduce((top, { text, weight }) => Math.max(top, held.has(text) ? weight : 0), 0) / most,
  };
}

/** What the index knows of a section beside the question. */
interface SectionEvidence {
  readonly asked: number;
  readonly askedTogether: number;
  readonly bm25: number;
  readonly covered: number;
}

const NOTHING: SectionEvidence = { asked: 0, askedTogether: 0, bm25: 0, covered: 0 };

function sectionsEvidence(
  { held, askedOf }: Holding,
  query: Query,
  postings: Postings,
): Map<Section | undefined, SectionEvidence> {
  const found = new Map<Section | undefined, SectionEvidence>();
  for (const { document, id, dot, bm25, covered } of held) {
    const { section, kind } = document;
    if (kind === 'names' || kind === 'quiz') continue;
    const before = found.get(section) ?? NOTHING;
    found.set(
      section,
      kind === 'asked'
        ? { ...before, asked: Math.max(before.asked, dot / (query.norm * (postings.norm(id) || 1))) }
        : { ...before, bm25: bm25 / (query.total + LITTLE), covered: covered / (query.total + LITTLE) },
    );
  }
  for (const [section, together] of askedOf)
    found.set(section, {
      ...(found.get(section) ?? NOTHING),
      askedTogether: together / (query.total + LITTLE),
    });
  return found;
}

/** What speaks for each of the windows that a topic has to quote. */
export function passageFeatures(
  text: string,
  query: Query,
  windows: readonly Window[],
  holding: Holding,
  postings: Postings,
): PassageFeatures[] {
  const type = questionType(text);
  const evidence = sectionsEvidence(holding, query, postings);
  const own = ownWeights(query, windows);
  const rest = restOf(text, query, postings);
  return windows.map((window) =>
    featuresOf(window, query, type, holding.topic, evidence.get(window.section) ?? NOTHING, own, rest),
  );
}
