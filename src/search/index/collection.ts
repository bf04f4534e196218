import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Topic } from '../../knowledge/topic.ts';
import type { Steps } from '../../steps.ts';
import { type Document, documentsOf } from './documents.ts';
import { type Cases, createProper, type Proper } from './proper.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** Documents of one topic, as it was at one time: numbers from `from` up to, not including, `to`. */
export interface TopicSlot {
  readonly topic: Topic;
  readonly from: number;
  readonly to: number;
}

/** By the number of each term, how often it counts in a document. */
export type Counts = ReadonlyMap<number, number>;

/** All documents that were ever read, with what is counted over those that still stand. */
export interface Collection {
  readonly vocabulary: Vocabulary;
  readonly proper: Proper;
  readonly documents: readonly Document[];
  /** Of each document, in terms. */
  readonly lengths: readonly number[];
  readonly slots: readonly TopicSlot[];
  slotOf(topic: Topic): TopicSlot | undefined;
  /** Documents that hold a term. */
  holding(term: number): number;
  /** By term, the phrases people ask with that hold it. */
  readonly asked: ReadonlyMap<number, number>;
  readonly standing: { readonly documents: number; readonly length: number; readonly phrases: number };
  /** Takes a topic in, and tells the terms of its documents. `above`: see `aboveOf`. */
  add(topic: Topic, above: string, told: (document: number, counts: Counts) => void): void;
  /** Takes a topic in whose documents were counted before. */
  restore(topic: Topic): void;
  /** No longer counts a topic; its documents keep their numbers, for whoever still reads them. */
  remove(topic: Topic, above: string): void;
}

/** What has been counted before. */
export interface Counted {
  readonly terms: readonly string[];
  readonly asked: readonly (readonly [number, number])[];
  readonly cases: readonly (readonly [string, Cases])[];
  /** Of each document, in terms. */
  readonly lengths: Uint32Array;
  /** By term, where its documents begin among those of all terms. */
  readonly starts: Uint32Array;
}

/** A collection as it was when its documents had been counted; nothing where there are others now. */
export function* restoreCollection(knowledge: Knowledge, kept: Counted): Steps<Collection | undefined> {
  const collection = createCollection(kept);
  for (const topic of knowledge.topics.values()) {
    collection.restore(topic);
    yield;
  }
  return collection.documents.length === kept.lengths.length ? collection : undefined;
}

export function createCollection(kept?: Counted): Collection {
  const vocabulary = createVocabulary(kept?.terms);
  const proper = createProper(kept?.cases);
  const documents: Document[] = [];
  const lengths: number[] = kept ? [...kept.lengths] : [];
  const slots: TopicSlot[] = [];
  const slotOf = new WeakMap<Topic, TopicSlot>();
  const holding = kept ? Array.from(kept.starts.subarray(1), (end, i) => end - (kept.starts[i] ?? 0)) : [];
  const asked = new Map(kept?.asked);
  const standing = { documents: 0, length: 0, phrases: 0 };

  /** `by`: 1 for what comes, -1 for what goes. */
  function* counted(topic: Topic, above: string, by: 1 | -1) {
    for (const [document, fields] of documentsOf(topic, above)) {
      const counts = new Map<number, number>();
      let length = 0;
      for (const [text, weight] of fields()) {
        if (document.kind !== 'names' && document.kind !== 'asked') proper.count(text, by);
        vocabulary.read(text, (term) => {
          length++;
          counts.set(term, (counts.get(term) ?? 0) + weight);
        });
      }
      for (const term of counts.keys()) holding[term] = (holding[term] ?? 0) + by;
      if (document.kind === 'asked') {
        standing.phrases += by;
        for (const term of counts.keys()) asked.set(term, (asked.get(term) ?? 0) + by);
      }
      standing.documents += by;
      standing.length += by * length;
      yield { document, counts, length };
    }
  }

  function take(topic: Topic, from: number): void {
    const slot = { topic, from, to: documents.length };
    slots.push(slot);
    slotOf.set(topic, slot);
  }

  return {
    vocabulary,
    proper,
    documents,
    lengths,
    slots,
    slotOf: (topic) => slotOf.get(topic),
    holding: (term) => holding[term] ?? 0,
    asked,
    standing,
    add(topic, above, told) {
      const from = documents.length;
      for (const { document, counts, length } of counted(topic, above, 1)) {
        told(documents.length, counts);
        documents.push(document);
        lengths.push(length);
      }
      take(topic, from);
    },
    restore(topic) {
      const from = documents.length;
      for (const [document] of documentsOf(topic, '')) {
        standing.documents++;
        standing.length += lengths[documents.length] ?? 0;
        if (document.kind === 'asked') standing.phrases++;
        documents.push(document);
      }
      take(topic, from);
    },
    remove(topic, above) {
      for (const _document of counted(topic, above, -1));
    },
  };
}
