import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Brand, Topic } from '../knowledge/topic.ts';
import type { Finding } from '../search/search.ts';
import { COMMAND_NAMES, command } from '../talk/commands.ts';
import { noticeCard } from '../talk/notice.ts';
import { askFor } from '../talk/refs.ts';
import type { Action, Card } from '../talk/reply.ts';
import { say } from '../talk/sentences/sentences.ts';
import { type Lang, type Text, text } from '../text.ts';
import { rivals } from './topic/topic-card.ts';
import { titleOf } from './topic/topic-sections.ts';

/** Titles in one list of topics; a notebook of thousands is searched, not listed. */
const LISTED = 120;
const NEAREST = 3;

const askTopic = (topic: Topic, lang: Lang): Action => ({
  kind: 'ask',
  label: titleOf(topic, lang),
  ask: askFor('', topic.id),
});

function usageLine(name: (typeof COMMAND_NAMES)[number], lang: Lang): Text {
  const { usage, words, about } = command(name);
  return [{ text: usage?.[lang] ?? words[lang][0] ?? name, code: true }, { text: ` — ${about[lang]}` }];
}

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** What can be asked, from the command table. */
export function helpCard(lang: Lang): Card {
  const commands = COMMAND_NAMES.filter((name) => !command(name).hidden);
  const examples = say('helpExamples', lang).map((example): Text => [{ text: example, code: true }]);
  return {
    tone: 'answer',
    title: say('helpTitle', lang),
    body: [
      { kind: 'text', text: text(say('helpIntro', lang)) },
      { kind: 'list', heading: say('helpAsk', lang), items: examples },
      {
        kind: 'list',
        heading: say('helpCommands', lang),
        items: commands.map((name) => usageLine(name, lang)),
      },
      { kind: 'text', text: text(say('helpOptions', lang)) },
    ],
    // What each is for stands above.
    actions: (['topics', 'bench', 'tip', 'quiz'] as const).map((name) => ({
      kind: 'ask',
      label: capitalized(command(name).words[lang][0] ?? name),
      ask: command(name).words.en[0] ?? name,
    })),
    sources: [],
  };
}

/** Topics by the one they belong to; those that stand alone under the empty name. */
function groupsOf(topics: readonly Topic[], knowledge: Knowledge): Map<string, Topic[]> {
  const groups = new Map<string, Topic[]>();
  const parents = new Set(topics.flatMap((topic) => topic.parent ?? []));
  for (const topic of topics) {
    const parent = topic.parent !== undefined && knowledge.topics.has(topic.parent) ? topic.parent : '';
    if (parent === '' && parents.has(topic.id)) continue;
    groups.set(parent, [...(groups.get(parent) ?? []), topic]);
  }
  return groups;
}

/** All topics, grouped by the one they belong to. */
export function topicsCard(knowledge: Knowledge, lang: Lang): Card {
  const topics = [...knowledge.topics.values()];
  const shown = topics.slice(0, LISTED);
  const groups = groupsOf(shown, knowledge);
  const heads = [...groups.keys()].flatMap((id) => knowledge.topics.get(id) ?? []);
  const names = (members: readonly Topic[]): Text =>
    text(members.map((topic) => titleOf(topic, lang)).join(lang === 'ja' ? '、' : ', '));
  const rows = heads.map((head) => ({ label: titleOf(head, lang), value: names(groups.get(head.id) ?? []) }));
  const alone = groups.get('') ?? [];
  const left = topics.length - shown.length;
  return {
    tone: 'answer',
    title: say('topicsTitle', lang)(topics.length),
    body: [
      {
        kind: 'facts',
        rows: [
          ...rows,
          ...(alone.length > 0 ? [{ label: say('topicsOther', lang), value: names(alone) }] : []),
        ],
      },
      ...(left > 0 ? [{ kind: 'text', text: text(say('topicsMore', lang)(left)) } as const] : []),
    ],
    actions: [
      {
        kind: 'choose',
        label: say('pickTopic', lang),
        options: (heads.length > 0 ? heads : shown)
          .slice(0, 25)
          .map((topic) => ({ label: titleOf(topic, lang), ask: askFor('', topic.id) })),
      },
    ],
    sources: [],
  };
}

/** A comparison with one thing or none: asks for the rest, and offers what it is mostly compared with. */
export function compareWhatCard([topic]: readonly Topic[], knowledge: Knowledge, lang: Lang): Card {
  const others = topic ? rivals(topic, knowledge).slice(0, NEAREST) : [];
  const title = topic ? say('compareWithWhat', lang)(titleOf(topic, lang)) : say('compareWhat', lang);
  const actions = others.map(
    (other): Action => ({
      kind: 'ask',
      label: say('compareWith', lang)(titleOf(other, lang)),
      ask: askFor('compare', topic?.id ?? '', other.id),
    }),
  );
  return noticeCard(title, say('compareExample', lang)(command('compare').usage?.[lang] ?? ''), [
    ...actions,
    { kind: 'ask', label: command('topics').about[lang], ask: 'topics' },
  ]);
}

export const nearest = (finding: Finding, knowledge: Knowledge): Topic[] =>
  finding.hits.flatMap((hit) => knowledge.topics.get(hit.topic) ?? []).slice(0, NEAREST);

/** A maker that stands for several things: what it is, and a list to choose from. */
export function brandCard({ name, text: about }: Brand, topics: readonly Topic[], lang: Lang): Card {
  return {
    tone: 'answer',
    title: name,
    body: [
      { kind: 'text', text: text(about[lang]) },
      {
        kind: 'list',
        ordered: true,
        heading: say('whichOf', lang),
        items: topics.map((topic) => text(titleOf(topic, lang))),
      },
    ],
    actions: topics.map((topic) => askTopic(topic, lang)),
    sources: [],
  };
}

/** Not in the notes: says so, and offers the nearest topics when any are near. */
export function unknownCard(finding: Finding, knowledge: Knowledge, lang: Lang): Card {
  const near = nearest(finding, knowledge);
  const sentence = near.length === 0 ? 'notFound' : finding.verdict === 'suggest' ? 'didYouMean' : 'nearest';
  return {
    tone: 'notice',
    title: say('notFoundTitle', lang),
    body: [{ kind: 'text', text: text(say(sentence, lang)) }],
    actions: [
      ...near.map((topic) => askTopic(topic, lang)),
      { kind: 'ask', label: command('topics').about[lang], ask: 'topics' },
      { kind: 'ask', label: command('help').about[lang], ask: 'help' },
    ],
    sources: [],
  };
}

/** Something broke: one sentence, and the number under which the log has the cause. */
export const failedCard = (id: string, lang: Lang): Card => ({
  tone: 'error',
  title: say('failedTitle', lang),
  body: [{ kind: 'text', text: text(say('failed', lang)(id)) }],
  actions: [],
  sources: [],
});
