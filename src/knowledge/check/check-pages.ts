import { LANGS, pick, plain } from '../../text.ts';
import type { Problem, Topic } from '../topic.ts';
import { countNotes, isFree, type NamePlace, namesOf, wordsIn } from './check-names.ts';
import { problem } from './problem.ts';

/** A single word in this share of the other pages is everybody's word; fewer pages tell nothing. */
const EVERYDAY = { share: 0.3, pages: 10 } as const;
/** Pages named in one line. */
const NAMED = 5;

/** Several pages by one title: whoever asks by it gets the first of them. */
function checkTitles(pages: readonly Topic[], fold: (text: string) => string): Problem[] {
  const titled = new Map<string, NamePlace[]>();
  for (const name of pages.flatMap(namesOf)) {
    const same = titled.get(fold(name.text)) ?? [];
    if (!same.some(({ topic }) => topic === name.topic)) titled.set(fold(name.text), [...same, name]);
  }
  const told = new Set<string>();
  return [...titled.values()].flatMap((names): Problem[] => {
    const [first, ...others] = names;
    const key = names.map(({ topic }) => topic.id).join(' ');
    if (!first || others.length === 0 || told.has(key)) return [];
    told.add(key);
    const places = others.slice(0, NAMED).map(({ topic, place }) => topic.sections[0]?.at.page ?? place.file);
    const more = others.length > NAMED ? ` and ${others.length - NAMED} more` : '';
    const message = `"${first.text}" is the title of ${names.length} pages: also ${places.join(', ')}${more}; say in each what sets it apart`;
    return [problem(first.place, 'title', message, 'warning')];
  });
}

/** A title or alias that is a word of every third page catches questions about all of them. */
function checkEverydayTitles(pages: readonly Topic[], fold: (text: string) => string): Problem[] {
  if (pages.length < EVERYDAY.pages) return [];
  return LANGS.flatMap((lang) => {
    const counts = countNotes(pages, lang, fold);
    const names = pages.flatMap(namesOf).filter((name) => name.lang === lang && isFree(name));
    return names.flatMap(({ text, place, field }): Problem[] => {
      const [word = '', ...more] = wordsIn(text);
      if (more.length > 0 || word !== text.normalize('NFKC').toLowerCase()) return [];
      const users = counts.get(fold(word)) ?? 0;
      if (users < EVERYDAY.share * pages.length) return [];
      const message = `"${text}" is an everyday word: ${users} of ${pages.length} pages use it; a longer title catches less`;
      return [problem(place, field, message, 'warning')];
    });
  });
}

function checkEmptyPage(topic: Topic): Problem[] {
  const says = topic.sections.length > 0 || plain(pick(topic.summary, 'en') ?? []) !== '';
  const file = topic.origin && pick(topic.origin, 'en')?.file;
  if (says || file === undefined) return [];
  return [problem({ file, line: 1 }, 'text', 'nothing is said on this page', 'warning')];
}

/** What whoever keeps pages in their own style can do something about. */
export const checkPages = (pages: readonly Topic[], fold: (text: string) => string): Problem[] => [
  ...pages.flatMap(checkEmptyPage),
  ...checkTitles(pages, fold),
  ...checkEverydayTitles(pages, fold),
];
