import { Parser } from 'htmlparser2';
import type { Part, Span, Text } from '../../text.ts';
import { webAddress } from '../address.ts';
import { withoutControls } from '../control-characters.ts';
import { trimText } from './inline.ts';

/** Elements whose text nobody is meant to read. */
const HIDDEN = new Set(['script', 'style', 'svg', 'template', 'head', 'noscript']);
/** Elements that begin a line of their own. */
const BLOCKS = new Set(
  'address article aside blockquote br caption center dd details dialog div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead td th tr ul'.split(
    ' ',
  ),
);

/** What a piece of HTML between Markdown says, in order: its text, and where folds begin and end. */
export type HtmlEvent =
  | { readonly kind: 'part'; readonly part: Part }
  | { readonly kind: 'open' }
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'close' };

interface Reading {
  readonly events: HtmlEvent[];
  line: Span[];
  hidden: number;
  bold: number;
  href: string | undefined;
  inList: boolean;
  row: Text[] | undefined;
  rows: Text[][] | undefined;
}

function flush(reading: Reading): void {
  const spans = trimText(reading.line);
  reading.line = [];
  if (spans.length === 0) return;
  if (reading.row) reading.row.push(spans);
  else if (reading.inList) reading.events.push({ kind: 'part', part: { kind: 'list', items: [spans] } });
  else reading.events.push({ kind: 'part', part: { kind: 'text', text: spans } });
}

function endTable(reading: Reading): void {
  const [head = [], ...rows] = reading.rows ?? [];
  reading.rows = undefined;
  const plain = (value: Text = []) =>
    value
      .map((span) => span.text)
      .join('')
      .trim();
  if (rows.length === 0) return;
  reading.events.push({
    kind: 'part',
    part: {
      kind: 'table',
      caption: plain(head[0]),
      columns: head.slice(1).map(plain),
      rows: rows.map((row) => ({
        label: plain(row[0]),
        cells: head.slice(1).map((_none, at) => row[at + 1] ?? []),
      })),
    },
  });
}

function openTag(name: string, attributes: Record<string, string>, reading: Reading): void {
  if (HIDDEN.has(name)) reading.hidden += 1;
  if (BLOCKS.has(name)) flush(reading);
  if (name === 'details') reading.events.push({ kind: 'open' });
  else if (name === 'a') reading.href = webAddress(attributes.href ?? '');
  else if (name === 'b' || name === 'strong') reading.bold += 1;
  else if (name === 'li') reading.inList = true;
  else if (name === 'table') reading.rows = [];
  else if (name === 'tr' && reading.rows) reading.row = [];
  else if (name === 'img') {
    const url = webAddress(attributes.src ?? '') ?? attributes.src ?? '';
    if (url !== '' && !/^(?:data|file|javascript):/i.test(url))
      reading.events.push({ kind: 'part', part: { kind: 'image', url, alt: attributes.alt ?? '' } });
  }
}

function closeTag(name: string, reading: Reading): void {
  if (HIDDEN.has(name)) reading.hidden = Math.max(0, reading.hidden - 1);
  if (name === 'summary') {
    const title = reading.line
      .map((span) => span.text)
      .join('')
      .trim();
    reading.line = [];
    reading.events.push({ kind: 'title', title });
    return;
  }
  if (BLOCKS.has(name)) flush(reading);
  if (name === 'a') reading.href = undefined;
  else if (name === 'b' || name === 'strong') reading.bold = Math.max(0, reading.bold - 1);
  else if (name === 'li') reading.inList = false;
  else if (name === 'tr' && reading.row) {
    reading.rows?.push(reading.row);
    reading.row = undefined;
  } else if (name === 'table') endTable(reading);
}

function addText(value: string, reading: Reading): void {
  if (reading.hidden > 0) return;
  const text = withoutControls(value).replace(/\s+/g, ' ');
  const look = {
    ...(reading.bold > 0 ? { bold: true } : {}),
    ...(reading.href ? { href: reading.href } : {}),
  };
  reading.line.push({ text: reading.line.length === 0 ? text.trimStart() : text, ...look });
}

function readPiece(source: string): readonly HtmlEvent[] {
  const reading: Reading = {
    events: [],
    line: [],
    hidden: 0,
    bold: 0,
    href: undefined,
    inList: false,
    row: undefined,
    rows: undefined,
  };
  const parser = new Parser({
    onopentag: (name, attributes) => openTag(name, attributes, reading),
    onclosetag: (name) => closeTag(name, reading),
    ontext: (value) => addText(value, reading),
  });
  parser.write(source);
  parser.end();
  flush(reading);
  return reading.events;
}

/** A comment, which nobody is shown. */
export const isComment = (source: string): boolean =>
  source.startsWith('<!--') && source.endsWith('-->') && source.indexOf('<!--', 4) < 0;

/** Reads HTML; tags that have no meaning for readers are left out, their text is kept. */
export function readHtml(source: string): readonly HtmlEvent[] {
  if (isComment(source.trim())) return [];
  // A fold may be closed in a later piece than it was opened in, which the parser by itself would pass over.
  const pieces = source.split(/<\/details\s*>/i);
  return pieces.flatMap((piece, index) => [
    ...readPiece(piece),
    ...(index < pieces.length - 1 ? [{ kind: 'close' } as const] : []),
  ]);
}
