import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { Section, Topic } from '../../src/knowledge/topic.ts';
import { LANGS, type Lang, type Part, plain } from '../../src/text.ts';
import { sentencesOf } from '../../src/text-cut.ts';
import { shippedKnowledge } from '../shipped.ts';
import { randomFrom } from './notes-tree.ts';

export interface Question {
  readonly text: string;
  readonly lang: Lang;
  /** The page that is meant. */
  readonly topic: string;
}

export interface Prose {
  readonly knowledge: Knowledge;
  readonly questions: readonly Question[];
}

const SECTIONS_PER_PAGE = 10;
const SENTENCES = 4;
/** Words in a row that a question takes from each of two sentences: in Japanese every particle is one. */
const RUN = { en: 4, ja: 7 } as const;
const LENGTHS = { en: [40, 300], ja: [20, 160] } as const;

const textsOf = (part: Part): string[] => {
  if (part.kind === 'text' || part.kind === 'quote') return sentencesOf(part.text).map(plain);
  return part.kind === 'list' ? part.items.map(plain) : [];
};

/** The sentences of the shipped notes. */
async function sentences(lang: Lang): Promise<string[]> {
  const { topics } = await shippedKnowledge();
  const [least, most] = LENGTHS[lang];
  const all = [...topics.values()].flatMap((topic) =>
    topic.sections.filter((one) => one.lang === lang).flatMap((one) => one.body.flatMap(textsOf)),
  );
  return [...new Set(all.map((one) => one.trim()))].filter(({ length }) => length >= least && length <= most);
}

const segmenters = {
  en: new Intl.Segmenter('en', { granularity: 'word' }),
  ja: new Intl.Segmenter('ja', { granularity: 'word' }),
};

export const wordsOf = (text: string, lang: Lang): string[] =>
  [...segmenters[lang].segment(text)].flatMap((word) => (word.isWordLike ? [word.segment] : []));

/** A word that says something, long enough to be misspelt. */
const TELLING = { en: /^[a-z]{5,}$/i, ja: /^[ァ-ヶー]{4,}$|^[一-龠]{2,}$|^[a-z]{5,}$/i };

/** Two letters changed over, neither of them the first. */
function misspell(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
}

class Writer {
  readonly #random: () => number;
  readonly #sentences: Readonly<Record<Lang, readonly string[]>>;

  constructor(seed: number, all: Readonly<Record<Lang, readonly string[]>>) {
    this.#random = randomFrom(seed);
    this.#sentences = all;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)] as T;
  }

  sentences(lang: Lang): string[] {
    return Array.from({ length: SENTENCES }, () => this.pick(this.#sentences[lang]));
  }

  /** What somebody may call a text: a few of its words. */
  title(text: string, lang: Lang): string {
    const words = wordsOf(text, lang).filter((word) => TELLING[lang].test(word));
    return [this.pick(words), this.pick(words)].join(lang === 'ja' ? 'の' : ' ');
  }

  /** Some words in a row from each of two sentences, one of them misspelt. */
  question(first: string, second: string, lang: Lang): string {
    const run = (sentence: string): string[] => {
      const words = wordsOf(sentence, lang);
      const from = Math.floor(this.#random() * Math.max(1, words.length - RUN[lang]));
      return words.slice(from, from + RUN[lang]);
    };
    const words = [...run(first), lang === 'ja' ? '、' : 'and', ...run(second)];
    const long = words.flatMap((word, at) => (TELLING[lang].test(word) && word.length > 3 ? [at] : []));
    const wrong = this.pick(long);
    const typed = words.map((word, at) => (at === wrong ? misspell(word, this.#random) : word));
    return `${typed.join(lang === 'ja' ? '' : ' ')}?`;
  }
}

function page(n: number, lang: Lang, writer: Writer): Topic {
  const id = `page-${n}`;
  const texts = Array.from({ length: SECTIONS_PER_PAGE }, () => writer.sentences(lang));
  const title = writer.title(texts.flat().join('\n'), lang);
  const file = `chapter-${n % 20}/${id}.md`;
  return {
    id,
    title: { [lang]: title },
    aliases: {},
    asked: {},
    summary: {},
    sections: texts.map((said, line): Section => {
      const heading = writer.title(said.join('\n'), lang);
      return {
        id: `${id}#${line}`,
        topic: id,
        lang,
        kind: 'other',
        heading,
        path: [title, heading],
        body: [{ kind: 'text', text: [{ text: said.join(lang === 'ja' ? '' : ' ') }] }],
        asked: [],
        sources: [],
        at: { file, page: file, line },
      };
    }),
    attributes: {},
    related: [],
    tips: [],
    quiz: [],
    sources: {},
    origin: { [lang]: { file, line: 1, format: 'tree', lines: {} } },
  };
}

/**
 * Pages of anybody's, half of them in Japanese, each section made of sentences of the shipped notes; and questions by
 * somebody who remembers two of a section's sentences and types in a hurry. No word is in one section alone.
 */
export async function prose(sections: number, questions: number, seed = 7): Promise<Prose> {
  const writer = new Writer(seed, { en: await sentences('en'), ja: await sentences('ja') });
  const pages = Array.from({ length: Math.ceil(sections / SECTIONS_PER_PAGE) }, (_none, n) => {
    const lang = LANGS[n % 2] ?? 'en';
    return { lang, topic: page(n, lang, writer) };
  });
  const asked = Array.from({ length: questions }, (_none, n): Question => {
    const { lang, topic } = pages[Math.floor((n * pages.length) / questions)] as (typeof pages)[number];
    const [part] = writer.pick(topic.sections).body;
    const said = part?.kind === 'text' ? sentencesOf(part.text).map(plain) : [];
    const [first = '', second = ''] = said.filter((one) => one.length >= LENGTHS[lang][0]);
    return { text: writer.question(first, second, lang), lang, topic: topic.id };
  });
  const topics = new Map(pages.map(({ topic }) => [topic.id, topic]));
  const knowledge = {
    version: String(seed),
    topics,
    brands: [],
    benchmarks: [],
    environments: {},
    problems: [],
  };
  return { knowledge, questions: asked };
}
