import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Section, Topic } from '../knowledge/topic.ts';
import type { Passage } from '../search/search.ts';
import { askFor } from '../talk/refs.ts';
import type { Action, Card } from '../talk/reply.ts';
import { say } from '../talk/sentences.ts';
import { type Lang, type Part, plain, type Source, text } from '../text.ts';
import { layersPicture } from './layer-picture.ts';
import { headingOf, langOfTopic, leadSections, sectionsIn, titleOf } from './topic-sections.ts';

/** Options of one menu: Discord allows 25, Slack 100. */
const MENU = 25;

/** Each address once, first title kept. */
export function uniqueSources(sources: readonly Source[]): Source[] {
  return [...new Map([...sources].reverse().map((source) => [source.url, source])).values()].reverse();
}

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

/** A neighbour of the same kind, which is what people compare a thing with. */
function rival(topic: Topic, knowledge: Knowledge): Topic | undefined {
  const related = topic.related.flatMap((id) => knowledge.topics.get(id) ?? []);
  return related.find((other) => topic.parent !== undefined && other.parent === topic.parent) ?? related[0];
}

export const hasFigures = (id: string, knowledge: Knowledge): boolean =>
  knowledge.benchmarks.some((row) =>
    row.results.some((result) => knowledge.environments[result.environment]?.topic === id),
  );

function buttons(topic: Topic, knowledge: Knowledge, lang: Lang): Action[] {
  const other = rival(topic, knowledge);
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

/** The sentences that answer the question, unless the definition below says the very same. */
function quoted(passage: Passage | undefined, topic: Topic, definition: string): Part[] {
  if (!passage || definition.includes(plain(passage.text))) return [];
  const section = topic.sections.find((one) => one.id === passage.section);
  return [{ kind: 'quote', text: passage.text, ...(section ? { from: headingOf(section) } : {}) }];
}

/** A section that is quoted to its last item need not follow once more. */
const saysAll = (passage: Passage | undefined, section: Section): boolean => {
  const last = section.body.at(-1);
  if (passage?.section !== section.id || section.body.length !== 1 || last?.kind !== 'list') return false;
  const quote = plain(passage.text);
  return last.items.every((item) => quote.includes(plain(item)));
};

/** A topic at a glance: the answering passage, definition, summary, key points, examples, ways on. */
export function topicCard(
  topic: Topic,
  passage: Passage | undefined,
  knowledge: Knowledge,
  wanted: Lang,
): Card {
  const lang = langOfTopic(topic, wanted);
  const definition = topic.summary[lang] ?? [];
  const shown = leadSections(topic, lang);
  const picture = layersPicture([topic], wanted);
  const passageSection = topic.sections.find((section) => section.id === passage?.section);
  const link = topic.link?.[lang];
  return {
    tone: 'answer',
    title: titleOf(topic, wanted),
    ...(passageSection?.link ? { link: passageSection.link } : link ? { link } : {}),
    body: [
      ...quoted(passage, topic, plain(definition)),
      ...(definition.length > 0 ? [{ kind: 'text', text: definition } as const] : []),
      ...shown.filter((section) => !saysAll(passage, section)).flatMap(sectionParts),
      ...(lang === wanted ? [] : [{ kind: 'text', text: text(say('otherLanguage', wanted)) } as const]),
    ],
    ...(picture ? { picture } : {}),
    actions: [
      ...buttons(topic, knowledge, wanted),
      ...readMenu(topic, shown, lang),
      ...relatedMenu(topic, knowledge, wanted),
    ],
    sources: uniqueSources([
      ...(passageSection?.sources ?? []),
      ...shown.flatMap((section) => section.sources),
      ...(topic.sources[lang] ?? []),
    ]),
    ...(topic.updated ? { footer: say('updated', wanted)(topic.updated) } : {}),
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
