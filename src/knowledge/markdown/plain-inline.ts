import type { PhrasingContent } from 'mdast';

/** Nodes of the plain reader know their line; the rest of a position is never looked at. */
export const at = (line: number) => ({ start: { line, column: 1 }, end: { line, column: 1 } });

/** A block's lines, with the line of the file the first one stands on. */
export interface Block {
  readonly lines: readonly string[];
  readonly line: number;
}

/** A line that can only be the text of a paragraph or list item. */
export const TEXT_LINE = /^(?:[\p{L}「『（“”]|!\[|\[[^\]^]+\]\(|\*\*[^\s*]|`[^`]|\d(?!\d{0,8}[.)](?:\s|$)))/u;

/** The few inline forms that mean the same wherever they stand. */
const FORM =
  /(?<!`)`(?<code>[^`\s](?:[^`\n]*[^`\s])?)`(?!`)|(?<!\*)\*\*(?<strong>[^*\s](?:[^*\n]*[^*\s])?)\*\*(?!\*)|!\[(?<alt>[^\][\n]*)\]\((?<image>[^\s()<>\\&]+)\)|(?<!!)\[(?<label>[^\][\n^]+)\]\((?<url>[^\s()<>\\&]+)\)|(?<html><br ?\/?>)/g;

/** Anything that might be more than text: emphasis, brackets, HTML, entities, escapes, addresses. */
const MORE = /[`*[\]<>~\\|\t@]|&[#\w]|https?:|www\.|(?:mailto|xmpp):|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/i;

/** Whether text can be nothing but text. */
export const isPlain = (text: string): boolean => !MORE.test(text);

function formNode(groups: Record<string, string | undefined>, line: number): PhrasingContent | undefined {
  const position = at(line);
  const { code, strong, alt, image, label, url, html } = groups;
  if (html !== undefined) return { type: 'html', value: html, position };
  if (code !== undefined) return { type: 'inlineCode', value: code, position };
  if (image !== undefined) return { type: 'image', url: image, alt: alt ?? '', position };
  const inner = strong ?? label ?? '';
  if (!isPlain(inner)) return undefined;
  const children: PhrasingContent[] = [{ type: 'text', value: inner, position }];
  if (strong !== undefined) return { type: 'strong', children, position };
  return { type: 'link', url: url ?? '', children: [{ type: 'text', value: inner, position }], position };
}

/** Reads text in which nothing is in doubt; `undefined` where the real parser must decide. */
export function plainInline(source: string, line: number): PhrasingContent[] | undefined {
  const nodes: PhrasingContent[] = [];
  let end = 0;
  let row = line;
  const pass = (text: string): boolean => {
    if (!isPlain(text)) return false;
    if (text !== '') nodes.push({ type: 'text', value: text, position: at(row) });
    row += text.split('\n').length - 1;
    return true;
  };
  for (const match of source.matchAll(FORM)) {
    if (!pass(source.slice(end, match.index))) return undefined;
    const node = formNode(match.groups ?? {}, row);
    if (!node) return undefined;
    nodes.push(node);
    end = match.index + match[0].length;
  }
  return pass(source.slice(end)) ? nodes : undefined;
}
