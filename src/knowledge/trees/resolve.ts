import type { Part, Text } from '../../text.ts';
import { webAddress } from '../address.ts';
import type { Problem } from '../topic.ts';
import type { PlacedPage, Site } from './site.ts';

/** Turns what a page links to, as written, into addresses. */
export interface Resolver {
  text(value: Text): Text;
  parts(parts: readonly Part[]): readonly Part[];
}

const isWeb = (url: string): boolean => /^https?:\/\//i.test(url);

const inside = (text: Text): boolean => text.some((span) => span.href !== undefined && !isWeb(span.href));

/** Whether a part holds anything to resolve; most do not, and are handed on as they are. */
function leadsInside(part: Part): boolean {
  switch (part.kind) {
    case 'text':
    case 'quote':
      return inside(part.text);
    case 'list':
      return part.items.some(inside);
    case 'facts':
      return part.rows.some((row) => inside(row.value));
    case 'table':
      return part.rows.some((row) => row.cells.some(inside));
    case 'image':
      return !isWeb(part.url);
    case 'heading':
    case 'code':
      return false;
    default:
      return part satisfies never;
  }
}

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
