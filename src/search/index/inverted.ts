import type { Steps } from '../../steps.ts';

/** Documents that hold a term, in the order of their numbers, and how often each does: from one place to another. */
export interface Places {
  readonly documents: Uint32Array | readonly number[];
  readonly counts: Uint8Array | readonly number[];
  readonly from: number;
  readonly to: number;
}

/** First of the places not before a document. */
export function placeOf({ documents, from, to }: Places, document: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((documents[middle] ?? 0) < document) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** More than this is as good as this. */
const MOST = 255;

/** A list of numbers that grows, in a fifth of the room a plain one takes. */
class Growing<T extends Uint32Array | Uint8Array> {
  length = 0;
  values: T;
  private readonly make: (length: number) => T;

  constructor(make: (length: number) => T) {
    this.make = make;
    this.values = make(1024);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = this.make(Math.ceil(this.length * 1.5));
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }
}

const numbers = () => new Growing((length) => new Uint32Array(length));
const bytes = () => new Growing((length) => new Uint8Array(length));

/** What an inverted index keeps of the documents it was built from. */
export interface Base {
  /** By term: where its documents begin; one more for the end of the last. */
  readonly starts: Uint32Array;
  readonly documents: Uint32Array;
  readonly counts: Uint8Array;
}

/** Which documents hold which terms. What is added after it was built stands apart, so that building is done once. */
export interface Inverted {
  readonly base: Base;
  /** Documents must be added in the order of their numbers. */
  add(document: number, counts: ReadonlyMap<number, number>): void;
  of(term: number): readonly Places[];
}

export function createInverted(base: Base): Inverted {
  const tail = new Map<number, { readonly documents: number[]; readonly counts: number[] }>();
  return {
    base,
    add(document, counts) {
      for (const [term, count] of counts) {
        const held = tail.get(term) ?? { documents: [], counts: [] };
        tail.set(term, held);
        held.documents.push(document);
        held.counts.push(Math.min(MOST, count));
      }
    },
    of(term) {
      const { starts, documents, counts } = base;
      const [from, to] = [starts[term] ?? 0, starts[term + 1] ?? 0];
      const places: Places[] = to > from ? [{ documents, counts, from, to }] : [];
      const added = tail.get(term);
      if (added) places.push({ ...added, from: 0, to: added.documents.length });
      return places;
    },
  };
}

/** Collects the terms of documents, one after the other, and turns them round. */
export interface Builder {
  add(counts: ReadonlyMap<number, number>): void;
  build(terms: number): Steps<Base>;
}

export function createBuilder(): Builder {
  const terms = numbers();
  const counts = bytes();
  const ends = numbers();
  return {
    add(held) {
      for (const [term, count] of held) {
        terms.push(term);
        counts.push(Math.min(MOST, count));
      }
      ends.push(terms.length);
    },
    *build(size) {
      const starts = new Uint32Array(size + 1);
      for (let i = 0; i < terms.length; i++) {
        const next = (terms.values[i] ?? 0) + 1;
        starts[next] = (starts[next] ?? 0) + 1;
        if (i % 1_000_000 === 0) yield;
      }
      for (let term = 0; term < size; term++)
        starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0);
      const next = starts.slice();
      const base = { starts, documents: new Uint32Array(terms.length), counts: new Uint8Array(terms.length) };
      for (let document = 0, i = 0; document < ends.length; document++) {
        for (const end = ends.values[document] ?? 0; i < end; i++) {
          const term = terms.values[i] ?? 0;
          const place = next[term] ?? 0;
          next[term] = place + 1;
          base.documents[place] = document;
          base.counts[place] = counts.values[i] ?? 0;
        }
        yield;
      }
      return base;
    },
  };
}
