import {
  type Document,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  stringify,
} from 'yaml';
import type * as z from 'zod';
import { withoutControls } from '../control-characters.ts';
import type { PageProblem } from '../page.ts';

export interface Yaml {
  readonly value: unknown;
  readonly errors: readonly { readonly line: number; readonly message: string }[];
  /** Lines of maps and lists written on one line. */
  readonly oneLine: readonly number[];
  /** Line of the key or element a path leads to; of the nearest thing above it when it leads nowhere. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/** The node a key names: for a map the key itself, since that is the line a writer looks for. */
function step(node: unknown, key: PropertyKey): { at: Node | undefined; value: unknown } {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
    return { at: pair?.key as Node | undefined, value: pair?.value };
  }
  const item = isSeq(node) && typeof key === 'number' ? node.items[key] : undefined;
  return { at: item as Node | undefined, value: item };
}

/** Nobody nests deeper on one line. The library calls itself for each level, which ends the process at some depth. */
const DEEPEST = 30;
const DEEP_LINE = new RegExp(`^[ \\t]*(?:[-?:][ \\t]+){${DEEPEST}}`, 'm');

function isTooDeep(source: string): boolean {
  let open = 0;
  for (const [bracket] of source.matchAll(/[[\]{}]/g)) {
    open = Math.max(0, open + (bracket === '[' || bracket === '{' ? 1 : -1));
    if (open > DEEPEST) return true;
  }
  return DEEP_LINE.test(source);
}

/** The library has an error for every sign that is out of place: none of them needs a stack, which costs the most. */
function parse(source: string, lineCounter: LineCounter): Document.Parsed {
  const { stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = 0;
    return parseDocument(source, { lineCounter, prettyErrors: false, logLevel: 'error' });
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Where maps and lists begin that are written on one line. The library's own walk keeps the way to each of them. */
function flowsIn(contents: unknown): number[] {
  const found: number[] = [];
  for (const left = [contents]; left.length > 0; ) {
    const node = left.pop();
    if (isPair(node)) left.push(node.value, node.key);
    if (!isMap(node) && !isSeq(node)) continue;
    if (node.flow && node.range && node.items.length > 0) found.push(node.range[0]);
    for (const item of node.items) left.push(item);
  }
  return found.sort((a, b) => a - b);
}

/** Escapes bring back what was taken out of the file's text. */
const reviver = (_key: unknown, value: unknown): unknown =>
  typeof value === 'string' ? withoutControls(value) : value;

/** Parses YAML that begins on `firstLine` of its file. Never throws. */
export function readYaml(source: string, firstLine = 1): Yaml {
  if (isTooDeep(source)) {
    const message = `nested more than ${DEEPEST} deep on one line`;
    return { value: undefined, errors: [{ line: firstLine, message }], oneLine: [], lineOf: () => firstLine };
  }
  const counter = new LineCounter();
  const document = parse(source, counter);
  const lineAt = (offset: number) => counter.linePos(offset).line + firstLine - 1;
  const lineOf = (path: readonly PropertyKey[]) => {
    let node: unknown = document.contents;
    let line = firstLine;
    for (const key of path) {
      const { at, value } = step(node, key);
      if (at?.range) line = lineAt(at.range[0]);
      node = value;
    }
    return line;
  };
  const oneLine = flowsIn(document.contents).map(lineAt);
  const errors = document.errors.map((error) => ({
    line: lineAt(error.pos[0]),
    message: error.message.split('\n')[0] ?? error.code,
  }));
  try {
    return { value: document.toJS({ maxAliasCount: 100, reviver }), errors, oneLine, lineOf };
  } catch (error) {
    // Too many aliases: a file made to explode.
    const message = error instanceof Error ? error.message : String(error);
    return { value: undefined, errors: [...errors, { line: firstLine, message }], oneLine, lineOf };
  }
}

type Checked<T> = { readonly content: T } | { readonly problems: readonly PageProblem[] };

/** Data as a file; long texts stay on their line. */
export const writeYaml = (value: unknown): string => stringify(value, { lineWidth: 0 });

/** What a schema makes of it, or every mistake with its line. */
export function checkYaml<T>(schema: z.ZodType<T>, yaml: Yaml): Checked<T> {
  if (yaml.errors.length > 0)
    return { problems: yaml.errors.map(({ line, message }) => ({ severity: 'error', line, message })) };
  const parsed = schema.safeParse(yaml.value);
  if (parsed.success) return { content: parsed.data };
  return {
    problems: parsed.error.issues.map((issue) => ({
      severity: 'error',
      line: yaml.lineOf(issue.path),
      field: issue.path.map(String).join('.'),
      message: issue.message,
    })),
  };
}
