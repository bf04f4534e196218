import type { Section, Topic } from '../../knowledge/topic.ts';
import type { Document } from '../index/documents.ts';
import { K1, type Postings } from '../index/postings.ts';
import type { Query, Term } from './query.ts';

/** Postings read to find candidates: terms come rarest first, so what is left out are the commonest. */
const MOST_POSTINGS = 300_000;
const CANDIDATES = 20;

/** Topics that may be meant: those of the best documents, and those named. */
export function candidates(
  query: Query,
  postings: Postings,
  byId: (id: string) => Topic | undefined,
): Topic[] {
  const named = [...query.named.keys()].slice(0, CANDIDATES).flatMap((id) => byId(id) ?? []);
  return [...new Set([...named, ...postings.best(query.terms, CANDIDATES, MOST_POSTINGS)])];
}

/** What one document holds of the question. */
export interface HeldDocument {
  readonly document: Document;
  readonly id: number;
  bm25: number;
  bm25Words: number;
  covered: number;
  coveredWords: number;
  dot: number;
  rest: number;
}

/** What a topic's documents hold of the question, each and together. */
export interface Holding {
  readonly topic: Topic;
  readonly held: readonly HeldDocument[];
  /** Terms that stand in any of them but the phrases people ask with. */
  readonly terms: ReadonlySet<Term>;
  /** What the phrases people ask with say together, each term by how many of them hold it: of the topic, of a section. */
  readonly asked: number;
  readonly askedOf: ReadonlyMap<Section, number>;
}

/** The second phrase with a term says less than the first, as in BM25 for documents of one length. */
const saturated = (count: number): number => (count * (K1 + 1)) / (count + K1);

/** Sums what phrases say together, term by term. */
function createAsked() {
  let together = 0;
  const bySection = new Map<Section, number>();
  let count = 0;
  const counts = new Map<Section, number>();
  return {
    bySection,
    together: () => together,
    found(section: Section | undefined) {
      count++;
      if (section) counts.set(section, (counts.get(section) ?? 0) + 1);
    },
    endOf(weight: number) {
      if (count === 0) return;
      together += weight * saturated(count);
      for (const [section, one] of counts)
        bySection.set(section, (bySection.get(section) ?? 0) + weight * saturated(one));
      count = 0;
      counts.clear();
    },
  };
}

export function holdingOf(topic: Topic, query: Query, postings: Postings): Holding {
  const held = new Map<number, HeldDocument>();
  const terms = new Set<Term>();
  const restSet = new Set(query.rest);
  const asked = createAsked();
  for (const term of query.terms) {
    const { posting, weight, word } = term;
    if (!posting) continue;
    postings.each(posting, topic, (id, share) => {
      const document = postings.documents[id];
      if (!document) return;
      let one = held.get(id);
      if (!one) {
        one = { document, id, bm25: 0, bm25Words: 0, covered: 0, coveredWords: 0, dot: 0, rest: 0 };
        held.set(id, one);
      }
      const impact = weight * share;
      one.bm25 += impact;
      one.covered += weight;
      one.dot += weight * weight;
      if (word) {
        one.bm25Words += impact;
        one.coveredWords += weight;
        if (restSet.has(term)) one.rest += weight;
      }
      if (document.kind === 'asked') asked.found(document.section);
      else terms.add(term);
    });
    asked.endOf(weight);
  }
  return {
    topic,
    held: [...held.values()],
    terms,
    asked: asked.together(),
    askedOf: asked.bySection,
  };
}
