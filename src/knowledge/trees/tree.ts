import { posix } from 'node:path';
import type { Heading, Root, RootContent } from 'mdast';
import { type Lang, type Part, plain } from '../../text.ts';
import { askedIn } from '../markdown/asked.ts';
import { type Blocks, readBlocks } from '../markdown/blocks.ts';
import { type Gathered, gather, oneLine, readInline } from '../markdown/inline.ts';
import { parseMarkdown } from '../markdown/markdown.ts';
import { withoutMkdocsBlocks } from '../markdown/mkdocs.ts';
import { sourcesOfBlocks } from '../markdown/references.ts';
import { readYaml } from '../notes/yaml.ts';
import type { HeadingNode, HeadingRole, PageProblem, TreePage } from '../page.ts';
import { langOfText } from './text-language.ts';
import { aliasesInTitle, cleanTitle, definedBy, roleUnder, sameThing } from './titles.ts';

/** A heading while its page is being read. */
interface Draft {
  readonly depth: number;
  readonly heading: number;
  readonly raw: string;
  readonly line: number;
  readonly blocks: RootContent[];
  readonly asked: string[];
  readonly children: Draft[];
}

interface Front {
  readonly title?: string;
  readonly description?: string;
  readonly updated?: string;
  readonly aliases: readonly string[];
  readonly asked: readonly string[];
  readonly problems: readonly PageProblem[];
}

/** A field whose value is plain words: nothing in it that YAML might mean something by. */
const PLAIN_FIELD = /^([A-Za-z_]+): +([\p{L}\p{N}【（「][^#:'"{}[\]&*|>%@`\\]*)$/u;

/** Most front matter is a few plain fields, for which no YAML parser is needed. */
function plainFields(source: string): Record<string, string> | undefined {
  const fields = source.split('\n').map((line) => PLAIN_FIELD.exec(line));
  if (fields.some((field) => field === null)) return undefined;
  return Object.fromEntries(fields.map((field) => [field?.[1] ?? '', field?.[2]?.trim() ?? '']));
}

const words = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

const wordList = (value: unknown): string[] =>
  (Array.isArray(value) ? value : []).flatMap((one) => words(one) ?? []);

/** Front matter of a free page is its own business: only what we know is taken, and a mistake costs only itself. */
function readFront(root: Root): Front {
  const first = root.children[0];
  if (first?.type !== 'yaml') return { aliases: [], asked: [], problems: [] };
  const plainly = plainFields(first.value);
  const yaml = plainly ? { value: plainly, errors: [] } : readYaml(first.value, 2);
  const [error] = yaml.errors;
  const message = `${error?.message ?? ''}; the page is used without its front matter`;
  const problems: PageProblem[] = error
    ? [{ severity: 'warning', line: error.line, field: 'front matter', message }]
    : [];
  const fields = (problems.length === 0 && yaml.value !== null ? yaml.value : {}) as Record<string, unknown>;
  const title = words(fields.title);
  const description = words(fields.description);
  const updated = [fields.updated, fields.date]
    .map((date) => /^\d{4}-\d{2}-\d{2}/.exec(String(date ?? ''))?.[0])
    .find((date) => date !== undefined);
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(updated === undefined ? {} : { updated }),
    aliases: wordList(fields.aliases),
    asked: wordList(fields.asked),
    problems,
  };
}

const headingText = (node: Heading, gathered: Gathered): string =>
  plain(oneLine(readInline(node.children, gathered).lines));

/** The page's headings as a tree. One `#` is the page's title; several are its chapters. */
function outline(nodes: readonly RootContent[], headings: string[], gathered: Gathered): Draft {
  const titles = nodes.filter((node) => node.type === 'heading' && node.depth === 1).length;
  let page: Draft = { depth: 0, heading: -1, raw: '', line: 1, blocks: [], asked: [], children: [] };
  const open: Draft[] = [page];
  for (const node of nodes) {
    if (node.type !== 'heading') {
      const phrases = askedIn(node, gathered.problems);
      if (phrases) open.at(-1)?.asked.push(...phrases);
      else open.at(-1)?.blocks.push(node);
      continue;
    }
    const raw = headingText(node, gathered);
    const heading = headings.push(raw) - 1;
    const line = node.position?.start.line ?? 1;
    if (node.depth === 1 && titles === 1) {
      // What stands in front of the title belongs to the page as well.
      page = { ...page, heading, raw, line };
      open.splice(0, open.length, page);
      continue;
    }
    while (open.length > 1 && (open.at(-1)?.depth ?? 0) >= node.depth) open.pop();
    const draft: Draft = { depth: node.depth, heading, raw, line, blocks: [], asked: [], children: [] };
    open.at(-1)?.children.push(draft);
    open.push(draft);
  }
  return page;
}

/** Words of parts as one string, for telling the language and nothing else. Code has none. */
export function wordsOf(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      switch (part.kind) {
        case 'text':
        case 'quote':
          return plain(part.text.filter((span) => !span.code));
        case 'heading':
          return part.text;
        case 'list':
          return part.items.map(plain).join(' ');
        case 'facts':
          return part.rows.map((row) => `${row.label} ${plain(row.value)}`).join(' ');
        case 'table':
          return part.rows.map((row) => `${row.label} ${row.cells.map(plain).join(' ')}`).join(' ');
        case 'code':
        case 'image':
          return '';
        default:
          return part satisfies never;
      }
    })
    .join(' ');
}

interface Reading {
  readonly gathered: Gathered;
  readonly lang: Lang;
}

interface Place {
  readonly title: string;
  readonly role: HeadingRole;
}

/** Title and part a heading plays, seen from the titles above it. */
function placeOf(raw: string, above: readonly string[]): Place {
  const title = cleanTitle(raw);
  const defined = definedBy(title);
  if (defined !== undefined)
    return { title: defined, role: above.some((one) => sameThing(one, defined)) ? 'definition' : 'other' };
  // A heading that only repeats the one above it goes on about the same thing.
  if (sameThing(title, above.at(-1) ?? '')) return { title, role: 'definition' };
  const role = roleUnder(title, above);
  if (role === 'tips') return { title, role: 'points' };
  return { title, role: role === 'quiz' ? 'other' : role };
}

/** Under a heading for references every link is one, quoted or not. */
function readUnder(draft: Draft, role: HeadingRole, gathered: Gathered): Blocks {
  return role === 'sources'
    ? { parts: [], sources: sourcesOfBlocks(draft.blocks, gathered) }
    : readBlocks(draft.blocks, gathered);
}

function readNode(draft: Draft, place: Place, above: readonly string[], reading: Reading): HeadingNode {
  const { parts, sources } = readUnder(draft, place.role, reading.gathered);
  const lang = langOfText(`${place.title} ${wordsOf(parts)}`, reading.lang);
  const inside = place.role === 'other' ? [...above, place.title] : above;
  return {
    heading: draft.heading,
    title: place.title,
    role: place.role,
    line: draft.line,
    lang,
    aliases: aliasesInTitle(place.title),
    body: parts,
    sources,
    asked: draft.asked,
    children: draft.children.map((child) => readNode(child, placeOf(child.raw, inside), inside, reading)),
  };
}

function titleOfFile(path: string): string {
  const name = posix.basename(path).replace(/\.(md|markdown)$/i, '');
  const folder = posix.basename(posix.dirname(path));
  return (/^(index|readme)$/i.test(name) && folder !== '.' ? folder : name).replace(/[-_]+/g, ' ');
}

/** Reads a page in anybody's own style: headings become a tree of what they hold. */
export function readTree(source: string, path: string): TreePage {
  const markdown = parseMarkdown(withoutMkdocsBlocks(source));
  const front = readFront(markdown.root);
  const gathered = gather(markdown);
  const headings: string[] = [];
  const nodes = markdown.root.children.filter((node) => node.type !== 'yaml');
  const page = outline(nodes, headings, gathered);
  const heading = page.raw === '' ? undefined : cleanTitle(page.raw);
  const named = front.title === undefined ? (heading ?? titleOfFile(path)) : cleanTitle(front.title);
  const title = definedBy(named) ?? named;
  const lang = langOfText(`${title} ${headings.join(' ')} ${source}`, 'en');
  const root = readNode(page, { title, role: 'other' }, [], { gathered, lang });
  const others = [...front.aliases, ...(heading === undefined ? [] : [heading, ...aliasesInTitle(heading)])];
  return {
    kind: 'tree',
    root: {
      ...root,
      aliases: [...new Set([...root.aliases, ...others])].filter((name) => name !== title),
      asked: [...front.asked, ...root.asked],
    },
    ...(front.description === undefined ? {} : { description: front.description }),
    ...(front.updated === undefined ? {} : { updated: front.updated }),
    headings,
    links: gathered.links,
    problems: [...front.problems, ...gathered.problems],
  };
}
