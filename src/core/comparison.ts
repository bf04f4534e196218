import { ATTRIBUTE_IDS, type AttributeId, attributeDefinition } from '../knowledge/attributes.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Attribute, Section, SectionKind, Topic } from '../knowledge/topic.ts';
import { type Lang, type Part, pick, plain, type Source, type Text } from '../text.ts';
import { sayComparison } from './comparison-words.ts';
import { langOfTopic } from './sections.ts';

/** What one topic's note says about one row. */
export interface Cell {
  /** Absent: the notes do not say. Never guessed. */
  readonly value?: Text;
  readonly rank?: number;
  /** Topic whose note says it: the topic itself or a kind it belongs to. */
  readonly from?: string;
  /** `from` is a kind the topic belongs to. */
  readonly inherited: boolean;
  readonly source?: Source;
}

export interface ComparisonRow {
  readonly id: AttributeId | SectionKind;
  readonly label: string;
  /** One per topic, in the order of the topics. */
  readonly cells: readonly Cell[];
}

export interface Advice {
  readonly topic: string;
  readonly text: Text;
  readonly from: string;
}

export interface Comparison {
  readonly topics: readonly Topic[];
  /** Rows in which the topics differ, fully known ones first. */
  readonly differing: readonly ComparisonRow[];
  /** Rows with one value for all. */
  readonly same: readonly ComparisonRow[];
  /** When to choose which. */
  readonly advice: readonly Advice[];
}

const UNKNOWN: Cell = { inherited: false };

/** The topic and the kinds it belongs to, nearest first. */
export function kinds(topic: Topic, knowledge: Pick<Knowledge, 'topics'>): Topic[] {
  const chain: Topic[] = [];
  for (
    let at: Topic | undefined = topic;
    at !== undefined && !chain.includes(at);
    at = at.parent === undefined ? undefined : knowledge.topics.get(at.parent)
  )
    chain.push(at);
  return chain;
}

function attributeCell(
  topic: Topic,
  id: AttributeId,
  knowledge: Pick<Knowledge, 'topics'>,
  lang: Lang,
): Cell {
  const owner = kinds(topic, knowledge).find((one) => one.attributes[id] !== undefined);
  const attribute: Attribute | undefined = owner?.attributes[id];
  const value = pick(attribute?.value, lang);
  if (!owner || !attribute || value === undefined) return UNKNOWN;
  return {
    value: [{ text: value }],
    ...(attribute.rank === undefined ? {} : { rank: attribute.rank }),
    from: owner.id,
    inherited: owner !== topic,
    ...(attribute.source ? { source: attribute.source } : {}),
  };
}

const said = (row: ComparisonRow): readonly string[] =>
  row.cells.flatMap((cell) => (cell.value ? [plain(cell.value)] : []));
const isKnown = (row: ComparisonRow): boolean => said(row).length === row.cells.length;
const isSame = (row: ComparisonRow): boolean => isKnown(row) && new Set(said(row)).size === 1;

const sectionOf = (topic: Topic, kind: SectionKind, lang: Lang): Section | undefined =>
  topic.sections.find(
    (one) => one.kind === kind && one.lang === langOfTopic(topic, lang) && one.body.length > 0,
  );

/** Longest quotation from a note in one cell, in characters. */
const CELL = 140;

/** Whole sentences up to the limit; the first one, cut, when it alone is longer. */
function shortened(value: Text): Text {
  const whole = plain(value).trim();
  if (whole.length <= CELL) return value;
  const sentences = whole.match(/[^。.!?！？]+(?:[。！？]|[.!?](?=\s|$)|$)/g) ?? [whole];
  let kept = '';
  for (const sentence of sentences) {
    if ((kept + sentence).length > CELL) break;
    kept += sentence;
  }
  return [
    {
      text:
        kept.trim() ||
        `${Array.from(whole)
          .slice(0, CELL - 1)
          .join('')}…`,
    },
  ];
}

/** The first thing a part says, as one line; lists as their first few points. */
function lineOf(part: Part): Text | undefined {
  switch (part.kind) {
    case 'text':
    case 'quote':
      return shortened(part.text);
    case 'list':
      return shortened([{ text: part.items.map(plain).join(' / ') }]);
    case 'facts':
      return shortened([{ text: part.rows.map((row) => `${row.label}: ${plain(row.value)}`).join(' / ') }]);
    case 'heading':
    case 'table':
    case 'code':
    case 'image':
      return undefined;
    default:
      return part satisfies never;
  }
}

const lead = (section: Section | undefined): Text | undefined =>
  (section?.body ?? []).map(lineOf).find((line) => line !== undefined);

function wordsCell(topic: Topic, kind: SectionKind, lang: Lang): Cell {
  const summary = pick(topic.summary, lang);
  const value =
    kind === 'definition' && summary && plain(summary) !== ''
      ? shortened(summary)
      : lead(sectionOf(topic, kind, lang));
  return value ? { value, from: topic.id, inherited: false } : UNKNOWN;
}

/** Parts of a note compared in words, in this order. */
const WORDS: readonly SectionKind[] = [
  'definition',
  'summary',
  'points',
  'how',
  'when',
  'strengths',
  'limits',
  'examples',
];

/** Rows by what the notes say in words: the definition always, any other part where at least two topics have it. */
function wordRows(topics: readonly Topic[], lang: Lang): ComparisonRow[] {
  return WORDS.map((kind) => ({
    id: kind,
    label: sayComparison('sections', lang)[kind] ?? kind,
    cells: topics.map((topic) => wordsCell(topic, kind, lang)),
  })).filter((row) => row.id === 'definition' || said(row).length > 1);
}

function attributeRows(
  topics: readonly Topic[],
  knowledge: Pick<Knowledge, 'topics'>,
  lang: Lang,
): ComparisonRow[] {
  return ATTRIBUTE_IDS.map((id) => ({
    id,
    label: attributeDefinition(id).label[lang],
    cells: topics.map((topic) => attributeCell(topic, id, knowledge, lang)),
  })).filter((row) => said(row).length > 0);
}

function adviceFor(topic: Topic, knowledge: Pick<Knowledge, 'topics'>, lang: Lang): Advice[] {
  for (const owner of kinds(topic, knowledge)) {
    const text = lead(sectionOf(owner, 'when', lang));
    if (text) return [{ topic: topic.id, text, from: owner.id }];
  }
  return [];
}

/** Fewer attributes shared than this, and topics are compared in words as well. */
const ENOUGH = 3;

/**
 * Two to four topics side by side. Attributes come from the note or from the kinds it belongs to; what neither says
 * stays unknown. Topics that share hardly any attribute are compared by definition and sections too.
 */
export function compare(
  topics: readonly Topic[],
  knowledge: Pick<Knowledge, 'topics'>,
  lang: Lang,
): Comparison {
  const attributes = attributeRows(topics, knowledge, lang);
  const shared = attributes.filter((row) => said(row).length > 1);
  const words = shared.length < ENOUGH ? wordRows(topics, lang) : [];
  const rows = [...words, ...attributes];
  const differing = rows.filter((row) => !isSame(row));
  const advice = topics.flatMap((topic) => adviceFor(topic, knowledge, lang));
  const ownAdvice = new Set(advice.map((one) => plain(one.text))).size > 1 ? advice : [];
  return {
    topics,
    differing: [...differing.filter(isKnown), ...differing.filter((row) => !isKnown(row))],
    same: rows.filter(isSame),
    advice: words.some((row) => row.id === 'when') ? [] : ownAdvice,
  };
}
