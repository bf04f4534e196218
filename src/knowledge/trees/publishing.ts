import { posix } from 'node:path';
import { parse as parseYaml } from 'yaml';
import type { AnchorStyle } from './anchors.ts';

/** The tool a folder of notes is published with, told by its configuration. */
export type Tool = 'mkdocs' | 'docusaurus' | 'hugo' | 'plain';

export interface SiteConfig {
  readonly tool: Tool;
  /** The configuration as it stands. */
  readonly text: string;
  /** It stands in the folder around the notes, which are then its pages themselves. */
  readonly isAbove: boolean;
}

/** Configuration files, tried in this order. */
export const SITE_FILES: readonly (readonly [file: string, tool: Tool])[] = [
  ['mkdocs.yml', 'mkdocs'],
  ['mkdocs.yaml', 'mkdocs'],
  ['docusaurus.config.ts', 'docusaurus'],
  ['docusaurus.config.js', 'docusaurus'],
  ['docusaurus.config.mjs', 'docusaurus'],
  ['hugo.toml', 'hugo'],
  ['hugo.yaml', 'hugo'],
  ['hugo.yml', 'hugo'],
];

export const PLAIN_SITE: SiteConfig = { tool: 'plain', text: '', isAbove: false };

/** Where and how a folder of notes is published. */
export interface Publishing {
  readonly tool: Tool;
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
}

/** Where the notes are published, as their keepers say. */
export interface Addresses {
  readonly baseUrl?: string;
  readonly repoUrl?: string;
}

/** A repository's address up to its files, whatever part of it was given. */
function filesUrl(repoUrl: string): string {
  const url = repoUrl.replace(/\.git$/, '').replace(/\/+$/, '');
  if (/\/(?:blob|src|raw)\//.test(url)) return `${url}/`;
  if (/\/tree\//.test(url)) return `${url.replace('/tree/', '/blob/')}/`;
  return `${url}${/gitlab/i.test(new URL(url).hostname) ? '/-' : ''}/blob/HEAD/`;
}

/** YAML of other people's may hold tags only they know. */
function mkdocsFields(text: string): Record<string, unknown> {
  try {
    const value: unknown = parseYaml(text, { logLevel: 'silent' });
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
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

function layoutOf({ tool, text, isAbove }: SiteConfig): Pick<Publishing, 'content' | 'pages' | 'anchors'> {
  if (tool === 'docusaurus') return { content: '', pages: 'bare', anchors: 'github' };
  if (tool === 'hugo') return { content: isAbove ? '' : 'content', pages: 'directory', anchors: 'github' };
  if (tool === 'plain') return { content: '', pages: 'directory', anchors: 'ascii' };
  const fields = mkdocsFields(text);
  const isHtml = fields.use_directory_urls === false || /^use_directory_urls:\s*false/m.test(text);
  const isUnicode = /^\s*slugify:.*(slugs|slugify_unicode|uslugify)/m.test(text);
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
    ...(baseUrl === undefined ? {} : { baseUrl: baseUrl.replace(/\/*$/, '/') }),
    ...(repoUrl === undefined ? {} : { repoUrl: filesUrl(repoUrl) }),
    ...layoutOf(config),
    isAbove: config.isAbove,
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

/** A page's path on the site; nothing for a file the site does not hold. */
export function sitePath(
  path: string,
  slug: string | undefined,
  { tool, content, pages, isAbove = false }: Publishing,
): string | undefined {
  if (pages === 'repository') return path;
  if (content !== '' && !path.startsWith(`${content}/`)) return undefined;
  const inside = content === '' ? path : path.slice(content.length + 1);
  if (tool === 'docusaurus') return docusaurusPath(inside, slug, isAbove);
  return tool === 'hugo' ? hugoPath(inside, slug) : mkdocsPath(inside, pages);
}
