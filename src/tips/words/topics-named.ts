import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Search } from '../../search/search.ts';
import { topicRef } from '../../talk/refs.ts';

const folded = (words: string): string => words.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/** The first word beside the names that joins none of them. */
export const wordLeft = (words: string, search: Search): string | undefined =>
  search.words(words).find(({ text }) => !/^(?:and|or|the|an?)$/.test(text))?.text;

/** The topic whose id, reference or title the words are, letter by letter. */
function exactly(words: string, { topics }: Knowledge): string | undefined {
  const wanted = folded(words);
  return [...topics.values()].find(
    ({ id, title }) =>
      id === words || topicRef(id) === words || Object.values(title).some((one) => folded(one) === wanted),
  )?.id;
}

/** Topics named between commas: by id or title, or by names that may stand together ("docker and kvm"). */
export function topicsNamed(
  phrases: readonly string[],
  knowledge: Knowledge,
  search: Search,
): { readonly ids: readonly string[] } | { readonly unknown: string } {
  const ids: string[] = [];
  for (const phrase of phrases) {
    const exact = exactly(phrase, knowledge);
    const named = exact === undefined ? search.mentions(phrase).map(({ topic }) => topic) : [exact];
    if (named.length === 0) return { unknown: phrase };
    const left = exact === undefined ? wordLeft(phrase, search) : undefined;
    if (left !== undefined) return { unknown: left };
    ids.push(...named);
  }
  return { ids: [...new Set(ids)] };
}
