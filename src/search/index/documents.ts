import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Section, SectionKind, Topic } from '../../knowledge/topic.ts';
import { LANGS, type Lang, type Part, plain } from '../../text.ts';

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
  /** What people ask with, where that is all it says. */
  readonly phrase?: string;
}

/** Texts and how often each word of them counts. */
export type Fields = readonly (readonly [string, number])[];

/** A document with what it says, which is not kept: the notes have it. */
export type FieldedDocument = readonly [Document, () => Fields];

/** How often a word of each place counts: what a heading says, the text below it is about. Measured on handbooks. */
const WEIGHT = { text: 1, heading: 3, above: 3, title: 2 };

/** What a topic is and what it is for, as the table of its note says: people ask by purpose. */
const purpose = ({ attributes }: Topic, lang: Lang): string =>
  [attributes.role, attributes.use].map((said) => said?.value[lang] ?? '').join(' ');

function namesOf(topic: Topic): string[] {
  const listed = LANGS.flatMap((lang) => [topic.title[lang] ?? '', ...(topic.aliases[lang] ?? [])]);
  return [...new Set([...listed, topic.id.replaceAll('-', ' ')])].filter(Boolean);
}

function fieldsOf({ path, body }: Section, above: string): Fields {
  const [title = '', ...headings] = path;
  return [
    [above, 1],
    [title, WEIGHT.title],
    [headings.slice(0, -1).join(' '), WEIGHT.above],
    [headings.at(-1) ?? '', WEIGHT.heading],
    [body.map(partText).join('\n'), WEIGHT.text],
  ];
}

const phraseOf = (document: Document & { readonly phrase: string }): FieldedDocument => [
  document,
  () => [[document.phrase, 1]],
];

/** `above`: see `aboveOf`. */
export function* documentsOf(topic: Topic, above: string): Generator<FieldedDocument> {
  yield [{ topic, kind: 'names' }, () => [[namesOf(topic).join('\n'), 1]]];
  for (const lang of LANGS) {
    const summary = topic.summary[lang];
    if (summary)
      yield [
        { topic, kind: 'definition', lang },
        () => [
          [topic.title[lang] ?? '', WEIGHT.heading],
          [plain(summary), WEIGHT.text],
          [purpose(topic, lang), WEIGHT.text],
          [above, 1],
        ],
      ];
  }
  for (const section of topic.sections)
    yield [{ topic, section, kind: section.kind, lang: section.lang }, () => fieldsOf(section, above)];
  for (const lang of LANGS)
    for (const phrase of topic.asked[lang] ?? []) yield phraseOf({ topic, kind: 'asked', lang, phrase });
  for (const section of topic.sections)
    for (const phrase of section.asked)
      yield phraseOf({ topic, section, kind: 'asked', lang: section.lang, phrase });
  for (const quiz of topic.quiz)
    for (const lang of LANGS) {
      const question = quiz.question[lang];
      if (!question) continue;
      const right = quiz.choices[lang]?.[quiz.answer] ?? [];
      const said = () => [question, right, quiz.why[lang] ?? []].map(plain).join('\n');
      yield [{ topic, kind: 'quiz', lang }, () => [[said(), WEIGHT.text]]];
    }
}

/** Titles above a heading that is a topic of its own, and where its file stands: only in free pages. */
export function aboveOf(topic: Topic, knowledge: Knowledge): string {
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
