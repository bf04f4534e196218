/** The notes as they are learned from: as anybody's pages, and without some of the phrases people ask with. */
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { Section, Topic } from '../../src/knowledge/topic.ts';
import { createSearch } from '../../src/search/create.ts';
import { LANGS } from '../../src/text.ts';
import type { SearchFor } from './passages.ts';
import { asNoted, FOLDS, foldOf } from './questions.ts';

/** How many notes make up a page, in turn: pages of people are short and long. */
const PAGES = [1, 3, 1, 6, 2, 1, 4];

/** The page that a note's sections become part of. */
function sectionsIn(topic: Topic, page: Topic): Section[] {
  const title = Object.values(page.title)[0] ?? page.id;
  const defined = LANGS.flatMap((lang): Section[] => {
    const [heading = topic.id, summary] = [topic.title[lang], topic.summary[lang]];
    if (topic === page || !summary) return [];
    const at = topic.sections.find((section) => section.lang === lang)?.at;
    if (!at) return [];
    return [
      {
        ...{ id: `${page.id}#${topic.id}-${lang}`, topic: page.id, lang, kind: 'definition', heading },
        ...{ path: [title, heading], body: [{ kind: 'text', text: summary }], asked: [], sources: [], at },
      },
    ];
  });
  const own = topic.sections.map((section) => ({
    ...section,
    topic: page.id,
    id: `${page.id}#${section.id}`,
    path: topic === page ? section.path : [title, ...section.path],
    asked: [],
  }));
  return [...defined, ...own];
}

/** The notes as pages of anybody's: of any length, with titles, headings and text and nothing beside it. */
export function asPages(knowledge: Knowledge): {
  readonly pages: Knowledge;
  readonly of: ReadonlyMap<string, string>;
} {
  const of = new Map<string, string>();
  const pages = new Map<string, Topic>();
  const left = [...knowledge.topics.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (let n = 0; left.length > 0; n++) {
    const [first, ...more] = left.splice(0, PAGES[n % PAGES.length]);
    if (!first) break;
    const { parent: _parent, ...rest } = first;
    for (const one of [first, ...more]) of.set(one.id, first.id);
    const file = `pages/${first.id}.md`;
    pages.set(first.id, {
      ...{ ...rest, aliases: {}, asked: {}, quiz: [], related: [] },
      sections: [first, ...more].flatMap((one) => sectionsIn(one, first)),
      origin: { en: { file, line: 1, format: 'tree', lines: {} } },
    });
  }
  return { pages: { ...knowledge, topics: pages }, of };
}

/**
 * Searches each without a fifth of the phrases people ask with, and the one for a text: a question must not be found by
 * itself.
 */
export function searchesOf(knowledge: Knowledge): SearchFor {
  const searches = Array.from({ length: FOLDS }, (_none, fold) => {
    const left = (phrases: readonly string[]) => phrases.filter((one) => foldOf(asNoted(one)) !== fold);
    const topics = [...knowledge.topics.values()].map((topic): [string, Topic] => [
      topic.id,
      {
        ...topic,
        asked: Object.fromEntries(LANGS.map((lang) => [lang, left(topic.asked[lang] ?? [])])),
        sections: topic.sections.map((section) => ({ ...section, asked: left(section.asked) })),
      },
    ]);
    const without = { ...knowledge, topics: new Map(topics) };
    return { search: createSearch(without), knowledge: without };
  });
  return (text) => {
    const found = searches[foldOf(asNoted(text))];
    if (!found) throw new Error('no such fold');
    return found;
  };
}
