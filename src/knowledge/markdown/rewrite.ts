import type { BoxSyntax, Dialect, Join } from './dialects/dialect.ts';
import { DIALECTS } from './dialects/dialects.ts';

/** Markdown alone, with the line of the file each of its lines stands for. */
export interface Rewritten {
  readonly text: string;
  readonly lineOf: (line: number) => number;
  /** Names of the dialects whose forms it holds. */
  readonly dialects?: ReadonlySet<string>;
  /** What is not for readers, by the line of the file it begins on. */
  readonly leftOut?: readonly { readonly line: number; readonly what: string }[];
}

/** How a box of any dialect begins and ends in what is handed to the parser: a line of HTML no reader is shown. */
export const BOX = { open: /^<\?box (.*)\?>$/, close: /^<\?\/box\?>$/ } as const;

type Of<T> = T & { readonly dialect: string };

function formsOf<T extends object>(forms: (dialect: Dialect) => readonly T[] | undefined): readonly Of<T>[] {
  return DIALECTS.flatMap((dialect) =>
    (forms(dialect) ?? []).map((form) => ({ ...form, dialect: dialect.name })),
  );
}

const BOXES = formsOf<BoxSyntax>((dialect) => dialect.boxes);
const CODE = formsOf((dialect) => dialect.code);
const JOINS = formsOf<Join>((dialect) => dialect.joins);
const FENCE = /^\s*(?:>\s?)*(`{3,}(?=[^`]*$)|~{3,})/;
/** Any character that could begin a form of some dialect; most lines have none. */
const SPECIAL = /[!?=:<{%#[\]@+^]|^\s*(?:import|export)\b|8<--/;
/** A form of a dialect that goes on for more lines than this is none. */
const LONGEST = 60;

interface Open {
  readonly close?: RegExp | undefined;
  /** Indentation of the line that opened it, as it stands in the file. */
  readonly indent: number;
  /** How much further in its content stands, where that is for the looks alone: told by its first line. */
  inner: number | undefined;
}

/** A tab at the beginning of a line reaches to the next of four columns. */
const untabbed = (line: string): string =>
  /^ *\t/.test(line)
    ? line.replace(/^[ \t]+/, (blank) => {
        let width = 0;
        for (const one of blank) width += one === '\t' ? 4 - (width % 4) : 1;
        return ' '.repeat(width);
      })
    : line;

/** Applies `change` to what stands outside `code`. */
function outsideCode(line: string, change: (text: string) => string): string {
  if (!line.includes('`')) return change(line);
  return line
    .split(/(`+[^`]*`+)/)
    .map((piece, index) => (index % 2 === 1 ? piece : change(piece)))
    .join('');
}

const isFrame = (line: string): boolean => DIALECTS.some((dialect) => dialect.isFrame?.(line) === true);

const plainTitle = (title: string): string => title.replace(/\*\*|`|\?>/g, '').trim();

class Rewriting {
  private readonly out: string[] = [];
  private readonly lines: number[] = [];
  private readonly open: Open[] = [];
  private fence: string | undefined;
  /** What ends the code of a dialect's own kind that is being read. */
  private codeEnd: RegExp | undefined;
  private readonly endless = new Set<Join>();
  private readonly dialects = new Set<string>();
  private readonly leftOut: { line: number; what: string }[] = [];
  private readonly source: readonly string[];

  constructor(source: readonly string[]) {
    this.source = source;
  }

  run(): Rewritten {
    for (let at = 0; at < this.source.length; ) at = this.step(at);
    while (this.open.length > 0) this.leave(this.source.length);
    const { lines, dialects, leftOut } = this;
    return { text: this.out.join('\n'), lineOf: (line) => lines[line - 1] ?? line, dialects, leftOut };
  }

  private emit(text: string, line: number): void {
    this.out.push(text);
    this.lines.push(line);
  }

  private leave(line: number): void {
    const box = this.open.pop();
    if (box) this.emit(`${' '.repeat(this.dedented(box.indent))}<?/box?>`, line);
  }

  /** How far in a line stands once the boxes around it that indent their content are gone. */
  private dedented(indent: number): number {
    return Math.max(0, indent - this.open.reduce((sum, box) => sum + (box.inner ?? 0), 0));
  }

  /** Reads the line at an index and says where to go on. */
  private step(at: number): number {
    const written = this.source[at] ?? '';
    const line = this.fence === undefined || this.open.length > 0 ? untabbed(written) : written;
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    if (line.trim() !== '') this.leaveIndented(indent, at + 1);
    const top = this.open.at(-1);
    if (top && top.inner === undefined && line.trim() !== '' && !top.close?.test(line.trim()))
      top.inner = Math.max(0, indent - top.indent);
    const inner = line.slice(indent - this.dedented(indent));
    const mark = FENCE.exec(inner)?.[1];
    if (this.fence !== undefined) {
      if (mark?.startsWith(this.fence) && inner.trimEnd().endsWith(mark)) this.fence = undefined;
      this.emit(inner, at + 1);
      return at + 1;
    }
    if (this.code(inner, at + 1)) return at + 1;
    if (mark !== undefined) this.fence = mark;
    if (mark !== undefined || !SPECIAL.test(inner)) {
      this.emit(inner, at + 1);
      return at + 1;
    }
    const { text, next, drop } = this.joined(inner, at);
    if (drop === undefined) this.line(text, at + 1, indent);
    else this.leftOut.push({ line: at + 1, what: drop });
    return next;
  }

  private code(inner: string, line: number): boolean {
    const bare = inner.trim();
    if (this.codeEnd) {
      const ends = this.codeEnd.test(bare);
      if (ends) this.codeEnd = undefined;
      this.emit(ends ? '```' : inner, line);
      return true;
    }
    const kind = bare.startsWith('{') ? CODE.find((one) => one.open.test(bare)) : undefined;
    if (!kind) return false;
    this.dialects.add(kind.dialect);
    this.codeEnd = kind.close;
    this.emit(`\`\`\`${kind.open.exec(bare)?.groups?.title ?? ''}`, line);
    return true;
  }

  private leaveIndented(indent: number, line: number): void {
    for (
      let top = this.open.at(-1);
      top && top.close === undefined && indent < top.indent + 4;
      top = this.open.at(-1)
    )
      this.leave(line);
  }

  private joined(first: string, at: number): { text: string; next: number; drop?: string } {
    const alone = { text: first, next: at + 1 };
    const join = JOINS.find((one) => one.from.test(first));
    if (!join || this.endless.has(join)) return alone;
    this.dialects.add(join.dialect);
    const { drop } = join;
    if (join.alone && join.to.test(first)) return drop === undefined ? alone : { ...alone, drop };
    const limit = drop !== undefined ? this.source.length : Math.min(at + LONGEST, this.source.length);
    for (let end = at + 1; end < limit; end++) {
      if (!join.to.test(this.source[end] ?? '')) continue;
      if (drop !== undefined) return { text: '', next: end + 1, drop };
      const rest = this.source.slice(at + 1, end + 1).map((one) => one.trim());
      return { text: [first, ...rest].join(' '), next: end + 1 };
    }
    // What has no end here has none further down either.
    if (drop !== undefined) this.endless.add(join);
    return alone;
  }

  private line(text: string, line: number, indent: number): void {
    const bare = text.trim();
    const close = this.open.at(-1)?.close;
    if (close?.test(bare)) {
      this.leave(line);
      return;
    }
    for (const box of BOXES) {
      const found = box.open.exec(bare);
      if (!found) continue;
      this.dialects.add(box.dialect);
      const { title, single, braced, rest = '' } = found.groups ?? {};
      this.emit(
        `${' '.repeat(this.dedented(indent))}<?box ${plainTitle(title ?? single ?? braced ?? '')}?>`,
        line,
      );
      // What has no end of its own holds what stands further in by four.
      this.open.push({ close: box.close, indent, inner: box.close === undefined ? 4 : undefined });
      if (rest.trim() !== '') this.rest(rest.trim(), line, indent);
      return;
    }
    this.emit(isFrame(text) ? '' : this.inline(text, line), line);
  }

  private inline(text: string, line: number): string {
    let now = text;
    for (const { name, inline, aside } of DIALECTS) {
      const before = now;
      if (aside) now = outsideCode(now, (piece) => piece.replace(aside, ''));
      if (now !== before) this.leftOut.push({ line, what: 'a comment' });
      if (inline) now = outsideCode(now, inline);
      if (now !== before) this.dialects.add(name);
    }
    return now;
  }

  /** Content on the line that opens a box, and what closes it there again. */
  private rest(text: string, line: number, indent: number): void {
    const closing = /^(.*?)(<\/[A-Z][\w.]*>|\{\{[<%]\s*\/(?:(?!\{\{).)*\}\})\s*$/.exec(text);
    const content = closing ? (closing[1] ?? '') : text;
    if (content !== '') this.line(content, line, indent);
    if (closing) this.leave(line);
  }
}

/** Turns what tools add to Markdown into Markdown that says the same, or leaves it out. */
export const rewrite = (source: string): Rewritten => new Rewriting(source.split('\n')).run();
