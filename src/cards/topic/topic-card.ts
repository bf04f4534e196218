import type { Knowledge } from '../../knowledge/knowledge.ts';
import { isPage, type Section, type SectionKind, type Topic } from '../../knowledge/topic.ts';
import { langOfSample, wordsOf } from '../../knowledge/trees/text-language.ts';
import { askFor } from '../../talk/refs.ts';
import type { Action, Card, Content } from '../../talk/reply.ts';
import { say } from '../../talk/sentences/sentences.ts';
import { type Lang, type Part, type Source, text } from '../../text.ts';
import { definitionLead, type Lead, sectionsAround } from '../lead.ts';
import { openingOf } from '../page-lead.ts';
import { saidOnce } from '../said-once.ts';
import { sourceOfLead, uniqueSources } from './cited-sources.ts';
import { layersPicture } from './layer-picture.ts';
import { headingOf, isComparable, langOfTopic, SHARED, sectionsIn, titleOf } from './topic-sections.ts';

/** Options of one menu: Discord allows 25, Slack 100. */
const MENU = 25;

function sectionParts(section: Section): Part[] {
  const heading = headingOf(section);
  const [first, ...rest] = section.body;
  if (first?.kind === 'list' && !first.heading) return [{ ...first, heading }, ...rest];
  const plainText = section.kind === 'definition' || section.kind === 'summary';
  return plainText ? [...section.body] : [{ kind: 'heading', text: heading }, ...section.body];
}

function readMenu(topic: Topic, shown: readonly Section[], lang: Lang): Action[] {
  const options = sectionsIn(topic, lang)
    .filter((section) => !shown.includes(section))
    .slice(0, MENU)
    .map((section) => ({ label: headingOf(section), ask: askFor('read', section.id) }));
  return options.length > 0 ? [{ kind: 'choose', label: say('readMore', lang), options }] : [];
}

function relatedMenu(topic: Topic, knowledge: Knowledge, lang: Lang): Action[] {
  const options = topic.related
    .flatMap((id) => knowledge.topics.get(id) ?? [])
    .slice(0, MENU)
    .map((other) => ({ label: titleOf(other, lang), ask: askFor('', other.id) }));
  return options.length > 0 ? [{ kind: 'choose', label: say('related', lang), options }] : [];
}

/** Neighbours people compare a thing with: of the same kind first, and then by how much both notes tell. */
export function rivals(topic: Topic, knowledge: Knowledge): readonly Topic[] {
  if (!isComparable(topic)) return [];
  const shared = (other: Topic) =>
    Object.keys(other.attributes).filter((id) => id in topic.attributes).length;
  const related = topic.related
    .flatMap((id) => knowledge.topics.get(id) ?? [])
    .filter((other) => shared(other) >= SHARED)
    .sort((a, b) => shared(b) - shared(a));
  const sibling = (other: Topic) => topic.parent !== undefined && other.parent === topic.parent;
  return [...related.filter(sibling), ...related.filter((other) => !sibling(other))];
}

export const hasFigures = (id: string, knowledge: Knowledge): boolean =>
  knowledge.benchmarks.some((row) =>
    row.results.some((result) => knowledge.environments[result.environment]?.topic === id),
  );

function waysOn(topic: Topic, knowledge: Knowledge, lang: Lang): Action[] {
  const [other] = rivals(topic, knowledge);
  const compare: Action[] = other
    ? [
        {
          kind: 'ask',
          label: say('compareWith', lang)(titleOf(other, lang)),
          ask: askFor('compare', topic.id, other.id),
        },
      ]
    : [];
  const bench: Action[] = hasFigures(topic.id, knowledge)
    ? [{ kind: 'ask', label: say('figures', lang), ask: askFor('bench', topic.id) }]
    : [];
  const quiz: Action[] =
    topic.quiz.length > 0 ? [{ kind: 'ask', label: say('quizMe', lang), ask: askFor('quiz', topic.id) }] : [];
  return [...compare, ...bench, ...quiz];
}

/** A section without the tables and code that the lead shows whole; its sentences are told apart one by one. */
const withoutShown = (section: Section, { body }: Lead): Section => ({
  ...section,
  body: section.body.filter((part) => !body.includes(part)),
});

/** What the note says beyond the lead, and the ways on from it. */
function restOf(
  topic: Topic,
  lead: Lead,
  source: readonly Source[],
  knowledge: Knowledge,
  wanted: Lang,
): Content {
  const lang = langOfTopic(topic, wanted);
  const shown = sectionsAround(lead, topic, lang);
  const definition = isPage(topic) && lead.section ? [] : (topic.summary[lang] ?? []);
  const [own, ...others] = shown;
  const parts: Part[] = [
    ...(own && own === lead.section ? sectionParts(withoutShown(own, lead)) : []),
    ...(definition.length > 0 ? [{ kind: 'text', text: definition } as const] : []),
    ...(own && own === lead.section ? others : shown).flatMap(sectionParts),
  ];
  const sources = uniqueSources([
    ...shown.flatMap((section) => section.sources),
    ...(topic.sources[lang] ?? []),
  ]);
  return {
    body: saidOnce(parts, lead.said, lang),
    actions: [
      ...waysOn(topic, knowledge, wanted),
      ...readMenu(topic, shown, lang),
      ...relatedMenu(topic, knowledge, wanted),
    ],
    sources: sources.filter(({ url }) => source.every((one) => one.url !== url)),
    ...(topic.updated ? { footer: say('updated', wanted)(topic.updated) } : {}),
  };
}

/** The button that shows what the lead left out. */
const moreButton = (topic: Topic, { ref }: Lead, lang: Lang): Action => ({
  kind: 'ask',
  label: say('unfold', lang),
  ask: [askFor('unfold', topic.id), ref].filter(Boolean).join(' '),
  primary: true,
});

/** What stands under them are conditions, which say nothing without their heading. */
const CONDITIONS: ReadonlySet<SectionKind> = new Set(['when', 'when-not']);

/** A page of anybody's notes is about many things: its section says which. */
function headlineFor(topic: Topic, section: Section | undefined, lang: Lang): string {
  const title = titleOf(topic, lang);
  const isTold = section && (isPage(topic) || CONDITIONS.has(section.kind));
  return isTold && headingOf(section) !== title
    ? say('sectionTitle', lang)(title, headingOf(section))
    : title;
}

/** Whether what is shown is in the language that is wanted: a page mostly in another may say this in it. */
const isIn = ({ body }: Lead, wanted: Lang, lang: Lang): boolean =>
  lang === wanted || (body.length > 0 && langOfSample(wordsOf(body), wanted) === wanted);

/** What answers about a topic, with the rest of its note a press away. `lead`: absent where it is only named. */
export function topicCard(topic: Topic, lead: Lead | undefined, knowledge: Knowledge, wanted: Lang): Card {
  const lang = langOfTopic(topic, wanted);
  const told = lead ?? (isPage(topic) ? openingOf(topic) : undefined) ?? definitionLead(topic, lang);
  const picture = layersPicture([topic], wanted);
  const link = told.section?.link ?? topic.link?.[lang];
  const sources = sourceOfLead(told, topic, lang);
  const more = restOf(topic, told, sources, knowledge, wanted);
  return {
    tone: 'answer',
    title: headlineFor(topic, lead?.section, wanted),
    ...(link ? { link } : {}),
    body: [
      ...told.body,
      ...(isIn(told, wanted, lang)
        ? []
        : [{ kind: 'text', text: text(say('otherLanguage', wanted)) } as const]),
    ],
    // A question of its own is answered by words; how a thing is built belongs to what it is.
    ...(picture && !lead ? { picture } : {}),
    actions: [
      ...(more.body.length > 0 ? [moreButton(topic, told, wanted)] : []),
      ...waysOn(topic, knowledge, wanted),
    ],
    sources,
    more: { ...more, ...(picture && lead ? { picture } : {}) },
  };
}

/** An answer that may not be what was meant: says so, tells where its words stand, and offers other topics. */
export function guessedCard(
  card: Card,
  heading: string | undefined,
  others: readonly Topic[],
  lang: Lang,
): Card {
  const isTold = heading === undefined || card.title.includes(heading);
  const more = card.actions.filter((action) => action.kind === 'ask' && action.primary);
  return {
    ...card,
    title: say('probably', lang)(isTold ? card.title : say('sectionTitle', lang)(card.title, heading)),
    actions: [
      ...more,
      ...others.map(
        (topic): Action => ({ kind: 'ask', label: titleOf(topic, lang), ask: askFor('', topic.id) }),
      ),
    ],
  };
}

/** One section in full, with the way back and on. */
export function sectionCard(topic: Topic, section: Section, knowledge: Knowledge, lang: Lang): Card {
  const all = sectionsIn(topic, section.lang);
  const next = all[all.indexOf(section) + 1];
  return {
    tone: 'answer',
    title: say('sectionTitle', lang)(titleOf(topic, lang), headingOf(section)),
    ...(section.link ? { link: section.link } : {}),
    body: section.body,
    actions: [
      ...(next
        ? [
            {
              kind: 'ask',
              label: say('nextSection', lang)(headingOf(next)),
              ask: askFor('read', next.id),
            } as const,
          ]
        : []),
      { kind: 'ask', label: titleOf(topic, lang), ask: askFor('', topic.id) },
      ...readMenu(topic, [section], section.lang),
      ...relatedMenu(topic, knowledge, lang),
    ],
    sources: uniqueSources(
      section.sources.length > 0 ? section.sources : (topic.sources[section.lang] ?? []),
    ),
    ...(topic.updated ? { footer: say('updated', lang)(topic.updated) } : {}),
  };
}
