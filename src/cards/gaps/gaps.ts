import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Topic } from '../../knowledge/topic.ts';
import type { AskedQuestion } from '../../talk/kept-question.ts';
import { firstUnits } from '../../text.ts';

/** How questions are compared: search words, which the caller brings along. */
export interface Likeness {
  /** Words of a text in the one spelling the search uses; few or none for idle words. */
  terms(text: string): readonly string[];
  /** What a text is about, as typed: its words that are no name in the notes and not mere asking. */
  content(text: string): readonly string[];
  /** Those of them that no note uses. */
  unknown(text: string): readonly string[];
  /** 0..1: how alike two names are. */
  alike(a: string, b: string): number;
}

/** What a note keeper could do about a group of questions. */
export type Proposal =
  /** The questions write a name the notes have in another way: `line` joins the aliases in `file`. */
  | { readonly kind: 'alias'; readonly topic: string; readonly file: string; readonly line: string }
  /** The note was found, but did not help. */
  | { readonly kind: 'extend'; readonly topic: string; readonly file: string }
  | { readonly kind: 'note'; readonly file: string; readonly draft: string };

export interface Gap {
  /** Newest first; at least one. */
  readonly questions: readonly [AskedQuestion, ...AskedQuestion[]];
  readonly disliked: number;
  readonly proposal: Proposal;
}

/** Questions that share at least this much of their words are one. */
const SAME = 0.5;
/**
 * A name spelled this much like one in the notes is meant as it in 98 of 100 cases: measured with every name of the
 * notes, one to three slips in it, half of the time with its own note taken away (tests/cards/gaps.test.ts). Below
 * that only a new note is proposed.
 */
export const MISSPELLED = 0.8;
/** A word this long that another begins with is the same word with another ending. */
const STEM = 5;
/** After this long a question counts half as much, in milliseconds. */
const HALF_LIFE = 14 * 24 * 60 * 60 * 1000;

interface Group {
  readonly terms: ReadonlySet<string>;
  readonly questions: [AskedQuestion, ...AskedQuestion[]];
}

/** "schedul" and "scheduler" are one word. */
const sameTerm = (a: string, b: string): boolean =>
  a === b || (Math.min(a.length, b.length) >= STEM && (a.startsWith(b) || b.startsWith(a)));

/** Share of words two questions have in common (Jaccard, 1901). */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((term) => [...b].some((other) => sameTerm(term, other))).length;
  return both / (a.size + b.size - both || 1);
}

/** Each question joins the likest group there is; groups are known by the words of their newest question. */
function grouped(questions: readonly AskedQuestion[], likeness: Likeness): Group[] {
  const groups: Group[] = [];
  for (const question of [...questions].sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))) {
    const words = likeness.terms(question.text);
    const terms = new Set(words.length > 0 ? words : [question.text.trim().toLowerCase()]);
    let best: Group | undefined;
    let most = SAME;
    for (const group of groups) {
      const share = shared(terms, group.terms);
      if (share < most || (best && share === most)) continue;
      [best, most] = [group, share];
    }
    if (best) best.questions.push(question);
    else groups.push({ terms, questions: [question] });
  }
  return groups;
}

const fileOf = (topic: Topic, lang: 'ja' | 'en'): string =>
  (topic.origin?.[lang] ?? topic.origin?.ja ?? topic.origin?.en)?.file ?? `topics/${topic.id}.${lang}.md`;

const namesOf = (topic: Topic): string[] => [
  ...Object.values(topic.title),
  ...Object.values(topic.aliases).flat(),
];

/** The topic with a name like a word of the question that the notes do not know. */
function misspelled(question: AskedQuestion, knowledge: Knowledge, likeness: Likeness) {
  const words = likeness.unknown(question.text);
  let best: { readonly topic: Topic; readonly word: string; readonly likeness: number } | undefined;
  for (const word of new Set([...words, words.join(' ')].filter(Boolean)))
    for (const topic of knowledge.topics.values())
      for (const name of namesOf(topic)) {
        // A word of the name as it is written is no other spelling of it.
        if (
          name
            .toLowerCase()
            .split(/[^\p{L}\p{N}]+/u)
            .includes(word)
        )
          continue;
        const alike = likeness.alike(word, name);
        if (alike >= MISSPELLED && alike > (best?.likeness ?? 0)) best = { topic, word, likeness: alike };
      }
  return best;
}

/** In quotes where YAML would read more than a word in it. */
const yaml = (value: string): string =>
  /^[\p{L}\p{N}][\p{L}\p{N} ._/ー-]*$/u.test(value) &&
  !/^(?:true|false|null|yes|no|on|off|~|[\d.]+)$/i.test(value)
    ? value
    : JSON.stringify(value);

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'new-topic';

/** The start of a note in the notes' own format, with what it is asked with. */
function draftNote(title: string, lang: 'ja' | 'en', questions: readonly AskedQuestion[]): string {
  const [summary, points, sources, define] =
    lang === 'ja'
      ? ['概要', '要点', '出典', '（1文で定義する）']
      : ['Summary', 'Key points', 'Sources', '(Define it in one sentence.)'];
  const asked = questions.slice(0, 5).map((one) => `  - ${yaml(one.text.replace(/\s+/g, ' ').trim())}`);
  return [
    `---\ntitle: ${yaml(title)}\naliases: []\nasked:\n${asked.join('\n')}\nupdated: ${dayOf(questions[0]?.at ?? 0)}\n---`,
    `# ${title}`,
    define,
    `## ${summary}`,
    `## ${points}`,
    `## ${sources}`,
  ].join('\n\n');
}

/** `YYYY-MM-DD` in UTC. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

function proposalFor({ questions }: Group, knowledge: Knowledge, likeness: Likeness): Proposal {
  const [newest] = questions;
  const near = knowledge.topics.get(newest.near[0] ?? '');
  if (near && questions.some((one) => one.outcome === 'disliked'))
    return { kind: 'extend', topic: near.id, file: fileOf(near, newest.lang) };
  const meant = misspelled(newest, knowledge, likeness);
  if (meant) {
    const { topic, word } = meant;
    return { kind: 'alias', topic: topic.id, file: fileOf(topic, newest.lang), line: `- ${yaml(word)}` };
  }
  const title = likeness.content(newest.text).join(' ') || firstUnits(newest.text.replace(/\s+/g, ' '), 60);
  const file = `topics/${slug(title)}.${newest.lang}.md`;
  return { kind: 'note', file, draft: draftNote(title, newest.lang, questions) };
}

/** How pressing a group is: each question counts, newer ones more. */
const weight = ({ questions }: Group, now: number): number =>
  questions.reduce((sum, { at }) => sum + 0.5 ** (Math.max(0, now - at) / HALF_LIFE), 0);

/**
 * Questions the notes did not answer or not well, alike ones together, newest and most asked first. `left`: groups
 * beyond the limit.
 */
export function findGaps(
  questions: readonly AskedQuestion[],
  knowledge: Knowledge,
  likeness: Likeness,
  { now, limit }: { readonly now: number; readonly limit: number },
): { readonly gaps: readonly Gap[]; readonly left: number } {
  const groups = grouped(questions, likeness)
    .map((group) => ({ group, pressing: weight(group, now) }))
    .sort((a, b) => b.pressing - a.pressing || b.group.questions[0].at - a.group.questions[0].at);
  const gaps = groups.slice(0, limit).map(({ group }) => ({
    questions: group.questions,
    disliked: group.questions.filter((one) => one.outcome === 'disliked').length,
    proposal: proposalFor(group, knowledge, likeness),
  }));
  return { gaps, left: groups.length - gaps.length };
}
