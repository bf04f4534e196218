import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Section, SectionKind, Topic } from '../../knowledge/topic.ts';
import type { Search } from '../../search/search.ts';
import { askFor } from '../../talk/refs.ts';
import type { Card } from '../../talk/reply.ts';
import { MARKS } from '../../talk/sentences/punctuation.ts';
import { say } from '../../talk/sentences/sentences.ts';
import { type Lang, plain, type Text, text } from '../../text.ts';
import { sentencesOf } from '../../text-cut.ts';
import { sourceOfLead, uniqueSources } from '../topic/cited-sources.ts';
import { langOfTopic, sectionsIn, titleOf } from '../topic/topic-sections.ts';
import { kinds } from './comparison.ts';
import { sayComparison } from './comparison-words.ts';

interface Advising {
  readonly knowledge: Pick<Knowledge, 'topics'>;
  readonly search: Search;
  readonly lang: Lang;
}

const pointsOf = (section: Section): Text[] =>
  section.body.flatMap((part) =>
    part.kind === 'list' ? part.items : part.kind === 'text' ? sentencesOf(part.text) : [],
  );

const sectionOf = (topic: Topic, kind: SectionKind, { knowledge, lang }: Advising): Section | undefined =>
  kinds(topic, knowledge)
    .flatMap((one) => sectionsIn(one, langOfTopic(one, lang)))
    .find((section) => section.kind === kind);

/** The point that has most of what was asked in it, by its rarest words; the first where none has any. */
function fitting(points: readonly Text[], question: string, search: Search): Text | undefined {
  const words = search.words(question).filter(({ known }) => known);
  const worthOf = (point: Text) => {
    const said = plain(point).toLowerCase();
    return words.reduce((sum, { text: word, rarity }) => sum + (said.includes(word) ? rarity : 0), 0);
  };
  return points.reduce<Text | undefined>(
    (best, one) => (best && worthOf(best) >= worthOf(one) ? best : one),
    undefined,
  );
}

/**
 * Which of several to take: of each, the condition its note gives for using it that is nearest to what was asked.
 * `undefined`: fewer than two notes say when.
 */
export function adviceCard(question: string, topics: readonly Topic[], from: Advising): Card | undefined {
  const { search, lang } = from;
  const told = topics.flatMap((topic) => {
    const when = sectionOf(topic, 'when', from);
    const point = when && fitting(pointsOf(when), question, search);
    return when && point ? [{ topic, when, point }] : [];
  });
  if (told.length < 2) return undefined;
  const items = told.map(
    ({ topic, point }): Text => [
      { text: titleOf(topic, lang), bold: true },
      { text: MARKS[lang].colon },
      ...point,
    ],
  );
  const sources = told.flatMap(({ topic, when, point }) =>
    sourceOfLead({ said: sentencesOf(point).map(plain), section: when, body: [] }, topic, when.lang),
  );
  return {
    tone: 'answer',
    title: say('adviceTitle', lang)(told.map(({ topic }) => titleOf(topic, lang))),
    body: [
      { kind: 'text', text: text(say('itDepends', lang)) },
      { kind: 'list', ordered: true, items },
    ],
    actions: [
      {
        kind: 'ask',
        label: sayComparison('sideBySide', lang),
        ask: askFor('compare', ...topics.map(({ id }) => id)),
        primary: true,
      },
      ...topics.map(
        (topic) => ({ kind: 'ask', label: titleOf(topic, lang), ask: askFor('', topic.id) }) as const,
      ),
    ],
    sources: uniqueSources(sources).slice(0, 1),
  };
}
