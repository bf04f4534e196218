import { titleOf } from '../../cards/topic/topic-sections.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Topic } from '../../knowledge/topic.ts';
import type { Subscription, Weekday } from '../../store/daily-tips.ts';
import { MAX_ASK, topicRef } from '../../talk/refs.ts';
import type { Action, Card } from '../../talk/reply.ts';
import { say } from '../../talk/sentences/sentences.ts';
import { type Lang, type Text, text } from '../../text.ts';
import { daysTitle } from '../words/moments.ts';
import { previewButton } from '../words/parts.ts';
import { zoneTitle } from '../words/zones.ts';
import { deckOf } from './deck.ts';
import { tell } from './sentences.ts';
import { topicTitles } from './topic-titles.ts';

/** Options of one menu: Discord allows 25. */
const MENU = 25;
const HOURS = Array.from({ length: 17 }, (_none, i) => `${String(i + 6).padStart(2, '0')}:00`);
const DAY_CHOICES: readonly (readonly [string, readonly Weekday[]])[] = [
  ['daily', [1, 2, 3, 4, 5, 6, 7]],
  ['weekdays', [1, 2, 3, 4, 5]],
  ['mon,wed,fri', [1, 3, 5]],
  ['tue,thu', [2, 4]],
  ['weekend', [6, 7]],
  ['mon', [1]],
  ['fri', [5]],
];
/** Where most people live; any other can be written. */
const ZONES = [
  'Asia/Tokyo',
  'Asia/Seoul',
  'Asia/Shanghai',
  'Asia/Singapore',
  'Asia/Kolkata',
  'Asia/Dubai',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Athens',
  'Europe/Moscow',
  'UTC',
  'America/Sao_Paulo',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'Australia/Sydney',
  'Pacific/Auckland',
];

type Option = Extract<Action, { kind: 'choose' }>['options'][number];

const menu = (label: string, options: readonly Option[]): Action[] =>
  options.length > 0 ? [{ kind: 'choose', label, options: options.slice(0, MENU) }] : [];

interface Choosable {
  readonly topic: Topic;
  /** Tips a channel gets that chooses it, in its language. */
  readonly tips: number;
}

/** Topics that have tips: first those others belong to, for they hold the most. */
function choosable(knowledge: Knowledge, lang: Lang): Choosable[] {
  const all = [...knowledge.topics.values()].map((topic) => ({
    topic,
    tips: deckOf({ topics: [topic.id], lang }, knowledge).length,
  }));
  const heads = new Set(all.flatMap(({ topic }) => topic.parent ?? []));
  return all
    .filter(({ tips }) => tips > 0)
    .sort((a, b) => Number(heads.has(b.topic.id)) - Number(heads.has(a.topic.id)));
}

const topicOptions = (knowledge: Knowledge, posted: Lang, lang: Lang): Option[] =>
  choosable(knowledge, posted).map(({ topic, tips }) => ({
    label: titleOf(topic, lang),
    ask: `tips on ${topic.id.length + 'tips on '.length <= MAX_ASK ? topic.id : topicRef(topic.id)}`,
    hint: tell('tipCount', lang)(tips),
  }));

/** Everything that can be set, as menus that say what it is now. */
export function changeCard(subscription: Subscription, knowledge: Knowledge, lang: Lang): Card {
  const { time, days, zone, topics } = subscription;
  const all = { label: tell('allTopics', lang), ask: 'tips on all topics' };
  const other = subscription.lang === 'ja' ? 'en' : 'ja';
  return {
    tone: 'answer',
    title: tell('changeTitle', lang),
    body: [{ kind: 'text', text: text(tell('changeHow', lang)) }],
    actions: [
      ...menu(
        tell('pickTime', lang)(time),
        HOURS.map((hour) => ({ label: hour, ask: `tips on ${hour}` })),
      ),
      ...menu(
        tell('pickDays', lang)(daysTitle(days, lang)),
        DAY_CHOICES.map(([words, set]) => ({ label: daysTitle(set, lang), ask: `tips on ${words}` })),
      ),
      ...menu(
        tell('pickZone', lang)(zoneTitle(zone)),
        ZONES.map((one) => ({ label: zoneTitle(one), ask: `tips on ${one}` })),
      ),
      ...menu(tell('pickTopics', lang)(topicTitles(topics, knowledge, lang)), [
        all,
        ...topicOptions(knowledge, subscription.lang, lang),
      ]),
      {
        kind: 'ask',
        label: tell(other === 'ja' ? 'inJapanese' : 'inEnglish', lang),
        ask: `tips on ${other}`,
      },
      previewButton(lang),
    ],
    sources: [],
  };
}

/** Topics under the one they belong to, with the number of tips that choosing it gives; those alone at the end. */
function rowsOf(found: readonly Choosable[], lang: Lang): { label: string; value: Text }[] {
  const title = ({ topic, tips }: Choosable) =>
    lang === 'ja' ? `${titleOf(topic, lang)}（${tips}）` : `${titleOf(topic, lang)} (${tips})`;
  const names = (all: readonly Choosable[]) => text(all.map(title).join(lang === 'ja' ? '、' : ', '));
  const under = (id: string) => found.filter(({ topic }) => topic.parent === id);
  const heads = found.filter(({ topic }) => under(topic.id).length > 0);
  const alone = found.filter(
    (one) => !heads.includes(one) && !heads.some(({ topic }) => topic.id === one.topic.parent),
  );
  return [
    ...heads.map((head) => ({ label: title(head), value: names(under(head.topic.id)) })),
    ...(alone.length > 0 ? [{ label: say('topicsOther', lang), value: names(alone) }] : []),
  ];
}

/** What a channel can be given tips about. `posted`: the language they come in. */
export function topicsWithTips(knowledge: Knowledge, posted: Lang, lang: Lang): Card {
  const found = choosable(knowledge, posted);
  const [first, second] = found.slice(-2).map(({ topic }) => titleOf(topic, lang));
  const example = [first, second].filter(Boolean).join(', ');
  return {
    tone: 'answer',
    title: tell('topicsTitle', lang),
    body: [
      { kind: 'text', text: text(tell('topicsHow', lang)(example)) },
      { kind: 'facts', rows: rowsOf(found, lang) },
    ],
    actions: menu(say('pickTopic', lang), topicOptions(knowledge, posted, lang)),
    sources: [],
  };
}
