import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Topic } from '../knowledge/topic.ts';
import type { Body, BodyHit, Places } from './body.ts';
import { indexTerms } from './content.ts';
import { otherSense } from './elsewhere.ts';
import type { Kinds } from './kinds.ts';
import type { Found } from './names.ts';
import type { Reading } from './reading.ts';
import type { Hit } from './search.ts';

/** How well a topic explains a word, by where it stands in the topic's note. */
const MATCH = {
  /** The text names this topic. */
  named: 1,
  /** A broader kind of this topic is named. */
  kind: 0.9,
  /** The word is part of the topic's title or another name of it. */
  title: 0.9,
  /** In the sentence that defines the topic. */
  definition: 0.85,
  /** In the very section that fits best. */
  section: 0.8,
  /** Elsewhere in the note. */
  note: 0.5,
  /** Another topic's note uses the name: it talks about it, which is less than being it. */
  talksAbout: 0.45,
  /** The same where only a kind is named: that sets the scene. */
  talksAboutKind: 0.7,
} as const;

/** What a word of the text counts beside the others, whatever the notes' use of it. */
const WEIGHT = { name: 1.2, kind: 0.4, leastWord: 0.3 };
/** Two words of the question in one title ("start", "fast"): the topic is about that very question. */
const ON_THE_POINT = 0.15;
/** All words of the question in the sentence that defines a topic. */
const DEFINED = 0.12;
/** A topic that is not named, where a product or only a kind is: more so when its names and definition share no word with the text. */
const UNNAMED = { product: { strange: 0.6, titled: 0.9 }, kind: { strange: 0.85, titled: 1 } };
/** What speaks for the text being about these notes at all, and against. */
const FOR = { name: 1.5, ordinary: 0.7, other: 0.4, title: 0.8, word: 0.5 };
const AGAINST = { unknown: 1, elsewhere: 1.2, elsewhereToo: 0.6, otherNote: 0.3, otherSense: 2 };
const DOCUMENTS = 60;
const TRIED = 4;

interface Unit {
  readonly weight: number;
  /** Terms of the index that stand for it. */
  readonly terms: readonly string[];
  /** The name, if it is one. */
  readonly name?: Found;
  readonly elsewhere: boolean;
  readonly shown: string;
}

export interface Ranked {
  readonly hit: Hit;
  /** Share of the text this topic explains, 0..1. */
  readonly share: number;
  /** 0..1: how surely the text is about the notes, if it is about this topic. */
  readonly trust: number;
  readonly named: boolean;
  /** Share of the words that stand in the topic's names and definition. */
  readonly defined: number;
}

/** Said twice is said once. */
const once = <T>(list: readonly T[], key: (one: T) => string): T[] => [
  ...new Map([...list].reverse().map((one) => [key(one), one])).values(),
];

function unitsOf(reading: Reading, body: Body, kinds: Kinds): Unit[] {
  const names = once(reading.names, (name) => name.topic).map((name): Unit => {
    const terms = indexTerms(name.name.shown);
    const weight = kinds.isKind(name.topic) ? WEIGHT.kind : WEIGHT.name;
    return { weight, terms, name, elsewhere: false, shown: name.name.shown };
  });
  const words = once(reading.terms, (term) => term.text).map(
    (term): Unit => ({
      weight: term.weight * Math.max(WEIGHT.leastWord, body.rarity(term.text)),
      terms: [term.text],
      elsewhere: term.elsewhere,
      shown: term.raw,
    }),
  );
  return [...names, ...words];
}

interface Candidate {
  readonly topic: Topic;
  readonly hits: readonly BodyHit[];
}

function candidatesOf(
  reading: Reading,
  units: readonly Unit[],
  body: Body,
  knowledge: Knowledge,
): Candidate[] {
  const query = units.flatMap((unit) =>
    unit.terms.map((text) => ({ text, weight: unit.weight / Math.max(1, unit.terms.length) })),
  );
  const found = new Map<string, BodyHit[]>();
  for (const hit of body.find(query, DOCUMENTS)) {
    const list = found.get(hit.document.topic.id);
    if (list) list.push(hit);
    else found.set(hit.document.topic.id, [hit]);
  }
  for (const name of reading.names) if (!found.has(name.topic)) found.set(name.topic, []);
  return [...found].flatMap(([id, hits]) => {
    const topic = knowledge.topics.get(id);
    return topic ? [{ topic, hits }] : [];
  });
}

/** Everything about the text that is the same for each topic it is tried on. */
interface Question {
  readonly reading: Reading;
  readonly units: readonly Unit[];
  readonly total: number;
  readonly where: ReadonlyMap<string, Places>;
  /** A product or term is named, not only a kind of them. */
  readonly specific: boolean;
  readonly body: Body;
  readonly kinds: Kinds;
}

function shareOf(unit: Unit, topic: Topic, hit: BodyHit | undefined, question: Question): number {
  const { where, body, kinds } = question;
  if (unit.name?.topic === topic.id) return MATCH.named * unit.name.score;
  if (unit.name && kinds.above(topic.id).has(unit.name.topic)) return MATCH.kind * unit.name.score;
  if (unit.terms.length === 0) return 0;
  const titles = body.titleTerms(topic);
  const each = unit.terms.map((term) => {
    if (titles.has(term)) return MATCH.title;
    const places = where.get(term);
    if (places?.definitions.has(topic)) return MATCH.definition;
    if (hit && places?.documents.has(hit.document)) return MATCH.section;
    return places?.topics.has(topic) ? MATCH.note : 0;
  });
  const explained = each.reduce<number>((sum, one) => sum + one, 0) / each.length;
  if (!unit.name) return explained;
  return explained * (kinds.isKind(unit.name.topic) ? MATCH.talksAboutKind : MATCH.talksAbout);
}

/** Whether the text is about the notes at all: what is named and explained, against what no note knows. */
function trustOf(topic: Topic, question: Question): number {
  const { reading, units, body, where, kinds } = question;
  let speaks = 0;
  let objects = 0;
  for (const unit of units) {
    const { name } = unit;
    if (name) {
      const mine = name.topic === topic.id || kinds.above(topic.id).has(name.topic);
      const misled =
        name.name.ordinary && reading.terms.some((term) => otherSense(name.name.folded, term.text));
      speaks += name.score * (mine ? (name.name.ordinary ? FOR.ordinary : FOR.name) : FOR.other);
      if (misled) objects += AGAINST.otherSense;
      continue;
    }
    const [term = ''] = unit.terms;
    const weight = reading.terms.find((one) => one.text === term)?.weight ?? 1;
    const places = where.get(term);
    if (body.titleTerms(topic).has(term)) speaks += weight * FOR.title;
    else if (unit.elsewhere && places?.definitions.has(topic)) speaks += weight * FOR.word;
    else if (unit.elsewhere && places?.topics.has(topic)) objects += weight * AGAINST.elsewhereToo;
    else if (places?.topics.has(topic)) speaks += weight * FOR.word * body.rarity(term);
    else if (unit.elsewhere) objects += weight * AGAINST.elsewhere;
    else objects += weight * (body.knows(term) ? AGAINST.otherNote : AGAINST.unknown);
  }
  return speaks + objects === 0 ? 0 : speaks / (speaks + objects);
}

function definedBy(topic: Topic, { reading, body, where }: Question): number {
  const titles = body.titleTerms(topic);
  let all = 0;
  let fits = 0;
  for (const term of reading.terms) {
    all += term.weight;
    if (!term.elsewhere && (titles.has(term.text) || where.get(term.text)?.definitions.has(topic)))
      fits += term.weight;
  }
  return all === 0 ? 0 : fits / all;
}

interface Scored extends Ranked {
  readonly score: number;
  readonly bm25: number;
  readonly at: number;
  readonly topic: string;
}

function scoreOf({ topic, hits }: Candidate, question: Question): Scored {
  const { reading, units, total, body, specific, where } = question;
  const titles = body.titleTerms(topic);
  const name = reading.names.find((one) => one.topic === topic.id);
  const titled = units.filter((unit) => !unit.name && unit.terms.every((term) => titles.has(term)));
  const fits = units.some(
    (unit) =>
      !unit.name && unit.terms.some((term) => titles.has(term) || where.get(term)?.definitions.has(topic)),
  );
  const unnamed = UNNAMED[specific ? 'product' : 'kind'][fits ? 'titled' : 'strange'];
  const handicap = name || reading.names.length === 0 ? 1 : unnamed;
  const tried = hits.length === 0 ? [undefined] : hits.slice(0, TRIED);
  const [best] = tried
    .map((hit) => ({
      hit,
      sum: units.reduce((all, unit) => all + unit.weight * shareOf(unit, topic, hit, question), 0),
    }))
    .sort((a, b) => b.sum - a.sum);
  const share = total === 0 ? 0 : (best?.sum ?? 0) / total;
  const section = reading.terms.length > 0 ? best?.hit?.document.section?.id : undefined;
  const explained = units.filter((unit) => shareOf(unit, topic, best?.hit, question) > 0);
  const defined = definedBy(topic, question);
  const score =
    handicap * share +
    (titled.length > 1 ? ON_THE_POINT : 0) +
    (reading.terms.length > 1 ? DEFINED * defined : 0);
  return {
    topic: topic.id,
    hit: {
      topic: topic.id,
      ...(section ? { section } : {}),
      score: Math.min(1, score),
      stage: name?.stage ?? 'body',
      matched: name?.name.shown ?? explained.map((unit) => unit.shown).join(' '),
    },
    score,
    share,
    trust: trustOf(topic, question),
    named: name !== undefined,
    defined,
    bm25: hits[0]?.score ?? 0,
    at: name?.start ?? Number.POSITIVE_INFINITY,
  };
}

const round = (score: number): number => Math.round(score * 50);

/** Which topics explain a text, best first; the share each explains is its score. */
export function rank(reading: Reading, body: Body, knowledge: Knowledge, kinds: Kinds): Ranked[] {
  const units = unitsOf(reading, body, kinds);
  const question: Question = {
    reading,
    units,
    total: units.reduce((sum, unit) => sum + unit.weight, 0),
    where: new Map(units.flatMap((unit) => unit.terms).map((term) => [term, body.places(term)])),
    specific: reading.names.some((name) => !kinds.isKind(name.topic)),
    body,
    kinds,
  };
  if (question.total === 0) return [];
  const scored = candidatesOf(reading, units, body, knowledge).map((one) => scoreOf(one, question));
  // The fuller and the more specific first, then the one named first.
  return scored.sort(
    (a, b) =>
      round(b.score) - round(a.score) ||
      Number(kinds.above(b.topic).has(a.topic)) - Number(kinds.above(a.topic).has(b.topic)) ||
      Number(b.named) - Number(a.named) ||
      a.at - b.at ||
      b.bm25 - a.bm25 ||
      (a.topic < b.topic ? -1 : 1),
  );
}
