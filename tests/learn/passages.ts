/** Labelled passages: which sentences of a topic answer a question. */
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { ExplainedSearch } from '../../src/search/create.ts';
import type { WeighedPassage } from '../../src/search/passages/passages.ts';
import { LANGS, type Lang, plain } from '../../src/text.ts';
import type { PassageQuestion } from '../eval-passages.ts';
import type { Choice } from './fit.ts';
import { asNoted, type Labelled } from './questions.ts';

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

/** A phrase of a section tells the section that answers and no sentence of it, and there are many. */
const WEIGHT = { told: 1, asked: 0.05 };

export interface PassageExample extends Choice {
  readonly text: string;
  readonly passages: readonly WeighedPassage[];
  /** From a stranger's question, by which learning is judged. */
  readonly strange: boolean;
}

const langOf = (text: string): Lang => (/[\u3040-\u30ff\u3400-\u9fff]/.test(text) ? 'ja' : 'en');

/** Strangers' questions with the strings that answer them. */
export function strangersPassages(
  questions: readonly Labelled[],
  search: ExplainedSearch,
  knowledge: Knowledge,
): PassageExample[] {
  return questions.flatMap((question) => {
    const strings = LANGS.flatMap((lang) => question.say?.[lang] ?? []);
    const topic = knowledge.topics.get(question.expect.topics[0] ?? '');
    if (!topic || strings.length === 0) return [];
    const passages = search.weighPassages(
      question.q,
      topic,
      langOf(question.q),
      ({ phrase }) => phrase === asNoted(question.q),
    );
    const right = passages.map(({ text }) => says(plain(text), strings));
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
  search: ExplainedSearch,
  knowledge: Knowledge,
  told: ReadonlySet<string>,
): PassageExample[] {
  return [...knowledge.topics.values()].flatMap((topic) =>
    topic.sections.flatMap((section) =>
      section.asked
        .filter((asked) => !told.has(asked))
        .map((asked) => {
          const passages = search.weighPassages(
            asked,
            topic,
            section.lang,
            (one) => one.kind === 'asked' && one.phrase === asked,
          );
          const right = passages.map((one) => one.section === section);
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
  search: ExplainedSearch,
  knowledge: Knowledge,
): PassageExample[] {
  return questions.flatMap((question) => {
    const topic = knowledge.topics.get(question.topic);
    if (!topic) return [];
    const passages = search.weighPassages(question.q, topic, question.lang);
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
        weight: WEIGHT.told,
        strange: false,
      },
    ];
  });
}

/** Who asks what a thing is wants its definition. */
export function definitionPassages(search: ExplainedSearch, knowledge: Knowledge): PassageExample[] {
  return [...knowledge.topics.values()].flatMap((topic) =>
    LANGS.flatMap((lang) => {
      const title = topic.title[lang];
      if (title === undefined || topic.summary[lang] === undefined) return [];
      const text = lang === 'ja' ? `${title}とは何ですか` : `What is ${title}?`;
      const passages = search.weighPassages(text, topic, lang);
      const right = passages.map(({ section }) => section === undefined);
      return [
        {
          text,
          passages,
          rows: passages.map(({ features }) => features),
          right,
          weight: WEIGHT.told,
          strange: false,
        },
      ];
    }),
  );
}
