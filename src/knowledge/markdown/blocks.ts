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
import { readHtml } from './html.ts';
import { type Gathered, oneLine, readInline } from './inline.ts';
import { readReference, referencedSources } from './references.ts';
import { BOX } from './rewrite.ts';

/** What stands under a heading: the parts to show, and the sources it refers to. */
export interface Blocks {
  readonly parts: readonly Part[];
  readonly sources: readonly Source[];
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
  const shown = oneLine(lines).filter((span) => span.text !== '');
  return [
    ...(shown.length > 0 ? [{ kind: 'quote', text: shown } as const] : []),
    ...parts.filter((part) => part.kind !== 'text'),
  ];
}

/** `[!NOTE]` of GitHub's alerts; with a title behind it, or a fold, of Obsidian's callouts. */
const ALERT = /^\[![\w-]+\][+-]?\s*/;

/** A quotation that is a box, with its title taken off; `undefined` for any other. */
function readAlert(quote: Blockquote, gathered: Gathered): Part[] | undefined {
  const [head, ...rest] = quote.children;
  const first = head?.type === 'paragraph' ? head.children[0] : undefined;
  if (head?.type !== 'paragraph' || first?.type !== 'text' || !ALERT.test(first.value)) return undefined;
  const end = head.children.findIndex(
    (node) => node.type === 'break' || (node.type === 'text' && node.value === '\n'),
  );
  const said = end < 0 ? [] : head.children.slice(end + 1);
  const titled = head.children.slice(0, end < 0 ? undefined : end);
  const title = plain(oneLine(readInline(titled, gathered).lines))
    .replace(ALERT, '')
    .trim();
  const body: BlockContent[] =
    said.length > 0 ? [{ ...head, children: said }, ...(rest as BlockContent[])] : (rest as BlockContent[]);
  return title === '' ? readQuote(body, gathered) : inBox(title, readParts(body, gathered));
}

/** Parts of a box: its title as a heading, and each of them under it. */
function inBox(title: string, parts: readonly Part[]): Part[] {
  if (title === '' || parts.length === 0) return [...parts];
  const held = parts.map((part): Part => ({ ...part, under: [title, ...(part.under ?? [])] }));
  return [{ kind: 'heading', text: title }, ...held];
}

/** ```` ```yaml title="compose.yml" ````, ```` ```js:app.js ````, ```` ```sh [npm] ```` */
function readCode(node: Code): Part[] {
  const [language = '', colon] = (node.lang ?? '').replace(/^\{?\.?([\w+#-]*)\}?$/, '$1').split(':', 2);
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
      const heading = plain(oneLine(readInline(node.children, gathered).lines));
      return heading === '' ? [] : [{ kind: 'heading', text: heading }];
    }
    case 'list':
      return readList(node, gathered);
    case 'table':
      return readTable(node, gathered);
    case 'blockquote':
      return readAlert(node, gathered) ?? readQuote(node.children as BlockContent[], gathered);
    case 'code':
      return readCode(node);
    default:
      // Rules, front matter and definitions have nothing to show.
      return [];
  }
}

interface OpenBox {
  title: string;
  readonly parts: Part[];
}

/** Parts as they come, each put into the boxes that are open around it. */
class Boxes {
  readonly open: OpenBox[] = [{ title: '', parts: [] }];

  add(parts: readonly Part[]): void {
    this.open.at(-1)?.parts.push(...parts);
  }

  enter(title: string): void {
    this.open.push({ title, parts: [] });
  }

  leave(): void {
    const box = this.open.length > 1 ? this.open.pop() : undefined;
    if (box) this.add(inBox(box.title, box.parts));
  }

  html(source: string): void {
    const title = BOX.open.exec(source)?.[1];
    if (title !== undefined) this.enter(title.trim());
    else if (BOX.close.test(source)) this.leave();
    else
      for (const event of readHtml(source)) {
        if (event.kind === 'part') this.add([event.part]);
        else if (event.kind === 'open') this.enter('');
        else if (event.kind === 'close') this.leave();
        else this.title(event.title);
      }
  }

  private title(title: string): void {
    const box = this.open.length > 1 ? this.open.at(-1) : undefined;
    if (box) box.title = title;
  }

  all(): readonly Part[] {
    while (this.open.length > 1) this.leave();
    return this.open[0]?.parts ?? [];
  }
}

function readParts(nodes: readonly RootContent[], gathered: Gathered, sources?: Source[]): Part[] {
  const boxes = new Boxes();
  for (const node of nodes) {
    const reference = sources && node.type === 'blockquote' ? readReference(node, gathered) : undefined;
    if (reference) sources?.push(...reference);
    else if (node.type === 'html') boxes.html(node.value);
    else boxes.add(readBlock(node, gathered));
  }
  return [...boxes.all()];
}

/** Reads blocks in order; quotations that only name references become sources instead of parts. */
export function readBlocks(nodes: readonly RootContent[], gathered: Gathered): Blocks {
  gathered.footnotes.length = 0;
  const sources: Source[] = [];
  const parts = readParts(nodes, gathered, sources);
  return { parts, sources: [...sources, ...referencedSources(gathered)] };
}
