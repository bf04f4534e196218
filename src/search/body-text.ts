import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Section, Topic } from '../knowledge/topic.ts';
import { LANGS, type Lang, plain } from '../text.ts';
import { indexTerms } from './content.ts';
import { partText } from './documents.ts';

export interface Document {
  readonly topic: Topic;
  /** Absent for the topic's own definition. */
  readonly section?: Section;
}

/** A document and how often each of its terms counts. */
export interface Counted {
  readonly document: Document;
  readonly terms: ReadonlyMap<string, number>;
  readonly length: number;
}

const FIELD = { title: 3, heading: 2, text: 1 };

function counted(document: Document, fields: readonly (readonly [string, number])[]): Counted {
  const terms = new Map<string, number>();
  let length = 0;
  for (const [text, weight] of fields)
    for (const term of indexTerms(text)) {
      terms.set(term, (terms.get(term) ?? 0) + weight);
      length++;
    }
  return { document, terms, length };
}

/** What a topic is and what it is for, as the table of its note says: people ask by purpose. */
const purpose = ({ attributes }: Topic, lang: Lang): string =>
  [attributes.role, attributes.use].map((said) => said?.value[lang] ?? '').join(' ');

/** Everything that can be found: the definition of each topic in each language, and its sections. */
export function* documentsOf(knowledge: Knowledge): Generator<Counted> {
  for (const topic of knowledge.topics.values()) {
    for (const lang of LANGS) {
      const summary = topic.summary[lang];
      if (summary)
        yield counted({ topic }, [
          [topic.title[lang] ?? '', FIELD.title],
          [(topic.aliases[lang] ?? []).join(' '), FIELD.text],
          [plain(summary), FIELD.text],
          [purpose(topic, lang), FIELD.text],
        ]);
    }
    for (const section of topic.sections)
      yield counted({ topic, section }, [
        [section.path[0] ?? '', FIELD.text],
        [section.path.slice(1).join(' '), FIELD.heading],
        [section.body.map(partText).join('\n'), FIELD.text],
      ]);
  }
}
