import type { Action, Card, Content } from '../talk/reply.ts';
import { say } from '../talk/sentences/sentences.ts';
import { type Lang, type Part, plain, type Text } from '../text.ts';

/**
 * Room a part takes in the tightest message there is, in bytes: Slack's, of JSON. Each run of text and each item
 * brings its frame along.
 */
const FRAME = 60;

const encoder = new TextEncoder();
const bytes = (words: string): number => encoder.encode(words).length;

const sizeOfText = (value: Text): number =>
  value.reduce((sum, { text, href = '' }) => sum + bytes(text) + bytes(href) + FRAME, FRAME);

function sizeOf(part: Part): number {
  switch (part.kind) {
    case 'text':
    case 'quote':
      return sizeOfText(part.text);
    case 'heading':
      return bytes(part.text) + FRAME;
    case 'list':
      return part.items.reduce((sum, item) => sum + sizeOfText(item), bytes(part.heading ?? '') + FRAME);
    case 'facts':
      return part.rows.reduce((sum, row) => sum + bytes(row.label) + sizeOfText(row.value), FRAME);
    case 'table': {
      const words = [...part.columns, ...part.rows.flatMap((row) => [row.label, ...row.cells.map(plain)])];
      return words.reduce((sum, one) => sum + bytes(one) + FRAME, bytes(part.caption));
    }
    case 'code':
      return bytes(part.code) + FRAME;
    case 'image':
      return bytes(part.alt) + bytes(part.url) + FRAME;
    default:
      return part satisfies never;
  }
}

/** A part as parts that can stand on pages of their own: an item, a row each. The first has the heading. */
function pieces(part: Part): readonly Part[] {
  switch (part.kind) {
    case 'list': {
      if (part.ordered) return [part];
      const { heading: _, ...bare } = part;
      return part.items.map((item, i) => ({ ...(i === 0 ? part : bare), items: [item] }));
    }
    case 'table':
      return part.rows.map((row) => ({ ...part, rows: [row] }));
    default:
      return [part];
  }
}

/** Pieces of one part that follow one another, as the part they were. */
function joined(parts: readonly { readonly of: Part; readonly piece: Part }[]): Part[] {
  const found: { of: Part; part: Part }[] = [];
  for (const { of, piece } of parts) {
    const last = found.at(-1);
    if (last?.of === of && last.part.kind === 'list' && piece.kind === 'list')
      last.part = { ...last.part, items: [...last.part.items, ...piece.items] };
    else if (last?.of === of && last.part.kind === 'table' && piece.kind === 'table')
      last.part = { ...last.part, rows: [...last.part.rows, ...piece.rows] };
    else found.push({ of, part: piece });
  }
  return found.map(({ part }) => part);
}

/** What a message takes beside its sources, menus and buttons; measured over every answer about the shipped notes. */
const ROOM = 7_600;

/** What the sources may take of a message before they take it from the body. */
const SOURCES_ROOM = 1_500;

/** Room of the last page, which has the sources under it. */
function lastRoom(sources: Content['sources']): number {
  const taken = sources.reduce((sum, { title, url }) => sum + bytes(title) + bytes(url) + FRAME, 0);
  return ROOM - Math.max(0, taken - SOURCES_ROOM);
}

/** A body that one message does not take, as the bodies of several: none is empty, and together they say it all. */
export function pagesOf({ body, sources }: Pick<Content, 'body' | 'sources'>): readonly (readonly Part[])[] {
  let left = body.flatMap((of) => pieces(of).map((piece) => ({ of, piece, size: sizeOf(piece) })));
  const pages: Part[][] = [];
  while (left.reduce((sum, { size }) => sum + size, 0) > lastRoom(sources)) {
    let count = 0;
    for (let room = ROOM; count < left.length && (left[count]?.size ?? 0) <= room; count++)
      room -= left[count]?.size ?? 0;
    // A heading goes with what stands under it; what is larger than any page has one of its own.
    while (count > 1 && left[count - 1]?.piece.kind === 'heading') count--;
    count = Math.max(1, Math.min(count, left.length - 1));
    if (count >= left.length) break;
    pages.push(joined(left.slice(0, count)));
    left = left.slice(count);
  }
  return left.length > 0 ? [...pages, joined(left)] : pages;
}

/** The button that unfolds a card, of which further parts are asked for. */
const askOf = ({ actions }: Card): string =>
  actions.flatMap((action) =>
    action.kind === 'ask' && action.ask.startsWith('unfold ') ? action.ask : [],
  )[0] ?? '';

/** What a card left out, as a card of its own, or where one message does not hold it, a part of it. */
export function unfoldedCard(card: Card, page: number, lang: Lang): Card {
  const { tone, title, link, more } = card;
  if (!more) return card;
  const pages = pagesOf(more);
  const at = Math.min(Math.max(page, 1), Math.max(pages.length, 1));
  const whole = say('restOf', lang)(title);
  const top = {
    tone,
    title: pages.length > 1 ? `${whole} (${at}/${pages.length})` : whole,
    ...(link ? { link } : {}),
  };
  const { picture, ...rest } = more;
  const shown = picture && at === 1 ? { picture } : {};
  if (at >= pages.length) return { ...top, ...rest, body: pages.at(-1) ?? [], ...shown };
  const next: Action = {
    kind: 'ask',
    label: say('nextPart', lang)(at + 1, pages.length),
    ask: `${askOf(card)} +${at + 1}`,
    primary: true,
  };
  return { ...top, body: pages[at - 1] ?? [], actions: [next], sources: [], ...shown };
}
