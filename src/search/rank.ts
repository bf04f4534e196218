import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Topic } from '../knowledge/topic.ts';
import { LANGS } from '../text.ts';
import type { Body, BodyHit } from './body.ts';
import { indexTerms } from './content.ts';
import { bestSection, explainedBy, shareIn } from './explained.ts';
import type { Kinds } from './kinds.ts';
import type { Reading } from './reading.ts';
import type { Hit } from './search.ts';
import { trustOf } from './trust.ts';
import { type Asked, ask, type Unit } from './units.ts';

/** Two words of the question in one title ("start", "fast"): the topic is about that very question. */
const ON_THE_POINT = 0.15;
/** All words of the question in the sentence that defines a topic. */
const DEFINED = 0.12;
/** A topic that is not named, where a product or only a kind is: more so when its names and definition share no word. */
const UNNAMED = { product: { strange: 0.6, titled: 0.9 }, kind: { strange: 0.35, titled: 1 } };
/** The product or term that something is asked of. */
const SUBJECT = 0.15;
/** A product of a kind, where something is asked of the kind as a whole. */
const OF_SUBJECT = 0.8;
/** Sections looked at, best first. */
const DOCUMENTS = 50;

export interface Ranked {
  readonly hit: Hit;
  /** Share of the text this topic explains, 0..1. */
  readonly share: number;
  /** 0..1: how surely the text is about the notes, if it is about this topic. */
  readonly trust: number;
  /** Share of the words that stand in the topic's names and definition. */
  readonly defined: number;
  /** A word of the topic's title that stands in no other topic at all, or words that make up one of its names. */
  readonly owns: boolean;
}

interface Candidate {
  readonly topic: Topic;
  readonly hits: readonly BodyHit[];
}

function candidatesOf({ reading, units, body }: Asked, knowledge: Knowledge): Candidate[] {
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

/** Words of a neighbouring field define nothing here. */
function definedBy(topic: Topic, { reading, body, where }: Asked): number {
  const titles = body.titleTerms(topic);
  let all = 0;
  let fits = 0;
  for (const { text, weight, elsewhere } of reading.terms) {
    all += weight;
    if (!elsewhere && (titles.has(text) || where.get(text)?.definitions.has(topic))) fits += weight;
  }
  return all === 0 ? 0 : fits / all;
}

function handicapOf(
  topic: Topic,
  words: readonly Unit[],
  { body, where, specific, asWhole, kinds }: Asked,
): number {
  const titles = body.titleTerms(topic);
  const fits = words.some((unit) =>
    unit.terms.some((term) => titles.has(term) || where.get(term)?.definitions.has(topic)),
  );
  const above = kinds.above(topic.id);
  const product = asWhole.some((kind) => above.has(kind));
  return UNNAMED[specific ? 'product' : 'kind'][fits ? 'titled' : 'strange'] * (product ? OF_SUBJECT : 1);
}

/** Whether the words are those of one of the topic's names, whatever stands between them: 「起動 速さ」. */
function spellName(topic: Topic, words: readonly Unit[]): boolean {
  const said = new Set(words.flatMap((unit) => unit.terms));
  const names = LANGS.flatMap((lang) => [topic.title[lang] ?? '', ...(topic.aliases[lang] ?? [])]);
  return names.some((name) => {
    const terms = new Set(indexTerms(name));
    return terms.size === said.size && [...terms].every((term) => said.has(term));
  });
}

/** Only a word of the title: other names hold many an ordinary word ("player", "compliant"). */
function owns(topic: Topic, titled: readonly Unit[], { units, body }: Asked): boolean {
  if (titled.length > 1 && titled.length === units.length && spellName(topic, titled)) return true;
  const own = titled.filter((unit) => unit.terms.every((term) => body.rarity(term) === 1));
  if (own.length === 0) return false;
  const title = new Set(LANGS.flatMap((lang) => indexTerms(topic.title[lang] ?? '')));
  return own.some((unit) => unit.terms.every((term) => title.has(term)));
}

interface Scored extends Ranked {
  readonly topic: string;
  readonly score: number;
  readonly named: boolean;
  readonly bm25: number;
  /** Where it is named. */
  readonly at: number;
}

function scoreOf({ topic, hits }: Candidate, asked: Asked): Scored {
  const { reading, units, total, body } = asked;
  const name = reading.names.find((one) => one.topic === topic.id);
  const explained = units.map((unit) => explainedBy(unit, topic, asked));
  const best = bestSection(explained, hits);
  const share = best.sum / total;
  const words = units.filter((unit) => !unit.name);
  const titles = body.titleTerms(topic);
  const titled = words.filter((unit) => unit.terms.every((term) => titles.has(term)));
  const handicap = name || reading.names.length === 0 ? 1 : handicapOf(topic, words, asked);
  const defined = definedBy(topic, asked);
  const subject = asked.subject?.topic === topic.id && !asked.kinds.isKind(topic.id);
  const score =
    handicap * share +
    (titled.length > 1 ? ON_THE_POINT : 0) +
    (subject ? SUBJECT : 0) +
    (reading.terms.length > 1 ? DEFINED * defined : 0);
  const section = reading.terms.length > 0 ? best.hit?.document.section?.id : undefined;
  const said = explained.filter((one) => shareIn(one, best.hit) > 0).map((one) => one.unit.shown);
  return {
    topic: topic.id,
    hit: {
      topic: topic.id,
      ...(section ? { section } : {}),
      score: Math.min(1, score),
      stage: name?.stage ?? 'body',
      matched: name?.name.shown ?? said.join(' '),
    },
    score,
    share,
    trust: trustOf(topic, asked),
    named: name !== undefined,
    defined,
    owns: owns(topic, titled, asked),
    bm25: hits[0]?.score ?? 0,
    at: name?.start ?? Number.POSITIVE_INFINITY,
  };
}

/** Scores this close are a draw. */
const round = (score: number): number => Math.round(score * 50);

/** Which topics explain a text, best first; the share each explains is its score. `told`: what it is part of. */
export function rank(
  reading: Reading,
  body: Body,
  knowledge: Knowledge,
  kinds: Kinds,
  told: Reading = reading,
): Ranked[] {
  const asked = ask(reading, body, kinds, told);
  if (asked.total === 0) return [];
  const scored = candidatesOf(asked, knowledge).map((one) => scoreOf(one, asked));
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
