import type { Definition, PhrasingContent } from 'mdast';
import type { Span, Text } from '../text.ts';

/** What inline Markdown holds beside its words. */
export interface Inline {
  readonly text: Text;
  readonly images: readonly { readonly url: string; readonly alt: string }[];
  /** Footnotes referred to, by identifier. */
  readonly notes: readonly string[];
}

/** Turns a link's address into an absolute http(s) one, or drops it. */
export type ResolveLink = (url: string) => string | undefined;

export interface InlineContext {
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly resolve: ResolveLink;
}

/** Absolute http(s) addresses only, percent-encoded; trailing backslashes are left over from hard line breaks. */
export function webAddress(url: string): string | undefined {
  try {
    const parsed = new URL(url.replace(/(?:\\|%5C)+$/i, ''));
    return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.href : undefined;
  } catch {
    return undefined;
  }
}

const CJK = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}ー、。）」（「]/u;

/** A line break in the source is a space between words, and nothing between Japanese characters. */
const unwrap = (value: string): string =>
  value.replace(/(.?)\s*\n\s*(.?)/gu, (_all, before: string, after: string) =>
    CJK.test(before) && CJK.test(after) ? before + after : `${before} ${after}`,
  );

type Look = Omit<Span, 'text'>;

interface Sink {
  readonly spans: Span[];
  readonly images: { url: string; alt: string }[];
  readonly notes: string[];
}

function address(node: PhrasingContent, context: InlineContext): string | undefined {
  if (node.type === 'link') return context.resolve(node.url);
  if (node.type !== 'linkReference') return undefined;
  const url = context.definitions.get(node.identifier)?.url;
  return url === undefined ? undefined : context.resolve(url);
}

function walk(nodes: readonly PhrasingContent[], look: Look, context: InlineContext, sink: Sink): void {
  for (const node of nodes) visit(node, look, context, sink);
}

function visit(node: PhrasingContent, look: Look, context: InlineContext, sink: Sink): void {
  switch (node.type) {
    case 'text':
      sink.spans.push({ ...look, text: unwrap(node.value) });
      return;
    case 'inlineCode':
      sink.spans.push({ ...look, text: node.value.replaceAll('\n', ' '), code: true });
      return;
    case 'strong':
      walk(node.children, { ...look, bold: true }, context, sink);
      return;
    case 'emphasis':
    case 'delete':
      walk(node.children, look, context, sink);
      return;
    case 'link':
    case 'linkReference': {
      const href = address(node, context);
      walk(node.children, href ? { ...look, href } : look, context, sink);
      return;
    }
    case 'image':
    case 'imageReference': {
      const url = node.type === 'image' ? node.url : context.definitions.get(node.identifier)?.url;
      const resolved = url === undefined ? undefined : context.resolve(url);
      if (resolved) sink.images.push({ url: resolved, alt: node.alt ?? '' });
      return;
    }
    case 'footnoteReference':
      sink.notes.push(node.identifier);
      return;
    case 'break':
      sink.spans.push({ text: '\n' });
      return;
    case 'html':
      // `<br>` is how many notes break a line; any other markup has no place in a chat.
      if (/^<br\s*\/?>$/i.test(node.value.trim())) sink.spans.push({ text: '\n' });
      return;
    default:
      return;
  }
}

const sameLook = (a: Span, b: Span): boolean => a.bold === b.bold && a.code === b.code && a.href === b.href;

/** Joins neighbours of one look and trims the ends. */
function tidy(spans: readonly Span[]): Text {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && sameLook(last, span)) joined[joined.length - 1] = { ...last, text: last.text + span.text };
    else joined.push(span);
  }
  const first = joined[0];
  if (first) joined[0] = { ...first, text: first.text.trimStart() };
  const end = joined.at(-1);
  if (end) joined[joined.length - 1] = { ...end, text: end.text.trimEnd() };
  return joined.filter((span) => span.text !== '');
}

/** Inline Markdown as spans: looks and addresses kept as data, all markup gone. */
export function inline(nodes: readonly PhrasingContent[], context: InlineContext): Inline {
  const sink: Sink = { spans: [], images: [], notes: [] };
  walk(nodes, {}, context, sink);
  return { text: tidy(sink.spans), images: sink.images, notes: sink.notes };
}
