import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Section, Topic } from '../knowledge/topic.ts';
import { LANGS, type Part, plain } from '../text.ts';
import { indexTerms } from './content.ts';

/** Okapi BM25's usual constants (Robertson, Zaragoza 2009): saturation of repeats, and of length. */
const K1 = 1.2;
const B = 0.75;
/** Postings read per term, best first: what makes a hundred times the notes cost far less than a hundred times the work. */
const READ = 1_000;
/** Words in this many documents are worth remembering, and so many words at most. */
const COMMON = 50;
const REMEMBERED = 500;
const FIELD = { title: 3, heading: 2 };

export function partText(part: Part): string {
  switch (part.kind) {
    case 'text':
    case 'quote':
      return plain(part.text);
    case 'heading':
      return part.text;
    case 'list':
      return part.items.map(plain).join('\n');
    case 'facts':
      return part.rows.map((row) => `${row.label} ${plain(row.value)}`).join('\n');
    case 'table':
      return [
        part.caption,
        ...part.columns,
        ...part.rows.flatMap((row) => [row.label, ...row.cells.map(plain)]),
      ].join(' ');
    case 'code':
      return part.code;
    case 'image':
      return part.alt;
    default:
      return part satisfies never;
  }
}

export interface Document {
  readonly topic: Topic;
  /** Absent for the topic's own definition. */
  readonly section?: Section;
}

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

export interface Places {
  readonly topics: ReadonlySet<Topic>;
  readonly documents: ReadonlySet<Document>;
}

export interface Body {
  readonly documents: readonly Document[];
  /** 0..1: 1 for a term found in one topic at most, falling with the number of topics that use it. */
  rarity(term: string): number;
  knows(term: string): boolean;
  /** Where a term stands: topics and documents, best first and only so many. */
  places(term: string): Places;
  /** Terms of a topic's titles and other names. */
  titleTerms(topic: Topic): Set<string>;
  /** Best documents for the terms, by BM25. */
  find(terms: readonly { readonly text: string; readonly weight: number }[], limit: number): BodyHit[];
}

function documentsOf(
  knowledge: Knowledge,
): { document: Document; terms: Map<string, number>; length: number }[] {
  const all: { document: Document; terms: Map<string, number>; length: number }[] = [];
  const add = (document: Document, texts: readonly (readonly [string, number])[]) => {
    const terms = new Map<string, number>();
    let length = 0;
    for (const [text, weight] of texts)
      for (const term of indexTerms(text)) {
        terms.set(term, (terms.get(term) ?? 0) + weight);
        length++;
      }
    all.push({ document, terms, length });
  };
  for (const topic of knowledge.topics.values()) {
    for (const lang of LANGS) {
      const summary = topic.summary[lang];
      if (summary)
        add({ topic }, [
          [topic.title[lang] ?? '', FIELD.title],
          [(topic.aliases[lang] ?? []).join(' '), 1],
          [plain(summary), 1],
        ]);
    }
    for (const section of topic.sections) {
      const heading = section.path.slice(1).join(' ');
      add({ topic, section }, [
        [section.path[0] ?? '', 1],
        [heading, FIELD.heading],
        [section.body.map(partText).join('\n'), 1],
      ]);
    }
  }
  return all;
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
  const all = documentsOf(knowledge);
  const average = all.reduce((sum, one) => sum + one.length, 0) / Math.max(1, all.length);
  const raw = new Map<
    string,
    { documents: number[]; scores: number[]; topics: number; last: Topic | undefined }
  >();
  for (const [id, { document, terms, length }] of all.entries()) {
    const norm = K1 * (1 - B + (B * length) / Math.max(1, average));
    for (const [term, count] of terms) {
      let posting = raw.get(term);
      if (!posting) {
        posting = { documents: [], scores: [], topics: 0, last: undefined };
        raw.set(term, posting);
      }
      posting.documents.push(id);
      posting.scores.push((count * (K1 + 1)) / (count + norm));
      if (posting.last !== document.topic) posting.topics++;
      posting.last = document.topic;
    }
  }
  const postings = new Map<string, Posting>();
  for (const [term, { documents, scores, topics }] of raw) {
    const order = documents
      .map((_document, i) => i)
      .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
    postings.set(term, {
      documents: Uint32Array.from(order, (i) => documents[i] ?? 0),
      scores: Float32Array.from(order, (i) => scores[i] ?? 0),
      topics,
    });
  }
  raw.clear();
  const total = Math.max(1, knowledge.topics.size);
  const scale = Math.log(1 + total);
  const rarity = (term: string): number => {
    const topics = postings.get(term)?.topics ?? 0;
    return topics === 0 ? 1 : Math.min(1, Math.log(1 + total / topics) / scale);
  };

  const names = new Map<Topic, Set<string>>();
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
    const posting = postings.get(term);
    const found = [...(posting?.documents.subarray(0, READ) ?? [])].flatMap((id) => all[id]?.document ?? []);
    const worked = { topics: new Set(found.map((document) => document.topic)), documents: new Set(found) };
    if (found.length >= COMMON && known.size < REMEMBERED) known.set(term, worked);
    return worked;
  }

  return {
    places,
    titleTerms,
    documents: all.map((one) => one.document),
    rarity,
    knows: (term) => postings.has(term),
    find(terms, limit) {
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
        const document = all[id]?.document;
        return document ? [{ document, score }] : [];
      });
    },
  };
}
