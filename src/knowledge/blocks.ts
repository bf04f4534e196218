import type { Blockquote, List, ListItem, RootContent, Table } from 'mdast';
import { type Part, plain, type Source, type Span, type Text } from '../text.ts';
import { type InlineContext, inline, webAddress } from './inline.ts';

export interface BlockContext extends InlineContext {
  /** Footnotes of the file that are links, by identifier. */
  readonly notes: ReadonlyMap<string, Source>;
}

export interface Blocks {
  readonly body: readonly Part[];
  readonly sources: readonly Source[];
}

interface Sink {
  readonly body: Part[];
  readonly sources: Source[];
}

/** A source's name when the writer gave none but the address: the host, as people say it. */
function sourceTitle(title: string, url: string): string {
  if (title && webAddress(title) === undefined && title !== url) return title;
  return new URL(url).hostname.replace(/^www\./, '');
}

/** Every link below a node, in order. */
export function linksIn(node: RootContent | ListItem, context: BlockContext): Source[] {
  if (node.type === 'link') {
    const url = context.resolve(node.url);
    const title = plain(inline(node.children, context).text);
    return url ? [{ title: sourceTitle(title, url), url }] : [];
  }
  return 'children' in node ? node.children.flatMap((child) => linksIn(child as RootContent, context)) : [];
}

function phrasing(nodes: Parameters<typeof inline>[0], context: BlockContext, sink: Sink): Text {
  const read = inline(nodes, context);
  sink.sources.push(...read.notes.flatMap((note) => context.notes.get(note) ?? []));
  sink.body.push(...read.images.map((image): Part => ({ kind: 'image', ...image })));
  return read.text;
}

/** An item's own words, and those of the lists inside it on lines of their own. */
function itemText(item: ListItem, context: BlockContext, sink: Sink): Text {
  const spans: Span[] = [];
  for (const child of item.children) {
    const lines: Text[] =
      child.type === 'paragraph'
        ? [phrasing(child.children, context, sink)]
        : child.type === 'list'
          ? child.children.map((inner) => [{ text: '– ' }, ...itemText(inner, context, sink)])
          : child.type === 'code'
            ? [[{ text: child.value.split('\n')[0] ?? '', code: true }]]
            : [];
    for (const line of lines) spans.push(...(spans.length > 0 ? [{ text: '\n' }] : []), ...line);
  }
  return spans;
}

function listPart(list: List, context: BlockContext, sink: Sink): Part[] {
  const items = list.children.map((item) => itemText(item, context, sink)).filter((item) => item.length > 0);
  if (items.length === 0) return [];
  return [{ kind: 'list', ...(list.ordered ? { ordered: true } : {}), items }];
}

function tablePart(table: Table, context: BlockContext, sink: Sink): Part[] {
  const rows = table.children.map((row) =>
    row.children.map((cell) => phrasing(cell.children, context, sink)),
  );
  const [head = [], ...body] = rows;
  const [caption = [], ...columns] = head;
  return [
    {
      kind: 'table',
      caption: plain(caption),
      columns: columns.map(plain),
      rows: body.map(([label = [], ...cells]) => ({ label: plain(label), cells })),
    },
  ];
}

/** `> ℹ️ 参考：…` names sources; the marker may be followed by one address or a list. */
const REFERENCE = /^[^\p{L}]*(?:参考|参照|出典|references?|sources?|see also)\s*[:：]?/iu;

function quotePart(quote: Blockquote, context: BlockContext, sink: Sink): Part[] {
  const scratch: Sink = { body: [], sources: [] };
  const lines = quote.children.flatMap((child) =>
    child.type === 'paragraph' ? [phrasing(child.children, context, scratch)] : [],
  );
  if (REFERENCE.test(plain(lines[0] ?? []))) {
    sink.sources.push(...quote.children.flatMap((child) => linksIn(child, context)));
    return [];
  }
  sink.sources.push(...scratch.sources);
  const lists = quote.children.flatMap((child) =>
    child.type === 'list' ? listPart(child, context, sink) : [],
  );
  const text = lines.flatMap((line, index): Text => (index > 0 ? [{ text: '\n' }, ...line] : line));
  return [...(text.length > 0 ? [{ kind: 'quote', text } as const] : []), ...lists, ...scratch.body];
}

function block(node: RootContent, context: BlockContext, sink: Sink): void {
  switch (node.type) {
    case 'paragraph': {
      const images: Sink = { body: [], sources: sink.sources };
      const text = phrasing(node.children, context, images);
      if (text.length > 0) sink.body.push({ kind: 'text', text });
      sink.body.push(...images.body);
      return;
    }
    case 'heading':
      sink.body.push({ kind: 'heading', text: plain(inline(node.children, context).text) });
      return;
    case 'list':
      sink.body.push(...listPart(node, context, sink));
      return;
    case 'table':
      sink.body.push(...tablePart(node, context, sink));
      return;
    case 'blockquote':
      sink.body.push(...quotePart(node, context, sink));
      return;
    case 'code':
      // A diagram's source text helps nobody in a chat.
      if (node.lang?.toLowerCase() !== 'mermaid')
        sink.body.push({ kind: 'code', code: node.value, ...(node.lang ? { language: node.lang } : {}) });
      return;
    default:
      return;
  }
}

/** Block Markdown as parts, and the sources it refers to. */
export function blocks(nodes: readonly RootContent[], context: BlockContext): Blocks {
  const sink: Sink = { body: [], sources: [] };
  for (const node of nodes) block(node, context, sink);
  const sources = [...new Map(sink.sources.map((source) => [source.url, source])).values()];
  return { body: sink.body, sources };
}
