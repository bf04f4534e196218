import { posix } from 'node:path';
import GithubSlugger from 'github-slugger';
import { bare } from '../markdown/headings.ts';
import type { Site } from './site.ts';
import { flatten, type OutlineTopic, outlineTopics, type PlacedTree } from './tree-outline.ts';

export interface Named {
  readonly id: string;
  readonly title: string;
  /** The bare title, when `title` had to say more to be told from others. */
  readonly also?: string;
}

export interface Family {
  readonly parent?: OutlineTopic;
  readonly siblings: readonly OutlineTopic[];
}

/** All that is known of a folder's topics before any is built. */
export interface Census {
  readonly names: ReadonlyMap<OutlineTopic, Named>;
  readonly families: ReadonlyMap<OutlineTopic, Family>;
  /** Which topic a heading of a page belongs to, by `path#index`. */
  readonly owners: ReadonlyMap<string, OutlineTopic>;
  readonly titles: ReadonlySet<string>;
  readonly site: Site;
}

const folderOf = (path: string): string => {
  const folder = posix.dirname(path);
  return folder === '.' ? '' : folder;
};

const isIndex = (path: string): boolean => /(^|\/)(index|readme)\.(md|markdown)$/i.test(path);

/** The page that introduces a folder is above the other pages of it, and below that of the folder around it. */
function pageAbove(path: string, indexes: ReadonlyMap<string, OutlineTopic>): OutlineTopic | undefined {
  const folder = folderOf(path);
  if (!isIndex(path)) return indexes.get(folder);
  return folder === '' ? undefined : indexes.get(folderOf(folder));
}

function familiesOf(roots: readonly OutlineTopic[]): Map<OutlineTopic, Family> {
  const families = new Map<OutlineTopic, Family>();
  const indexes = new Map(
    roots.filter(({ placed }) => isIndex(placed.path)).map((root) => [folderOf(root.placed.path), root]),
  );
  const enter = (
    topic: OutlineTopic,
    parent: OutlineTopic | undefined,
    siblings: readonly OutlineTopic[],
  ) => {
    families.set(topic, { ...(parent ? { parent } : {}), siblings });
    for (const child of topic.children) enter(child, topic, topic.children);
  };
  const pagesIn = new Map<string, OutlineTopic[]>();
  for (const root of roots) {
    const folder = folderOf(root.placed.path);
    const pages = pagesIn.get(folder) ?? [];
    pages.push(root);
    pagesIn.set(folder, pages);
  }
  for (const root of roots)
    enter(root, pageAbove(root.placed.path, indexes), pagesIn.get(folderOf(root.placed.path)) ?? []);
  return families;
}

/** What tells apart two things of one name: the topic above, else where the page stands. */
function qualifier(topic: OutlineTopic, parent: OutlineTopic | undefined): string {
  const { path } = topic.placed;
  return parent?.node.title ?? (folderOf(path) || posix.basename(path));
}

function nameTopics(
  topics: readonly OutlineTopic[],
  families: ReadonlyMap<OutlineTopic, Family>,
  taken: Iterable<string>,
): Map<OutlineTopic, Named> {
  const slugger = new GithubSlugger();
  for (const id of taken) slugger.slug(id);
  const titles = new Set<string>();
  return new Map(
    topics.map((topic) => {
      const { title, lang } = topic.node;
      const id = slugger.slug(title) || slugger.slug(topic.placed.path);
      const again = titles.has(bare(title));
      titles.add(bare(title));
      if (!again) return [topic, { id, title }];
      const by = qualifier(topic, families.get(topic)?.parent);
      const said = lang === 'ja' ? `${title}（${by}）` : `${title} (${by})`;
      return [topic, { id, title: said, also: title }];
    }),
  );
}

function ownersOf(topics: readonly OutlineTopic[]): Map<string, OutlineTopic> {
  const owners = new Map<string, OutlineTopic>();
  for (const topic of topics) {
    const headings = [topic.node, ...topic.sections.map((section) => section.node)];
    for (const node of headings) owners.set(`${topic.placed.path}#${node.heading}`, topic);
    for (const child of topic.node.children)
      if (child.role === 'definition') owners.set(`${topic.placed.path}#${child.heading}`, topic);
    // A link to a page means what the page is about.
    if (topic.node === topic.placed.page.root) owners.set(topic.placed.path, topic);
  }
  return owners;
}

/** Finds the topics of a folder's free pages, and names them. `taken`: ids in use already. */
export function takeCensus(
  trees: readonly PlacedTree[],
  site: Site,
  taken: Iterable<string>,
): { topics: readonly OutlineTopic[]; census: Census } {
  const roots = outlineTopics(trees);
  const topics = flatten(roots);
  const families = familiesOf(roots);
  const names = nameTopics(topics, families, taken);
  const titles = new Set(topics.map((topic) => bare(topic.node.title)));
  return { topics, census: { names, families, owners: ownersOf(topics), titles, site } };
}
