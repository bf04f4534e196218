import type { Knowledge } from '../knowledge/knowledge.ts';
import { ATTRIBUTE_IDS, type AttributeId, attributeDefinition } from '../knowledge/notes/attributes.ts';
import type { Topic } from '../knowledge/topic.ts';
import { listed, MARKS } from '../talk/punctuation.ts';
import type { Lang } from '../text.ts';
import { type Comparison, type ComparisonRow, kinds } from './comparison.ts';
import { sayComparison } from './comparison-words.ts';
import { titleOf } from './topic-sections.ts';

/** Topics that come first in some attributes, and those they come before. Indices into the topics. */
interface Lead {
  readonly winners: readonly number[];
  readonly losers: readonly number[];
  readonly praises: readonly string[];
}

interface RankedRow {
  readonly praise: string;
  readonly winners: readonly number[];
  readonly losers: readonly number[];
}

const isAttribute = (id: ComparisonRow['id']): id is AttributeId =>
  (ATTRIBUTE_IDS as readonly string[]).includes(id);

/** Who comes first in one attribute; nothing unless at least two topics have ranks and these differ. */
function rankedRow(row: ComparisonRow, lang: Lang): RankedRow[] {
  const definition = isAttribute(row.id) ? attributeDefinition(row.id) : undefined;
  const known = row.cells.flatMap((cell, index) =>
    cell.rank === undefined ? [] : [{ index, rank: cell.rank }],
  );
  if (!definition?.praise || !definition.better || known.length < 2) return [];
  const ranks = known.map((one) => one.rank);
  const best = definition.better === 'high' ? Math.max(...ranks) : Math.min(...ranks);
  const winners = known.filter((one) => one.rank === best).map((one) => one.index);
  const losers = known.filter((one) => one.rank !== best).map((one) => one.index);
  return losers.length === 0 ? [] : [{ praise: definition.praise[lang], winners, losers }];
}

/** Attributes with the same winners and losers in one sentence; whoever leads in most comes first. */
function leads(comparison: Comparison, lang: Lang): Lead[] {
  const groups = new Map<string, Lead>();
  for (const row of comparison.differing)
    for (const { praise, winners, losers } of rankedRow(row, lang)) {
      const key = `${winners}|${losers}`;
      groups.set(key, { winners, losers, praises: [...(groups.get(key)?.praises ?? []), praise] });
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

function sentenceJa(lead: Lead, names: readonly string[]): string {
  const winners = lead.winners.map((index) => names[index]).join('と');
  const all = lead.winners.length + lead.losers.length === names.length;
  const many = names.length > 2;
  const than = many && !all ? `${lead.losers.map((index) => names[index]).join('、')}より` : '';
  const praises = many && all ? lead.praises.map(mostJa) : lead.praises;
  const last = praises.at(-1) ?? '';
  return `${winners}は${than}${[...praises.slice(0, -1).map(joinedJa), politeJa(last)].join('、')}。`;
}

/** "start faster" → "starts faster": the vocabulary is written for a plural subject. */
const singularEn = (praise: string): string =>
  praise.replace(/^\S+/, (verb) => (verb === 'have' ? 'has' : `${verb}s`));

function sentenceEn(lead: Lead, names: readonly string[]): string {
  const winners = listed(
    lead.winners.map((index) => names[index] ?? ''),
    'en',
  );
  const praises = lead.winners.length > 1 ? lead.praises : lead.praises.map(singularEn);
  const than =
    names.length > 2
      ? ` than ${listed(
          lead.losers.map((index) => names[index] ?? ''),
          'en',
        )}`
      : '';
  return `${winners} ${listed(praises, 'en')}${than}.`;
}

/** One topic that is a kind of another among the compared. */
function kinship(topics: readonly Topic[], knowledge: Pick<Knowledge, 'topics'>, lang: Lang): string[] {
  return topics.flatMap((topic) => {
    const above = kinds(topic, knowledge).slice(1);
    const nearest = above.find((kind) => topics.includes(kind));
    return nearest ? [sayComparison('kindOf', lang)(titleOf(topic, lang), titleOf(nearest, lang))] : [];
  });
}

const hasRanks = (comparison: Comparison): boolean =>
  comparison.same.some((row) => row.cells.every((cell) => cell.rank !== undefined));

function nothingRanked(comparison: Comparison, names: readonly string[], lang: Lang): string[] {
  if (comparison.byKind) return [sayComparison('bothOf', lang)(names, titleOf(comparison.byKind.kind, lang))];
  return hasRanks(comparison) ? [sayComparison('noRanks', lang)] : [];
}

/**
 * What the ranks say in one line: who starts faster, who isolates more strongly. Computed from the notes alone,
 * `''` when they rank nothing.
 */
export function verdict(comparison: Comparison, knowledge: Pick<Knowledge, 'topics'>, lang: Lang): string {
  const names = comparison.topics.map((topic) => titleOf(topic, lang));
  const told = leads(comparison, lang).map((lead) =>
    lang === 'ja' ? sentenceJa(lead, names) : sentenceEn(lead, names),
  );
  const related = kinship(comparison.topics, knowledge, lang);
  const none = told.length === 0 && related.length === 0 ? nothingRanked(comparison, names, lang) : [];
  return [...related, ...told, ...none].join(MARKS[lang].gap);
}
