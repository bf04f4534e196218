import { duel, isContradicted } from '../../knowledge/figures/standing.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import {
  ATTRIBUTE_IDS,
  type AttributeDefinition,
  type AttributeId,
  attributeDefinition,
  isClearlyBetter,
} from '../../knowledge/notes/attributes.ts';
import type { Topic } from '../../knowledge/topic.ts';
import { bracketed, listed, MARKS } from '../../talk/sentences/punctuation.ts';
import { type Lang, plain } from '../../text.ts';
import { sourceName } from '../bench/bench-words.ts';
import { titleOf } from '../topic/topic-sections.ts';
import { type Comparison, type ComparisonRow, isAttribute, isNamed, kinds } from './comparison.ts';
import { sayComparison } from './comparison-words.ts';

/** What the verdict needs of the knowledge: the kinds of the topics, and what was measured of them. */
type Known = Pick<Knowledge, 'topics' | 'environments' | 'benchmarks'>;

/** Topics that come first in some attributes, and those they come before. */
interface Lead {
  readonly winners: readonly Topic[];
  readonly losers: readonly Topic[];
  readonly praises: readonly string[];
  /** What measured it, where it is not the notes' class. */
  readonly measured?: string;
}

/** A note that gives a topic its rank: the topic's own, or that of its kind, of which alone the rank is then said. */
interface Ranked {
  readonly owner: Topic;
  readonly rank: number;
}

function rankedIn(row: ComparisonRow, topics: Known['topics']): Ranked[] {
  const found = row.cells.flatMap(({ rank, from }): Ranked[] => {
    const owner = topics.get(from ?? '');
    return rank === undefined || !owner ? [] : [{ owner, rank }];
  });
  return [...new Map(found.map((one) => [one.owner.id, one])).values()];
}

/** Better by class, and no measurement against it. */
function isAhead(one: Ranked, other: Ranked, definition: AttributeDefinition, knowledge: Known): boolean {
  if (!isClearlyBetter(definition, one.rank, other.rank)) return false;
  const { estimate } = definition;
  return !estimate || !isContradicted(duel(one.owner.id, other.owner.id, estimate, knowledge));
}

/** Who comes clearly first by the classes of the notes. */
function byClass(row: ComparisonRow, definition: AttributeDefinition, knowledge: Known, lang: Lang): Lead[] {
  const known = rankedIn(row, knowledge.topics);
  const ranks = known.map((one) => one.rank);
  const best = definition.better === 'high' ? Math.max(...ranks) : Math.min(...ranks);
  const first = known.filter((one) => one.rank === best);
  const beaten = known.filter((one) => first.every((winner) => isAhead(winner, one, definition, knowledge)));
  if (beaten.length === 0 || !definition.praise) return [];
  return [
    {
      winners: first.map((one) => one.owner),
      losers: beaten.map((one) => one.owner),
      praises: [definition.praise[lang]],
    },
  ];
}

/** Who came first wherever both of two were measured by one source, leaving out what must be quoted with care. */
function byMeasurement(
  topics: readonly Topic[],
  definition: AttributeDefinition,
  knowledge: Known,
  lang: Lang,
): Lead[] {
  const [one, other] = topics;
  if (!one || !other || topics.length > 2 || !definition.praise || !definition.measurable) return [];
  // What was measured of one product says nothing of its kind.
  if ([...knowledge.topics.values()].some(({ parent }) => parent === one.id || parent === other.id))
    return [];
  const { ahead, behind, even } = duel(one.id, other.id, definition.estimate ?? [], knowledge);
  const [rows, winner, loser] = ahead.length > 0 ? [ahead, one, other] : [behind, other, one];
  const safe = rows.filter((row) => row.confidence !== 'low' && !row.source.caution);
  if (even.length > 0 || (ahead.length > 0 && behind.length > 0) || safe.length === 0) return [];
  const names = [...new Set(safe.map((row) => sourceName(row.source, lang)))];
  const measured = `${sayComparison('measured', lang)}${listed(names, lang)}`;
  return [{ winners: [winner], losers: [loser], praises: [definition.praise[lang]], measured }];
}

function leadsIn(
  { topics }: Comparison,
  row: ComparisonRow | undefined,
  id: AttributeId,
  knowledge: Known,
  lang: Lang,
): Lead[] {
  const definition = attributeDefinition(id);
  const measured = byMeasurement(topics, definition, knowledge, lang);
  if (measured.length > 0 || !row) return measured;
  const told = byClass(row, definition, knowledge, lang);
  // What holds of their kinds must not be what was measured otherwise of the things themselves.
  const [one, other] = topics;
  if (topics.length !== 2 || !one || !other || !definition.estimate) return told;
  const firstLeads = told.some(({ winners }) => kinds(one, knowledge).some((kind) => winners.includes(kind)));
  const pair = firstLeads
    ? duel(one.id, other.id, definition.estimate, knowledge)
    : duel(other.id, one.id, definition.estimate, knowledge);
  return isContradicted(pair) ? [] : told;
}

/** Attributes with the same winners and losers in one sentence; whoever leads in most comes first. */
function leads(comparison: Comparison, knowledge: Known, lang: Lang): Lead[] {
  const groups = new Map<string, Lead>();
  for (const id of ATTRIBUTE_IDS) {
    const row = comparison.differing.find((one) => one.id === id);
    for (const lead of leadsIn(comparison, row, id, knowledge, lang)) {
      const ids = [lead.winners, lead.losers].map((topics) => topics.map((topic) => topic.id).join());
      const key = [...ids, lead.measured].join('|');
      groups.set(key, { ...lead, praises: [...(groups.get(key)?.praises ?? []), ...lead.praises] });
    }
  }
  return [...groups.values()].sort((a, b) => b.praises.length - a.praises.length);
}

/** 「起動が速い」→「起動が最も速い」: before the predicate, after the particle. */
const mostJa = (praise: string): string => praise.replace(/^(.*?[がに])/, '$1最も');

/** 連用形: 速い → 速く, 載る → 載り. Holds for adjectives in い and for the godan verbs in る the vocabulary has. */
const joinedJa = (praise: string): string =>
  praise.endsWith('い') ? `${praise.slice(0, -1)}く` : `${praise.slice(0, -1)}り`;
const politeJa = (praise: string): string =>
  praise.endsWith('い') ? `${praise}です` : `${praise.slice(0, -1)}ります`;

/** Of exactly the things compared: whom they are ahead of need not be said, or only that they are ahead of all. */
const coversAll = (lead: Lead, topics: readonly Topic[]): boolean =>
  topics.every((topic) => lead.winners.includes(topic) || lead.losers.includes(topic));

function sentenceJa(lead: Lead, topics: readonly Topic[]): string {
  const name = (topic: Topic) => titleOf(topic, 'ja');
  const all = coversAll(lead, topics);
  const than = all ? '' : `${lead.losers.map(name).join('、')}より`;
  const praises = all && topics.length > 2 ? lead.praises.map(mostJa) : lead.praises;
  const last = politeJa(praises.at(-1) ?? '');
  const end = lead.measured ? bracketed(lead.measured, 'ja') : '';
  return `${lead.winners.map(name).join('と')}は${than}${[...praises.slice(0, -1).map(joinedJa), last].join('、')}${end}。`;
}

/** "start faster" → "starts faster": the vocabulary is written for a plural subject. */
const singularEn = (praise: string): string =>
  praise.replace(/^\S+/, (verb) => (verb === 'have' ? 'has' : `${verb}s`));

/** WebAssembly runtimes, hypervisors of clouds, Incus and LXD; not Kata Containers or Kubernetes, which are names. */
function isPlural(topic: Topic): boolean {
  const title = titleOf(topic, 'en');
  const head = title.replace(/ (?:of|for|on|in|with) .*| \(.*/, '');
  if (/ and /.test(head) || plain(topic.summary.en ?? []).startsWith(`${title} are `)) return true;
  // What is told apart from others of the same word is no name.
  const noun = head === title ? head : head.charAt(0).toLowerCase() + head.slice(1);
  return /(?:^|\s)(?:[a-z]\S*[^sui]|[A-Z]{2,})s$/.test(noun);
}

function sentenceEn(lead: Lead, topics: readonly Topic[]): string {
  const names = (all: readonly Topic[]) =>
    listed(
      all.map((topic) => titleOf(topic, 'en')),
      'en',
    );
  const [first] = lead.winners;
  const plural = lead.winners.length > 1 || (first !== undefined && isPlural(first));
  const praises = plural ? lead.praises : lead.praises.map(singularEn);
  const than = topics.length > 2 || !coversAll(lead, topics) ? ` than ${names(lead.losers)}` : '';
  const end = lead.measured ? bracketed(lead.measured, 'en') : '';
  return `${names(lead.winners)} ${listed(praises, 'en')}${than}${end}.`;
}

/** What holds of their kinds is said after what holds of the things themselves, and as what it is. */
function sentences(comparison: Comparison, knowledge: Known, lang: Lang): string[] {
  const { topics } = comparison;
  const ranked = ({ winners, losers }: Lead) => [...winners, ...losers];
  const isOwn = (lead: Lead) => ranked(lead).every((topic) => topics.includes(topic));
  const say = (among: readonly Topic[]) => (lead: Lead) =>
    lang === 'ja' ? sentenceJa(lead, among) : sentenceEn(lead, among);
  const all = leads(comparison, knowledge, lang);
  const ofKinds = all.filter((lead) => !isOwn(lead));
  // Which kinds these are need be said once.
  const [firstOf, ...others] = ofKinds;
  const owners = [...new Set(ofKinds.flatMap(ranked))];
  const byKind = [...(firstOf ? [say(topics)(firstOf)] : []), ...others.map(say(owners))];
  const marked = byKind.map((one, at) => (at === 0 ? `${sayComparison('asTypes', lang)}${one}` : one));
  return [...all.filter(isOwn).map(say(topics)), ...marked];
}

/** One topic that is a kind of another among the compared. */
function kinship(topics: readonly Topic[], knowledge: Pick<Knowledge, 'topics'>, lang: Lang): string[] {
  return topics.flatMap((topic) => {
    const above = kinds(topic, knowledge).slice(1);
    const nearest = above.find((kind) => topics.includes(kind));
    return nearest
      ? [sayComparison('kindOf', lang)(titleOf(topic, lang), titleOf(nearest, lang), isPlural(topic))]
      : [];
  });
}

/** Nothing can be said of who leads: that they are of one kind, or in what there is no clear difference. */
function nothingClear(comparison: Comparison, lang: Lang): string[] {
  const names = comparison.topics.map((topic) => titleOf(topic, lang));
  if (comparison.byKind) {
    const told = comparison.differing.filter((row) => isNamed(row, lang)).map((row) => row.label);
    return [
      sayComparison('bothOf', lang)(names, titleOf(comparison.byKind.kind, lang)),
      ...(told.length > 0 ? [sayComparison('differIn', lang)(told)] : []),
    ];
  }
  const rows = [...comparison.differing, ...comparison.same].filter(
    (row) =>
      isAttribute(row.id) &&
      attributeDefinition(row.id).praise &&
      row.cells.every((cell) => cell.rank !== undefined),
  );
  return rows.length > 0 ? [sayComparison('noneClear', lang)(rows.map((row) => row.label))] : [];
}

/**
 * Who starts faster, who isolates more strongly: what measurements of one source on one machine say, else what
 * classes a whole class apart say that no measurement contradicts. A class that a topic has from its kind is said of
 * the kind. `''` when the notes rank nothing.
 */
export function verdict(comparison: Comparison, knowledge: Known, lang: Lang): string {
  const told = sentences(comparison, knowledge, lang);
  const related = kinship(comparison.topics, knowledge, lang);
  const none = told.length === 0 && related.length === 0 ? nothingClear(comparison, lang) : [];
  return [...related, ...told, ...none].join(MARKS[lang].gap);
}
