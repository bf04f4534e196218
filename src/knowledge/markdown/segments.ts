/** A stretch of a Markdown file that can be parsed on its own: a heading with what stands under it. */
export interface Segment {
  readonly lines: readonly string[];
  /** Lines of the file before it. */
  readonly before: number;
}

const OPENS_FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
/** HTML that runs on across blank lines, with what ends it. */
const OPENS_HTML = [
  { start: /^ {0,3}<!--/, end: /-->/ },
  { start: /^ {0,3}<(?:pre|script|style|textarea)\b/i, end: /<\/(?:pre|script|style|textarea)>/i },
] as const;

/** HTML that runs on to the next blank line: tags of blocks, and any tag alone on the first line of a block. */
const BLOCK_TAG =
  /^ {0,3}<\/?(?:address|article|aside|blockquote|body|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|menu|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)(?:\s|\/?>|$)/i;
const LONE_TAG = /^ {0,3}<\/?[a-z][^<>]*>\s*$/i;
const BLANK = /^\s*$/;

/** What a line stands in the middle of. */
type Inside = { readonly until: RegExp } | undefined;

function after(line: string, blankBefore: boolean, inside: Inside): Inside {
  if (inside) return inside.until.test(line) ? undefined : inside;
  const fence = OPENS_FENCE.exec(line)?.[1];
  if (fence !== undefined) return { until: new RegExp(`^ {0,3}${fence[0]}{${fence.length},}\\s*$`) };
  const html = OPENS_HTML.find((one) => one.start.test(line));
  if (html) return html.end.test(line) ? undefined : { until: html.end };
  return BLOCK_TAG.test(line) || (blankBefore && LONE_TAG.test(line)) ? { until: BLANK } : undefined;
}

/** Lines of the front matter with both its `---`; 0 without one. */
export function frontMatterLines(lines: readonly string[]): number {
  if (lines[0]?.trimEnd() !== '---') return 0;
  return lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---') + 1;
}

/**
 * Cuts a file in front of headings that follow a blank line: a heading there always begins a new block, except inside
 * code or HTML, where no cut is made. Front matter is a segment of its own.
 */
export function segmentsOf(source: string): readonly Segment[] {
  const lines = source.split('\n');
  const segments: Segment[] = [];
  let inside: Inside;
  const front = frontMatterLines(lines);
  if (front > 0) segments.push({ lines: lines.slice(0, front), before: 0 });
  let start = front;
  for (let at = front; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const blankBefore = at === front || lines[at - 1]?.trim() === '';
    if (!inside && at > start && blankBefore && /^#{1,6}\s/.test(line)) {
      segments.push({ lines: lines.slice(start, at), before: start });
      start = at;
    }
    inside = after(line, blankBefore, inside);
  }
  return [...segments, { lines: lines.slice(start), before: start }];
}
