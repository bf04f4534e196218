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
  readonly passages: readonly WeighedPassage[];
  /** From a stranger's question, by which learning is judged. */
  readonly strange: boolean;
}

/** What a text is looked for in: notes that do not list it as a phrase people ask with. */
export type SearchFor = (text: string) => { readonly search: ExplainedSearch; readonly knowledge: Knowledge };

function passagesOf(
  text: string,
  { id }: Topic,
  lang: Lang,
  searchFor: SearchFor,
): readonly WeighedPassage[] {
  const { search, knowledge } = searchFor(text);
  const topic = knowledge.topics.get(id);
  return topic ? search.weighPassages(text, topic, lang) : [];
}

const langOf = (text: string): Lang => (/[\u3040-\u30ff\u3400-\u9fff]/.test(text) ? 'ja' : 'en');

/** Strangers' questions with the strings that answer them. */
export function strangersPassages(
  questions: readonly Labelled[],
  searchFor: SearchFor,
  knowledge: Knowledge,
): PassageExample[] {
  return questions.flatMap((question) => {
    const strings = LANGS.flatMap((lang) => question.say?.[lang] ?? []);
    const topic = knowledge.topics.get(question.expect.topics[0] ?? '');
    if (!topic || strings.length === 0) return [];
    const passages = passagesOf(question.q, topic, langOf(question.q), searchFor);
    // What is related has many names in it and answers next to nothing.
    const right = passages.map(
      ({ text, section }) => section?.kind !== 'relations' && says(plain(text), strings),
    );
    if (right.filter(Boolean).length > COMMON * right.length) return [];
    return [
      {
        text: question.q,
        passages,
        rows: passages.map(({ features }) => features),
        right,
        weight: WEIGHT.told,
        strange: true,
      },
    ];
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
    topic.sections.flatMap((section) =>
      section.asked
        .filter((asked) => !told.has(asked))
        .map((asked) => {
          const passages = passagesOf(asked, topic, section.lang, searchFor);
          const right = passages.map((one) => one.section?.id === section.id);
          return {
            text: asked,
            passages,
            rows: passages.map(({ features }) => features),
            right,
            weight: WEIGHT.asked,
            strange: false,
          };
        }),
    ),
  );
}

/** Our own labelled passages: the kinds of section that answer, and words that have to stand there. */
export function ownPassages(
  questions: readonly PassageQuestion[],
  searchFor: SearchFor,
  knowledge: Knowledge,
): PassageExample[] {
  return questions.flatMap((question) => {
    const topic = knowledge.topics.get(question.topic);
    if (!topic) return [];
    const passages = passagesOf(question.q, topic, question.lang, searchFor);
    const right = passages.map(
      ({ text, section }) =>
        question.kind.includes(section?.kind ?? 'definition') &&
        (question.says === undefined || says(plain(text), question.says.split('|'))),
    );
    return [
      {
        text: question.q,
        passages,
        rows: passages.map(({ features }) => features),
        right,
        weight: WEIGHT.own,
        strange: false,
      },
    ];
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

/** A thing that is named with one of the sections its note has: it is that thing that is meant, and that section. */
export function facetsOf(
  knowledge: Knowledge,
): { text: string; topic: Topic; lang: Lang; kind: SectionKind }[] {
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

export function facetPassages(searchFor: SearchFor, knowledge: Knowledge): PassageExample[] {
  return facetsOf(knowledge).map(({ text, topic, lang, kind }) => {
    const passages = passagesOf(text, topic, lang, searchFor);
    return {
      text,
      passages,
      rows: passages.map(({ features }) => features),
      right: passages.map(({ section }) => section?.kind === kind),
      weight: WEIGHT.facet,
      strange: false,
    };
  });
}

/** Who asks what a thing is wants its definition. */
export function definitionPassages(searchFor: SearchFor, knowledge: Knowledge): PassageExample[] {
  return [...knowledge.topics.values()].flatMap((topic) =>
    LANGS.flatMap((lang) => {
      const title = topic.title[lang];
      if (title === undefined || topic.summary[lang] === undefined) return [];
      const text = lang === 'ja' ? `${title}とは何ですか` : `What is ${title}?`;
      const passages = passagesOf(text, topic, lang, searchFor);
      const right = passages.map(({ section }) => section === undefined);
      return [
        {
          text,
          passages,
          rows: passages.map(({ features }) => features),
          right,
          weight: WEIGHT.definition,
          strange: false,
        },
      ];
    }),
  );
}
