import type { Definition, FootnoteDefinition, Nodes, Root, RootContent } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { definitionsFor, definitionsOf } from './definitions.ts';
import { plainBlocks } from './plain-blocks.ts';
import { at } from './plain-inline.ts';
import { frontMatterLines, type Segment, segmentsOf } from './segments.ts';

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ['yaml', 'toml']).freeze();

/** The parser's time grows faster than its input; pieces of about this many characters are near its best. */
const PIECE = 8_000;

/** A parsed file with what is defined anywhere in it and used elsewhere. */
export interface Markdown {
  readonly root: Root;
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly footnotes: ReadonlyMap<string, FootnoteDefinition>;
}

function moveDown(node: Nodes, lines: number): void {
  if (node.position) node.position.start.line += lines;
  if ('children' in node) for (const child of node.children) moveDown(child, lines);
}

/** Neighbouring segments for the real parser, in pieces of a good size. */
function parsePieces(
  segments: readonly Segment[],
  definitions: () => ReadonlyMap<string, string>,
): RootContent[] {
  const nodes: RootContent[] = [];
  for (let start = 0; start < segments.length; ) {
    let end = start;
    let length = 0;
    while (end < segments.length && length < PIECE)
      length += segments[end++]?.lines.reduce((sum, line) => sum + line.length + 1, 0) ?? 0;
    const source = segments
      .slice(start, end)
      .flatMap((segment) => segment.lines)
      .join('\n');
    const front = definitionsFor(source, definitions());
    const { children } = processor.parse(front + source);
    const down = (segments[start]?.before ?? 0) - (front.split('\n').length - 1);
    for (const node of children) moveDown(node, down);
    nodes.push(...children);
    start = end;
  }
  return nodes;
}

function frontMatter({ lines }: Segment): RootContent[] {
  return [{ type: 'yaml', value: lines.slice(1, -1).join('\n'), position: at(1) }];
}

function readBlocks(source: string): RootContent[] {
  const nodes: RootContent[] = [];
  let definitions: ReadonlyMap<string, string> | undefined;
  const found = () => (definitions ??= definitionsOf(source));
  let waiting: Segment[] = [];
  const parseWaiting = () => {
    if (waiting.length > 0) nodes.push(...parsePieces(waiting, found));
    waiting = [];
  };
  for (const segment of segmentsOf(source)) {
    const isFront = segment.before === 0 && frontMatterLines(segment.lines) === segment.lines.length;
    const plain = isFront ? frontMatter(segment) : plainBlocks(segment);
    if (!plain) {
      waiting.push(segment);
      continue;
    }
    parseWaiting();
    nodes.push(...plain);
  }
  parseWaiting();
  return nodes;
}

function collect(children: RootContent[]): Markdown {
  const definitions = new Map<string, Definition>();
  const footnotes = new Map<string, FootnoteDefinition>();
  for (const node of children) {
    // The first of two definitions counts, as in Markdown itself.
    if (node.type === 'definition' && !definitions.has(node.identifier))
      definitions.set(node.identifier, node);
    if (node.type === 'footnoteDefinition' && !footnotes.has(node.identifier))
      footnotes.set(node.identifier, node);
  }
  return { root: { type: 'root', children }, definitions, footnotes };
}

/** A file as blocks. Says the same as `parseWhole`, in a fraction of its time. */
export const parseMarkdown = (source: string): Markdown => collect(readBlocks(source));

/** The same, by the real parser alone and in one piece: what `parseMarkdown` is measured against. */
export const parseWhole = (source: string): Markdown => collect(processor.parse(source).children);
