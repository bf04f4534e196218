import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Topic } from '../knowledge/topic.ts';
import type { Body, BodyHit } from './body.ts';
import { indexTerms } from './content.ts';
import type { Reading } from './reading.ts';
import type { Hit, Stage } from './search.ts';

/** How well a topic explains a word, by where it stands in the topic's note. */
const MATCH = {
  /** The text names this topic. */
  named: 1,
  /** A broader kind of this topic is named. */
  kind: 0.95,
  /** The word is part of the topic's title or another name of it. */
  title: 0.9,
  /** In the very section that fits best. */
  section: 0.8,
  /** Elsewhere in the note. */
  note: 0.5,
} as const;

/** A name is never a common word, however often the notes use it. */
const LEAST_NAME = 0.45;
/** Two words of the question in one title ("start", "fast"): the topic is about that very question. */
const ON_THE_POINT = 0.15;
/** A topic that is not named, where another is, has to explain that much more. */
const UNNAMED = 0.88;
/** Another topic's note that uses a name talks about it, which is less than being it. */
const TALKS_ABOUT = 0.7;
const DOCUMENTS = 60;

interface Unit {
  readonly weight: number;
  /** Terms of the index that stand for it. */
  readonly terms: readonly string[];
  /** Topic it names, if it is a name. */
  readonly names?: string;
  readonly score: number;
  readonly stage?: Stage;
  readonly shown: string;
}

export interface Ranked extends Hit {
  /** Share of the text this topic explains, 0..1. */
  readonly score: number;
  readonly named: boolean;
  /** Every word of the text stands somewhere in the note. */
  readonly covered: boolean;
}

function unitsOf(reading: Reading, body: Body): Unit[] {
  const names = reading.names.map((found): Unit => {
    const terms = indexTerms(found.name.shown);
    const rarity = terms.length === 0 ? 1 : Math.max(...terms.map((term) => body.rarity(term)));
    return {
      weight: Math.max(LEAST_NAME, rarity),
      terms,
      names: found.topic,
      score: found.score,
      stage: found.stage,
      shown: found.name.shown,
    };
  });
  const words = reading.terms.map(
    (term): Unit => ({
      weight: term.weight * Math.max(0.2, body.rarity(term.text)),
      terms: [term.text],
      score: 1,
      shown: term.raw,
    }),
  );
  return [...names, ...words];
}

const knownKinds = new WeakMap<Knowledge, ReadonlySet<string | undefined>>();

/** Topics that others are a kind of. */
function kindsOf(knowledge: Knowledge): ReadonlySet<string | undefined> {
  const known = knownKinds.get(knowledge);
  if (known) return known;
  const kinds = new Set([...knowledge.topics.values()].map((topic) => topic.parent));
  knownKinds.set(knowledge, kinds);
  return kinds;
}

/** The topic and everything it is a kind of. */
export function ancestors(topic: Topic, knowledge: Knowledge): Set<string> {
  const seen = new Set([topic.id]);
  for (let up = topic.parent; up !== undefined && !seen.has(up); up = knowledge.topics.get(up)?.parent)
    seen.add(up);
  return seen;
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

/** Which topics explain a text, best first; the share each explains is its score. */
export function rank(reading: Reading, body: Body, knowledge: Knowledge): Ranked[] {
  const units = unitsOf(reading, body);
  const total = units.reduce((sum, unit) => sum + unit.weight, 0);
  if (total === 0) return [];
  // Named kinds ("VM", "container") set the scene of a question; a named product is what it is about.
  const kinds = kindsOf(knowledge);
  const specific = units.some((unit) => unit.names !== undefined && !kinds.has(unit.names));
  const where = new Map(units.flatMap((unit) => unit.terms).map((term) => [term, body.places(term)]));
  const titles = (topic: Topic): Set<string> => body.titleTerms(topic);

  const scored = candidatesOf(reading, units, body, knowledge).map(({ topic, hits }) => {
    const broader = ancestors(topic, knowledge);
    const named = titles(topic);
    const noteHas = (term: string) => where.get(term)?.topics.has(topic) ?? false;
    const inDocument = (term: string, hit: BodyHit | undefined) =>
      hit !== undefined && (where.get(term)?.documents.has(hit.document) ?? false);
    const share = (unit: Unit, hit: BodyHit | undefined): number => {
      if (unit.names === topic.id) return MATCH.named * unit.score;
      if (unit.names !== undefined && broader.has(unit.names)) return MATCH.kind * unit.score;
      if (unit.terms.length === 0) return 0;
      const each = unit.terms.map((term) =>
        named.has(term)
          ? MATCH.title
          : inDocument(term, hit)
            ? MATCH.section
            : noteHas(term)
              ? MATCH.note
              : 0,
      );
      const explained = each.reduce<number>((sum, one) => sum + one, 0) / each.length;
      return unit.names === undefined ? explained : explained * TALKS_ABOUT;
    };
    const sum = (hit: BodyHit | undefined) =>
      units.reduce((all, unit) => all + unit.weight * share(unit, hit), 0) / total;
    const tried = hits.length === 0 ? [undefined] : hits.slice(0, 4);
    const name = reading.names.find((one) => one.topic === topic.id);
    const handicap = specific && !name ? UNNAMED : 1;
    const titled = units.filter(
      (unit) => unit.names === undefined && unit.terms.every((term) => named.has(term)),
    );
    const bonus = titled.length > 1 && !specific ? ON_THE_POINT : 0;
    const best = tried
      .map((hit) => ({ hit, score: handicap * sum(hit) + bonus }))
      .sort((a, b) => b.score - a.score)[0] ?? {
      hit: undefined,
      score: 0,
    };
    const section = reading.terms.length > 0 ? best.hit?.document.section?.id : undefined;
    const bm25 = hits[0]?.score ?? 0;
    return {
      hit: {
        topic: topic.id,
        ...(section ? { section } : {}),
        score: Math.min(1, best.score),
        stage: name?.stage ?? ('body' as const),
        matched:
          name?.name.shown ??
          units
            .filter((unit) => share(unit, best.hit) > 0)
            .map((unit) => unit.shown)
            .join(' '),
        named: name !== undefined,
        covered: units.every((unit) => share(unit, best.hit) > 0),
      },
      kinds: broader,
      bm25,
      at: name?.start ?? Number.POSITIVE_INFINITY,
    };
  });
  // The named and more specific first, then the one named first, then the fuller text.
  scored.sort(
    (a, b) =>
      round(b.hit.score) - round(a.hit.score) ||
      Number(b.kinds.has(a.hit.topic)) - Number(a.kinds.has(b.hit.topic)) ||
      Number(b.hit.named) - Number(a.hit.named) ||
      a.at - b.at ||
      b.bm25 - a.bm25 ||
      (a.hit.topic < b.hit.topic ? -1 : 1),
  );
  return scored.map(({ hit }) => hit);
}

const round = (score: number): number => Math.round(score * 50);
