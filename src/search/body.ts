import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Topic } from '../knowledge/topic.ts';
import { LANGS } from '../text.ts';
import { type Document, documentsOf } from './body-text.ts';
import { indexTerms } from './content.ts';

/** Okapi BM25's usual constants (Robertson, Zaragoza 2009): saturation of repeats, and of length. */
const K1 = 1.2;
const B = 0.75;
/** Postings read per term, best first: what makes a hundred times the notes cost far less than a hundred times the work. */
const READ = 600;
/** Words in this many documents are worth remembering, and so many words at most. */
const COMMON = 50;
const REMEMBERED = 500;

interface Posting {
  readonly documents: Uint32Array;
  /** BM25 share of one occurrence list, without the term's rarity; highest first. */
  readonly scores: Float32Array;
  /** Topics the term occurs in. */
  readonly topics: number;
}

export interface BodyHit {
  readonly document: Document;
  readonly score: number;
}

/** Where a term stands. */
export interface Places {
  readonly topics: ReadonlySet<Topic>;
  readonly documents: ReadonlySet<Document>;
  /** Topics whose one-sentence definition uses it. */
  readonly definitions: ReadonlySet<Topic>;
}

export interface Body {
  /** 0..1: 1 for a term found in one topic at most, falling with the number of topics that use it. */
  rarity(term: string): number;
  knows(term: string): boolean;
  /** Best places first and only so many. */
  places(term: string): Places;
  /** Terms of a topic's titles and other names. */
  titleTerms(topic: Topic): ReadonlySet<string>;
  /** Best documents for the terms, by BM25. */
  find(terms: readonly { readonly text: string; readonly weight: number }[], limit: number): BodyHit[];
}

interface Collected {
  documents: number[];
  scores: number[];
  topics: number;
  last: Topic | undefined;
}

/** Term counts are kept until the average length is known, as numbers rather than words. */
function collect(knowledge: Knowledge): { all: Document[]; raw: Map<string, Collected> } {
  const all: Document[] = [];
  const lengths: number[] = [];
  const raw = new Map<string, Collected>();
  for (const { document, terms, length } of documentsOf(knowledge)) {
    const id = all.push(document) - 1;
    lengths.push(length);
    for (const [term, count] of terms) {
      let posting = raw.get(term);
      if (!posting) {
        posting = { documents: [], scores: [], topics: 0, last: undefined };
        raw.set(term, posting);
      }
      posting.documents.push(id);
      posting.scores.push(count);
      if (posting.last !== document.topic) posting.topics++;
      posting.last = document.topic;
    }
  }
  const average = Math.max(1, lengths.reduce((sum, one) => sum + one, 0) / Math.max(1, all.length));
  for (const { documents, scores } of raw.values())
    for (const [i, id] of documents.entries()) {
      const count = scores[i] ?? 0;
      scores[i] = (count * (K1 + 1)) / (count + K1 * (1 - B + (B * (lengths[id] ?? 0)) / average));
    }
  return { all, raw };
}

/** Impact-ordered: what is read first is what counts most. */
function ordered({ documents, scores, topics }: Collected): Posting {
  const order = documents.map((_document, i) => i);
  if (order.length > 1) order.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  return {
    documents: Uint32Array.from(order, (i) => documents[i] ?? 0),
    scores: Float32Array.from(order, (i) => scores[i] ?? 0),
    topics,
  };
}

/** The highest scores, best first and then by id: a bound found on the way spares sorting the rest. */
function best(scores: ReadonlyMap<number, number>, limit: number): [number, number][] {
  const order = (a: [number, number], b: [number, number]) => b[1] - a[1] || a[0] - b[0];
  let kept: [number, number][] = [];
  let least = Number.NEGATIVE_INFINITY;
  for (const [id, score] of scores) {
    if (score < least) continue;
    kept.push([id, score]);
    if (kept.length < limit * 4) continue;
    kept = kept.sort(order).slice(0, limit);
    least = kept.at(-1)?.[1] ?? least;
  }
  return kept.sort(order).slice(0, limit);
}

export function createBody(knowledge: Knowledge): Body {
  const { all, raw } = collect(knowledge);
  const postings = new Map<string, Posting>();
  for (const [term, collected] of raw) {
    postings.set(term, ordered(collected));
    raw.delete(term);
  }
  const total = Math.max(1, knowledge.topics.size);
  const scale = Math.log(1 + total);
  const names = new Map<Topic, Set<string>>();

  function rarity(term: string): number {
    const topics = postings.get(term)?.topics ?? 0;
    return topics === 0 ? 1 : Math.min(1, Math.log(1 + total / topics) / scale);
  }

  function titleTerms(topic: Topic): Set<string> {
    const known = names.get(topic);
    if (known) return known;
    const spelled = LANGS.flatMap((lang) => [topic.title[lang] ?? '', ...(topic.aliases[lang] ?? [])]);
    const terms = new Set(spelled.flatMap(indexTerms));
    names.set(topic, terms);
    return terms;
  }

  /** Common words come with every question: their places are worked out once. */
  const known = new Map<string, Places>();
  function places(term: string): Places {
    const before = known.get(term);
    if (before) return before;
    const topics = new Set<Topic>();
    const documents = new Set<Document>();
    const definitions = new Set<Topic>();
    for (const id of postings.get(term)?.documents.subarray(0, READ) ?? []) {
      const document = all[id];
      if (!document) continue;
      documents.add(document);
      topics.add(document.topic);
      if (!document.section) definitions.add(document.topic);
    }
    const found = { topics, documents, definitions };
    if (documents.size >= COMMON && known.size < REMEMBERED) known.set(term, found);
    return found;
  }

  function find(
    terms: readonly { readonly text: string; readonly weight: number }[],
    limit: number,
  ): BodyHit[] {
    const scores = new Map<number, number>();
    for (const term of terms) {
      const posting = postings.get(term.text);
      if (!posting) continue;
      const weight = rarity(term.text) * term.weight;
      const end = Math.min(READ, posting.documents.length);
      for (let i = 0; i < end; i++) {
        const id = posting.documents[i] ?? 0;
        scores.set(id, (scores.get(id) ?? 0) + weight * (posting.scores[i] ?? 0));
      }
    }
    return best(scores, limit).flatMap(([id, score]) => {
      const document = all[id];
      return document ? [{ document, score }] : [];
    });
  }

  return { rarity, knows: (term) => postings.has(term), places, titleTerms, find };
}
