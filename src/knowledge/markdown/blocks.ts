import type { BlockContent, List, ListItem, Paragraph, PhrasingContent, RootContent, Table } from 'mdast';
import { type Part, plain, type Source, type Text, text } from '../../text.ts';
import { type Gathered, oneLine, readInline } from './inline.ts';
import { readReference, referencedSources } from './references.ts';

/** What stands under a heading: the parts to show, and the sources it refers to. */
export interface Blocks {
  readonly parts: readonly Part[];
  readonly sources: readonly Source[];
}

/** Code that is a drawing for another program, not something to read. */
const DRAWINGS = new Set(['mermaid', 'plantuml', 'puml', 'dot', 'graphviz', 'd2']);
/** `[!NOTE]` of GitHub's alerts. */
const ALERT = /^\[!\w+\]\s*/;

const textParts = (lines: readonly Text[]): Part[] => lines.map((line) => ({ kind: 'text', text: line }));

function readParagraph(node: Paragraph, gathered: Gathered): Part[] {
  const { lines, images } = readInline(node.children, gathered);
  return [...textParts(lines), ...images];
}

const indent = (depth: number): string => '　'.repeat(depth);

interface Item {
  readonly text: Text;
  /** Code, tables and the like inside the item. */
  readonly blocks: readonly Part[];
}

/** An item's own text, then the items nested in it, each one step further in. */
function readItem(item: ListItem, depth: number, gathered: Gathered): Item[] {
  const lines: Text[] = [];
  const nested: Item[] = [];
  const blocks: Part[] = [];
  for (const child of item.children) {
    if (child.type === 'paragraph') {
      const inline = readInline(child.children, gathered);
      lines.push(...inline.lines);
      blocks.push(...inline.images);
    } else if (child.type === 'list') nested.push(...readItems(child, depth + 1, gathered));
    else blocks.push(...readBlock(child, gathered));
  }
  const box = typeof item.checked === 'boolean' ? (item.checked ? '[x] ' : '[ ] ') : '';
  const prefix = `${indent(depth)}${box}`;
  const own = oneLine(lines);
  const shown = prefix === '' ? own : [{ text: prefix }, ...own];
  return own.length === 0 && blocks.length === 0 ? nested : [{ text: shown, blocks }, ...nested];
}

const readItems = (list: List, depth: number, gathered: Gathered): Item[] =>
  list.children.flatMap((item) => readItem(item, depth, gathered));

/** One list; where items hold code or tables, the list is broken so that those stay where they belong. */
function readList(list: List, gathered: Gathered): Part[] {
  const items = readItems(list, 0, gathered);
  const ordered = list.ordered === true ? { ordered: true } : {};
  if (items.every((item) => item.blocks.length === 0))
    return items.length > 0 ? [{ kind: 'list', ...ordered, items: items.map((item) => item.text) }] : [];
  return items.flatMap((item, index): Part[] => {
    // Numbers would start again with every piece of a broken list, so they are written out.
    const numbered = list.ordered ? [...text(`${index + (list.start ?? 1)}. `), ...item.text] : item.text;
    const own: Part[] = list.ordered
      ? [{ kind: 'text', text: numbered }]
      : [{ kind: 'list', items: [item.text] }];
    return [...(item.text.length > 0 ? own : []), ...item.blocks];
  });
}

const cellText = (children: readonly PhrasingContent[], gathered: Gathered): Text =>
  oneLine(readInline(children, gathered).lines);

function readTable(table: Table, gathered: Gathered): Part[] {
  const [head, ...rows] = table.children.map((row) =>
    row.children.map((cell) => cellText(cell.children, gathered)),
  );
  if (!head || rows.length === 0) return [];
  const width = head.length - 1;
  const cellsOf = (row: readonly Text[]): Text[] =>
    Array.from({ length: width }, (_unused, index) => row[index + 1] ?? []);
  return [
    {
      kind: 'table',
      caption: plain(head[0] ?? []),
      columns: head.slice(1).map(plain),
      rows: rows.map((row) => ({ label: plain(row[0] ?? []), cells: cellsOf(row) })),
    },
  ];
}

/** Text of a quotation in one piece; whatever else it holds follows as parts of its own. */
function readQuote(nodes: readonly BlockContent[], gathered: Gathered): Part[] {
  const parts = readParts(nodes, gathered);
  const lines = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  const [first, ...rest] = oneLine(lines);
  const said: Text = first ? [{ ...first, text: first.text.replace(ALERT, '') }, ...rest] : [];
  const shown = said.filter((span) => span.text !== '');
  return [
    ...(shown.length > 0 ? [{ kind: 'quote', text: shown } as const] : []),
    ...parts.filter((part) => part.kind !== 'text'),
  ];
}

function readBlock(node: RootContent, gathered: Gathered): Part[] {
  switch (node.type) {
    case 'paragraph':
      return readParagraph(node, gathered);
    case 'heading': {
      const heading = plain(oneLine(readInline(node.children, gathered).lines));
      return heading === '' ? [] : [{ kind: 'heading', text: heading }];
    }
    case 'list':
      return readList(node, gathered);
    case 'table':
      return readTable(node, gathered);
    case 'blockquote':
      return readQuote(node.children as BlockContent[], gathered);
    case 'code':
      if (DRAWINGS.has(node.lang?.toLowerCase() ?? '') || node.value.trim() === '') return [];
      return [{ kind: 'code', code: node.value, ...(node.lang ? { language: node.lang } : {}) }];
    default:
      // Raw HTML, comments, rules, front matter and definitions have nothing to show.
      return [];
  }
}

const readParts = (nodes: readonly RootContent[], gathered: Gathered): Part[] =>
  nodes.flatMap((node) => readBlock(node, gathered));

/** Reads blocks in order; quotations that only name references become sources instead of parts. */
export function readBlocks(nodes: readonly RootContent[], gathered: Gathered): Blocks {
  gathered.footnotes.length = 0;
  const parts: Part[] = [];
  const sources: Source[] = [];
  for (const node of nodes) {
    const reference = node.type === 'blockquote' ? readReference(node, gathered) : undefined;
    if (reference) sources.push(...reference);
    else parts.push(...readBlock(node, gathered));
  }
  return { parts, sources: [...sources, ...referencedSources(gathered)] };
}
