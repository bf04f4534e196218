import { LANGS, type Lang, plain } from '../../text.ts';
import { questionHeadings } from '../markdown/asked.ts';
import { type SourceLine, sourceLineOf } from '../source-line.ts';
import type { Brand, Problem, Topic } from '../topic.ts';
import { wordsOf } from '../trees/text-language.ts';

/** A title or alias where it stands. */
export interface NamePlace {
  readonly topic: Topic;
  readonly lang: Lang;
  readonly text: string;
  readonly field: 'title' | 'aliases';
  readonly place: SourceLine;
}

export function namesOf(topic: Topic): NamePlace[] {
  return LANGS.flatMap((lang) => {
    const title = topic.title[lang];
    const own: NamePlace[] =
      title === undefined
        ? []
        : [{ topic, lang, text: title, field: 'title', place: sourceLineOf(topic, lang, 'title') }];
    const others = (topic.aliases[lang] ?? []).map((text, index): NamePlace => {
      const place = sourceLineOf(topic, lang, `aliases.${index}`);
      return { topic, lang, text, field: 'aliases', place };
    });
    return [...own, ...others];
  });
}

export const isFree = (name: NamePlace): boolean => name.topic.origin?.[name.lang]?.format === 'tree';

/** Two topics of one name: an answer to it would be a guess. */
function clash(name: NamePlace, other: NamePlace): Problem {
  const said = other.text === name.text ? '' : ` (as "${other.text}")`;
  const message = `"${name.text}" also names "${other.topic.id}"${said}, ${other.place.file}:${other.place.line}`;
  return { severity: 'error', ...name.place, field: name.field, message };
}

function repeated(name: NamePlace, before: NamePlace): Problem {
  const message = `"${name.text}" says nothing new beside "${before.text}"`;
  return { severity: 'warning', ...name.place, field: name.field, message };
}

/** Titles and aliases that the search cannot tell apart. */
export function checkNames(topics: readonly Topic[], fold: (text: string) => string): Problem[] {
  const first = new Map<string, NamePlace>();
  const problems: Problem[] = [];
  for (const topic of topics) {
    const own = new Map<string, NamePlace>();
    for (const name of namesOf(topic)) {
      const folded = fold(name.text);
      const other = first.get(folded);
      const before = own.get(`${name.lang} ${folded}`);
      // What free pages are called cannot always be helped; `checkPages` tells what can.
      const isOurs = other && !isFree(name) && !isFree(other);
      if (isOurs && other.topic !== topic && !before) problems.push(clash(name, other));
      if (before && !isFree(name)) problems.push(repeated(name, before));
      else own.set(`${name.lang} ${folded}`, name);
      if (!other) first.set(folded, name);
    }
  }
  return problems;
}

type Phrase = Pick<NamePlace, 'topic' | 'text' | 'place'>;

/** What a topic is asked with, as its writer noted it; headings that are questions may recur. */
function phrasesOf(topic: Topic): Phrase[] {
  const ofTopic = LANGS.flatMap((lang) =>
    (topic.asked[lang] ?? [])
      .filter((text) => text !== topic.title[lang])
      .map((text, index): Phrase => ({ topic, text, place: sourceLineOf(topic, lang, `asked.${index}`) })),
  );
  const ofSections = topic.sections.flatMap(({ asked, path, body, at }) => {
    const headings = questionHeadings(path.at(-1), body);
    return asked
      .filter((text) => !headings.includes(text))
      .map((text): Phrase => ({ topic, text, place: at }));
  });
  return [...ofTopic, ...ofSections];
}

/** Phrases that belong to two topics, or stand twice in one: they point nowhere in particular. */
export function checkAsked(topics: readonly Topic[], fold: (text: string) => string): Problem[] {
  const first = new Map<string, Phrase>();
  return topics.flatMap(phrasesOf).flatMap((phrase): Problem[] => {
    const before = first.get(fold(phrase.text));
    if (!before) {
      first.set(fold(phrase.text), phrase);
      return [];
    }
    const { topic, place } = before;
    const message =
      topic === phrase.topic
        ? `"${phrase.text}" stands twice, first in ${place.file}:${place.line}`
        : `"${phrase.text}" is asked of "${topic.id}" too, ${place.file}:${place.line}`;
    return [{ severity: 'warning', ...phrase.place, field: 'asked', message }];
  });
}

/** Names of a brand that a topic or another brand bears: it would be guesswork which of them is meant. */
export function checkBrands(
  brands: readonly Brand[],
  topics: readonly Topic[],
  fold: (text: string) => string,
): Problem[] {
  const taken = new Map(
    topics.flatMap(namesOf).map(({ text, topic, place }) => [fold(text), { owner: topic.id, place }]),
  );
  return brands.flatMap(({ name, aliases, at }) =>
    [name, ...aliases].flatMap((text): Problem[] => {
      const other = taken.get(fold(text));
      if (!other) taken.set(fold(text), { owner: name, place: at });
      if (!other || other.place === at) return [];
      const message = `"${text}" also names "${other.owner}", ${other.place.file}:${other.place.line}`;
      return [{ severity: 'error', ...at, field: 'brand', message }];
    }),
  );
}

/** Words that say only that something is a thing of some kind: a name with one of them behind it names the same. */
const GENERIC =
  /(?:(?<![\s-])[\s-]+)?(?:software|tools?|systems?|platforms?|technolog(?:y|ies)|products?|types?|ソフト(?:ウェア)?|ツール|システム|製品|技術|方式|型)$/i;

const withoutGeneric = (name: string): string => {
  const core = name.replace(GENERIC, '').trim();
  return [...core].length > 1 ? core : name;
};

/** Two topics whose names differ by a word that tells nothing: whoever types one may mean the other. */
function checkGeneric(topics: readonly Topic[], fold: (text: string) => string): Problem[] {
  const first = new Map<string, NamePlace>();
  return topics.flatMap(namesOf).flatMap((name): Problem[] => {
    const core = fold(withoutGeneric(name.text));
    const other = first.get(core);
    if (!other) first.set(core, name);
    if (!other || other.topic === name.topic || fold(other.text) === fold(name.text)) return [];
    // A kind and what is of that kind: either answers.
    if (other.topic.parent === name.topic.id || name.topic.parent === other.topic.id) return [];
    const message = `"${name.text}" is hardly told from "${other.text}" of "${other.topic.id}", ${other.place.file}:${other.place.line}`;
    return [{ severity: 'warning', ...name.place, field: 'aliases', message }];
  });
}

/** A single word in this share of the other notes is everybody's word; fewer notes tell nothing. */
const EVERYDAY = { share: 0.4, notes: 10 } as const;
const WORD = /[a-z0-9][a-z0-9-]*|[ァ-ヶー]+|[一-龠々]+/g;

export const wordsIn = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(WORD) ?? [];

/** How many notes use each word. */
export function countNotes(
  notes: readonly Topic[],
  lang: Lang,
  fold: (text: string) => string,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { summary, sections } of notes) {
    const body = sections.filter((section) => section.lang === lang).flatMap((section) => section.body);
    const used = new Set(wordsIn(`${plain(summary[lang] ?? [])} ${wordsOf(body)}`));
    for (const word of new Set([...used].map(fold))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** `VM` of a topic that is also called virtual machine. */
const isShort = (word: string, names: readonly string[]): boolean =>
  names.some(
    (name) =>
      wordsIn(name)
        .map((one) => one[0])
        .join('') === word,
  );

/** An alias that is a word of every other note catches questions about all of them. */
function checkEveryday(notes: readonly Topic[], fold: (text: string) => string): Problem[] {
  if (notes.length < EVERYDAY.notes) return [];
  return LANGS.flatMap((lang) => {
    const counts = countNotes(notes, lang, fold);
    return notes.flatMap(namesOf).flatMap(({ topic, text, place, ...name }): Problem[] => {
      const words = wordsIn(text);
      const [word = ''] = words;
      if (
        name.lang !== lang ||
        name.field === 'title' ||
        words.length !== 1 ||
        word !== text.normalize('NFKC').toLowerCase()
      )
        return [];
      const others = (counts.get(fold(word)) ?? 0) - 1;
      if (others < EVERYDAY.share * notes.length) return [];
      if (wordsIn(topic.title[lang] ?? '').some((one) => fold(one) === fold(word))) return [];
      if (
        isShort(
          word,
          namesOf(topic).map((one) => one.text),
        )
      )
        return [];
      const message = `"${text}" is an everyday word: ${others} of ${notes.length} notes use it`;
      return [{ severity: 'warning', ...place, field: 'aliases', message }];
    });
  });
}

/** Names that catch what is said of other topics. */
export const checkCatching = (notes: readonly Topic[], fold: (text: string) => string): Problem[] => [
  ...checkGeneric(notes, fold),
  ...checkEveryday(notes, fold),
];
