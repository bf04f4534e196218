import { type Lang, type Part, plain, type Source, type Text, text } from '../../text.ts';
import { askedOf } from '../markdown/asked.ts';
import { bare } from '../markdown/headings.ts';
import type { Section, SectionKind, Topic } from '../topic.ts';
import { createResolver, type Resolver } from './resolve.ts';
import type { PlacedPage, Site } from './site.ts';
import { type Census, type Named, takeCensus } from './tree-census.ts';
import { firstText, type OutlineSection, type OutlineTopic, treesOf } from './tree-outline.ts';

/** Neighbours worth naming; menus hold 25 options. */
const RELATED = 24;
const SIBLINGS = 8;

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

function targetsIn(parts: readonly Part[]): string[] {
  const texts = parts.flatMap((part): readonly Text[] => {
    if (part.kind === 'text' || part.kind === 'quote') return [part.text];
    if (part.kind === 'list') return part.items;
    return part.kind === 'table' ? part.rows.flatMap((row) => row.cells) : [];
  });
  return texts.flat().flatMap((span) => (span.href && !/^https?:/i.test(span.href) ? [span.href] : []));
}

/** Topics this one's text links to. */
function linkedTopics(topic: OutlineTopic, census: Census): OutlineTopic[] {
  const parts = [...topic.body, ...topic.sections.flatMap((section) => section.node.body)];
  return unique(targetsIn(parts)).flatMap((target) => {
    const { page, heading } = census.site.follow(topic.placed.path, target);
    if (page === undefined) return [];
    return census.owners.get(heading === undefined ? page : `${page}#${heading}`) ?? [];
  });
}

/** For an only child, the children of the headings beside the one above it are the nearest of its kind. */
function cousins(topic: OutlineTopic, census: Census): OutlineTopic[] {
  const { parent, siblings = [] } = census.families.get(topic) ?? {};
  if (!parent || siblings.length > 1 || parent.placed !== topic.placed) return [];
  const aunts = census.families.get(parent)?.siblings ?? [];
  return aunts
    .filter((aunt) => aunt.placed === topic.placed)
    .flatMap((aunt) => aunt.children)
    .slice(0, SIBLINGS);
}

/** Below, linked to, beside, above: what a reader goes on to, nearest first. */
function relatedIds(topic: OutlineTopic, census: Census): string[] {
  const family = census.families.get(topic);
  const siblings = family?.siblings ?? [];
  const at = Math.max(0, siblings.indexOf(topic) - SIBLINGS / 2);
  const near = [
    ...topic.children,
    ...linkedTopics(topic, census),
    ...siblings.slice(at, at + SIBLINGS + 1),
    ...cousins(topic, census),
    ...(family?.parent ? [family.parent] : []),
  ];
  const ids = near.filter((other) => other !== topic).flatMap((other) => census.names.get(other)?.id ?? []);
  return unique(ids).slice(0, RELATED);
}

/** Bold words of a definition name the thing defined, unless they name another topic. */
function boldNames(definition: Text, census: Census): string[] {
  return definition
    .filter((span) => span.bold && span.text.length <= 40 && !/[。.、,!?！？]/.test(span.text))
    .map((span) => span.text.trim())
    .filter((name) => name !== '' && !census.titles.has(bare(name)));
}

function aliasesOf(topic: OutlineTopic, named: Named, definition: Text, census: Census): string[] {
  const names = [
    ...(named.also === undefined ? [] : [named.also]),
    ...topic.node.aliases,
    ...boldNames(definition, census),
  ];
  const seen = new Set([bare(named.title)]);
  return names.filter((name) => !seen.has(bare(name)) && seen.add(bare(name)));
}

const firstSentence = (value: Text): string => /^.*?(?:。|[.!?](?=\s|$)|$)/s.exec(plain(value))?.[0] ?? '';

/** For a heading with nothing of its own: what stands below it, each with its first sentence. */
function contents(topic: OutlineTopic, census: Census, resolver: Resolver): Part[] {
  const items = topic.children.map((child): Text => {
    const said = firstSentence(resolver.text(firstText(child.body) ?? []));
    const title = { text: census.names.get(child)?.title ?? child.node.title, bold: true };
    return said === '' ? [title] : [title, { text: child.node.lang === 'ja' ? '：' : ': ' }, ...text(said)];
  });
  return items.length > 0 ? [{ kind: 'list', items }] : [];
}

const namesOnly = (nodes: readonly { readonly title: string }[]): Part[] =>
  nodes.length > 0 ? [{ kind: 'list', items: nodes.map((node) => text(node.title)) }] : [];

interface Drawn {
  readonly kind: SectionKind;
  readonly lang: Lang;
  readonly path: readonly string[];
  readonly body: readonly Part[];
  readonly sources: readonly Source[];
  readonly asked: readonly string[];
  readonly heading: number;
  readonly line: number;
}

function drawSection({ node, path }: OutlineSection, resolver: Resolver): Drawn[] {
  const own = resolver.parts(node.body);
  const isExamples = node.role === 'examples';
  const body = own.length === 0 && isExamples ? namesOnly(node.children) : own;
  const kind = node.role === 'intro' || node.role === 'sources' ? 'other' : node.role;
  const { lang, sources, heading, line } = node;
  const asked = askedOf(node.asked, path.at(-1), body);
  return body.length > 0 ? [{ kind, lang, path, body, sources, asked, heading, line }] : [];
}

/** What is left of a topic's own text once its first paragraph is its definition; or what stands below it. */
function drawOwn(
  topic: OutlineTopic,
  census: Census,
  definition: Text | undefined,
  resolver: Resolver,
): Drawn[] {
  const rest = topic.body.filter((part) => !(part.kind === 'text' && part.text === definition));
  const silent = topic.body.length === 0 && topic.sections.length === 0;
  const body = silent ? contents(topic, census, resolver) : resolver.parts(rest);
  if (body.length === 0) return [];
  const { lang, heading, line, title } = topic.node;
  const kind = silent ? 'other' : 'definition';
  return [{ kind, lang, path: [title], body, sources: topic.sources, asked: [], heading, line }];
}

function placeSections(topic: OutlineTopic, id: string, drawn: readonly Drawn[], site: Site): Section[] {
  return drawn.map(({ heading, line, ...section }): Section => {
    const link = site.address(topic.placed.path, heading);
    return {
      ...section,
      id: `${id}#${site.anchor(topic.placed.path, heading)}`,
      topic: id,
      at: { file: topic.placed.file, line },
      ...(link === undefined ? {} : { link }),
    };
  });
}

function buildTopic(topic: OutlineTopic, census: Census): Topic {
  const { node, placed } = topic;
  const named = census.names.get(topic) ?? { id: node.title, title: node.title };
  const resolver = createResolver(placed, census.site);
  const definition = firstText(topic.body);
  const isPage = node === placed.page.root;
  const described = isPage && placed.page.description ? text(placed.page.description) : undefined;
  const summary = definition ?? described ?? topic.intro;
  const drawn = [
    ...drawOwn(topic, census, definition, resolver),
    ...topic.sections.flatMap((section) => drawSection(section, resolver)),
  ];
  // A heading of Latin names over Japanese text is a Japanese topic.
  const lang = drawn.some((one) => one.lang === 'ja') ? 'ja' : node.lang;
  const parent = census.families.get(topic)?.parent;
  const parentId = parent && census.names.get(parent)?.id;
  const link = census.site.address(placed.path, isPage ? undefined : node.heading);
  const { updated } = placed.page;
  return {
    id: named.id,
    title: { [lang]: named.title },
    aliases: { [lang]: aliasesOf(topic, named, definition ?? [], census) },
    asked: { [lang]: askedOf(topic.asked, named.title) },
    summary: summary ? { [lang]: resolver.text(summary) } : {},
    sections: placeSections(topic, named.id, drawn, census.site),
    attributes: {},
    ...(parentId === undefined ? {} : { parent: parentId }),
    related: relatedIds(topic, census),
    tips: [],
    quiz: [],
    sources: { [lang]: topic.sources },
    ...(updated === undefined ? {} : { updated }),
    ...(link === undefined ? {} : { link: { [lang]: link } }),
    origin: { [lang]: { file: placed.file, line: node.line, format: 'tree', lines: {} } },
  };
}

/** Drops aliases that more than one topic lays claim to: they would name neither. */
function withoutSharedAliases(topics: readonly Topic[]): Topic[] {
  const claims = new Map<string, number>();
  const all = (topic: Topic) => Object.values(topic.aliases).flat();
  for (const topic of topics)
    for (const alias of new Set(all(topic).map(bare))) claims.set(alias, (claims.get(alias) ?? 0) + 1);
  const own = (alias: string) => claims.get(bare(alias)) === 1;
  return topics.map((topic) => {
    if (all(topic).every(own)) return topic;
    const aliases = Object.fromEntries(
      Object.entries(topic.aliases).map(([lang, names]) => [lang, names.filter(own)]),
    );
    return { ...topic, aliases };
  });
}

/** Topics of a folder's free pages. `taken`: ids its notes use already. */
export function topicsOfTrees(pages: readonly PlacedPage[], site: Site, taken: readonly string[]): Topic[] {
  const { topics, census } = takeCensus(treesOf(pages), site, taken);
  return withoutSharedAliases(topics.map((topic) => buildTopic(topic, census)));
}
