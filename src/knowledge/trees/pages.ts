import { posix } from 'node:path';
import GithubSlugger from 'github-slugger';
import type { Steps } from '../../steps.ts';
import { bare } from '../markdown/headings.ts';
import type { TreePage } from '../page.ts';
import { perPage } from '../per-page.ts';
import type { Topic } from '../topic.ts';
import type { PlacedPage, Site } from './site.ts';

export type PlacedTree = PlacedPage & { readonly page: TreePage };

/** What a page is called among all pages of its folder, and where it stands among them. */
export interface Named {
  readonly id: string;
  readonly title: string;
  /** The bare title, when `title` had to say more to be told from others. */
  readonly also?: string;
  readonly parent?: PlacedTree;
  /** Ids of topics of other folders by the same name. */
  readonly sameAs?: readonly string[];
}

/** What stands beside a folder's pages: topics known already, and what the folder is called. */
export interface Beside {
  readonly topics: readonly Topic[];
  readonly folder: string;
}

/** All that is known of a folder's pages before any topic is made of them. */
export interface Census {
  readonly names: ReadonlyMap<PlacedTree, Named>;
  readonly below: ReadonlyMap<PlacedTree, readonly PlacedTree[]>;
  /** Place of a page among those below the same one. */
  readonly places: ReadonlyMap<PlacedTree, number>;
  /** Id of the topic of a page (`path`) or of the section under one of its headings (`path#index`). */
  readonly owners: ReadonlyMap<string, string>;
  /** How many pages and sections would like to bear a name. */
  readonly claims: ReadonlyMap<string, number>;
  readonly site: Site;
}

const folderOf = (path: string): string => {
  const folder = posix.dirname(path);
  return folder === '.' ? '' : folder;
};

export const isIndex = (path: string): boolean => /(^|\/)(_?index|readme)\.(md|markdown|mdx)$/i.test(path);

/** The page that introduces a folder is above the other pages of it, and below that of the folder around it. */
function pageAbove(path: string, indexes: ReadonlyMap<string, PlacedTree>): PlacedTree | undefined {
  const folder = folderOf(path);
  if (!isIndex(path)) return indexes.get(folder);
  return folder === '' ? undefined : indexes.get(folderOf(folder));
}

/** Titles that several pages bear say as well what the page belongs to. */
function* namePages(trees: readonly PlacedTree[], { topics, folder }: Beside): Steps<Map<PlacedTree, Named>> {
  const indexes = new Map(
    trees.filter(({ path }) => isIndex(path)).map((tree) => [folderOf(tree.path), tree]),
  );
  const slugger = new GithubSlugger();
  const elsewhere = new Map<string, string[]>();
  for (const { id, title } of topics) {
    slugger.slug(id);
    for (const name of Object.values(title))
      elsewhere.set(bare(name), [...(elsewhere.get(bare(name)) ?? []), id]);
  }
  const titles = new Set<string>();
  const names = new Map<PlacedTree, Named>();
  for (const tree of trees) {
    yield;
    const { title, lang } = tree.page;
    const id = slugger.slug(title) || slugger.slug(tree.path);
    const parent = pageAbove(tree.path, indexes);
    const sameAs = elsewhere.get(bare(title));
    const named = { id, title, ...(parent ? { parent } : {}), ...(sameAs ? { sameAs } : {}) };
    if (!titles.has(bare(title)) && !sameAs) {
      titles.add(bare(title));
      names.set(tree, named);
      continue;
    }
    const said = (by: string) => (lang === 'ja' ? `${title}（${by}）` : `${title} (${by})`);
    const ways = [
      sameAs && folder,
      parent?.page.title,
      folderOf(tree.path),
      posix.basename(tree.path),
      tree.path,
    ];
    const full = ways.flatMap((by) => (by ? [said(by)] : [])).find((one) => !titles.has(bare(one)));
    titles.add(bare(full ?? title));
    names.set(tree, { ...named, title: full ?? title, also: title });
  }
  return names;
}

function* ownersOf(names: ReadonlyMap<PlacedTree, Named>, site: Site): Steps<Map<string, string>> {
  const owners = new Map<string, string>();
  for (const [{ path, page }, { id }] of names) {
    yield;
    owners.set(path, id);
    for (const { heading } of page.sections)
      if (heading >= 0) owners.set(`${path}#${heading}`, `${id}#${site.anchor(path, heading)}`);
  }
  return owners;
}

/** Names each section would like to bear. */
export const sectionNames = perPage(({ sections }: TreePage) =>
  sections.map(({ names }) => names.map((name) => ({ name, bared: bare(name) }))),
);

function* claimsOn(names: ReadonlyMap<PlacedTree, Named>): Steps<Map<string, number>> {
  const claims = new Map<string, number>();
  for (const [{ page }, { title, also }] of names) {
    yield;
    const own = [title, ...(also === undefined ? [] : [also]), ...page.aliases];
    // One page claims a name once, however many of its headings bear it; two of its sections claim it twice.
    for (const name of new Set(own.map(bare))) claims.set(name, (claims.get(name) ?? 0) + 1);
    for (const named of sectionNames(page))
      for (const name of new Set(named.map(({ bared }) => bared)))
        claims.set(name, (claims.get(name) ?? 0) + 1);
  }
  return claims;
}

/** Looks over a folder's free pages. `beside`: what is known already. */
export function* takeCensus(trees: readonly PlacedTree[], site: Site, beside: Beside): Steps<Census> {
  const names = yield* namePages(trees, beside);
  const below = new Map<PlacedTree, PlacedTree[]>();
  const places = new Map<PlacedTree, number>();
  for (const [tree, { parent }] of names) {
    if (!parent) continue;
    const beside = below.get(parent) ?? [];
    below.set(parent, beside);
    places.set(tree, beside.push(tree) - 1);
  }
  const owners = yield* ownersOf(names, site);
  return { names, below, places, owners, claims: yield* claimsOn(names), site };
}
