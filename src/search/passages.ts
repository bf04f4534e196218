import { isPage, type Section, type Topic } from '../knowledge/topic.ts';
import { type Lang, type Part, plain, type Text, text } from '../text.ts';
import { sentencesOf } from '../text-cut.ts';
import type { Features, Query, Skip } from './evidence.ts';
import { linear, type Model } from './model.ts';
import type { Postings } from './postings.ts';
import { ANSWERING, NAMES_SECTION, type QuestionType, questionType, TELLS } from './question.ts';
import { termsOf } from './terms.ts';

/** Most characters of a passage: what is read at a glance. */
const ROOM: Readonly<Record<Lang, number>> = { en: 300, ja: 160 };
const SENTENCES = 3;
/** Longer code is no answer at a glance. Characters. */
const CODE = 600;

/** A few sentences, points or rows that follow one another and may be quoted. */
interface Window {
  readonly text: Text;
  /** What is shown in place of the text: a row under its header, a block of code. */
  readonly part?: Part;
  /** Terms of the first of them, and of all. */
  readonly first: ReadonlySet<string>;
  readonly terms: ReadonlySet<string>;
  /** Terms of the headings above. */
  readonly heading: ReadonlySet<string>;
  readonly section: Section | undefined;
  /** Place among the windows of its section. */
  readonly place: number;
}

const terms = (text: string): ReadonlySet<string> => new Set(termsOf(text));

/** From each text on, as many as fit. */
function filled(
  texts: readonly Text[],
  lang: Lang,
  between: string,
  before = '',
): { first: Text; text: Text }[] {
  return texts.map((first, from) => {
    const text: Text[number][] = [];
    let length = 0;
    for (const one of texts.slice(from, from + SENTENCES)) {
      length += plain(one).length + 1;
      if (text.length > 0 && length > ROOM[lang]) break;
      if (text.length > 0 && between !== '') text.push({ text: between });
      if (before !== '') text.push({ text: before });
      text.push(...one);
    }
    return { first, text };
  });
}

type Piece = Pick<Window, 'text' | 'part'> & { readonly first: Text };

/** What is no sentence but answers: a row with the names of its columns, code as it stands. */
const shownAs = (words: string, part: Part): Piece => ({ first: text(words), text: text(words), part });

function windowsIn(part: Part, section: Section): Piece[] {
  const { lang, kind } = section;
  switch (part.kind) {
    case 'text':
    case 'quote':
      return filled(sentencesOf(part.text), lang, lang === 'en' ? ' ' : '');
    case 'list':
      // Steps and examples answer together, any other point for itself.
      if (part.ordered || kind === 'examples')
        return filled(part.items, lang, '\n', '• ').map((one) =>
          plain(one.text).includes('\n') ? one : { ...one, text: one.first },
        );
      return part.items.map((item) => ({ first: item, text: item }));
    case 'table':
      return part.rows.map((row) => {
        const cells = row.cells.map((cell, i) => `${part.columns[i] ?? ''} ${plain(cell)}`);
        return shownAs([part.caption, row.label, ...cells].join(' '), { ...part, rows: [row] });
      });
    case 'facts':
      return part.rows.map((row) =>
        shownAs(`${row.label} ${plain(row.value)}`, { kind: 'facts', rows: [row] }),
      );
    case 'code':
      return part.code.length <= CODE ? [shownAs(part.code, part)] : [];
    case 'heading':
    case 'image':
      return [];
    default:
      return part satisfies never;
  }
}

/** A section taken apart, kept as long as the section itself. */
const taken = new WeakMap<Section, readonly Window[]>();

function windowsOf(section: Section): readonly Window[] {
  const known = taken.get(section);
  if (known) return known;
  const above = section.path.slice(1).join(' ');
  let heading = terms(above);
  const windows: Window[] = [];
  for (const part of section.body) {
    if (part.kind === 'heading') heading = terms(`${above} ${part.text}`);
    for (const { first, text, part: shown } of windowsIn(part, section))
      windows.push({
        text,
        ...(shown ? { part: shown } : {}),
        first: terms(plain(first)),
        terms: terms(plain(text)),
        heading,
        section,
        place: windows.length,
      });
  }
  taken.set(section, windows);
  return windows;
}

/** The definition and how its note goes on, as it is shown. */
function definitionOf(topic: Topic, lang: Lang): Window[] {
  const summary = topic.summary[lang];
  if (!summary) return [];
  const title = terms(topic.title[lang] ?? '');
  return [
    {
      text: [{ text: `${topic.title[lang] ?? ''}: ` }, ...summary],
      first: terms(plain(summary)),
      terms: terms(plain(summary)),
      heading: title,
      section: undefined,
      place: 0,
    },
  ];
}

export const PASSAGE_FEATURES = [
  'inFirst',
  'inWindow',
  'inHeading',
  'inSection',
  'restInFirst',
  'restInWindow',
  'asked',
  'bm25',
  'place',
  'usual',
  'named',
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
  'ownFirst',
  'ownWindow',
  'ownBest',
  'ownHeading',
] as const;
export type PassageFeatures = Features<(typeof PASSAGE_FEATURES)[number]>;

export interface WeighedPassage {
  readonly text: Text;
  readonly part?: Part;
  /** Absent: the topic's definition answers. */
  readonly section: Section | undefined;
  readonly features: PassageFeatures;
}

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
  return {
    inFirst: sum(window.first, query.terms) / (query.total + LITTLE),
    inWindow: sum(window.terms, query.terms) / (query.total + LITTLE),
    inHeading: sum(window.heading, query.terms) / (query.total + LITTLE),
    inSection: of.covered,
    restInFirst: sum(window.first, rest.terms) / (rest.weight + LITTLE),
    restInWindow: sum(window.terms, rest.terms) / (rest.weight + LITTLE),
    asked: of.asked,
    bm25: of.bm25,
    place: 1 / (1 + window.place),
    usual: place < 0 ? 0 : 1 / (1 + place),
    named: place === 0 && NAMES_SECTION.has(type) ? 1 : 0,
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
    ownFirst: own.of(window.first),
    ownWindow: own.of(window.terms),
    ownBest: own.best(window.terms),
    ownHeading: own.of(window.heading),
  };
}

/** What a question asks beside names. A word no note uses tells no passage from another: most often it is a slip. */
interface Rest {
  readonly terms: Query['terms'];
  readonly weight: number;
}

function restOf({ rest }: Query): Rest {
  const terms = rest.filter(({ posting }) => posting);
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
  readonly bm25: number;
  readonly covered: number;
}

const NOTHING: SectionEvidence = { asked: 0, bm25: 0, covered: 0 };

function sectionEvidence(
  query: Query,
  topic: Topic,
  postings: Postings,
  skip: Skip | undefined,
): Map<Section | undefined, SectionEvidence> {
  const found = new Map<Section | undefined, SectionEvidence>();
  const held = new Map<number, { bm25: number; covered: number; dot: number }>();
  for (const { posting, weight } of query.terms) {
    if (!posting) continue;
    postings.each(posting, topic, (id, impact) => {
      const document = postings.documents[id];
      if (!document || skip?.(document)) return;
      const one = held.get(id) ?? { bm25: 0, covered: 0, dot: 0 };
      one.bm25 += weight * impact;
      one.covered += weight;
      one.dot += weight * weight;
      held.set(id, one);
    });
  }
  for (const [id, one] of held) {
    const document = postings.documents[id];
    if (!document || document.kind === 'names' || document.kind === 'quiz') continue;
    const before = found.get(document.section) ?? NOTHING;
    found.set(
      document.section,
      document.kind === 'asked'
        ? { ...before, asked: Math.max(before.asked, one.dot / (query.norm * (postings.norm(id) || 1))) }
        : {
            ...before,
            bm25: one.bm25 / (query.total + LITTLE),
            covered: one.covered / (query.total + LITTLE),
          },
    );
  }
  return found;
}

/** Everything a topic has to quote, with what speaks for it. */
export function weighPassages(
  text: string,
  query: Query,
  topic: Topic,
  lang: Lang,
  postings: Postings,
  skip?: Skip,
): WeighedPassage[] {
  const type = questionType(text);
  const evidence = sectionEvidence(query, topic, postings, skip);
  const sections = topic.sections.filter((section) => section.lang === lang);
  const windows = [...definitionOf(topic, lang), ...sections.flatMap(windowsOf)];
  const own = ownWeights(query, windows);
  const rest = restOf(query);
  return windows.map((window) => ({
    text: window.text,
    ...(window.part ? { part: window.part } : {}),
    section: window.section,
    features: featuresOf(window, query, type, topic, evidence.get(window.section) ?? NOTHING, own, rest),
  }));
}

export interface RankedPassage extends WeighedPassage {
  readonly topic: Topic;
  /** 0..1: the chance that it answers, of all the topic could quote. */
  readonly score: number;
}

/** What a topic has to quote, best first. */
export function rankPassages(
  text: string,
  query: Query,
  topic: Topic,
  lang: Lang,
  postings: Postings,
  model: Model,
): RankedPassage[] {
  const spoken = topic.sections.some((one) => one.lang === lang) || topic.summary[lang] !== undefined;
  const wanted = spoken ? lang : lang === 'ja' ? 'en' : 'ja';
  const all = weighPassages(text, query, topic, wanted, postings).map((one) => ({
    ...one,
    topic,
    score:
      linear(model.passage, one.features) + (isPage(topic) ? (model.pages.bm25 ?? 0) * one.features.bm25 : 0),
  }));
  const top = all.reduce((most, { score }) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const total = all.reduce((sum, { score }) => sum + Math.exp(score - top), 0);
  return all
    .map((one) => ({ ...one, score: Math.exp(one.score - top) / total }))
    .sort((a, b) => b.score - a.score);
}
