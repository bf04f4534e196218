import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { type AttributeId, attributeDefinition } from '../../src/knowledge/notes/attributes.ts';
import type { Attribute, Section, SectionKind, Topic } from '../../src/knowledge/topic.ts';
import type { Card } from '../../src/talk/reply.ts';
import { LANGS, type Part, text } from '../../src/text.ts';

/** A named value of the vocabulary, or free words in both languages. */
function attribute(id: AttributeId, value: string): Attribute {
  const named = attributeDefinition(id).values?.[value];
  if (!named) return { value: { ja: value, en: value } };
  const { rank, ja, en } = named;
  return { value: { ja, en }, ...(rank === undefined ? {} : { rank }) };
}

export interface Sketch {
  readonly ja?: string;
  readonly en?: string;
  readonly parent?: string;
  readonly summary?: string;
  readonly attributes?: Partial<Record<AttributeId, string>>;
  readonly sections?: Partial<Record<SectionKind, readonly Part[]>>;
  readonly layers?: Topic['layers'];
  readonly related?: readonly string[];
}

function sections(id: string, parts: Sketch['sections']): Section[] {
  return Object.entries(parts ?? {}).flatMap(([kind, body]) =>
    LANGS.map((lang) => ({
      id: `${id}#${kind}-${lang}`,
      topic: id,
      lang,
      kind: kind as SectionKind,
      heading: kind,
      path: [id, kind],
      body: body ?? [],
      asked: [],
      sources: [],
      at: { file: `${id}.md`, page: `${id}.md`, line: 1 },
    })),
  );
}

/** What a card says in the end: its lead and what it left out. */
export const wholeBody = (card: Card): readonly Part[] => [...card.body, ...(card.more?.body ?? [])];

/** A topic for tests, from the few things a test is about. */
export function topic(id: string, sketch: Sketch = {}): Topic {
  const entries = Object.entries(sketch.attributes ?? {}) as [AttributeId, string][];
  const summary = sketch.summary === undefined ? {} : { ja: text(sketch.summary), en: text(sketch.summary) };
  return {
    id,
    title: { ja: sketch.ja ?? id, en: sketch.en ?? id },
    aliases: {},
    asked: {},
    summary,
    sections: sections(id, sketch.sections),
    attributes: Object.fromEntries(entries.map(([name, value]) => [name, attribute(name, value)])),
    ...(sketch.layers ? { layers: sketch.layers } : {}),
    ...(sketch.parent ? { parent: sketch.parent } : {}),
    related: sketch.related ?? [],
    tips: [],
    quiz: [],
    sources: {},
  };
}

export function knowledgeOf(topics: readonly Topic[], rest: Partial<Knowledge> = {}): Knowledge {
  return {
    version: 'test',
    topics: new Map(topics.map((one) => [one.id, one])),
    brands: [],
    benchmarks: [],
    environments: {},
    problems: [],
    ...rest,
  };
}
