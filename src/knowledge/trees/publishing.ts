import { posix } from 'node:path';
import { HASH, withoutHash } from '../markdown/dialects/notion.ts';
import { readYaml } from '../notes/yaml.ts';
import type { AnchorStyle } from './anchors.ts';
import type { Addresses, PublishingTool, SiteConfig } from './site-config.ts';

/** Where and how a folder of notes is published. */
export interface Publishing {
  readonly tool: PublishingTool;
  readonly baseUrl?: string;
  /** A repository that shows files with their lines, for notes that are not published. */
  readonly repoUrl?: string;
  /** Folder below the notes that holds the pages; what stands elsewhere is on no site. */
  readonly content: string;
  /** `directory`: `dir/page/` · `html`: `dir/page.html` · `bare`: `dir/page` · `repository`: the file itself. */
  readonly pages: 'directory' | 'html' | 'bare' | 'repository';
  readonly anchors: AnchorStyle;
  /** The notes are the pages of a site around them. */
  readonly isAbove?: boolean;
  /** Pages in the order the site has them; others follow. */
  readonly order?: readonly Placed[];
}

/** A repository's address up to its files, whatever part of it was given. */
function filesUrl(repoUrl: string): string {
  const url = repoUrl.replace(/\.git$/, '').replace(/(?<!\/)\/+$/, '');
  if (/\/(?:blob|src|raw)\//.test(url)) return `${url}/`;
  if (/\/tree\//.test(url)) return `${url.replace('/tree/', '/blob/')}/`;
  return `${url}${/gitlab/i.test(new URL(url).hostname) ? '/-' : ''}/blob/HEAD/`;
}

/** A page in the order its site has, with what it is called there. */
export interface Placed {
  readonly path: string;
  readonly title?: string;
}

/** Pages of MkDocs' `nav`: paths, titled paths, and titled lists of these. */
function pagesIn(nav: unknown, title?: string): Placed[] {
  if (typeof nav === 'string') return [{ path: nav, ...(title === undefined ? {} : { title }) }];
  if (Array.isArray(nav)) return nav.flatMap((one) => pagesIn(one));
  if (nav === null || typeof nav !== 'object') return [];
  return Object.entries(nav).flatMap(([name, inner]) => pagesIn(inner, name));
}

/** Links of a table of contents. */
function pagesOfSummary({ path, text }: NonNullable<SiteConfig['summary']>): Placed[] {
  return [...text.matchAll(/\[([^\][\n]+)\]\(<?([^)>\s#[]+)/g)].map(([, title = '', target = '']) => ({
    path: posix.join(posix.dirname(path), decodeURI(target.replace(/%(?![0-9a-f]{2})/gi, '%25'))),
    title: title.trim(),
  }));
}

/** The pages in the order a site says, by their path below the folder of notes. */
export function orderOf(config: SiteConfig): readonly Placed[] {
  if (config.summary) return pagesOfSummary(config.summary);
  if (config.tool !== 'mkdocs') return [];
  const { content } = layoutOf(config);
  return pagesIn(mkdocsFields(config.text).nav).map((one) => ({
    ...one,
    path: posix.join(content, one.path),
  }));
}

/** YAML of other people's may hold tags only they know. */
function mkdocsFields(text: string): Record<string, unknown> {
  const { value, errors } = readYaml(text);
  const read = errors.length === 0 && value !== null && typeof value === 'object';
  return read ? (value as Record<string, unknown>) : {};
}

const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** Folders, seen from that of the configuration, from which pages may take in other files. */
export function snippetFolders({ tool, text }: SiteConfig): string[] {
  if (tool !== 'mkdocs') return [];
  const { markdown_extensions: extensions, docs_dir: docs } = mkdocsFields(text);
  const bases = listOf(extensions).flatMap((one) => {
    const options = (one as Record<string, { base_path?: unknown } | null> | null)?.['pymdownx.snippets'];
    return listOf(options?.base_path).filter((base) => typeof base === 'string');
  });
  return [...bases, typeof docs === 'string' ? docs : 'docs'];
}

const folderOf = (given: unknown, usual: string): string =>
  (typeof given === 'string' ? posix.normalize(given) : usual).replace(/^\.?\/|\/$/g, '');

/** Folder of a book's pages: mdBook's `src`, GitBook's `root`. */
export function bookFolder({ tool, text, isAbove }: Pick<SiteConfig, 'tool' | 'text' | 'isAbove'>): string {
  if (tool === 'gitbook') return folderOf(mkdocsFields(text).root, '.');
  return isAbove ? '' : folderOf(/^[ \t]*src[ \t]*=[ \t]*["']([^"'\n]+)["']/m.exec(text)?.[1], 'src');
}

function layoutOf({ tool, text, isAbove }: SiteConfig): Pick<Publishing, 'content' | 'pages' | 'anchors'> {
  if (tool === 'docusaurus') return { content: '', pages: 'bare', anchors: 'named' };
  if (tool === 'hugo') return { content: isAbove ? '' : 'content', pages: 'directory', anchors: 'named' };
  if (tool === 'gitbook')
    return { content: bookFolder({ tool, text, isAbove }), pages: 'bare', anchors: 'github' };
  if (tool === 'mdbook')
    return { content: bookFolder({ tool, text, isAbove }), pages: 'html', anchors: 'named' };
  if (tool === 'plain') return { content: '', pages: 'directory', anchors: 'ascii' };
  const fields = mkdocsFields(text);
  const isHtml = fields.use_directory_urls === false || /^use_directory_urls:\s*false/m.test(text);
  const isUnicode = /^[ \t]*slugify:.*(slugs|slugify_unicode|uslugify)/m.test(text);
  return {
    content: isAbove ? '' : folderOf(fields.docs_dir, 'docs'),
    pages: isHtml ? 'html' : 'directory',
    anchors: isUnicode ? 'unicode' : 'ascii',
  };
}

/** Each tool's own rules for addresses; a base address in a repository shows the files. */
export function publishingOf({ baseUrl, repoUrl }: Addresses, config: SiteConfig): Publishing {
  const { tool } = config;
  if (baseUrl !== undefined && /\/(blob|tree)\//.test(new URL(baseUrl).pathname))
    return { tool, baseUrl: filesUrl(baseUrl), content: '', pages: 'repository', anchors: 'github' };
  return {
    tool,
    ...(baseUrl === undefined ? {} : { baseUrl: `${baseUrl.replace(/(?<!\/)\/+$/, '')}/` }),
    ...(repoUrl === undefined ? {} : { repoUrl: filesUrl(repoUrl) }),
    ...layoutOf(config),
    isAbove: config.isAbove,
    order: orderOf(config),
  };
}

const LANGUAGE = /\.(en|ja)\.md$/i;
const EXTENSION = /\.(?:md|markdown|mdx)$/i;
const INDEX = /(^|\/)(?:_?index|readme)$/i;

/** As MkDocs' i18n plugin does: English at the root, Japanese below ja/. */
function mkdocsPath(path: string, pages: Publishing['pages']): string {
  const lang = LANGUAGE.exec(path)?.[1]?.toLowerCase();
  const plain = path.replace(LANGUAGE, '.md').replace(EXTENSION, '');
  const localised = lang === 'ja' ? `ja/${plain}` : plain;
  if (pages === 'html') return `${localised.replace(INDEX, '$1index')}.html`;
  return INDEX.test(localised) ? localised.replace(INDEX, '$1') : `${localised}/`;
}

/** Numbers for the order of files and folders are no part of an address. */
const unnumbered = (path: string): string =>
  path
    .split('/')
    .map((name) => name.replace(/^\d+\s*[-_.]+\s*(?=[^\d\s])/, ''))
    .join('/');

function docusaurusPath(path: string, slug: string | undefined, isAbove: boolean): string {
  const below = isAbove ? `docs/${path}` : path;
  const plain = unnumbered(below.replace(EXTENSION, ''));
  const folder = posix.dirname(plain);
  const [first = ''] = plain.split('/');
  if (slug !== undefined) return posix.join(slug.startsWith('/') ? first : folder, slug).replace(/\/$/, '');
  // A page named as its folder is the folder's own.
  const isFolders = posix.basename(plain).toLowerCase() === posix.basename(folder).toLowerCase();
  return INDEX.test(plain) || isFolders ? (folder === '.' ? '' : folder) : plain;
}

function hugoPath(path: string, slug: string | undefined): string {
  const plain = path.replace(EXTENSION, '').toLowerCase().replace(/\s+/g, '-');
  if (slug?.startsWith('/')) return slug.slice(1);
  const own = INDEX.test(plain) ? plain.replace(INDEX, '') : plain;
  const named = slug === undefined ? own : posix.join(posix.dirname(own), slug);
  return named === '' || named === '.' ? '' : `${named}/`;
}

/** Published by Notion a page is found by the hash of its name alone. */
export function notionPath(path: string): string | undefined {
  const name = posix.basename(path).replace(EXTENSION, '');
  const hash = HASH.exec(name)?.[1];
  if (hash === undefined) return undefined;
  const words = withoutHash(name)
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return words === '' ? hash : `${words}-${hash}`;
}

const gitbookPath = (path: string): string =>
  path.replace(EXTENSION, '').replace(INDEX, '$1').replace(/\/$/, '');

/** A page's path on the site; nothing for a file the site does not hold. */
export function sitePath(
  path: string,
  slug: string | undefined,
  { tool, content, pages, isAbove = false, order = [] }: Publishing,
): string | undefined {
  if (pages === 'repository') return path;
  // mdBook makes pages of what its table of contents names, and of nothing else.
  if (tool === 'mdbook' && order.length > 0 && order.every((one) => one.path !== path)) return undefined;
  if (content !== '' && !path.startsWith(`${content}/`)) return undefined;
  const inside = content === '' ? path : path.slice(content.length + 1);
  if (tool === 'docusaurus') return docusaurusPath(inside, slug, isAbove);
  if (tool === 'gitbook') return gitbookPath(inside);
  if (tool === 'plain' && notionPath(path) !== undefined) return notionPath(path);
  return tool === 'hugo' ? hugoPath(inside, slug) : mkdocsPath(inside, pages);
}
