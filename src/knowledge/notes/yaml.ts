import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import type { PageProblem } from '../page.ts';

export interface Yaml {
  readonly value: unknown;
  readonly errors: readonly { readonly line: number; readonly message: string }[];
  /** Line of the key or element a path leads to; of the nearest thing above it when it leads nowhere. */
  /** Lines of maps and lists written on one line. */
  readonly oneLine: readonly number[];
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

/** Parses YAML that begins on `firstLine` of its file. Never throws. */
export function readYaml(source: string, firstLine = 1): Yaml {
  const counter = new LineCounter();
  const document = parseDocument(source, { lineCounter: counter, prettyErrors: false, logLevel: 'error' });
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
  const oneLine: number[] = [];
  visit(document, {
    Collection(_key, { flow, range, items }) {
      if (flow && range && items.length > 0) oneLine.push(lineAt(range[0]));
    },
  });
  const errors = document.errors.map((error) => ({
    line: lineAt(error.pos[0]),
    message: error.message.split('\n')[0] ?? error.code,
  }));
  try {
    return { value: document.toJS({ maxAliasCount: 100 }), errors, oneLine, lineOf };
  } catch (error) {
    // Too many aliases: a file made to explode.
    const message = error instanceof Error ? error.message : String(error);
    return { value: undefined, errors: [...errors, { line: firstLine, message }], oneLine, lineOf };
  }
}

type Checked<T> = { readonly content: T } | { readonly problems: readonly PageProblem[] };

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
