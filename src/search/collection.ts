import type { Topic } from '../knowledge/topic.ts';
import { type Document, documentsOf } from './documents.ts';
import { createProper, type Proper } from './proper.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** Documents of one topic, as it was at one time: numbers from `from` up to, not including, `to`. */
export interface Slot {
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
  readonly slots: readonly Slot[];
  slotOf(topic: Topic): Slot | undefined;
  /** Documents that hold a term. */
  holding(term: number): number;
  /** Phrases people ask with that hold a term. */
  asked(term: number): number;
  readonly standing: { readonly documents: number; readonly length: number; readonly phrases: number };
  /** Takes a topic in, and tells the terms of its documents. `above`: see `aboveOf`. */
  add(topic: Topic, above: string, told: (document: number, counts: Counts) => void): void;
  /** No longer counts a topic; its documents keep their numbers, for whoever still reads them. */
  remove(topic: Topic, above: string): void;
}

export function createCollection(): Collection {
  const vocabulary = createVocabulary();
  const proper = createProper();
  const documents: Document[] = [];
  const lengths: number[] = [];
  const slots: Slot[] = [];
  const slotOf = new WeakMap<Topic, Slot>();
  const holding: number[] = [];
  const asked = new Map<number, number>();
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

  return {
    vocabulary,
    proper,
    documents,
    lengths,
    slots,
    slotOf: (topic) => slotOf.get(topic),
    holding: (term) => holding[term] ?? 0,
    asked: (term) => asked.get(term) ?? 0,
    standing,
    add(topic, above, told) {
      const from = documents.length;
      for (const { document, counts, length } of counted(topic, above, 1)) {
        told(documents.length, counts);
        documents.push(document);
        lengths.push(length);
      }
      const slot = { topic, from, to: documents.length };
      slots.push(slot);
      slotOf.set(topic, slot);
    },
    remove(topic, above) {
      for (const _document of counted(topic, above, -1));
    },
  };
}
