import { posix } from 'node:path';
import { type Lang, type Part, plain, type Source, type Text, text } from '../../text.ts';
import { readBlocks } from '../markdown/blocks.ts';
import { withoutHash } from '../markdown/dialects/notion.ts';
import { bare } from '../markdown/headings.ts';
import { type Gathered, gather } from '../markdown/inline.ts';
import { frontMatterOf, parseMarkdown } from '../markdown/markdown.ts';
import { sourcesOfBlocks } from '../markdown/references.ts';
import { rewrite } from '../markdown/rewrite.ts';
import { expandSnippets, type Include } from '../markdown/snippets.ts';
import { readTips } from '../notes/study.ts';
import {
  type HeadingRole,
  type PageProblem,
  type PageTip,
  type ProblemPage,
  problemPage,
  type TreePage,
  type TreeSection,
} from '../page.ts';
import type { Citation } from '../topic.ts';
import { type Front, readFront } from './front.ts';
import { destinationsOf, saysSomething } from './navigation.ts';
import { type Outlined, outline } from './outline.ts';
import { langOfSample, wordsOf } from './text-language.ts';
import { aliasesInTitle, cleanTitle, definedBy, isSeveralWords, roleUnder, sameThing } from './titles.ts';

/** A heading with what it is to its page and what stands under it. */
interface Read {
  readonly outlined: Outlined;
  readonly role: HeadingRole;
  readonly path: readonly string[];
  readonly parts: readonly Part[];
  readonly sources: readonly Source[];
  readonly citations: readonly Citation[];
}

/** What a heading announces, seen from the titles above it. */
function roleOfHeading(title: string, above: readonly string[]): HeadingRole {
  const defined = definedBy(title);
  // A heading that only repeats one above it goes on about the same thing.
  if (above.some((one) => sameThing(one, defined ?? title))) return 'definition';
  if (defined !== undefined) return 'other';
  const role = roleUnder(title, above);
  return role === 'quiz' ? 'other' : role;
}

/** Under a heading for references links are sources; whatever else stands there is read like anything. */
function readUnder(outlined: Outlined, role: HeadingRole, gathered: Gathered) {
  if (role !== 'sources') return readBlocks(outlined.blocks, gathered);
  const sources = sourcesOfBlocks(outlined.blocks, gathered);
  return sources.length > 0 ? { parts: [], sources, citations: [] } : readBlocks(outlined.blocks, gathered);
}

function readHeading(outlined: Outlined, title: string, gathered: Gathered): Read {
  const [, ...above] = outlined.above;
  const path = outlined.above.length === 0 ? [title] : [title, ...above.map((one) => cleanTitle(one.raw))];
  const own = cleanTitle(outlined.raw);
  const role = outlined.above.length === 0 ? 'definition' : roleOfHeading(own, path);
  const { parts, ...cited } = readUnder(outlined, role, gathered);
  return { outlined, role, path: outlined.above.length === 0 ? path : [...path, own], parts, ...cited };
}

const SENTENCE_END = /[.!?。！？…]["'」』)）]*$/;

/** A few words over a list or code are its label: "On this page", "Quickstart". */
const isLabel = (line: Text, next: Part | undefined): boolean =>
  ['list', 'code', 'table'].includes(next?.kind ?? '') && !SENTENCE_END.test(plain(line).trim());

/** The first paragraph that says something; what stands in a box or tab is an aside. */
const sentenceIn = (parts: readonly Part[]): Text | undefined =>
  parts.flatMap((part, index) =>
    part.kind === 'text' && !part.under && saysSomething(part.text) && !isLabel(part.text, parts[index + 1])
      ? [part.text]
      : [],
  )[0];

/** A page's definition is its first real paragraph; a greeting is none, and what is written for search engines less so. */
function summaryOf(read: readonly Read[], front: Front): Text | undefined {
  const [page, ...rest] = read;
  const defining = rest.filter(({ role, path }) => role === 'definition' && path.length === 2);
  const others = rest.filter(({ role }) => role !== 'intro' && role !== 'sources');
  const intros = rest.filter(({ role }) => role === 'intro');
  const first = (these: readonly Read[]) =>
    these.map(({ parts }) => sentenceIn(parts)).find((sentence) => sentence !== undefined);
  const described = front.description === undefined ? undefined : text(front.description);
  return first(page ? [page, ...defining] : []) ?? first(others) ?? described ?? first(intros);
}

/** Bold words that open a definition: 「**X**は…」, "**X** is …". */
function boldOpening(parts: readonly Part[]): string[] {
  const [first, next] = sentenceIn(parts) ?? [];
  if (first?.bold !== true || first.text.length > 40 || !next) return [];
  return /^\s*(?:は|とは|が|[（(]|is\s|are\s|means\s|[:：—–-])/.test(next.text)
    ? [first.text.replace(/[:：]$/, '').trim()]
    : [];
}

function namesOf({ outlined, role, path, parts }: Read): string[] {
  if (outlined.above.length === 0) return [];
  const title = path.at(-1) ?? '';
  const defined = definedBy(title);
  const heading = role === 'other' && isSeveralWords(title) ? [title] : [];
  const names = [...(defined === undefined ? heading : [defined]), ...aliasesInTitle(defined ?? title)];
  return [...new Set([...names, ...boldOpening(parts)])].filter((name) => name !== '');
}

/** A heading with nothing of its own says what stands below it, and leads there. */
function contentsOf({ below }: Outlined): Part[] {
  return below.length > 0 ? [{ kind: 'list', items: below.map((one) => text(cleanTitle(one.raw))) }] : [];
}

type Reads = ReadonlyMap<Outlined, Read>;

/** For a heading that says nothing itself, the one right below it that says what it is: 「Xとは」 under 「X」. */
function definitionBelow(silent: Read, all: Reads): Read | undefined {
  if (silent.parts.length > 0 || silent.outlined.above.length === 0) return undefined;
  return silent.outlined.below.map((one) => all.get(one)).find((one) => one?.role === 'definition');
}

/** A section's names; one that defines the silent heading above it goes by that one's. */
function namesIn(read: Read, all: Reads): string[] {
  if (read.role !== 'definition') return namesOf(read);
  const above = all.get(read.outlined.above.at(-1) ?? read.outlined);
  if (!above || definitionBelow(above, all) !== read) return [];
  return [...new Set([above.path.at(-1) ?? '', ...namesOf(above)])];
}

function sectionOf(read: Read, all: Reads, summary: Text | undefined): TreeSection[] {
  const { outlined, role, path, sources, citations } = read;
  if (definitionBelow(read, all)) return [];
  const isDefinition = role === 'definition' && path.length <= 2;
  // The definition stands for itself; the rest of its section follows it.
  const parts = isDefinition
    ? read.parts.filter((one) => !(one.kind === 'text' && one.text === summary))
    : read.parts;
  const isSilent = read.parts.length === 0;
  const body = isSilent && outlined.above.length > 0 ? contentsOf(outlined) : parts;
  const leadsTo = isSilent ? outlined.below.map((one) => one.heading) : destinationsOf(body);
  if (body.length === 0) return [];
  const kind = role === 'intro' || role === 'sources' || role === 'tips' ? 'other' : role;
  const { heading, line } = outlined;
  const { asked } = outlined.above.length === 0 ? { asked: [] } : outlined;
  const section = { heading, kind, path, body, sources, citations, asked, line, names: namesIn(read, all) };
  return [leadsTo === undefined ? section : { ...section, leadsTo }];
}

function tipsOf({ outlined, role, path }: Read, gathered: Gathered): PageTip[] {
  const { heading, line, blocks } = outlined;
  return role === 'tips'
    ? readTips({ heading, title: path.at(-1) ?? '', role, line, blocks, asked: [] }, gathered)
    : [];
}

/** The language of a page is that of its sentences; of one without any, that of its headings. */
function langOf(title: string, read: readonly Read[]): Lang {
  const headings = langOfSample([title, ...read.map(({ outlined }) => outlined.raw)].join(' '), 'en');
  return langOfSample(read.map(({ parts }) => wordsOf(parts)).join(' '), headings);
}

function titleOfFile(path: string): string {
  const name = withoutHash(posix.basename(path).replace(/\.(md|markdown|mdx)$/i, ''));
  const folder = withoutHash(posix.basename(posix.dirname(path)));
  return (/^(_?index|readme)$/i.test(name) && folder !== '.' ? folder : name).replace(/[-_]+/g, ' ');
}

/** A page or part of it that is not shown, and why: nothing is wrong with it. */
const notShown = (reason: string, line = 1): PageProblem => ({
  severity: 'warning',
  line,
  field: 'left out',
  message: `left out: ${reason}`,
});

const missingSnippet = (name: string, line: number): PageProblem => ({
  severity: 'warning',
  line,
  field: 'snippet',
  message: `the file "${name}" it takes in is not there`,
});

/** Reads a page in anybody's own style: it is one topic, and every heading with anything under it a section. */
export function readTree(source: string, path: string, include?: Include): TreePage | ProblemPage {
  const front = readFront(frontMatterOf(source));
  if (front.hidden !== undefined) return problemPage([notShown(front.hidden)]);
  const found: PageProblem[] = [];
  const dialects = new Set<string>();
  const markdown = parseMarkdown(source, (content, above) => {
    const expanded = expandSnippets(content, include);
    for (const { name, line } of expanded.missing) found.push(missingSnippet(name, line + above));
    const rewritten = rewrite(expanded.text);
    for (const { line, what } of rewritten.leftOut ?? [])
      found.push(notShown(what, expanded.lineOf(line) + above));
    for (const name of rewritten.dialects ?? []) dialects.add(name);
    return { text: rewritten.text, lineOf: (line) => expanded.lineOf(rewritten.lineOf(line)) };
  });
  const gathered = gather(markdown);
  gathered.problems.push(...found);
  const headings: string[] = [];
  const [page, ...rest] = outline(markdown.children, headings, gathered);
  const heading = page?.raw ? cleanTitle(page.raw) : undefined;
  const named = front.title === undefined ? (heading ?? titleOfFile(path)) : cleanTitle(front.title);
  const title = definedBy(named) ?? named;
  const read = [...(page ? [page] : []), ...rest].map((one) => readHeading(one, title, gathered));
  const all = new Map(read.map((one) => [one.outlined, one]));
  const summary = summaryOf(read, front);
  const bold = boldOpening(read[0]?.parts ?? []);
  const headed = heading === undefined ? [] : [heading, ...aliasesInTitle(heading)];
  const aliases = new Set([...aliasesInTitle(title), ...front.aliases, ...headed, ...bold]);
  aliases.delete(title);
  const taken = new Set([title, ...aliases].map(bare));
  return {
    kind: 'tree',
    title,
    lang: langOf(title, read),
    aliases: [...aliases],
    ...(summary === undefined ? {} : { summary }),
    asked: [...front.asked, ...(page?.asked ?? [])],
    sections: read
      .flatMap((one) => sectionOf(one, all, summary))
      .map((one) => ({ ...one, names: one.names.filter((name) => !taken.has(bare(name))) })),
    tips: read.flatMap((one) => tipsOf(one, gathered)),
    sources: read
      .filter(({ role, path }) => role === 'sources' || (role === 'definition' && path.length <= 2))
      .flatMap((one) => one.sources),
    ...(dialects.size > 0 ? { dialects: [...dialects] } : {}),
    ...(front.slug === undefined ? {} : { slug: front.slug }),
    ...(front.place === undefined ? {} : { place: front.place }),
    ...(front.updated === undefined ? {} : { updated: front.updated }),
    headings,
    links: gathered.links,
    problems: [...front.problems, ...gathered.problems],
  };
}
