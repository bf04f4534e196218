import type { Topic } from '../../knowledge/topic.ts';
import type { Manner } from '../../talk/options.ts';
import type { Card, Content } from '../../talk/reply.ts';
import { MARKS } from '../../talk/sentences/punctuation.ts';
import { say } from '../../talk/sentences/sentences.ts';
import { type Lang, type Part, plain, type Source, type Text, text } from '../../text.ts';
import { sentencesOf } from '../../text-cut.ts';
import { withoutAsides } from '../fitting.ts';
import { unfoldedCard } from '../pages.ts';
import { sentencesIn } from '../said-once.ts';
import { uniqueSources } from './cited-sources.ts';
import { langOfTopic, sectionsIn, titleOf } from './topic-sections.ts';

/** Points of a list that still count as short. */
const POINTS = 2;
/** Examples named beside a definition. */
const EXAMPLES = 3;

/** The first sentence of what answers; of a list its first points. */
function shortest(body: readonly Part[]): Part[] {
  const part = body.find(({ kind }) => kind === 'text' || kind === 'quote' || kind === 'list');
  if (part?.kind === 'list') return [{ kind: 'list', items: part.items.slice(0, POINTS) }];
  if (part?.kind !== 'text' && part?.kind !== 'quote') return body.slice(0, 1);
  const [verdict, next] = sentencesOf(part.text);
  // "No." answers only with its reason.
  const first =
    verdict && next && /^(?:Yes|No|It depends|はい|いいえ|場合による)[.。]$/.test(plain(verdict).trim())
      ? [...verdict, ...text(' '), ...next]
      : (verdict ?? []);
  return [{ kind: 'text', text: withoutAsides(first) }];
}

/** What a topic is in a sentence, and what there is of it: for somebody who does not know the words of the field. */
function plainly(topic: Topic, wanted: Lang): Part[] {
  const lang = langOfTopic(topic, wanted);
  const [definition = []] = sentencesOf(topic.summary[lang] ?? []);
  const examples = sectionsIn(topic, lang).find(({ kind }) => kind === 'examples');
  const points = (examples?.body ?? []).flatMap((part) => (part.kind === 'list' ? part.items : []));
  // A command says nothing to whoever does not know the thing.
  const items = points.filter((point) => point.every(({ code }) => !code));
  const named: Text = [
    { text: titleOf(topic, wanted), bold: true },
    ...text(MARKS[lang].colon),
    ...withoutAsides(definition),
  ];
  return [
    ...(definition.length > 0 ? [{ kind: 'text', text: named } as const] : []),
    ...(items.length > 0
      ? [{ kind: 'list', heading: say('forInstance', lang), items: items.slice(0, EXAMPLES) } as const]
      : []),
  ];
}

/** The answer in its shortest form, and what it is about in words that need no others. */
function simplest(body: readonly Part[], topics: readonly Topic[], lang: Lang): Part[] {
  const short = shortest(body);
  const explained = topics.flatMap((topic) => plainly(topic, lang));
  const said = explained.flatMap(sentencesIn);
  const isSaid = (words: string): boolean => said.some((one) => one.endsWith(words) || words.endsWith(one));
  const own = short.flatMap((part): Part[] => {
    if (part.kind !== 'list') return sentencesIn(part).slice(0, 1).some(isSaid) ? [] : [part];
    const items = part.items.filter((item) => !sentencesOf(item).map(plain).some(isSaid));
    return items.length > 0 ? [{ ...part, items }] : [];
  });
  return [...own, ...explained];
}

const linked = ({ title, url }: Source): Text => [{ text: title, href: url }];

function sourcesCard(card: Card, rest: Content | undefined, lang: Lang): Card {
  const all = uniqueSources([...card.sources, ...(rest?.sources ?? [])]);
  const body: Part[] =
    all.length > 0
      ? [{ kind: 'list', ordered: true, items: all.map(linked) }]
      : [{ kind: 'text', text: text(say('noSources', lang)) }];
  return { ...withoutRest(card), title: say('sourcesOf', lang)(card.title), body, sources: [] };
}

/** Without its picture, whose place is beside the answer itself. */
const withoutRest = ({ more: _more, picture: _picture, ...card }: Card): Card => card;

/** An answer as somebody wants to have it. `topics`: those it is about. */
export function inManner(card: Card, manner: Manner, topics: readonly Topic[], lang: Lang): Card {
  switch (manner) {
    case 'again':
      return card;
    case 'more':
      return unfoldedCard(card, 1, lang);
    case 'sources':
      return sourcesCard(card, card.more, lang);
    case 'shorter':
      return { ...withoutRest(card), title: say('inShort', lang)(card.title), body: shortest(card.body) };
    case 'simpler':
      return {
        ...withoutRest(card),
        title: say('inSimple', lang)(card.title),
        body: simplest(card.body, topics, lang),
      };
    default:
      return manner satisfies never;
  }
}
