import type { Knowledge } from '../../knowledge/knowledge.ts';
import { ATTRIBUTE_IDS, type AttributeId, attributeDefinition } from '../../knowledge/notes/attributes.ts';
import type { Attribute, Section, SectionKind, Topic } from '../../knowledge/topic.ts';
import { MARKS } from '../../talk/sentences/punctuation.ts';
import { type Lang, type Part, pick, plain, type Source, type Text } from '../../text.ts';
import { langOfTopic } from '../topic/topic-sections.ts';
import { sayComparison } from './comparison-words.ts';

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
  readonly id: AttributeId | SectionKind | 'measured';
  readonly label: string;
  /** One per topic, in the order of the topics. */
  readonly cells: readonly Cell[];
}

export const isAttribute = (id: ComparisonRow['id']): id is AttributeId =>
  (ATTRIBUTE_IDS as readonly string[]).includes(id);

/** Values of the vocabulary: how they differ is plain to see. */
export const isNamed = ({ id, cells }: ComparisonRow, lang: Lang): boolean => {
  const { values = {} } = isAttribute(id) ? attributeDefinition(id) : {};
  const labels = Object.values(values).map((label) => label[lang]);
  return cells.every((cell) => labels.includes(plain(cell.value ?? [])));
};

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
  /** Rows that say nothing of the topics themselves: all of them take the value from this one kind. */
  readonly byKind?: { readonly kind: Topic; readonly rows: readonly ComparisonRow[] };
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

/** Points of a list as one line: sentences follow one another, names are listed. */
function joined(items: readonly Text[], lang: Lang): string {
  const words = items.map(plain);
  const sentences = words.every((item) => /[。.!?！？]$/.test(item));
  return words.join(sentences ? MARKS[lang].gap : MARKS[lang].comma);
}

/** The first thing a part says, as one line; lists as their first few points. */
function lineOf(part: Part, lang: Lang): Text | undefined {
  switch (part.kind) {
    case 'text':
    case 'quote':
      return shortened(part.text);
    case 'list':
      return shortened([{ text: joined(part.items, lang) }]);
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
  (section?.body ?? []).map((part) => lineOf(part, section?.lang ?? 'en')).find((line) => line !== undefined);

function wordsCell(topic: Topic, kind: SectionKind, lang: Lang): Cell {
  const summary = pick(topic.summary, lang);
  const value =
    kind === 'definition' && summary && plain(summary) !== ''
      ? shortened(summary)
      : lead(sectionOf(topic, kind, lang));
  return value ? { value, from: topic.id, inherited: false } : UNKNOWN;
}

/** Parts of a note compared in words, in this order. */
const WORDS: readonly SectionKind[] = ['definition', 'how', 'when', 'strengths', 'limits', 'examples'];

/** Rows by what the notes say in words: the definition always, any other part where at least two topics have it. */
function wordRows(topics: readonly Topic[], lang: Lang): ComparisonRow[] {
  return WORDS.map((kind) => ({
    id: kind,
    label: sayComparison('sections', lang)[kind] ?? kind,
    cells: topics.map((topic) => wordsCell(topic, kind, lang)),
  })).filter((row) => said(row).length > (row.id === 'definition' ? 0 : 1));
}

/**
 * Whether an attribute means anything for a topic: its note says it, or that of another of the same kind does. A
 * topic of no kind may mean any, once its note says some.
 */
function applies(id: AttributeId, topic: Topic, cell: Cell, knowledge: Pick<Knowledge, 'topics'>): boolean {
  if (cell.value) return true;
  if (topic.parent === undefined) return Object.keys(topic.attributes).length > 0;
  return [...knowledge.topics.values()].some(
    (other) => other.parent === topic.parent && other.attributes[id] !== undefined,
  );
}

/** Rows known for at least one topic that mean something for at least two. */
function attributeRows(
  topics: readonly Topic[],
  knowledge: Pick<Knowledge, 'topics'>,
  lang: Lang,
): ComparisonRow[] {
  return ATTRIBUTE_IDS.flatMap((id): ComparisonRow[] => {
    const cells = topics.map((topic) => attributeCell(topic, id, knowledge, lang));
    const meant = topics.filter((topic, index) => applies(id, topic, cells[index] ?? UNKNOWN, knowledge));
    const known = cells.some((cell) => cell.value !== undefined);
    return known && meant.length > 1 ? [{ id, label: attributeDefinition(id).label[lang], cells }] : [];
  });
}

/** The kind all cells of a row come from, when none is the topic's own. */
function sharedKind(row: ComparisonRow): string | undefined {
  const [first] = row.cells;
  const shared = row.cells.every((cell) => cell.inherited && cell.from === first?.from);
  return shared ? first?.from : undefined;
}

function adviceFor(topic: Topic, knowledge: Pick<Knowledge, 'topics'>, lang: Lang): Advice[] {
  for (const owner of kinds(topic, knowledge)) {
    const text = lead(sectionOf(owner, 'when', lang));
    if (text) return [{ topic: topic.id, text, from: owner.id }];
  }
  return [];
}

/** With fewer attributes to tell them apart than this, topics are compared in words as well. */
const ENOUGH = 4;

/**
 * Two to four topics side by side. Attributes come from the note or from the kinds it belongs to; what neither says
 * stays unknown. Topics that hardly any attribute tells apart are compared by definition and sections too.
 */
export function compare(
  topics: readonly Topic[],
  knowledge: Pick<Knowledge, 'topics'>,
  lang: Lang,
): Comparison {
  const attributes = attributeRows(topics, knowledge, lang);
  const ofKind = attributes.filter((row) => sharedKind(row) !== undefined);
  const own = attributes.filter((row) => sharedKind(row) === undefined);
  const telling = own.filter((row) => said(row).length > 1 && !isSame(row));
  const words = telling.length < ENOUGH ? wordRows(topics, lang) : [];
  const rows = [
    ...words.filter((row) => row.id === 'definition'),
    ...own,
    ...words.filter((row) => row.id !== 'definition'),
  ];
  const differing = rows.filter((row) => !isSame(row));
  const advice = topics.flatMap((topic) => adviceFor(topic, knowledge, lang));
  const different = new Set(advice.map((one) => plain(one.text))).size > 1;
  const kind = knowledge.topics.get(sharedKind(ofKind[0] ?? { id: 'other', label: '', cells: [] }) ?? '');
  return {
    topics,
    differing: [...differing.filter(isKnown), ...differing.filter((row) => !isKnown(row))],
    same: rows.filter(isSame),
    ...(kind ? { byKind: { kind, rows: ofKind } } : {}),
    advice: different && !words.some((row) => row.id === 'when') ? advice : [],
  };
}
