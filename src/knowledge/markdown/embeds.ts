import { bare } from './headings.ts';

/** A note that a page shows as part of itself: Obsidian's `![[Note]]`, `![[Note#Heading]]`, `![[Note#^block]]`. */
export interface Embed {
  readonly indent: string;
  readonly note: string;
  readonly part: string;
}

const EMBED =
  /^(?<indent>[ \t]*)!\[\[(?<note>[^\][|#\n]+?)(?:\.md)?(?:#(?<part>[^\][|\n]*))?(?:\|[^\][\n]*)?\]\][ \t]*$/;
const FILE = /\.[a-z0-9]{2,5}$/i;

/** The note a line embeds; pictures and other files are shown in their own ways. */
export function embedIn(line: string): Embed | undefined {
  const { indent = '', note = '', part = '' } = EMBED.exec(line)?.groups ?? {};
  return note === '' || FILE.test(note) ? undefined : { indent, note: note.trim(), part: part.trim() };
}

const FRONT_MATTER = /^---\n[\s\S]*?\n---(?:\n|$)/;
const HEADING = /^(#{1,6})\s+(\S.*)$/;
const FENCE = /^[ \t]*(?:`{3,}|~{3,})/;
/** How much deeper headings of an embedded note stand than in the note. */
const DEEPER = '##';
const DEEPEST = 6;

/** Without the marks that may close a heading. */
function unclosed(title: string): string {
  let end = title.length;
  while (/[\s#]/.test(title[end - 1] ?? '')) end--;
  return title.slice(0, end);
}

/** Lines that are headings, with how deep they are: what code holds is none. */
function headingsIn(lines: readonly string[]): { readonly at: number; depth: number; title: string }[] {
  let isCode = false;
  return lines.flatMap((line, at) => {
    if (FENCE.test(line)) isCode = !isCode;
    const [, marks, title = ''] = (!isCode && HEADING.exec(line)) || [];
    return marks === undefined ? [] : [{ at, depth: marks.length, title: unclosed(title) }];
  });
}

/** What stands under a heading; a path of headings says the last of them. */
function underHeading(lines: readonly string[], heading: string): string[] | undefined {
  const headings = headingsIn(lines);
  const wanted = bare(heading.split('#').at(-1) ?? '');
  const found = headings.find(({ title }) => bare(title) === wanted);
  if (!found) return undefined;
  const end = headings.find(({ at, depth }) => at > found.at && depth <= found.depth);
  return lines.slice(found.at + 1, end?.at);
}

/** The paragraph or point marked with `^name` behind it. */
function block(lines: readonly string[], name: string): string[] | undefined {
  const end = lines.findIndex((line) => line.trimEnd().endsWith(` ^${name}`) || line.trim() === `^${name}`);
  if (end < 0) return undefined;
  const start = lines.slice(0, end).findLastIndex((line) => line.trim() === '' || /^\s*[-*+]\s/.test(line));
  return lines.slice(/^\s*[-*+]\s/.test(lines[end] ?? '') ? end : start + 1, end + 1);
}

/** All a note says but its title, which stands where it is embedded. */
function untitled(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== '');
  return /^#\s/.test(lines[first] ?? '') ? lines.slice(first + 1) : lines;
}

function partOf(lines: readonly string[], part: string): readonly string[] | undefined {
  if (part === '') return untitled(lines);
  return part.startsWith('^') ? block(lines, part.slice(1)) : underHeading(lines, part);
}

/** What a note says, or a part of it, where another page embeds it. */
export function embedded(text: string, part: string): string[] | undefined {
  const lines = partOf(text.replace(FRONT_MATTER, '').split('\n'), part);
  if (!lines) return undefined;
  const headings = new Set(headingsIn(lines).map(({ at }) => at));
  return lines.map((line, at) =>
    headings.has(at) ? line.replace(/^#+/, (marks) => `${marks}${DEEPER}`.slice(0, DEEPEST)) : line,
  );
}
