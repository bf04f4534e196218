import { posix } from 'node:path';
import { bare } from '../markdown/headings.ts';
import type { TreePage } from '../page.ts';
import { perPage } from '../per-page.ts';
import { isIndex, type PlacedTree } from './pages.ts';
import type { Placed } from './publishing.ts';

/** A page with one name more; the same page for the same name. */
const withName = perPage((page: TreePage) => {
  const known = new Map<string, TreePage>();
  return (name: string): TreePage => {
    const found = known.get(name) ?? { ...page, aliases: [...page.aliases, name] };
    known.set(name, found);
    return found;
  };
});

/** Pages as a menu has them, each with what it is called there as another name. */
function asInMenu(trees: readonly PlacedTree[], order: readonly Placed[]): PlacedTree[] {
  const places = new Map(order.map((one, index) => [one.path, { index, title: one.title }]));
  const at = ({ path }: PlacedTree): number => places.get(path)?.index ?? order.length;
  return [...trees]
    .sort((a, b) => at(a) - at(b))
    .map((tree) => {
      const title = places.get(tree.path)?.title;
      const known = [tree.page.title, ...tree.page.aliases].map(bare);
      if (title === undefined || known.includes(bare(title))) return tree;
      return { ...tree, page: withName(tree.page)(title) };
    });
}

/** Where a page stands, folder by folder: a folder where its introduction does, which comes first in it. */
function placesOf({ path, page }: PlacedTree, folders: ReadonlyMap<string, number>): number[] {
  const parts = path.split('/').slice(0, -1);
  const above = parts.map((_, i) => folders.get(parts.slice(0, i + 1).join('/')) ?? Number.MAX_VALUE);
  return [...above, isIndex(path) ? -Number.MAX_VALUE : (page.place ?? Number.MAX_VALUE)];
}

/** Pages by the places they give themselves among those beside them, and else as their files are named. */
function asPlaced(trees: readonly PlacedTree[]): PlacedTree[] {
  const folders = new Map(
    trees.flatMap(({ path, page }) =>
      isIndex(path) && page.place !== undefined ? [[posix.dirname(path), page.place] as const] : [],
    ),
  );
  const places = new Map(trees.map((tree) => [tree, placesOf(tree, folders)]));
  return [...trees].sort((a, b) => {
    const [one, other] = [places.get(a) ?? [], places.get(b) ?? []];
    const [names, others] = [a.path.split('/'), b.path.split('/')];
    for (let i = 0; i < Math.min(one.length, other.length); i++) {
      if (names[i] === others[i]) continue;
      const apart = (one[i] ?? 0) - (other[i] ?? 0);
      return apart === 0 ? ((names[i] ?? '') < (others[i] ?? '') ? -1 : 1) : apart;
    }
    return one.length - other.length;
  });
}

/** Pages as their site orders them. */
export function inOrder(trees: readonly PlacedTree[], order: readonly Placed[]): readonly PlacedTree[] {
  if (order.length > 0) return asInMenu(trees, order);
  return trees.some(({ page }) => page.place !== undefined) ? asPlaced(trees) : trees;
}
