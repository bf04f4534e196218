import { type Part, plain, type Source, type Text } from '../../text.ts';
import { bare } from '../markdown/headings.ts';
import type { HeadingNode, TreePage } from '../page.ts';
import type { PlacedPage } from './site.ts';

/** A heading that stands in this many places of the notes names no one thing: 設定, 使い方, "Usage". */
const RECURS = 4;

export type PlacedTree = PlacedPage & { readonly page: TreePage };

export const treesOf = (pages: readonly PlacedPage[]): PlacedTree[] =>
  pages.filter((placed): placed is PlacedTree => placed.page.kind === 'tree');

/** A section of a topic: a heading that is no topic itself, with the headings between. */
export interface OutlineSection {
  readonly node: HeadingNode;
  readonly path: readonly string[];
}

/** A topic of a page before it has an id: the heading that names it and all that belongs to it. */
export interface OutlineTopic {
  readonly placed: PlacedTree;
  readonly node: HeadingNode;
  /** Own text and that of its definition. */
  readonly body: readonly Part[];
  readonly sources: readonly Source[];
  readonly asked: readonly string[];
  readonly sections: readonly OutlineSection[];
  readonly children: readonly OutlineTopic[];
  /** Text of an introduction, for want of a definition. */
  readonly intro?: Text;
}

const definesItself = (node: HeadingNode): boolean =>
  node.children.some((child) => child.role === 'definition');

function* nodesIn(node: HeadingNode): Generator<HeadingNode> {
  yield node;
  for (const child of node.children) yield* nodesIn(child);
}

/** How many headings of all pages bear each title. */
function countTitles(trees: readonly PlacedTree[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { page } of trees)
    for (const node of nodesIn(page.root))
      if (node !== page.root && node.role === 'other')
        counts.set(bare(node.title), (counts.get(bare(node.title)) ?? 0) + 1);
  return counts;
}

interface Harvest {
  readonly definitions: HeadingNode[];
  readonly sections: OutlineSection[];
  readonly topics: HeadingNode[];
  readonly sources: Source[];
  readonly intros: HeadingNode[];
}

/** Sorts the headings below a topic into what they are to it, down to the next topics. */
function harvest(
  node: HeadingNode,
  path: readonly string[],
  isTopic: (node: HeadingNode) => boolean,
  into: Harvest,
): void {
  for (const child of node.children) {
    if (isTopic(child)) {
      into.topics.push(child);
      continue;
    }
    const below = child.role === 'definition' ? path : [...path, child.title];
    if (child.role === 'definition') into.definitions.push(child);
    else if (child.role === 'intro') into.intros.push(child);
    else if (child.role === 'sources') into.sources.push(...child.sources);
    else if (child.body.length > 0 || child.role === 'examples')
      into.sections.push({ node: child, path: below });
    harvest(child, below, isTopic, into);
  }
}

const firstText = (parts: readonly Part[]): Text | undefined =>
  parts.flatMap((part) => (part.kind === 'text' && plain(part.text) !== '' ? [part.text] : []))[0];

function topicOf(
  placed: PlacedTree,
  node: HeadingNode,
  isTopic: (node: HeadingNode) => boolean,
): OutlineTopic {
  const found: Harvest = { definitions: [], sections: [], topics: [], sources: [], intros: [] };
  harvest(node, [node.title], isTopic, found);
  const intro = found.intros.map((one) => firstText(one.body)).find((text) => text !== undefined);
  return {
    placed,
    node,
    body: [...node.body, ...found.definitions.flatMap((one) => one.body)],
    sources: [node, ...found.definitions, ...found.intros]
      .flatMap((one) => one.sources)
      .concat(found.sources),
    asked: [node, ...found.definitions].flatMap((one) => one.asked),
    // A greeting is no knowledge; an introduction that says more than one thing is kept.
    sections: [
      ...found.sections,
      ...found.intros
        .filter((one) => one.body.length > 1)
        .map((one) => ({ node: one, path: [node.title, one.title] })),
    ],
    children: found.topics.map((child) => topicOf(placed, child, isTopic)),
    ...(intro === undefined ? {} : { intro }),
  };
}

/**
 * Decides which headings are topics: every page, and every heading that names one thing. A heading with a meaning
 * of its own (例, 仕組み, "References") or one that recurs all over the notes is a section of the topic above it,
 * unless a definition stands under it.
 */
export function outlineTopics(trees: readonly PlacedTree[]): OutlineTopic[] {
  const counts = countTitles(trees);
  const isTopic = (node: HeadingNode): boolean =>
    node.role === 'other' && (definesItself(node) || (counts.get(bare(node.title)) ?? 0) < RECURS);
  return trees.map((placed) => topicOf(placed, placed.page.root, isTopic));
}

export const flatten = (topics: readonly OutlineTopic[]): OutlineTopic[] =>
  topics.flatMap((topic) => [topic, ...flatten(topic.children)]);

export { firstText };
