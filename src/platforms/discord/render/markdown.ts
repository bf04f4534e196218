import type { Span, Text } from '../../../text.ts';

/** Keeps apart what would merge: two runs of markup, the backticks in code, the name after an @. */
const ZERO_WIDTH = '\u200b';
/** Longer addresses are left out of running text: nothing a person links to needs them. */
const LONGEST_ADDRESS = 1000;

const LONE_SURROGATE = /\p{Cs}/gu;
/** Control characters, and the marks that reorder the rest of a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point.
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;
const BARE_ADDRESS = /(https?:\/\/[\w.~:/?#@!$&'+,;=%-]*[\w/#=&%-])/i;

/** Text no platform chokes on, for places that show it as it is: labels, placeholders, footers. */
export const cleanText = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replaceAll('\t', ' ').replace(CONTROLS, '').replace(LONE_SURROGATE, '\ufffd');

/** An http(s) address that cannot end a masked link early; `undefined` for any other. */
export function safeAddress(href: string, most = LONGEST_ADDRESS): string | undefined {
  if (!URL.canParse(href)) return undefined;
  const url = new URL(href);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  // What looks like a name before an @ is there to deceive.
  if (url.username !== '' || url.password !== '') return undefined;
  const address = url.href.replace(
    /[()[\]\\<>"|`*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return address.length <= most ? address : undefined;
}

/** Everything that means something to Discord, at the start of a line or within. */
const escapeWords = (words: string): string =>
  words
    .replace(/[\\*_~`|<[\]]/g, '\\$&')
    // Discord reads past the end of a link for another `](`, escaped or not.
    .replaceAll('](', ']\\(')
    .replace(/:(?=[\w+-]{1,40}(?::|$))/g, '\\:')
    .replace(/@(?=everyone|here)/gi, `@${ZERO_WIDTH}`)
    .replace(/^([ \u3000]*)([#>-])/gm, '$1\\$2')
    .replace(/^([ \u3000]*\d{1,9})([.)])(?=\s|$)/gm, '$1\\$2');

/** Addresses written out keep working, in brackets so that nothing around them joins in. */
export const escapeText = (text: string): string =>
  cleanText(text)
    .split(BARE_ADDRESS)
    .map((piece, i) => (i % 2 === 1 ? `<${piece}>` : escapeWords(piece)))
    .join('');

function renderCode(code: string): string {
  const words = cleanText(code)
    .replace(/\s+/g, ' ')
    // A link before the code would be read on to this one's `](`.
    .replaceAll('](', `]${ZERO_WIDTH}(`)
    .replace(/`(?=`)/g, `\`${ZERO_WIDTH}`);
  if (words.trim() === '') return '';
  return words.includes('`') ? `\`\` ${words} \`\`` : `\`${words}\``;
}

/** Brackets would end the label early however they are escaped, and a label with a scheme is shown as raw markup. */
const labelOf = (span: Span): Span => ({
  ...span,
  text: cleanText(span.text)
    .replace(/https?:\/\//gi, '')
    .replace(/\s+/g, ' ')
    .replaceAll('[', '［')
    .replaceAll(']', '］'),
});

const words = (span: Span): string => (span.code ? renderCode(span.text) : escapeText(span.text));

function renderLink(span: Span, address: string): string {
  const label = words(labelOf(span));
  if (span.text === span.href) return `<${address}>`;
  return label.trim() === '' ? '' : `[${label}](${address})`;
}

export function renderSpan(span: Span): string {
  if (span.moment !== undefined) return `<t:${Math.floor(span.moment / 1000)}:f>`;
  const address = span.href === undefined ? undefined : safeAddress(span.href);
  const shown = address === undefined ? words(span) : renderLink(span, address);
  // Within code nothing is escaped, so its own asterisks would end the bold run.
  const bold = span.bold && shown.trim() !== '' && !(span.code && span.text.includes('*'));
  return bold ? shown.replace(shown.trim(), (inner) => `**${inner}**`) : shown;
}

const sameLook = (a: Span, b: Span): boolean =>
  a.bold === b.bold &&
  a.code === b.code &&
  a.href === b.href &&
  a.moment === undefined &&
  b.moment === undefined;

/** Neighbours that look the same, as one: `**a****b**` would not close. */
export function merged(text: Text): Text {
  const spans: Span[] = [];
  for (const span of text) {
    const last = spans.at(-1);
    if (last && sameLook(last, span)) spans[spans.length - 1] = { ...last, text: last.text + span.text };
    else if (span.text !== '') spans.push(span);
  }
  return spans;
}

/** Text already merged, as Markdown; `newline` is put between lines, e.g. to stay inside a quote. */
export function renderText(text: Text, newline = '\n'): string {
  let out = '';
  for (const span of text) {
    const next = renderSpan(span);
    const last = out.at(-1);
    out += (last === '*' || last === '`') && next.startsWith(last) ? ZERO_WIDTH + next : next;
  }
  return out.replaceAll('\n', newline);
}

/** What a span adds at most to a rendered text, in UTF-16 units. */
export const costOf =
  (newline = '\n') =>
  (span: Span): number => {
    const shown = renderSpan(span);
    const lines = newline.length === 1 ? 0 : shown.split('\n').length - 1;
    return shown.length + 1 + lines * (newline.length - 1);
  };

/** Text for a place that shows no markup and no second line. */
export const oneLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ').trim();
