import type { Blockquote, List, ListItem, PhrasingContent, RootContent } from 'mdast';
import { at, type Block, isPlain, plainInline, TEXT_LINE } from './plain-inline.ts';
import { bulletBlock, listItem, numberBlock } from './plain-lists.ts';
import { tableBlock } from './plain-table.ts';
import type { Segment } from './segments.ts';

/*
 * Most of a notebook is headings, paragraphs, flat lists, code and quoted references. Read here, they cost a tenth of
 * what the full parser takes; whatever might mean anything else is left to it (`undefined`). The tests hold both
 * against each other.
 */

const HEADING = /^(#{1,6}) +(\S(?:.*\S)?) *$/;
const FENCE = /^```([\w+#.-]*)$/;
const ADDRESS = String.raw`https?:\/\/[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:\/[A-Za-z0-9%/._~?=#:+,-]*)?`;
const REFERENCE = new RegExp(
  String.raw`^> ([\p{L}\p{Extended_Pictographic}][^:]*?[：:]) ?(${ADDRESS}(?<=[A-Za-z0-9/=]))?$`,
  'u',
);
const REFERENCE_ITEM = new RegExp(String.raw`^> - (${ADDRESS}(?<=[A-Za-z0-9/=]))\\?$`);

function blocksOf({ lines, before }: Segment): Block[] | undefined {
  const blocks: { lines: string[]; line: number }[] = [];
  let open: { lines: string[]; line: number } | undefined;
  let fenced = false;
  let doubtful = false;
  lines.forEach((line, index) => {
    if (!fenced && line.trim() === '') {
      open = undefined;
      return;
    }
    const opens = !fenced && FENCE.test(line);
    // Code may interrupt a paragraph, but not everything else.
    if (opens && open) doubtful = true;
    const closes = fenced && /^```\s*$/.test(line);
    if (!open) {
      open = { lines: [], line: before + index + 1 };
      blocks.push(open);
    }
    open.lines.push(line);
    if (opens) fenced = true;
    if (closes) {
      fenced = false;
      open = undefined;
    }
    // A heading is a block by itself, whatever follows it.
    if (!fenced && HEADING.test(line)) open = undefined;
  });
  return fenced || doubtful ? undefined : blocks;
}

function codeBlock({ lines, line }: Block): RootContent[] | undefined {
  const lang = FENCE.exec(lines[0] ?? '')?.[1];
  if (lang === undefined) return undefined;
  return [{ type: 'code', lang: lang || null, value: lines.slice(1, -1).join('\n'), position: at(line) }];
}

function headingBlock({ lines, line }: Block): RootContent[] | undefined {
  const [, marks = '', text = ''] = HEADING.exec(lines[0] ?? '') ?? [];
  if (marks === '' || lines.length > 1 || text.endsWith('#') || text.startsWith('#')) return undefined;
  const children = plainInline(text, line);
  return children && [{ type: 'heading', depth: marks.length as 1, children, position: at(line) }];
}

function paragraphBlock({ lines, line }: Block): RootContent[] | undefined {
  const last = lines.length - 1;
  const proper = lines.every(
    (one, index) => TEXT_LINE.test(one) && (index === last || one === one.trimEnd()),
  );
  if (!proper) return undefined;
  const children = plainInline(lines.join('\n').trimEnd(), line);
  return children && [{ type: 'paragraph', children, position: at(line) }];
}

function address(url: string, line: number): PhrasingContent {
  return { type: 'link', url, children: [{ type: 'text', value: url }], position: at(line) };
}

/** `> ℹ️ 参考：https://…`, or the same with a list of addresses below. */
function referenceBlock({ lines, line }: Block): RootContent[] | undefined {
  const [, mark = '', url] = REFERENCE.exec(lines[0] ?? '') ?? [];
  if (mark === '' || !isPlain(mark)) return undefined;
  const rest = lines.slice(1);
  const gap = /^> ?$/.test(rest[0] ?? '') ? 1 : 0;
  const items: ListItem[] = [];
  for (const [index, one] of rest.slice(gap).entries()) {
    const found = REFERENCE_ITEM.exec(one)?.[1];
    if (found === undefined) return undefined;
    items.push(listItem([address(found, line + 1 + gap + index)], line + 1 + gap + index));
  }
  const lead: PhrasingContent[] = [{ type: 'text', value: mark }, ...(url ? [address(url, line)] : [])];
  const list: List[] = items.length > 0 ? [{ type: 'list', ordered: false, children: items }] : [];
  const quote: Blockquote = {
    type: 'blockquote',
    children: [{ type: 'paragraph', children: lead }, ...list],
    position: at(line),
  };
  return [quote];
}

/** A line break, or a comment on one line. */
function htmlLine({ lines, line }: Block): RootContent[] | undefined {
  return lines.length === 1 && /^<(?:br ?\/?|!--(?!-?>)(?:(?!--).)*--)>$/.test(lines[0] ?? '')
    ? [{ type: 'html', value: lines[0] ?? '', position: at(line) }]
    : undefined;
}

const READERS = [
  headingBlock,
  htmlLine,
  codeBlock,
  bulletBlock,
  numberBlock,
  referenceBlock,
  tableBlock,
  paragraphBlock,
] as const;

function readBlock(block: Block): RootContent[] | undefined {
  for (const reader of READERS) {
    const nodes = reader(block);
    if (nodes) return nodes;
  }
  return undefined;
}

/** Reads a segment in which nothing is in doubt; `undefined` where the real parser must decide. */
export function plainBlocks(segment: Segment): RootContent[] | undefined {
  const blocks = blocksOf(segment);
  if (!blocks) return undefined;
  const nodes: RootContent[] = [];
  for (const block of blocks) {
    const read = readBlock(block);
    // Two lists with a blank line between may be one.
    if (!read || (read[0]?.type === 'list' && nodes.at(-1)?.type === 'list')) return undefined;
    nodes.push(...read);
  }
  return nodes;
}
