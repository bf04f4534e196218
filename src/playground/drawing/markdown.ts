import { escapeHtml, linkTo } from './escape.ts';

/**
 * Discord's Markdown as HTML, as far as its documentation describes it ("Markdown Text 101", "Message
 * Formatting"): what our messages use, read by the same rules Discord reads them by.
 */

const WRAPPERS: readonly (readonly [mark: string, tag: string])[] = [
  ['**', 'strong'],
  ['__', 'u'],
  ['~~', 's'],
  ['*', 'em'],
  ['_', 'em'],
];
const ESCAPED = /^\\([^a-z0-9\s])/i;
const CODE = /^(`+)(?!`)([\s\S]*?[^`])\1(?!`)/;
const LINK = /^\[((?:\\.|[^[\]\\])+)\]\(<?(https?:\/\/[^\s()<>]+)>?\)/;
const ADDRESS = /^<?(https?:\/\/[^\s<>]+)>?/;
const MOMENT = /^<t:(\d{1,12})(?::[tTdDfFR])?>/;

interface Piece {
  readonly html: string;
  readonly length: number;
}

function code(text: string): Piece | undefined {
  const [whole, , words] = CODE.exec(text) ?? [];
  return whole === undefined
    ? undefined
    : { html: `<code>${escapeHtml((words ?? '').trim())}</code>`, length: whole.length };
}

function link(text: string): Piece | undefined {
  const [masked, label, to] = LINK.exec(text) ?? [];
  if (masked !== undefined) return { html: linkTo(to ?? '', inline(label ?? '')), length: masked.length };
  const [bare, address] = ADDRESS.exec(text) ?? [];
  return bare === undefined
    ? undefined
    : { html: linkTo(address ?? '', escapeHtml(address ?? '')), length: bare.length };
}

function moment(text: string): Piece | undefined {
  const [whole, seconds] = MOMENT.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const iso = new Date(Number(seconds) * 1000).toISOString();
  const shown = `${iso.slice(0, 16).replace('T', ' ')} UTC`;
  return { html: `<time datetime="${iso}">${shown}</time>`, length: whole.length };
}

/** Where the run that opened ends: the mark, unescaped and outside code. */
function closing(text: string, mark: string): number {
  for (let at = mark.length; at < text.length; ) {
    const rest = text.slice(at);
    if (rest.startsWith(mark) && at > mark.length) return at;
    at += ESCAPED.exec(rest)?.[0].length ?? code(rest)?.length ?? 1;
  }
  return -1;
}

function wrapped(text: string): Piece | undefined {
  for (const [mark, tag] of WRAPPERS) {
    if (!text.startsWith(mark)) continue;
    const end = closing(text, mark);
    if (end < 0) continue;
    return { html: `<${tag}>${inline(text.slice(mark.length, end))}</${tag}>`, length: end + mark.length };
  }
  return undefined;
}

function piece(text: string): Piece {
  const escaped = ESCAPED.exec(text);
  if (escaped) return { html: escapeHtml(escaped[1] ?? ''), length: escaped[0].length };
  const found = code(text) ?? link(text) ?? moment(text) ?? wrapped(text);
  if (found) return found;
  const [plain = ''] = /^(?:[^\\`[<h*_~\n]+|[\s\S])/.exec(text) ?? [];
  return { html: plain === '\n' ? '<br>' : escapeHtml(plain), length: Math.max(1, plain.length) };
}

/** Markup within a line. */
export function inline(text: string): string {
  let html = '';
  for (let at = 0; at < text.length; ) {
    const next = piece(text.slice(at));
    html += next.html;
    at += next.length;
  }
  return html;
}

interface Kind {
  readonly starts: RegExp;
  /** Lines that belong to the block once it has begun. */
  readonly goesOn: RegExp;
  readonly html: (lines: readonly string[]) => string;
}

/** Items and the indented lines that go on with them. */
function items(lines: readonly string[], mark: RegExp): string {
  const found: string[] = [];
  for (const line of lines) {
    if (mark.test(line)) found.push(line.replace(mark, ''));
    else found[found.length - 1] += `\n${line.trim()}`;
  }
  return found.map((item) => `<li>${inline(item)}</li>`).join('');
}

const BULLET = /^[-*] /;
const NUMBER = /^\d{1,9}\. /;
const HEADING = /^(#{1,3}) /;

const KINDS: readonly Kind[] = [
  {
    starts: BULLET,
    goesOn: /^(?:[-*] | {2}\S)/,
    html: (lines) => `<ul>${items(lines, BULLET)}</ul>`,
  },
  {
    starts: NUMBER,
    goesOn: /^(?:\d{1,9}\. | {2}\S)/,
    html: (lines) => `<ol start="${Number.parseInt(lines[0] ?? '1', 10)}">${items(lines, NUMBER)}</ol>`,
  },
  {
    starts: /^> /,
    goesOn: /^>(?: |$)/,
    html: (lines) =>
      `<blockquote>${inline(lines.map((line) => line.replace(/^> ?/, '')).join('\n'))}</blockquote>`,
  },
  {
    starts: HEADING,
    goesOn: /^(?!)/,
    html: ([line = '']) =>
      `<div class="md-heading md-heading-${HEADING.exec(line)?.[1]?.length ?? 1}">${inline(line.replace(HEADING, ''))}</div>`,
  },
  {
    starts: /^-# /,
    goesOn: /^(?!)/,
    html: ([line = '']) => `<small>${inline(line.slice(3))}</small>`,
  },
];

function fence(lines: readonly string[]): { html: string; taken: number } | undefined {
  if (!lines[0]?.startsWith('```')) return undefined;
  const end = lines.findIndex((line, i) => i > 0 && line.startsWith('```'));
  if (end < 0) return undefined;
  return {
    html: `<pre tabindex="0"><code>${escapeHtml(lines.slice(1, end).join('\n'))}</code></pre>`,
    taken: end + 1,
  };
}

/** Lines before the next block of another kind. */
function paragraph(lines: readonly string[]): { html: string; taken: number } {
  const end = lines.findIndex(
    (line, i) =>
      i > 0 && (line === '' || line.startsWith('```') || KINDS.some((kind) => kind.starts.test(line))),
  );
  const taken = end < 0 ? lines.length : end;
  return { html: `<p>${inline(lines.slice(0, taken).join('\n'))}</p>`, taken };
}

function block(lines: readonly string[]): { html: string; taken: number } {
  const fenced = fence(lines);
  if (fenced) return fenced;
  const kind = KINDS.find((one) => one.starts.test(lines[0] ?? ''));
  if (!kind) return paragraph(lines);
  const end = lines.findIndex((line, i) => i > 0 && !kind.goesOn.test(line));
  const taken = end < 0 ? lines.length : end;
  return { html: kind.html(lines.slice(0, taken)), taken };
}

/** A whole description or field as HTML; nothing in it can become a tag of its own. */
export function discordMarkdown(text: string): string {
  let lines: readonly string[] = text.split('\n');
  let html = '';
  while (lines.length > 0) {
    if (lines[0] === '') {
      lines = lines.slice(1);
      html += '<div class="md-gap"></div>';
      continue;
    }
    const { html: next, taken } = block(lines);
    html += next;
    lines = lines.slice(taken);
  }
  return html;
}
