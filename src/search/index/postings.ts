import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Topic } from '../../knowledge/topic.ts';
import type { Steps } from '../../steps.ts';
import { isKana, isPart } from '../terms.ts';
import { type Collection, createCollection, type TopicSlot } from './collection.ts';
import { aboveOf, type Document } from './documents.ts';
import everyday from './everyday.json' with { type: 'json' };
import { createBuilder, createInverted, type Inverted, type Places, placeOf } from './inverted.ts';
import { type Packed, pack, unpack } from './packed.ts';

/** Okapi BM25's usual constants (Robertson, Zaragoza 2009): saturation of repeats, and of length. */
export const K1 = 1.2;
const B = 0.6;
/** Documents thought to stand beside the notes, so that a word of every page of three is no common word. */
const WORLD = 1_000;
/** What share of texts hold a word of every field (`npm run learn`): "where" is not rare because three pages lack it. */
const EVERYDAY: ReadonlyMap<string, number> = new Map(Object.entries(everyday));
/** What part of a word, and kana, counts beside a whole word. */
const CLASS_WEIGHT = { word: 1, part: 0.35, kana: 0.15 };

const classWeight = (term: string): number =>
  isPart(term) ? CLASS_WEIGHT.part : isKana(term) ? CLASS_WEIGHT.kana : CLASS_WEIGHT.word;

const rarity = (holding: number, all: number): number =>
  Math.log(1 + (WORLD + all - holding + 0.5) / (holding + 0.5));

/** The documents that hold a term. */
export interface Posting {
  /** How many they are. */
  readonly size: number;
  readonly places: readonly Places[];
}

interface Weighted {
  readonly weight: number;
  readonly posting: Posting | undefined;
}

/** Which documents hold which terms. */
export interface Postings {
  readonly documents: readonly Document[];
  of(term: string): Posting | undefined;
  /** Rarity of a term, less for parts of words. A term that stands nowhere is as rare as can be. */
  weight(term: string): number;
  /** Root of the summed squares of the weights of the terms of a phrase people ask with. */
  norm(document: number): number;
  /** The documents of a topic that hold a term, each with its BM25 share without the term's rarity. */
  each(posting: Posting, topic: Topic, found: (document: number, impact: number) => void): void;
  /** The topics of the documents that fit best. `most`: postings read at most, for which the rarest terms come first. */
  best(terms: readonly Weighted[], limit: number, most: number): Topic[];
  /** Whether any phrase people ask with holds the term. */
  isAsked(term: string): boolean;
  /** Whether the notes themselves hold it: what people ask with may be misspelt, or from anywhere. */
  isSaid(term: string): boolean;
  /** 0..1: how often a Latin word is written as a name is, with a capital letter; half for other scripts. */
  proper(word: string): number;
}

/** Postings of notes that change. */
export interface Index {
  readonly postings: Postings;
  /** Those of the notes as they are now, for which only what changed is read; these go on to serve. */
  updated(next: Knowledge): Steps<Index>;
  /** As plain data, to be kept: right after it was made, before anything is added. */
  pack(): Iterable<Packed>;
}

/** Parts of a topic's documents and its place by the best of them. */
interface Scored {
  readonly topic: Topic;
  readonly score: number;
}

const byScore = (a: Scored, b: Scored): number => b.score - a.score || (a.topic.id < b.topic.id ? -1 : 1);

/** By document; right for phrases people ask with alone, whose terms are all that is gone through. */
function normsOf(
  { vocabulary, documents, asked, holding, standing }: Collection,
  inverted: Inverted,
): Float64Array {
  const squares = new Float64Array(documents.length);
  for (const [number, term] of [...vocabulary.terms()].entries()) {
    if (!asked.has(number)) continue;
    const weight = rarity(holding(number), standing.documents) * classWeight(term);
    for (const { documents: held, from, to } of inverted.of(number))
      for (let i = from; i < to; i++) squares[held[i] ?? 0] = (squares[held[i] ?? 0] ?? 0) + weight ** 2;
  }
  return squares.map(Math.sqrt);
}

function postingsOf(knowledge: Knowledge, collection: Collection, inverted: Inverted): Postings {
  const { vocabulary, documents, lengths, slots, standing } = collection;
  const average = Math.max(1, standing.length / Math.max(1, standing.documents));
  /** What a document's length does to how often it holds a term. */
  const slowness = Float32Array.from(lengths, (length) => K1 * (1 - B + (B * length) / average));
  const norms = normsOf(collection, inverted);
  const numberOf = (term: string): number => vocabulary.numberOf(term) ?? -1;
  const isCurrent = (slot: TopicSlot): boolean =>
    knowledge.topics.get(slot.topic.id) === slot.topic && collection.slotOf(slot.topic) === slot;
  const impact = (count: number, document: number): number =>
    (count * (K1 + 1)) / (count + (slowness[document] ?? K1));

  /** A word of every other question tells them apart no better than one of every other page: "what", "どう". */
  function weight(term: string): number {
    const number = numberOf(term);
    // Where the notes list few questions, people ask as they do everywhere.
    const elsewhere = (EVERYDAY.get(term) ?? 0) * Math.max(0, WORLD - standing.phrases);
    const asked = rarity((collection.asked.get(number) ?? 0) + elsewhere, standing.phrases);
    return Math.min(rarity(collection.holding(number), standing.documents), asked) * classWeight(term);
  }

  function scoresOf(terms: readonly Weighted[], most: number): Float32Array {
    const scores = new Float32Array(slowness.length);
    let read = 0;
    for (const { weight, posting } of terms) {
      if (!posting) continue;
      if (read > 0 && read + posting.size > most) break;
      read += posting.size;
      for (const { documents: held, counts, from, to } of posting.places)
        for (let i = from; i < to; i++) {
          const id = held[i] ?? 0;
          scores[id] = (scores[id] ?? 0) + weight * impact(counts[i] ?? 0, id);
        }
    }
    return scores;
  }

  return {
    documents,
    of(term) {
      const number = numberOf(term);
      const size = collection.holding(number);
      return size === 0 ? undefined : { size, places: inverted.of(number) };
    },
    weight,
    norm: (document) => norms[document] ?? 0,
    each({ places }, topic, found) {
      const { from, to } = collection.slotOf(topic) ?? { from: 0, to: 0 };
      for (const part of places)
        for (let i = placeOf(part, from); i < part.to; i++) {
          const id = part.documents[i] ?? 0;
          if (id >= to) break;
          found(id, impact(part.counts[i] ?? 0, id));
        }
    },
    best(terms, limit, most) {
      const scores = scoresOf(terms, most);
      let found: Scored[] = [];
      let least = 0;
      for (const slot of slots) {
        let score = 0;
        for (let id = slot.from; id < slot.to; id++) score = Math.max(score, scores[id] ?? 0);
        if (score === 0 || score < least || !isCurrent(slot)) continue;
        found.push({ topic: slot.topic, score });
        if (found.length < 2 * limit) continue;
        found = found.sort(byScore).slice(0, limit);
        least = found.at(-1)?.score ?? 0;
      }
      return found
        .sort(byScore)
        .slice(0, limit)
        .map(({ topic }) => topic);
    },
    isAsked: (term) => (collection.asked.get(numberOf(term)) ?? 0) > 0,
    isSaid(term) {
      const number = numberOf(term);
      return collection.holding(number) > (collection.asked.get(number) ?? 0);
    },
    proper: (word) => collection.proper.of(word),
  };
}

/** Part of the topics from which on all are read anew: what is gone takes room. */
const MUCH = 0.3;

interface Change {
  readonly gone: readonly Topic[];
  readonly come: readonly Topic[];
}

function* changeBetween(before: Knowledge, next: Knowledge): Steps<Change> {
  const gone: Topic[] = [];
  const come: Topic[] = [];
  for (const topic of next.topics.values()) {
    yield;
    const was = before.topics.get(topic.id);
    if (was === topic && aboveOf(was, before) === aboveOf(topic, next)) continue;
    come.push(topic);
    if (was) gone.push(was);
  }
  for (const topic of before.topics.values()) if (!next.topics.has(topic.id)) gone.push(topic);
  return { gone, come };
}

function indexOf(knowledge: Knowledge, collection: Collection, inverted: Inverted): Index {
  /** What is counted can go on to one body of notes alone. */
  let isSpent = false;
  return {
    postings: postingsOf(knowledge, collection, inverted),
    pack: () => pack(collection, inverted.base),
    *updated(next) {
      if (isSpent) return yield* createIndex(next);
      const { gone, come } = yield* changeBetween(knowledge, next);
      const read = collection.slots.length + come.length;
      if (come.length > MUCH * next.topics.size || read > (1 + MUCH) * next.topics.size)
        return yield* createIndex(next);
      isSpent = true;
      for (const topic of gone) {
        collection.remove(topic, aboveOf(topic, knowledge));
        yield;
      }
      for (const topic of come) {
        collection.add(topic, aboveOf(topic, next), inverted.add);
        yield;
      }
      collection.vocabulary.rest();
      return indexOf(next, collection, inverted);
    },
  };
}

/** `packed`: the index of the same notes as it was kept. */
export function* createIndex(knowledge: Knowledge, packed?: readonly Packed[]): Steps<Index> {
  const kept = packed && (yield* unpack(packed, knowledge));
  if (kept) return indexOf(knowledge, kept.collection, createInverted(kept.base));
  const collection = createCollection();
  const builder = createBuilder();
  for (const topic of knowledge.topics.values()) {
    collection.add(topic, aboveOf(topic, knowledge), (_document, counts) => builder.add(counts));
    yield;
  }
  collection.vocabulary.rest();
  const base = yield* builder.build(collection.vocabulary.size);
  return indexOf(knowledge, collection, createInverted(base));
}
