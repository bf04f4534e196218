import { posix } from 'node:path';
import { bare } from '../markdown/headings.ts';
import type { Page } from '../page.ts';
import { perPage } from '../per-page.ts';
import { type AnchorStyle, anchorsOf } from './anchors.ts';
import { notionPath, type Publishing, sitePath } from './publishing.ts';

/** A page with its place in a folder of notes. */
export interface PlacedPage {
  /** Path below the folder, with `/`. */
  readonly path: string;
  /** Path as a person would name it. */
  readonly file: string;
  readonly page: Page;
}

/** Where a link leads. `dead`: to a page or heading of these notes that does not exist. */
export interface Destination {
  readonly url?: string;
  readonly page?: string;
  readonly heading?: number;
  readonly dead?: boolean;
  /** The anchor a dead one must have meant, as the site has it. */
  readonly meant?: string;
}

export interface Site {
  /** Address of a page, or of one of its headings; nothing when the notes are not published. */
  address(path: string, heading?: number, line?: number): string | undefined;
  follow(from: string, target: string): Destination;
  /** A heading's anchor as GitHub makes it, which ids are built from wherever notes are published. */
  anchor(path: string, heading: number): string;
  /** How addresses are made, to tell whether they are still made so. */
  readonly style: string;
}

const LANGUAGE = /\.(en|ja)\.md$/i;
const EXTENSION = /\.(?:md|markdown|mdx)$/i;

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Files a path may mean, likeliest first: as it stands, then as the address of a published page. */
function candidates(path: string, language: string | undefined): string[] {
  const plain = path.replace(/\/$/, '').replace(/\.html$/, '');
  const translated = language ? [plain.replace(/\.md$/i, '') + language] : [];
  const names = ['.md', '.mdx', '/index.md', '/_index.md', '/index.mdx', '/README.md'];
  return [path, ...translated, ...names.map((name) => plain + name), posix.normalize(`${plain}/../index.md`)];
}

/** Where paths of a link may start: beside the page, and inside the folder a site makes of it. */
function startsOf(from: string, target: string, content: string): string[] {
  if (target.startsWith('/')) return [posix.join(content, target.slice(1)), posix.normalize(target.slice(1))];
  return [posix.dirname(from), posix.dirname(from.replace(/\.\w+$/, '/index'))].map((base) =>
    posix.join(base, target),
  );
}

/** The first page to bear each key, the shallowest before the deeper. Looked for when it is first asked for. */
function byKey(
  pages: readonly PlacedPage[],
  keyOf: (page: PlacedPage) => string | undefined,
): (key: string) => string | undefined {
  const depth = ({ path }: PlacedPage) => path.split('/').length;
  function find(): Map<string, string> {
    const found = new Map<string, { readonly path: string; readonly depth: number }>();
    for (const page of pages) {
      const key = keyOf(page);
      const before = key === undefined ? undefined : found.get(key);
      if (key !== undefined && depth(page) < (before?.depth ?? Number.POSITIVE_INFINITY))
        found.set(key, { path: page.path, depth: depth(page) });
    }
    return new Map([...found].map(([key, { path }]) => [key, path]));
  }
  let found: Map<string, string> | undefined;
  return (key) => {
    found ??= find();
    return found.get(key);
  };
}

const STYLES = ['github', 'named', 'unicode', 'ascii'] as const satisfies readonly AnchorStyle[];
const anchorsBy = {
  github: perPage(({ headings }: Page) => anchorsOf(headings, 'github')),
  unicode: perPage(({ headings }: Page) => anchorsOf(headings, 'unicode')),
  ascii: perPage(({ headings }: Page) => anchorsOf(headings, 'ascii')),
  named: perPage(({ headings }: Page) => anchorsOf(headings, 'named')),
};

const trimmed = (path: string): string => path.replace(/^\/|\/(?:index\.html)?$|\.html$/g, '').toLowerCase();

/** Finds what addresses and links of one folder of notes lead to. */
export function createSite(pages: readonly PlacedPage[], publishing: Publishing): Site {
  const { baseUrl: base, repoUrl, tool } = publishing;
  // A configuration beside the pages themselves: they need no folder of their own.
  const holds = pages.some(({ path }) => path.startsWith(`${publishing.content}/`));
  const content = holds ? publishing.content : '';
  const known = new Map(pages.map((placed) => [placed.path, placed]));
  const pathOf = ({ path, page }: PlacedPage): string | undefined =>
    sitePath(path, page.kind === 'tree' ? page.slug : undefined, { ...publishing, content });
  const sitePaths = byKey(pages, (page) => trimmed(pathOf(page) ?? page.path));
  const names = byKey(pages, ({ path }) => posix.basename(path).replace(EXTENSION, '').toLowerCase());
  const addresses = new Map<string, string | undefined>();

  const headingsOf = (path: string): readonly string[] => known.get(path)?.page.headings ?? [];
  const anchorsIn = (path: string, style: AnchorStyle): readonly string[] => {
    const page = known.get(path)?.page;
    return page ? anchorsBy[style](page) : [];
  };
  const pageAddress = (path: string): string | undefined => {
    if (!addresses.has(path)) {
      const placed = known.get(path);
      const below = placed && base !== undefined ? pathOf(placed) : undefined;
      addresses.set(path, below === undefined ? undefined : base + encoded(below));
    }
    return addresses.get(path);
  };
  const address = (path: string, heading?: number, line?: number): string | undefined => {
    const url = pageAddress(path);
    if (url === undefined) {
      if (repoUrl === undefined) return undefined;
      return `${repoUrl}${encoded(path)}${line === undefined ? '' : `?plain=1#L${line}`}`;
    }
    // Headings of Notion's have addresses that are in no export.
    const isPlace = heading !== undefined && heading >= 0 && !(tool === 'plain' && notionPath(path));
    const anchor = !isPlace ? undefined : anchorsIn(path, publishing.anchors)[heading];
    return anchor === undefined ? url : `${url}#${encodeURIComponent(anchor)}`;
  };
  const headingAt = (path: string, anchor: string): number => {
    const styles = [publishing.anchors, ...STYLES];
    const found = styles.map((style) => anchorsIn(path, style).indexOf(anchor)).find((index) => index >= 0);
    // Obsidian links to a heading by its words.
    const wanted = bare(anchor.split('#').at(-1) ?? '');
    return found ?? headingsOf(path).findIndex((heading) => bare(heading) === wanted);
  };
  /** A heading whose anchor differs only in capitals and signs. */
  const nearest = (path: string, anchor: string): number => {
    const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
    return headingsOf(path).findIndex((heading) => letters(heading) === letters(anchor));
  };
  const withUrl = (url: string | undefined): { url?: string } => (url === undefined ? {} : { url });

  function pageAt(from: string, path: string): string | undefined {
    if (path === '') return from;
    const language = LANGUAGE.exec(from)?.[0];
    const starts = startsOf(from, path, content);
    const file = starts.flatMap((one) => candidates(one, language)).find((one) => known.has(one));
    return file ?? (path.startsWith('/') ? sitePaths(trimmed(path)) : undefined);
  }

  function named(from: string, name: string): string | undefined {
    if (name === '') return from;
    const file = [name, `${name}.md`].find((one) => known.has(one));
    return file ?? names(posix.basename(name).replace(EXTENSION, '').toLowerCase());
  }

  /** What is no page: a picture or file beside the pages, or a place on the site the notes do not hold. */
  function elsewhere(from: string, path: string, isWiki: boolean): Destination {
    if (isWiki) return { dead: true };
    const file = posix.join(posix.dirname(from), path);
    if (path.startsWith('/')) return base === undefined ? {} : { url: new URL(encodeURI(path), base).href };
    if (file.startsWith('..')) return {};
    if (/(\.mdx?|\.markdown|\/|^[^.]+)$/i.test(path)) return { dead: true };
    if (base === undefined) return repoUrl === undefined ? {} : { url: repoUrl + encoded(file) };
    const inside = content !== '' && file.startsWith(`${content}/`) ? file.slice(content.length + 1) : file;
    return { url: base + encoded(inside) };
  }

  function follow(from: string, target: string): Destination {
    const isWiki = target.startsWith('wiki:');
    const whole = isWiki ? target.slice(5) : decoded(target);
    const cut = whole.indexOf('#');
    const [path, anchor] = cut < 0 ? [whole, ''] : [whole.slice(0, cut), whole.slice(cut + 1)];
    const wanted = isWiki ? path : (path.split('?')[0] ?? '');
    const page = isWiki ? named(from, wanted) : pageAt(from, wanted);
    if (page === undefined) return elsewhere(from, wanted, isWiki);
    if (anchor === '' || anchor.startsWith('^')) return { page, ...withUrl(address(page)) };
    const heading = headingAt(page, anchor);
    if (heading < 0) {
      const near = nearest(page, anchor);
      const meant = anchorsIn(page, publishing.anchors)[near];
      const guess = near < 0 || meant === undefined ? {} : { heading: near, meant };
      return { page, dead: true, ...guess, ...withUrl(address(page, near < 0 ? undefined : near)) };
    }
    return { page, heading, ...withUrl(address(page, heading)) };
  }

  const anchor = (path: string, heading: number): string => anchorsIn(path, 'github')[heading] ?? '';
  const { order: _order, ...how } = publishing;
  return { address, follow, anchor, style: JSON.stringify([how, content]) };
}
