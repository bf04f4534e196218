import type { Topic } from '../knowledge/topic.ts';
import type { BodyHit } from './body.ts';
import type { Document } from './body-text.ts';
import type { Asked, Unit } from './units.ts';

/** How well a topic explains a word, by where it stands in the topic's note. */
const MATCH = {
  /** The text names this topic. */
  named: 1,
  /** A broader kind of this topic is named. */
  kind: 0.9,
  /** The word is part of the topic's title or another name of it. */
  title: 0.95,
  /** In the sentence that defines the topic. */
  definition: 0.9,
  /** In the very section that fits best. */
  section: 0.8,
  /** Elsewhere in the note. */
  note: 0.5,
  /** Another topic's note uses the name: it talks about it, which is less than being it. */
  talksAbout: 0.45,
  /** The same where only a kind is named: that sets the scene. */
  talksAboutKind: 0.7,
} as const;
/** Sections of a topic tried, best first. */
const TRIED = 3;

/** How well a topic explains one unit: whatever the section (`sure`), or term by term. */
export interface Explained {
  readonly unit: Unit;
  readonly sure?: number;
  readonly each: readonly { readonly match: number; readonly documents: ReadonlySet<Document> | undefined }[];
  readonly factor: number;
}

export function explainedBy(unit: Unit, topic: Topic, { where, body, kinds }: Asked): Explained {
  const { name } = unit;
  if (name?.topic === topic.id) return { unit, sure: MATCH.named * name.score, each: [], factor: 1 };
  if (name && kinds.above(topic.id).has(name.topic))
    return { unit, sure: MATCH.kind * name.score, each: [], factor: 1 };
  const titles = body.titleTerms(topic);
  const each = unit.terms.map((term) => {
    const places = where.get(term);
    const documents = places?.documents;
    if (titles.has(term)) return { match: MATCH.title, documents };
    if (places?.definitions.has(topic)) return { match: MATCH.definition, documents };
    return { match: places?.topics.has(topic) ? MATCH.note : 0, documents };
  });
  const talks = name && (kinds.isKind(name.topic) ? MATCH.talksAboutKind : MATCH.talksAbout);
  return { unit, each, factor: talks ?? 1 };
}

/** The share of a unit that one section, or the note at large, explains. */
export function shareIn({ sure, each, factor }: Explained, hit: BodyHit | undefined): number {
  if (sure !== undefined) return sure;
  let sum = 0;
  for (const { match, documents } of each)
    sum += match < MATCH.section && hit && documents?.has(hit.document) ? MATCH.section : match;
  return each.length === 0 ? 0 : (factor * sum) / each.length;
}

/** The section that explains most, and how much that is. */
export function bestSection(
  all: readonly Explained[],
  hits: readonly BodyHit[],
): { readonly hit: BodyHit | undefined; readonly sum: number } {
  const tried = hits.length === 0 ? [undefined] : hits.slice(0, TRIED);
  const sums = tried.map((hit) => ({
    hit,
    sum: all.reduce((sum, one) => sum + one.unit.weight * shareIn(one, hit), 0),
  }));
  return sums.reduce((best, one) => (one.sum > best.sum ? one : best));
}
