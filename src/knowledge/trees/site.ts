import { posix } from 'node:path';
import type { Page } from '../page.ts';
import { type AnchorStyle, anchorsOf } from './anchors.ts';

/** A page with its place in a folder of notes. */
export interface PlacedPage {
  /** Path below the folder, with `/`. */
  readonly path: string;
  /** Path as a person would name it. */
  readonly file: string;
  readonly page: Page;
}

/** Where and how a folder of notes is published. */
export interface Publishing {
  readonly baseUrl?: string;
  /** `directory`: `dir/page/` · `html`: `dir/page.html` · `repository`: the file itself, as GitHub shows it. */
  readonly pages: 'directory' | 'html' | 'repository';
  readonly anchors: AnchorStyle;
}

/** MkDocs' own defaults, changed by what the folder's `mkdocs.yml` says; a repository address shows files. */
export function publishingOf(baseUrl: string | undefined, mkdocs: string): Publishing {
  if (baseUrl !== undefined && /\/(blob|tree)\//.test(new URL(baseUrl).pathname))
    return { baseUrl: baseUrl.replace(/\/tree\//, '/blob/'), pages: 'repository', anchors: 'github' };
  const anchors = /^\s*slugify:.*(slugs|slugify_unicode|uslugify)/m.test(mkdocs) ? 'unicode' : 'ascii';
  const pages = /^use_directory_urls:\s*false/m.test(mkdocs) ? 'html' : 'directory';
  return { ...(baseUrl === undefined ? {} : { baseUrl }), pages, anchors };
}

/** Where a link leads. `dead`: to a page or heading of these notes that does not exist. */
export interface Destination {
  readonly url?: string;
  readonly page?: string;
  readonly heading?: number;
  readonly dead?: boolean;
}

export interface Site {
  /** Address of a page or of one of its headings; nothing when the notes are not published. */
  address(path: string, heading?: number): string | undefined;
  follow(from: string, target: string): Destination;
  /** A heading's anchor as GitHub makes it, which ids are built from wherever notes are published. */
  anchor(path: string, heading: number): string;
}

const LANGUAGE = /\.(en|ja)\.md$/i;

function pagePath(path: string, pages: Publishing['pages']): string {
  if (pages === 'repository') return path;
  // As MkDocs' i18n plugin does: English at the root, Japanese below ja/.
  const lang = LANGUAGE.exec(path)?.[1]?.toLowerCase();
  const plain = path.replace(LANGUAGE, '.md').replace(/\.(md|markdown)$/i, '');
  const localised = lang === 'ja' ? `ja/${plain}` : plain;
  const index = /(^|\/)(index|readme)$/i;
  if (pages === 'html') return `${localised.replace(index, '$1index')}.html`;
  return index.test(localised) ? localised.replace(index, '$1') : `${localised}/`;
}

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Paths a link may mean, likeliest first: as a file, then as the address of a published page. */
function candidates(from: string, target: string): string[] {
  const relative = (base: string) =>
    target.startsWith('/') ? posix.normalize(target.slice(1)) : posix.join(posix.dirname(base), target);
  const lang = LANGUAGE.exec(from)?.[0];
  return [relative(from), relative(from.replace(/\.\w+$/, '/index'))].flatMap((path) => {
    const bare = path.replace(/\/$/, '').replace(/\.html$/, '');
    const translated = lang ? [bare.replace(/\.md$/i, '') + lang] : [];
    return [
      path,
      `${bare}.md`,
      ...translated,
      `${bare}/index.md`,
      `${bare}/README.md`,
      posix.normalize(`${bare}/../index.md`),
    ];
  });
}

/** Finds what addresses and links of one folder of notes lead to. */
export function createSite(pages: readonly PlacedPage[], publishing: Publishing): Site {
  const known = new Map(pages.map((placed) => [placed.path, placed]));
  const base = publishing.baseUrl?.replace(/\/*$/, '/');
  const anchors = new Map<string, readonly string[]>();
  const addresses = new Map<string, string>();

  const anchorsIn = (path: string, style: AnchorStyle): readonly string[] => {
    const key = `${style} ${path}`;
    const made = anchors.get(key) ?? anchorsOf(known.get(path)?.page.headings ?? [], style);
    anchors.set(key, made);
    return made;
  };
  const address = (path: string, heading?: number): string | undefined => {
    if (base === undefined) return undefined;
    const url = addresses.get(path) ?? base + encoded(pagePath(path, publishing.pages));
    addresses.set(path, url);
    const anchor =
      heading === undefined || heading < 0 ? undefined : anchorsIn(path, publishing.anchors)[heading];
    return anchor === undefined ? url : `${url}#${encodeURIComponent(anchor)}`;
  };
  const headingAt = (path: string, anchor: string): number =>
    ([publishing.anchors, 'github', 'unicode', 'ascii'] as const)
      .map((style) => anchorsIn(path, style).indexOf(anchor))
      .find((index) => index >= 0) ?? -1;
  const withUrl = (url: string | undefined): { url?: string } => (url === undefined ? {} : { url });

  function follow(from: string, target: string): Destination {
    const [whole = '', anchor = ''] = decoded(target).split('#');
    const path = whole.split('?')[0] ?? '';
    const page = path === '' ? from : candidates(from, path).find((one) => known.has(one));
    if (page === undefined) {
      const file = posix.join(posix.dirname(from), path);
      const outside = file.startsWith('..') || path.startsWith('/');
      if (!outside && /(\.md|\.markdown|\/|^[^.]+)$/i.test(path)) return { dead: true };
      return outside || base === undefined ? {} : { url: base + encoded(file) };
    }
    if (anchor === '') return { page, ...withUrl(address(page)) };
    const heading = headingAt(page, anchor);
    return heading < 0 ? { page, dead: true } : { page, heading, ...withUrl(address(page, heading)) };
  }

  const anchor = (path: string, heading: number): string => anchorsIn(path, 'github')[heading] ?? '';
  return { address, follow, anchor };
}
