import type { Steps } from '../../steps.ts';
import { plain } from '../../text.ts';
import { askedOf } from '../markdown/asked.ts';
import { bare } from '../markdown/headings.ts';
import type { TreePage, TreeSection } from '../page.ts';
import type { Section, Tip, Topic } from '../topic.ts';
import { inOrder } from './page-order.ts';
import { type Beside, type Census, type Named, type PlacedTree, sectionNames, takeCensus } from './pages.ts';
import type { Placed } from './publishing.ts';
import { createResolver, type Resolver, targetsOf } from './resolve.ts';
import type { PlacedPage, Site } from './site.ts';

/** Neighbours worth naming; menus hold 25 options. */
const RELATED = 24;
const SIBLINGS = 8;
/** Characters of a definition that can be read in a chat between two other messages. */
const MAX_DEFINITION = 280;

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** Below, linked to, beside, above: what a reader goes on to, nearest first. */
function relatedIds(tree: PlacedTree, census: Census): string[] {
  const id = (page: PlacedTree) => census.names.get(page)?.id ?? [];
  const parent = census.names.get(tree)?.parent;
  const beside = parent ? (census.below.get(parent) ?? []) : [];
  const at = Math.max(0, (census.places.get(tree) ?? 0) - SIBLINGS / 2);
  const linked = targetsOf(tree.page).flatMap(
    (target) => census.owners.get(census.site.follow(tree.path, target).page ?? '') ?? [],
  );
  const near = [
    ...(census.names.get(tree)?.sameAs ?? []),
    ...(census.below.get(tree) ?? []).flatMap(id),
    ...linked,
    ...beside.slice(at, at + SIBLINGS + 1).flatMap(id),
    ...(parent ? [id(parent)].flat() : []),
  ];
  const own = census.names.get(tree)?.id;
  return unique(near)
    .filter((other) => other !== own)
    .slice(0, RELATED);
}

/** Names nothing else in these notes lays claim to: a shared one would name neither. */
const isOwn = (bared: string, { claims }: Census): boolean => claims.get(bared) === 1;

function leadsTo(section: TreeSection, tree: PlacedTree, { site, owners }: Census): string[] {
  return (section.leadsTo ?? []).flatMap((target) => {
    if (typeof target === 'number') return owners.get(`${tree.path}#${target}`) ?? [];
    const { page, heading } = site.follow(tree.path, target);
    if (page === undefined) return [];
    const whole = owners.get(page);
    const under = heading === undefined ? whole : (owners.get(`${page}#${heading}`) ?? whole);
    return under ?? [];
  });
}

function sectionsOf(tree: PlacedTree, id: string, census: Census, resolver: Resolver): Section[] {
  const { page, path, file } = tree;
  const bared = sectionNames(page);
  return page.sections.map((section, at): Section => {
    const raw = page.headings[section.heading];
    const link = census.site.address(path, section.heading, section.line);
    const names = (bared[at] ?? []).filter((one) => isOwn(one.bared, census)).map(({ name }) => name);
    const on = unique(leadsTo(section, tree, census));
    return {
      id: `${id}#${section.heading < 0 ? '' : census.site.anchor(path, section.heading)}`,
      topic: id,
      lang: page.lang,
      kind: section.kind,
      heading: raw === undefined ? page.title : withoutAttributes(raw),
      path: section.path,
      ...(names.length > 0 ? { names } : {}),
      body: resolver.parts(section.body),
      asked: askedOf(section.asked, section.heading < 0 ? undefined : section.path.at(-1), section.body),
      ...(on.length > 0 ? { leadsTo: on } : {}),
      sources: section.sources,
      ...(section.citations.length > 0 ? { citations: section.citations } : {}),
      at: { file, page: path, line: section.line },
      ...(link === undefined ? {} : { link }),
    };
  });
}

const withoutAttributes = (heading: string): string =>
  heading.replace(/(?:(?<!\s)\s+)?\{\s*[:#.][^{}]*\}\s*$/, '');

/** What a page's writer calls tips; for want of them its definition, when it is short and can be looked up. */
function tipsOf(
  { page, file }: PlacedTree,
  { id, title }: Named,
  link: string | undefined,
  resolver: Resolver,
): Tip[] {
  const { lang, tips, summary } = page;
  const headingAt = (index: number) => withoutAttributes(page.headings[index] ?? title);
  const written = tips.map(({ text, sources, heading, line }) => ({
    text: resolver.text(text),
    sources,
    at: { file, heading: headingAt(heading), line },
  }));
  const isShort = summary !== undefined && plain(summary).length + title.length <= MAX_DEFINITION;
  const definition =
    written.length === 0 && isShort && link !== undefined
      ? [
          {
            text: [
              { text: title, bold: true },
              { text: lang === 'ja' ? '：' : ': ' },
              ...resolver.text(summary),
            ],
            sources: [{ title, url: link }],
            at: { file, heading: headingAt(0), line: 1 },
          },
        ]
      : [];
  return [...written, ...definition].map(({ text, sources, at }, index) => ({
    id: `${id}/tip-${index + 1}`,
    topic: id,
    text: { [lang]: text },
    sources: { [lang]: sources },
    at: { [lang]: at },
  }));
}

/** All that a page's topic depends on besides the page. */
function surroundings(tree: PlacedTree, named: Named, census: Census): string {
  const { page, path, file } = tree;
  const { id, title, also, parent } = named;
  const { site } = census;
  return JSON.stringify([
    [path, file, id, title, also, parent && census.names.get(parent)?.id, site.style],
    relatedIds(tree, census),
    sectionNames(page).flatMap((names) => names.map(({ bared }) => isOwn(bared, census))),
    page.aliases.map((name) => isOwn(bare(name), census)),
    page.sections.flatMap((section) => leadsTo(section, tree, census)),
    targetsOf(page).map((target) => site.follow(path, target).url),
  ]);
}

/** Topics of pages as they were last made: most are the same when one page changes, and are then taken for the same. */
const made = new WeakMap<TreePage, { readonly around: string; readonly topic: Topic }>();

function topicOf(tree: PlacedTree, named: Named, census: Census): Topic {
  const around = surroundings(tree, named, census);
  const before = made.get(tree.page);
  if (before?.around === around) return before.topic;
  const topic = buildTopic(tree, named, census);
  made.set(tree.page, { around, topic });
  return topic;
}

function buildTopic(tree: PlacedTree, named: Named, census: Census): Topic {
  const { id, title, also, parent } = named;
  const { page, path, file } = tree;
  const { lang, summary, updated } = page;
  const resolver = createResolver(tree, census.site);
  const parentId = parent && census.names.get(parent)?.id;
  const link = census.site.address(path);
  const aliases = [
    ...(also === undefined ? [] : [also]),
    ...page.aliases.filter((name) => isOwn(bare(name), census)),
  ];
  return {
    id,
    title: { [lang]: title },
    aliases: { [lang]: aliases.filter((name) => bare(name) !== bare(title)) },
    asked: { [lang]: askedOf(page.asked, title) },
    summary: summary ? { [lang]: resolver.text(summary) } : {},
    sections: sectionsOf(tree, id, census, resolver),
    attributes: {},
    ...(parentId === undefined ? {} : { parent: parentId }),
    related: relatedIds(tree, census),
    tips: tipsOf(tree, named, link, resolver),
    quiz: [],
    sources: { [lang]: page.sources },
    ...(updated === undefined ? {} : { updated }),
    ...(link === undefined ? {} : { link: { [lang]: link } }),
    origin: { [lang]: { file, line: 1, format: 'tree', lines: {} } },
  };
}

/** Topics of a folder's free pages, one a page. `beside`: what is known already. */
export function* topicsOfTrees(
  pages: readonly PlacedPage[],
  site: Site,
  beside: Beside,
  order: readonly Placed[] = [],
): Steps<Topic[]> {
  const trees = inOrder(
    pages.filter((placed): placed is PlacedTree => placed.page.kind === 'tree'),
    order,
  );
  const census = yield* takeCensus(trees, site, beside);
  const topics: Topic[] = [];
  for (const [tree, named] of census.names) {
    topics.push(topicOf(tree, named, census));
    yield;
  }
  return topics;
}
