import type { types } from '@slack/bolt';
import { firstUnits, type Span, type Text } from '../../../text.ts';
import { SLACK_LIMITS } from './limits.ts';
import { cleanMrkdwn, isWebAddress } from './mrkdwn.ts';

/**
 * Rich text says bold and code as data, where mrkdwn needs spaces around its asterisks and fails next to kana.
 * Nothing in it is markup, so nothing is escaped: `<!channel>` in a text element is nine characters.
 */
type Inline = types.RichTextText | types.RichTextLink | types.RichTextDate;
type Element = types.RichTextBlock['elements'][number];

/** Longest text of one element: undocumented, so the limit of other text objects. */
function pieces(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; ) {
    const piece = firstUnits(text.slice(at), SLACK_LIMITS.mrkdwn);
    found.push(piece);
    at += piece.length;
  }
  return found;
}

/** Shown in each reader's own zone and language. */
const moment = (fallback: string, at: number): Inline => ({
  type: 'date',
  timestamp: Math.floor(at / 1000),
  format: '{date_short_pretty} {time}',
  fallback: (pieces(fallback)[0] ?? '').trim() || new Date(at).toISOString(),
});

function inline(span: Span): Inline[] {
  const text = cleanMrkdwn(span.text);
  const look = { ...(span.bold ? { bold: true } : {}), ...(span.code ? { code: true } : {}) };
  const style = Object.keys(look).length > 0 ? { style: look } : {};
  const url = span.href;
  if (span.moment !== undefined) return [moment(text, span.moment)];
  return pieces(text).map((piece) =>
    url && url.length <= SLACK_LIMITS.url && isWebAddress(url)
      ? { type: 'link', url, text: piece, ...style }
      : { type: 'text', text: piece, ...style },
  );
}

export const inlines = (text: Text): Inline[] => text.flatMap(inline);

export const bold = (words: string): Text => (words === '' ? [] : [{ text: words, bold: true }]);

/** Texts one under the other in one section; nothing for no text, since Slack refuses empty elements. */
export function section(lines: readonly Text[]): Element[] {
  const full = lines.filter((line) => line.some((span) => span.text !== ''));
  const elements = full.flatMap((line, index) => inlines(index === 0 ? line : [{ text: '\n' }, ...line]));
  return elements.length > 0 ? [{ type: 'rich_text_section', elements }] : [];
}

export function list(items: readonly Text[], ordered: boolean): Element[] {
  const elements = items.flatMap((item) =>
    section([item]).flatMap((one) => (one.type === 'rich_text_section' ? [one] : [])),
  );
  return elements.length > 0
    ? [{ type: 'rich_text_list', style: ordered ? 'ordered' : 'bullet', elements }]
    : [];
}

export function quote(words: Text): Element[] {
  return section([words]).flatMap((one) =>
    one.type === 'rich_text_section' ? [{ type: 'rich_text_quote', elements: one.elements }] : [],
  );
}

export function preformatted(code: string): Element[] {
  const elements = pieces(cleanMrkdwn(code)).map((words) => ({ type: 'text' as const, text: words }));
  return elements.length > 0 ? [{ type: 'rich_text_preformatted', elements }] : [];
}

export const richText = (elements: Element[]): types.RichTextBlock[] =>
  elements.length > 0 ? [{ type: 'rich_text', elements }] : [];
