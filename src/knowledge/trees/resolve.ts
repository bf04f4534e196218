import type { Part, Text } from '../../text.ts';
import { webAddress } from '../address.ts';
import type { TreePage } from '../page.ts';
import { perPage } from '../per-page.ts';
import type { Problem } from '../topic.ts';
import type { PlacedPage, Site } from './site.ts';

/** Turns what a page links to, as written, into addresses. */
export interface Resolver {
  text(value: Text): Text;
  parts(parts: readonly Part[]): readonly Part[];
}

const isWeb = (url: string): boolean => /^https?:\/\//i.test(url);

const inside = (text: Text): boolean => text.some((span) => span.href !== undefined && !isWeb(span.href));

const linksIn = (text: Text): string[] =>
  text.flatMap(({ href }) => (href !== undefined && !isWeb(href) ? [href] : []));

/** What a part leads to inside the notes, as written. */
function targetsIn(part: Part): string[] {
  switch (part.kind) {
    case 'text':
    case 'quote':
      return linksIn(part.text);
    case 'list':
      return part.items.flatMap(linksIn);
    case 'facts':
      return part.rows.flatMap((row) => linksIn(row.value));
    case 'table':
      return part.rows.flatMap((row) => row.cells.flatMap(linksIn));
    case 'image':
      return isWeb(part.url) ? [] : [part.url];
    case 'heading':
    case 'code':
      return [];
    default:
      return part satisfies never;
  }
}

/** Most parts hold nothing to resolve, and are handed on as they are. */
const leadsInside = (part: Part): boolean => targetsIn(part).length > 0;

/** Everything a page leads to inside the notes, as written. */
export const targetsOf = perPage(({ summary = [], sections, tips }: TreePage): readonly string[] => [
  ...new Set([
    ...linksIn(summary),
    ...sections.flatMap((section) => section.body.flatMap(targetsIn)),
    ...tips.flatMap((tip) => linksIn(tip.text)),
  ]),
]);

/** Links inside the notes become links to where they are published, or plain text when they are not. */
export function createResolver(placed: PlacedPage, site: Site): Resolver {
  const urlOf = (target: string) => site.follow(placed.path, target).url;

  function text(value: Text): Text {
    if (!inside(value)) return value;
    return value.map((span) => {
      if (span.href === undefined || isWeb(span.href)) return span;
      const { href, ...rest } = span;
      const url = urlOf(href);
      return url === undefined ? rest : { ...rest, href: url };
    });
  }

  function part(one: Part): Part[] {
    switch (one.kind) {
      case 'text':
      case 'quote':
        return [{ ...one, text: text(one.text) }];
      case 'list':
        return [{ ...one, items: one.items.map(text) }];
      case 'facts':
        return [{ ...one, rows: one.rows.map((row) => ({ ...row, value: text(row.value) })) }];
      case 'table':
        return [{ ...one, rows: one.rows.map((row) => ({ ...row, cells: row.cells.map(text) })) }];
      case 'image': {
        const url = isWeb(one.url) ? one.url : webAddress(urlOf(one.url) ?? '');
        return url === undefined ? [] : [{ ...one, url }];
      }
      case 'heading':
      case 'code':
        return [one];
      default:
        return one satisfies never;
    }
  }

  return { text, parts: (parts) => (parts.some(leadsInside) ? parts.flatMap(part) : parts) };
}

/** Links of a page that lead to a page or heading which does not exist. */
export function deadLinks(placed: PlacedPage, site: Site): Problem[] {
  return placed.page.links.flatMap(({ target, line }): Problem[] => {
    const { dead, meant, page } = site.follow(placed.path, target);
    if (!dead) return [];
    const shown = target.startsWith('wiki:') ? `[[${target.slice(5)}]]` : target;
    const hint = meant === undefined ? '' : `: its heading is #${meant}`;
    const message =
      page === undefined
        ? `the link to "${shown}" leads nowhere`
        : `the link to "${shown}" finds no such heading${hint}`;
    return [{ severity: 'warning', file: placed.file, line, field: 'link', message }];
  });
}
