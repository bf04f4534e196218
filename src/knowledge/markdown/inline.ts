import type { PhrasingContent } from 'mdast';
import { type Part, plain, type Span, type Text } from '../../text.ts';
import { webAddress } from '../address.ts';
import { withoutControls } from '../control-characters.ts';
import type { InternalLink, PageProblem } from '../page.ts';
import type { Markdown } from './markdown.ts';

export type ImagePart = Extract<Part, { kind: 'image' }>;

/** What reading a page gathers on the way, besides the text itself. */
export interface Gathered {
  readonly markdown: Markdown;
  readonly links: InternalLink[];
  readonly problems: PageProblem[];
  /** Footnotes referred to since the list was last emptied. */
  readonly footnotes: Footnote[];
}

/** A footnote referred to, and what stands before it on its line. */
export interface Footnote {
  readonly id: string;
  readonly words: string;
}

export const gather = (markdown: Markdown): Gathered => ({
  markdown,
  links: [],
  problems: [...markdown.problems],
  footnotes: [],
});

/** A paragraph's text, a new entry wherever the writer broke the line on purpose, and the images in it. */
export interface Inline {
  readonly lines: readonly Text[];
  readonly images: readonly ImagePart[];
}

type Look = Omit<Span, 'text'>;

interface Draft {
  readonly lines: Span[][];
  readonly images: ImagePart[];
  readonly gathered: Gathered;
}

const JAPANESE = /[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef]/;
/** An address written as it is; inside Japanese text it ends where that goes on. */
const ADDRESS = /((?:https?:\/\/|(?<![\w.@/-])www\.)[^\s<>\u3000、。，．）」』】〉》；：！？]+)/i;
function push(draft: Draft, text: string, look: Look): void {
  const line = draft.lines.at(-1);
  const clean = look.code ? withoutControls(text) : withoutControls(text).replace(/[ \t]{2,}/g, ' ');
  if (!line || clean === '') return;
  const last = line.at(-1);
  const same =
    last && last.bold === look.bold && last.code === look.code && last.href === look.href && !look.code;
  if (same) line[line.length - 1] = { ...last, text: last.text + clean };
  else line.push({ text: clean, ...look });
}

/** Where an address ends: before punctuation, and before brackets that were not opened in it. */
function addressEnd(address: string): number {
  let open = 0;
  for (const letter of address) open += letter === '(' ? 1 : letter === ')' ? -1 : 0;
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1] ?? '';
    if (last === ')' && open < 0) open += 1;
    else if (!/[?!.,:;*_~'"\\|\]]/.test(last)) break;
  }
  return end;
}

function pushAddresses(draft: Draft, value: string, look: Look): void {
  if (look.href !== undefined || !/https?:\/\/|www\./i.test(value)) {
    push(draft, value, look);
    return;
  }
  value.split(ADDRESS).forEach((piece, index) => {
    const end = index % 2 === 1 ? addressEnd(piece) : piece.length;
    const address = piece.slice(0, end);
    const href =
      index % 2 === 1 ? webAddress(/^www/i.test(address) ? `http://${address}` : address) : undefined;
    push(draft, address, href === undefined ? look : { ...look, href });
    push(draft, piece.slice(end).replace(/^\\+$/, ''), look);
  });
}

/** Markdown does not see `**強調**` next to Japanese punctuation; readers do. */
function pushText(draft: Draft, value: string, look: Look): void {
  if (!value.includes('**')) {
    pushAddresses(draft, value, look);
    return;
  }
  value.split(/\*\*(?=\S)([^*\n]*[^*\s])\*\*/).forEach((piece, index) => {
    pushAddresses(draft, piece, index % 2 === 1 ? { ...look, bold: true } : look);
  });
}

/** An address of our own notes is kept as written for `trees/resolve.ts`; anything else that is not the web is dropped. */
function lookOfLink(url: string, line: number, look: Look, gathered: Gathered): Look {
  const web = webAddress(url);
  if (web !== undefined) return { ...look, href: web };
  if (url === '' || /^(?!wiki:)[a-z][a-z0-9+.-]*:|^\/\//i.test(url)) return look;
  gathered.links.push({ target: url, line });
  return { ...look, href: url };
}

function readLink(node: Extract<PhrasingContent, { type: 'link' }>, look: Look, draft: Draft): void {
  read(node.children, lookOfLink(node.url, node.position?.start.line ?? 1, look, draft.gathered), draft);
}

function readImage(url: string, alt: string, draft: Draft): void {
  if (url === '' || /^(data|file|javascript):/i.test(url)) return;
  draft.images.push({ kind: 'image', url: webAddress(url) ?? url, alt: withoutControls(alt) });
}

/** What a footnote stands behind is a sentence; so far back it begins, in UTF-16 units. */
const SENTENCE = 600;

function lastWords({ lines }: Draft): string {
  const end: Span[] = [];
  let room = SENTENCE;
  const line = lines.at(-1) ?? [];
  for (let at = line.length - 1; at >= 0 && room > 0; at--) {
    const span = line[at] as Span;
    end.unshift({ ...span, text: span.text.slice(-room) });
    room -= span.text.length;
  }
  return plain(trimText(joinSoftBreaks(end)));
}

function readNode(node: PhrasingContent, look: Look, draft: Draft): void {
  switch (node.type) {
    case 'text':
      pushText(draft, node.value, look);
      break;
    case 'inlineCode':
      push(draft, node.value.replace(/\n/g, ' '), { ...look, code: true });
      break;
    case 'strong':
      read(node.children, { ...look, bold: true }, draft);
      break;
    case 'emphasis':
    case 'delete':
      read(node.children, look, draft);
      break;
    case 'link':
      readLink(node, look, draft);
      break;
    case 'image':
      readImage(node.url, node.alt ?? '', draft);
      break;
    case 'footnoteReference':
      draft.gathered.footnotes.push({ id: node.identifier, words: lastWords(draft) });
      break;
    case 'break':
      draft.lines.push([]);
      break;
    case 'html':
      if (/^<br\s*\/?>$/i.test(node.value)) draft.lines.push([]);
      break;
    default:
      // References are resolved by the parser.
      break;
  }
}

function read(nodes: readonly PhrasingContent[], look: Look, draft: Draft): void {
  for (const node of nodes) readNode(node, look, draft);
}

/** A line end inside a paragraph is a space, but not between two Japanese characters. */
function joinSoftBreaks(line: readonly Span[]): readonly Span[] {
  const whole = line.map((span) => span.text).join('');
  if (!whole.includes('\n')) return line;
  let start = 0;
  return line.map((span) => {
    const text = span.text.replace(/(?:(?<![ \t])[ \t]+)?\n[ \t]*/g, (found, offset: number) => {
      const before = whole[start + offset - 1] ?? '';
      const after = whole[start + offset + found.length] ?? '';
      return JAPANESE.test(before) && JAPANESE.test(after) ? '' : ' ';
    });
    start += span.text.length;
    return { ...span, text };
  });
}

/** Without blanks at either end, and without spans that hold nothing. */
export function trimText(line: readonly Span[]): Text {
  const spans = line.filter((span) => span.text !== '');
  while (spans[0]?.text.trim() === '' && !spans[0].code) spans.shift();
  while (spans.at(-1)?.text.trim() === '' && !spans.at(-1)?.code) spans.pop();
  return spans.map((span, index) => {
    const head = index === 0 ? span.text.trimStart() : span.text;
    const text = index === spans.length - 1 ? head.trimEnd() : head;
    return text === span.text ? span : { ...span, text };
  });
}

export function readInline(nodes: readonly PhrasingContent[], gathered: Gathered): Inline {
  const draft: Draft = { lines: [[]], images: [], gathered };
  read(nodes, {}, draft);
  const lines = draft.lines.map((line) => trimText(joinSoftBreaks(line))).filter((line) => line.length > 0);
  return { lines, images: draft.images };
}

/** Lines as one text, for places that hold no line breaks: list items, cells, headings. */
export const joinedLines = (lines: readonly Text[]): Text =>
  lines.flatMap((line, index) => (index === 0 ? line : [{ text: ' ' }, ...line]));

/** The spans of a line that lead to the web. */
export const webLinks = (line: Text): readonly (Span & { readonly href: string })[] =>
  line.filter((span): span is Span & { href: string } => /^https?:/i.test(span.href ?? ''));
