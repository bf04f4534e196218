/** Labelled passages: which sentences of a topic answer a question. */
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { SectionKind, Topic } from '../../src/knowledge/topic.ts';
import type { ExplainedSearch } from '../../src/search/create.ts';
import type { WeighedPassage } from '../../src/search/passages/passages.ts';
import { LANGS, type Lang, plain } from '../../src/text.ts';
import type { PassageQuestion } from '../eval-passages.ts';
import type { Choice } from './fit.ts';
import type { Labelled } from './questions.ts';

/** Strings that stand in a larger part of a topic's passages tell none of them from the rest. */
const COMMON = 0.3;

const squash = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/** Whether any of the strings that answer stands in a text; short Latin ones as whole words. */
function says(text: string, strings: readonly string[]): boolean {
  const plainText = text.normalize('NFKC').toLowerCase();
  return strings.some((one) => {
    const wanted = squash(one);
    if (wanted.length <= 4 && /^[a-z0-9.+-]+$/.test(wanted))
      return new RegExp(`(?<![a-z0-9])${wanted.replace(/[.+]/g, '\\$&')}(?![a-z0-9])`).test(plainText);
    return squash(text).includes(wanted);
  });
}

/**
 * Strangers' questions tell the sentence that answers. A phrase or a form tells the section and no sentence of it, and
 * there are many. Our own labels are few, and tell what kind of section people want who name a thing: with less weight
 * "What is KVM?" was answered by how it works; with more, strangers' questions are answered worse.
 */
const WEIGHT = { told: 1, own: 15, definition: 5, asked: 0.05, facet: 0.1 };

export interface PassageExample extends Choice {
  readonly text: string;
  readonly lang: Lang;
  /** From a stranger's question, by which learning is judged. */
  readonly strange: boolean;
}

/** What a text is looked for in: notes that do not list it as a phrase people ask with. */
export type SearchFor = (text: string) => { readonly search: ExplainedSearch; readonly knowledge: Knowledge };

interface Asked {
  readonly text: string;
  readonly topic: Topic;
  readonly lang: Lang;
}

function exampleOf(
  { text, topic: { id }, lang }: Asked,
  searchFor: SearchFor,
  weight: number,
  answers: (passage: WeighedPassage) => boolean,
): PassageExample {
  const { search, knowledge } = searchFor(text);
  const topic = knowledge.topics.get(id);
  const passages = topic ? search.weighPassages(text, topic, lang) : [];
  return {
    text,
    lang,
    rows: passages.map(({ features }) => features),
    right: passages.map(answers),
    weight,
    strange: false,
  };
}

const langOf = (text: string): Lang => (/[\u3040-\u30ff\u3400-\u9fff]/.test(text) ? 'ja' : 'en');

/** Strangers' questions with the strings that answer them. */
export function strangersPassages(
  questions: readonly Labelled[],
  searchFor: SearchFor,
  knowledge: Knowledge,
): PassageExample[] {
  return questions.flatMap(({ q: text, say, expect }) => {
    const strings = LANGS.flatMap((lang) => say?.[lang] ?? []);
    const topic = knowledge.topics.get(expect.topics[0] ?? '');
    if (!topic || strings.length === 0) return [];
    const asked = { text, topic, lang: langOf(text) };
    // What is related has many names in it and answers next to nothing.
    const example = exampleOf(
      asked,
      searchFor,
      WEIGHT.told,
      (one) => one.section?.kind !== 'relations' && says(plain(one.text), strings),
    );
    const isCommon = example.right.filter(Boolean).length > COMMON * example.right.length;
    return isCommon ? [] : [{ ...example, strange: true }];
  });
}

/**
 * Phrases of the notes themselves: each is answered by its section, whose other phrases it is compared with.
 * `told`: those of which the very words that answer are known.
 */
export function askedPassages(
  searchFor: SearchFor,
  knowledge: Knowledge,
  told: ReadonlySet<string>,
): PassageExample[] {
  return [...knowledge.topics.values()].flatMap((topic) =>
    topic.sections.flatMap(({ id, lang, asked }) =>
      asked
        .filter((text) => !told.has(text))
        .map((text) =>
          exampleOf({ text, topic, lang }, searchFor, WEIGHT.asked, (one) => one.section?.id === id),
        ),
    ),
  );
}

/** Our own labelled passages: the kinds of section that answer, and words that have to stand there. */
export function ownPassages(
  questions: readonly PassageQuestion[],
  searchFor: SearchFor,
  knowledge: Knowledge,
): PassageExample[] {
  return questions.flatMap(({ q: text, topic: id, lang, kind, says: words }) => {
    const topic = knowledge.topics.get(id);
    if (!topic) return [];
    const answers = (one: WeighedPassage): boolean =>
      kind.includes(one.section?.kind ?? 'definition') &&
      (words === undefined || says(plain(one.text), words.split('|')));
    return [exampleOf({ text, topic, lang }, searchFor, WEIGHT.own, answers)];
  });
}

const FACETS: Readonly<Record<Lang, Readonly<Partial<Record<SectionKind, readonly string[]>>>>> = {
  en: {
    strengths: ['benefits of X', 'What are the strengths of X?'],
    limits: ['limits of X', 'What are the limits of X?', 'What are the drawbacks of X?'],
    when: ['When should I use X?'],
    how: ['How does X work?'],
    examples: ['example of X'],
  },
  ja: {
    strengths: ['Xのメリット', 'Xの利点は？'],
    limits: ['Xの制限', 'Xの欠点を教えて'],
    when: ['Xはいつ使う？'],
    how: ['Xの仕組みは？'],
    examples: ['Xの例'],
  },
};

/** Who asks for a section is told how it begins: so many sentences. */
const OPENING = 3;

/** A thing that is named with one of the sections its note has: it is that thing that is meant, and that section. */
export function facetsOf(knowledge: Knowledge): (Asked & { readonly kind: SectionKind })[] {
  return [...knowledge.topics.values()].flatMap((topic) =>
    LANGS.flatMap((lang) =>
      topic.sections
        .filter((section) => section.lang === lang)
        .flatMap(({ kind }) =>
          (FACETS[lang][kind] ?? []).map((form) => ({
            text: form.replace('X', topic.title[lang] ?? topic.id),
            topic,
            lang,
            kind,
          })),
        ),
    ),
  );
}

export const facetPassages = (searchFor: SearchFor, knowledge: Knowledge): PassageExample[] =>
  facetsOf(knowledge).map((facet) =>
    exampleOf(
      facet,
      searchFor,
      WEIGHT.facet,
      ({ section, place }) => section?.kind === facet.kind && place < OPENING,
    ),
  );

/** Who asks what a thing is wants its definition. */
export function definitionPassages(searchFor: SearchFor, knowledge: Knowledge): PassageExample[] {
  return [...knowledge.topics.values()].flatMap((topic) =>
    LANGS.flatMap((lang) => {
      const title = topic.title[lang];
      if (title === undefined || topic.summary[lang] === undefined) return [];
      const text = lang === 'ja' ? `${title}とは何ですか` : `What is ${title}?`;
      const asked = { text, topic, lang };
      return [exampleOf(asked, searchFor, WEIGHT.definition, ({ section }) => section === undefined)];
    }),
  );
}
