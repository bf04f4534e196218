import type {
  BlockContent,
  Blockquote,
  Code,
  List,
  ListItem,
  Paragraph,
  PhrasingContent,
  RootContent,
  Table,
} from 'mdast';
import { type Part, plain, type Source, type Text, text } from '../../text.ts';
import type { Citation } from '../topic.ts';
import { Boxes, inBox } from './boxes.ts';
import { isComment } from './html.ts';
import { type Gathered, joinedLines, readInline } from './inline.ts';
import {
  citationsOf,
  idsOf,
  isReference,
  readReference,
  sourcesOfFootnotes,
  takeFootnotes,
} from './references.ts';

/** What stands under a heading: the parts to show, and the sources it refers to. */
export interface Blocks {
  readonly parts: readonly Part[];
  readonly sources: readonly Source[];
  readonly citations: readonly Citation[];
}

/** Code that is a drawing for another program, not something to read. */
const DRAWINGS = new Set(['mermaid', 'plantuml', 'puml', 'dot', 'graphviz', 'd2']);

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
  const others: RootContent[] = [];
  for (const child of item.children) {
    if (child.type === 'paragraph' && others.length === 0) {
      const inline = readInline(child.children, gathered);
      lines.push(...inline.lines);
      blocks.push(...inline.images);
    } else if (child.type === 'list') nested.push(...readItems(child, depth + 1, gathered));
    else others.push(child);
  }
  blocks.push(...readParts(others, gathered));
  const box = typeof item.checked === 'boolean' ? (item.checked ? '[x] ' : '[ ] ') : '';
  const prefix = `${indent(depth)}${box}`;
  const own = joinedLines(lines);
  const shown = prefix === '' ? own : [{ text: prefix }, ...own];
  return own.length === 0 && blocks.length === 0 ? nested : [{ text: shown, blocks }, ...nested];
}

const readItems = (list: List, depth: number, gathered: Gathered): Item[] =>
  list.children.flatMap((item) => readItem(item, depth, gathered));

/** Items up to one with code or a table in it: there the list is broken. */
function piecesOf(items: readonly Item[]): Item[][] {
  const pieces: Item[][] = [];
  for (const item of items) {
    const open = pieces.at(-1);
    if (open?.at(-1)?.blocks.length === 0) open.push(item);
    else pieces.push([item]);
  }
  return pieces;
}

/** One list; where items hold code or tables, the list is broken so that those stay where they belong. */
function readList(list: List, gathered: Gathered): Part[] {
  const items = readItems(list, 0, gathered);
  const texts = (some: readonly Item[]): Text[] =>
    some.map((item) => item.text).filter((one) => one.length > 0);
  if (items.every((item) => item.blocks.length === 0)) {
    const ordered = list.ordered === true ? { ordered: true } : {};
    return items.length > 0 ? [{ kind: 'list', ...ordered, items: texts(items) }] : [];
  }
  if (!list.ordered)
    return piecesOf(items).flatMap((some): Part[] => {
      const said = texts(some);
      const own: Part[] = said.length > 0 ? [{ kind: 'list', items: said }] : [];
      return [...own, ...some.flatMap((item) => item.blocks)];
    });
  // Numbers would start again with every piece of a broken list, so they are written out.
  return items.flatMap((item, index): Part[] => {
    const numbered = [...text(`${index + (list.start ?? 1)}. `), ...item.text];
    return [...(item.text.length > 0 ? textParts([numbered]) : []), ...item.blocks];
  });
}

const cellText = (children: readonly PhrasingContent[], gathered: Gathered): Text =>
  joinedLines(readInline(children, gathered).lines);

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
  const shown = joinedLines(lines).filter((span) => span.text !== '');
  return [
    ...(shown.length > 0 ? [{ kind: 'quote', text: shown } as const] : []),
    ...parts.filter((part) => part.kind !== 'text'),
  ];
}

/** `[!NOTE]` of GitHub's alerts; with a title behind it, or a fold, of Obsidian's callouts. */
const ALERT = /^\[![\w-]+\][+-]?\s*/;

/** What stands behind a box's mark is said like the rest where it is no title. */
const SENTENCE = /[.!。！]["'」』)）]*$/;

/** A quotation that is a box, with its title taken off; `undefined` for any other. */
function readAlert(quote: Blockquote, gathered: Gathered): Part[] | undefined {
  const [head, ...rest] = quote.children;
  const first = head?.type === 'paragraph' ? head.children[0] : undefined;
  if (head?.type !== 'paragraph' || first?.type !== 'text' || !ALERT.test(first.value)) return undefined;
  const end = head.children.findIndex(
    (node) => node.type === 'break' || (node.type === 'text' && node.value === '\n'),
  );
  const paragraph = (children: PhrasingContent[]): BlockContent[] =>
    children.length > 0 ? [{ ...head, children }] : [];
  const below = rest as BlockContent[];
  const said = [...paragraph(end < 0 ? [] : head.children.slice(end + 1)), ...below];
  const unmarked = [{ ...first, value: first.value.replace(ALERT, '') }, ...head.children.slice(1)];
  const titled = unmarked.slice(0, end < 0 ? undefined : end);
  const title = plain(joinedLines(readInline(titled, { ...gathered, links: [] }).lines)).trim();
  if (title === '') return readQuote(said, gathered);
  if (said.length > 0 && !SENTENCE.test(title)) return inBox(title, readParts(said, gathered));
  return readQuote([...paragraph(unmarked), ...below], gathered);
}

/** ```` ```yaml title="compose.yml" ````, ```` ```js:app.js ````, ```` ```sh [npm] ```` */
function readCode(node: Code, gathered: Gathered): Part[] {
  const [language = '', colon] = (node.lang ?? '').replace(/^\{?\.?([\w+#-]*)\}?$/, '$1').split(':', 2);
  if (DRAWINGS.has(language.toLowerCase())) leaveOut(`a drawing (${language.toLowerCase()})`, node, gathered);
  if (DRAWINGS.has(language.toLowerCase()) || node.value.trim() === '') return [];
  const meta = node.meta ?? '';
  const [, quoted, bracketed] = /(?:title|filename|name)="([^"]*)"|^\[([^\]]+)\]/.exec(meta) ?? [];
  const code: Part = { kind: 'code', code: node.value, ...(language ? { language } : {}) };
  return inBox(colon ?? quoted ?? bracketed ?? '', [code]);
}

function readBlock(node: RootContent, gathered: Gathered): Part[] {
  switch (node.type) {
    case 'paragraph':
      return readParagraph(node, gathered);
    case 'heading': {
      const heading = plain(joinedLines(readInline(node.children, gathered).lines));
      return heading === '' ? [] : [{ kind: 'heading', text: heading }];
    }
    case 'list':
      return readList(node, gathered);
    case 'table':
      return readTable(node, gathered);
    case 'blockquote':
      return readAlert(node, gathered) ?? readQuote(node.children as BlockContent[], gathered);
    case 'code':
      return readCode(node, gathered);
    default:
      // Rules, front matter and definitions have nothing to show.
      return [];
  }
}

/** Sources named at a place: in a quotation, or in a paragraph with nothing else in it and the list below that. */
function sourcesAt(
  nodes: readonly RootContent[],
  at: number,
  gathered: Gathered,
): { sources: Source[]; next: number } | undefined {
  const [node, below] = [nodes[at], nodes[at + 1]];
  if (node?.type === 'blockquote') {
    const sources = readReference(node.children, gathered);
    return sources && { sources, next: at + 1 };
  }
  if (node?.type !== 'paragraph') return undefined;
  const listed = below?.type === 'list' ? readReference([node, below], gathered, true) : undefined;
  if (listed) return { sources: listed, next: at + 2 };
  const sources = readReference([node], gathered, true);
  return sources && { sources, next: at + 1 };
}

function leaveOut(what: string, node: RootContent, { problems }: Gathered): void {
  const line = node.position?.start.line ?? 1;
  problems.push({ severity: 'warning', line, field: 'left out', message: `left out: ${what}` });
}

function readParts(nodes: readonly RootContent[], gathered: Gathered, sources?: Source[]): Part[] {
  const boxes = new Boxes();
  for (let at = 0; at < nodes.length; ) {
    const node = nodes[at] as RootContent;
    const named = sources && sourcesAt(nodes, at, gathered);
    if (named) sources?.push(...named.sources);
    else if (node.type === 'html' && isComment(node.value)) leaveOut('a comment', node, gathered);
    else if (node.type === 'html') boxes.html(node.value);
    else boxes.add(readBlock(node, gathered));
    at = named?.next ?? at + 1;
  }
  return [...boxes.all()];
}

/** Footnotes that say something, and are no mere reference. */
const footnoteParts = (ids: readonly string[], gathered: Gathered): Part[] =>
  ids.flatMap((id) => {
    const parts = readParts(gathered.markdown.footnotes.get(id)?.children ?? [], gathered);
    return parts.some((part) => part.kind !== 'text' || !isReference(part.text)) ? parts : [];
  });

/** Reads blocks in order; quotations that only name references become sources instead of parts. */
export function readBlocks(nodes: readonly RootContent[], gathered: Gathered): Blocks {
  takeFootnotes(gathered);
  const sources: Source[] = [];
  const parts = readParts(nodes, gathered, sources);
  const footnotes = takeFootnotes(gathered);
  return {
    parts: [...parts, ...footnoteParts(idsOf(footnotes), gathered)],
    sources: [...sources, ...sourcesOfFootnotes(footnotes, gathered)],
    citations: citationsOf(footnotes, gathered),
  };
}
