import type { Section, SectionKind, Topic } from '../../knowledge/topic.ts';
import { LANGS, type Lang, pick, plain } from '../../text.ts';

/** What a card leads with; the rest is one choice away in its "read more" menu. */
const SHOWN: readonly SectionKind[] = ['definition', 'summary', 'points', 'examples'];

/** The language a topic can be shown in: the wanted one if it has any text in it. */
export function langOfTopic(topic: Topic, lang: Lang): Lang {
  const has = (one: Lang) => topic.summary[one] !== undefined || topic.sections.some((s) => s.lang === one);
  return has(lang) ? lang : (LANGS.find(has) ?? lang);
}

export const titleOf = (topic: Topic, lang: Lang): string => pick(topic.title, lang) ?? topic.id;

/** With fewer attributes in common two topics have nothing to be compared by. */
export const SHARED = 3;

/** Only what has attributes can be set side by side, or chosen among: a way of doing things hardly has any. */
export const isComparable = (topic: Topic): boolean => Object.keys(topic.attributes).length >= SHARED;

export const headingOf = (section: Section): string => section.path.at(-1) ?? section.topic;

export const sectionsIn = (topic: Topic, lang: Lang): readonly Section[] =>
  topic.sections.filter((section) => section.lang === lang && section.body.length > 0);

/** Sections in the order a card shows them, with at least one even where no heading has a known meaning. */
export function leadSections(topic: Topic, lang: Lang): readonly Section[] {
  const all = sectionsIn(topic, lang);
  // Deeper down it is examples or the definition of something else.
  const own = all.filter((section) => section.path.length <= 2);
  const known = SHOWN.flatMap((kind) => own.filter((section) => section.kind === kind));
  const hasText = known.length > 0 || plain(topic.summary[lang] ?? []) !== '';
  return hasText && known.some((section) => section.kind !== 'examples')
    ? known
    : [...known, ...all.filter((section) => section.kind === 'other').slice(0, 3)];
}
