import type { List, RootContent } from 'mdast';
import { plain, type Source, type Text } from '../../text.ts';
import { sourceOf } from '../address.ts';
import type { Citation } from '../topic.ts';
import { type Footnote, type Gathered, joinedLines, readInline, webLinks } from './inline.ts';

/** 「ℹ️ 参考：」 and its relatives at the start of a quotation. */
const MARK =
  /^[\p{Extended_Pictographic}\p{Variation_Selector}\s]*(?:参考(?:文献|資料|リンク|サイト|url)?|引用元?|出典|参照|references?|sources?|ref|see also)\s*(?:[：:]\s*|$)/iu;

/** Each link of a line; a bare address takes the words beside it as its title. */
export function sourcesOfLine(line: Text): Source[] {
  const links = webLinks(line);
  const [only] = links;
  if (!only) return [];
  if (links.length > 1) return links.map((link) => sourceOf(link.text, link.href));
  const named = sourceOf(only.text, only.href);
  if (named.title === only.text.trim()) return [named];
  const beside = plain(line.filter((span) => span.href === undefined)).replace(
    /^[\s:：、,.-]+|(?<![\s:：、,.\\-])[\s:：、,.\\-]+$/g,
    '',
  );
  return [sourceOf(beside, only.href)];
}

export const sourcesOfList = (list: List, gathered: Gathered): Source[] =>
  list.children.flatMap((item) =>
    item.children.flatMap((child) => {
      if (child.type === 'list') return sourcesOfList(child, gathered);
      return child.type === 'paragraph'
        ? sourcesOfLine(joinedLines(readInline(child.children, gathered).lines))
        : [];
    }),
  );

/** Sources named by any blocks: lists of links, or paragraphs with links in them. */
export function sourcesOfBlocks(nodes: readonly RootContent[], gathered: Gathered): Source[] {
  return nodes.flatMap((node) => {
    if (node.type === 'list') return sourcesOfList(node, gathered);
    if (node.type === 'paragraph') return readInline(node.children, gathered).lines.flatMap(sourcesOfLine);
    if (node.type === 'blockquote') return readReference(node.children, gathered) ?? [];
    return [];
  });
}

function withoutMark(line: Text): Text {
  const [first, ...rest] = line;
  return first ? [{ ...first, text: first.text.replace(MARK, '') }, ...rest] : [];
}

/** Whether a line is a link and hardly a word of its own beside it. */
export function isReference(line: Text): boolean {
  const letters = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const linked = plain(webLinks(line));
  return linked !== '' && letters(linked) * 2 >= letters(plain(line));
}

/**
 * The sources of a quotation that begins with 参考 or the like; `undefined` for any other. `bare`: nothing but links
 * may stand in it, as in a paragraph that is no quotation.
 */
export function readReference(
  nodes: readonly RootContent[],
  gathered: Gathered,
  bare = false,
): Source[] | undefined {
  const [head, ...rest] = nodes;
  if (head?.type !== 'paragraph') return undefined;
  const opening = head.children[0];
  if (opening?.type !== 'text' || !MARK.test(opening.value.split('\n')[0] ?? '')) return undefined;
  const [first, ...more] = readInline(head.children, gathered).lines;
  const lines = [...(first ? [withoutMark(first)] : []), ...more];
  if (bare && !lines.every((line) => plain(line).trim() === '' || isReference(line))) return undefined;
  const listed = sourcesOfBlocks(rest, gathered);
  if (bare && rest.some((node) => node.type === 'list' && node.children.length > listed.length))
    return undefined;
  const all = [...lines.flatMap(sourcesOfLine), ...listed];
  // A book without an address cannot be linked to; it stays a quotation so that it is not lost.
  return all.length > 0 ? all : undefined;
}

/** The footnotes referred to since they were last taken. */
export const takeFootnotes = (gathered: Gathered): Footnote[] => gathered.footnotes.splice(0);

export const idsOf = (footnotes: readonly Footnote[]): string[] => [
  ...new Set(footnotes.map(({ id }) => id)),
];

/** What footnotes link to. */
export const sourcesOfFootnotes = (footnotes: readonly Footnote[], gathered: Gathered): Source[] =>
  idsOf(footnotes).flatMap((id) =>
    sourcesOfBlocks(gathered.markdown.footnotes.get(id)?.children ?? [], gathered),
  );

/** Each place in the text that refers to a footnote with links in it. */
export const citationsOf = (footnotes: readonly Footnote[], gathered: Gathered): Citation[] =>
  footnotes.flatMap((one) => {
    const sources = sourcesOfFootnotes([one], gathered);
    return sources.length > 0 ? [{ words: one.words, sources }] : [];
  });
