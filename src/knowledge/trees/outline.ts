import type { Heading, RootContent } from 'mdast';
import { plain } from '../../text.ts';
import { askedIn } from '../markdown/asked.ts';
import { type Gathered, joinedLines, readInline } from '../markdown/inline.ts';
import { BOX } from '../markdown/rewrite.ts';

/** A heading of a page with the blocks right under it. The page itself comes first, with what stands before any. */
export interface Outlined {
  readonly depth: number;
  /** Index into the page's headings; -1 for a page that has none of its own. */
  readonly heading: number;
  readonly raw: string;
  readonly line: number;
  readonly blocks: RootContent[];
  /** Phrases the writer noted that people ask with. */
  readonly asked: string[];
  /** The headings it stands under, from the page down. */
  readonly above: readonly Outlined[];
  readonly below: Outlined[];
}

export const headingText = (node: Heading, gathered: Gathered): string =>
  plain(joinedLines(readInline(node.children, gathered).lines));

/** Tabs and folds that hold headings stand above these, without being headings themselves. */
function followBoxes(html: string, boxes: Outlined[]): void {
  const raw = BOX.open.exec(html)?.[1]?.trim();
  if (raw !== undefined)
    boxes.push({ depth: 0, heading: -1, raw, line: 1, blocks: [], asked: [], above: [], below: [] });
  else if (BOX.close.test(html)) boxes.pop();
}

/** The headings of a page in order. One `#` is the page's title; several are its chapters. */
export function outline(nodes: readonly RootContent[], headings: string[], gathered: Gathered): Outlined[] {
  const titles = nodes.filter((node) => node.type === 'heading' && node.depth === 1).length;
  let page: Outlined = {
    depth: 0,
    heading: -1,
    raw: '',
    line: 1,
    blocks: [],
    asked: [],
    above: [],
    below: [],
  };
  const found: Outlined[] = [page];
  let open: Outlined[] = [page];
  const boxes: Outlined[] = [];
  for (const node of nodes) {
    if (node.type !== 'heading') {
      const phrases = askedIn(node, gathered.problems);
      if (phrases) open.at(-1)?.asked.push(...phrases);
      else open.at(-1)?.blocks.push(node);
      if (node.type === 'html') followBoxes(node.value, boxes);
      continue;
    }
    const raw = headingText(node, gathered);
    const heading = headings.push(raw) - 1;
    const line = node.position?.start.line ?? 1;
    if (node.depth === 1 && titles === 1) {
      // What stands in front of the title belongs to the page as well.
      page = { ...page, heading, raw, line };
      found.splice(0, 1, page);
      open = [page];
      continue;
    }
    while (open.length > 1 && (open.at(-1)?.depth ?? 0) >= node.depth) open.pop();
    const next: Outlined = {
      depth: node.depth,
      heading,
      raw,
      line,
      blocks: [],
      asked: [],
      above: [...open, ...boxes.filter((box) => box.raw !== '')],
      below: [],
    };
    open.at(-1)?.below.push(next);
    open.push(next);
    found.push(next);
  }
  return found;
}
