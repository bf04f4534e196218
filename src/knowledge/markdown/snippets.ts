import { type Embed, embedded, embedIn } from './embeds.ts';

/** In front of the name of a note, which may stand anywhere in the notes; files are named by their paths. */
export const NOTE = 'note:';
/** Gives the text of a file or note another one takes in, or nothing when there is none to be had. */
export type Include = (name: string) => string | undefined;

export interface Expanded {
  readonly text: string;
  /** The line of the page each line stands for: all of a snippet's are the one that names it. */
  readonly lineOf: (line: number) => number;
  readonly missing: readonly { readonly name: string; readonly line: number }[];
}

/** A line that takes in a file: MkDocs' `--8<-- "file.md"`, mdBook's `{{#include file.md}}`. */
const ONES = [
  /^([ \t]*)-{1,2}8<-{1,2}[ \t]+(["'])(?<name>.+)\2[ \t]*$/,
  /^([ \t]*)\{\{#(?:rustdoc_)?include[ \t]+(?<name>[^{}\s][^{}\n]*)\}\}[ \t]*$/,
] as const;
/** Names of files stand between two such lines. */
const BLOCK = /^([ \t]*)-{1,2}8<-{1,2}[ \t]*$/;
/** What marks a part of the file that is taken in. */
const PART = /-{1,2}8<-{1,2}\s*\[(start|end):\s*([\w-]+)\s*\]/;
/** Snippets in snippets; deeper ones take themselves in. */
const DEEPEST = 5;
/** Characters a page may grow to: as many as a file may have. */
const LONGEST = 1024 * 1024;

function named(lines: readonly string[], part: string): string[] | undefined {
  const from = lines.findIndex((line) => PART.exec(line)?.[1] === 'start' && PART.exec(line)?.[2] === part);
  const to = lines.findIndex((line) => PART.exec(line)?.[1] === 'end' && PART.exec(line)?.[2] === part);
  return from < 0 || to < from ? undefined : lines.slice(from + 1, to);
}

/** A file, or with `:name` or `:2:5` behind its name a part of it. */
function linesOf(name: string, include: Include): string[] | undefined {
  const [, file = name, from, to, part] = /^(.+?)(?::(\d*)(?::(\d*))?|:([\w-]+))$/.exec(name) ?? [];
  const all = (include(file) ?? (part === undefined ? include(name) : undefined))?.split('\n');
  const wanted = part === undefined ? all : all && named(all, part);
  return wanted
    ?.slice(Math.max(0, Number(from || 1) - 1), to ? Number(to) : undefined)
    .filter((line) => !PART.test(line));
}

interface Expansion {
  readonly lines: string[];
  readonly numbers: number[];
  readonly missing: { name: string; line: number }[];
  readonly include: Include;
  /** Characters that still fit. */
  room: number;
}

function take(name: string, indent: string, line: number, depth: number, into: Expansion): void {
  const shown = name.trim();
  if (shown === '' || shown.startsWith(';')) return;
  const found = depth < DEEPEST ? linesOf(shown, into.include) : undefined;
  if (found) walk(found, indent, into, depth + 1, line);
  else if (!/^https?:/i.test(shown)) into.missing.push({ name: shown, line });
}

/** An embedded note in its place; one that is not there stays a link to it. */
function takeNote({ indent, note, part }: Embed, line: number, depth: number, into: Expansion): boolean {
  const text = depth < DEEPEST ? into.include(`${NOTE}${note}`) : undefined;
  const found = text === undefined ? undefined : embedded(text, part);
  if (found) walk(found, indent, into, depth + 1, line);
  return found !== undefined;
}

const FENCE = /^[ \t]*(?:`{3,}|~{3,})/;

function walk(source: readonly string[], indent: string, into: Expansion, depth = 0, at?: number): void {
  let isCode = false;
  for (let index = 0; index < source.length && into.room > 0; index++) {
    const text = source[index] ?? '';
    const line = at ?? index + 1;
    if (FENCE.test(text)) isCode = !isCode;
    const one = ONES.map((form) => form.exec(text)).find((found) => found !== null);
    const inner = one?.[1] ?? '';
    const name = one?.groups?.name;
    const note = isCode ? undefined : embedIn(text);
    const block = BLOCK.exec(text);
    const end = block ? source.findIndex((one, i) => i > index && BLOCK.test(one)) : -1;
    // What only takes in others costs as well.
    into.room -= indent.length + text.length + 1;
    if (name !== undefined) take(name, indent + inner, line, depth, into);
    else if (block && end > 0) {
      for (const one of source.slice(index + 1, end)) take(one, indent + (block[1] ?? ''), line, depth, into);
      index = end;
    } else if (!note || !takeNote({ ...note, indent: indent + note.indent }, line, depth, into)) {
      into.lines.push(text === '' ? text : indent + text);
      into.numbers.push(line);
    }
  }
}

/** Puts the files a page takes in where it names them, in code as well. */
export function expandSnippets(text: string, include: Include | undefined): Expanded {
  if (!include || !/8<-|\{\{#|!\[\[/.test(text)) return { text, lineOf: (line) => line, missing: [] };
  const into: Expansion = { lines: [], numbers: [], missing: [], include, room: LONGEST };
  walk(text.split('\n'), '', into);
  return {
    text: into.lines.join('\n'),
    lineOf: (line) => into.numbers[line - 1] ?? line,
    missing: into.missing,
  };
}
