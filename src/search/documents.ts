import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Section, SectionKind, Topic } from '../knowledge/topic.ts';
import { LANGS, type Lang, type Part, plain } from '../text.ts';

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

/** `names`: what a topic is called · `asked`: a phrase people ask with · `quiz`: a question with its right answer. */
export type DocumentKind = SectionKind | 'names' | 'asked' | 'quiz';

/** What is found as one: the names of a topic, its definition, a section, a question people ask. */
export interface Document {
  readonly topic: Topic;
  readonly kind: DocumentKind;
  readonly lang?: Lang;
  readonly section?: Section;
  /** Text and how often each word of it counts. */
  readonly fields: readonly (readonly [string, number])[];
}

/** How often a word of each place counts: what a heading says, the text below it is about. Measured on handbooks. */
const WEIGHT = { text: 1, heading: 3, above: 3, title: 2 };

/** What a topic is and what it is for, as the table of its note says: people ask by purpose. */
const purpose = ({ attributes }: Topic, lang: Lang): string =>
  [attributes.role, attributes.use].map((said) => said?.value[lang] ?? '').join(' ');

function namesOf(topic: Topic): string[] {
  const listed = LANGS.flatMap((lang) => [topic.title[lang] ?? '', ...(topic.aliases[lang] ?? [])]);
  return [...new Set([...listed, topic.id.replaceAll('-', ' ')])].filter(Boolean);
}

function* documentsOfTopic(topic: Topic, above: string): Generator<Document> {
  yield { topic, kind: 'names', fields: [[namesOf(topic).join('\n'), 1]] };
  for (const lang of LANGS) {
    const summary = topic.summary[lang];
    if (summary)
      yield {
        topic,
        kind: 'definition',
        lang,
        fields: [
          [topic.title[lang] ?? '', WEIGHT.heading],
          [plain(summary), WEIGHT.text],
          [purpose(topic, lang), WEIGHT.text],
          [above, 1],
        ],
      };
  }
  for (const section of topic.sections) {
    const [title = '', ...headings] = section.path;
    yield {
      topic,
      section,
      kind: section.kind,
      lang: section.lang,
      fields: [
        [above, 1],
        [title, WEIGHT.title],
        [headings.slice(0, -1).join(' '), WEIGHT.above],
        [headings.at(-1) ?? '', WEIGHT.heading],
        [section.body.map(partText).join('\n'), WEIGHT.text],
      ],
    };
  }
  for (const lang of LANGS)
    for (const asked of topic.asked[lang] ?? []) yield { topic, kind: 'asked', lang, fields: [[asked, 1]] };
  for (const section of topic.sections)
    for (const asked of section.asked)
      yield { topic, section, kind: 'asked', lang: section.lang, fields: [[asked, 1]] };
  for (const quiz of topic.quiz)
    for (const lang of LANGS) {
      const question = quiz.question[lang];
      if (!question) continue;
      const right = quiz.choices[lang]?.[quiz.answer] ?? [];
      const said = [question, right, quiz.why[lang] ?? []].map(plain).join('\n');
      yield { topic, kind: 'quiz', lang, fields: [[said, WEIGHT.text]] };
    }
}

/** Titles above a heading that is a topic of its own, and where its file stands: only in free pages. */
function aboveOf(topic: Topic, knowledge: Knowledge): string {
  const origin = Object.values(topic.origin ?? {})[0];
  if (origin?.format !== 'tree') return '';
  const titles: string[] = [];
  const seen = new Set([topic.id]);
  for (let up = topic.parent; up !== undefined && !seen.has(up); up = knowledge.topics.get(up)?.parent) {
    seen.add(up);
    titles.push(...Object.values(knowledge.topics.get(up)?.title ?? {}));
  }
  return [
    ...titles,
    origin.file
      .replace(/\.\w+$/, '')
      .split('/')
      .slice(-2)
      .join(' ')
      .replaceAll('_', ' '),
  ].join(' ');
}

export function* documentsOf(knowledge: Knowledge): Generator<Document> {
  for (const topic of knowledge.topics.values()) yield* documentsOfTopic(topic, aboveOf(topic, knowledge));
}
