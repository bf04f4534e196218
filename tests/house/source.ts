import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseAst } from 'rolldown/parseAst';

const SRC = join(import.meta.dirname, '../../src');

/** A node of the syntax tree, of which only some fields are of use here. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export interface SourceFile {
  readonly name: string;
  readonly lines: number;
  /** Lines of each function that has a name. */
  readonly functions: readonly { readonly name: string; readonly lines: number }[];
  readonly exports: readonly string[];
  /** Files of `src` it imports from, types included. */
  readonly imports: readonly string[];
}

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';

function* walk(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node))
    for (const inner of Array.isArray(value) ? value : [value]) if (isNode(inner)) yield* walk(inner);
}

const nameOf = (node: unknown): string => String((node as { name?: unknown } | null)?.name ?? '');

/** The name of a function that has one, and the node that is its body. */
function named(node: Node): { name: string; body: Node } | undefined {
  const isFunction = (value: unknown): value is Node =>
    isNode(value) && /^(?:Arrow)?Function/.test(value.type) && isNode(value.body);
  if (node.type === 'FunctionDeclaration' && isFunction(node)) return { name: nameOf(node.id), body: node };
  const value = node.type === 'VariableDeclarator' ? node.init : node.value;
  const key = node.type === 'VariableDeclarator' ? node.id : node.key;
  if (!/^(?:VariableDeclarator|Property|PropertyDefinition|MethodDefinition)$/.test(node.type)) return;
  return isFunction(value) ? { name: nameOf(key), body: node } : undefined;
}

function exportsOf(statement: Node): string[] {
  if (statement.type !== 'ExportNamedDeclaration' || !isNode(statement.declaration)) return [];
  const { id, declarations } = statement.declaration;
  return declarations ? (declarations as Node[]).map((one) => nameOf(one.id)) : [nameOf(id)];
}

function readSource(name: string): SourceFile {
  const file = join(SRC, name);
  const text = readFileSync(file, 'utf8');
  const program = parseAst(text, { lang: 'ts' }) as unknown as Node;
  const nodes = [...walk(program)];
  const linesOf = ({ start, end }: Node): number => text.slice(start, end).split('\n').length;
  return {
    name,
    lines: text.split('\n').length - 1,
    functions: nodes.flatMap((node) => {
      const one = named(node);
      return one ? [{ name: one.name, lines: linesOf(one.body) }] : [];
    }),
    exports: (program.body as Node[]).flatMap(exportsOf),
    imports: nodes.flatMap(({ source }) => {
      const from = isNode(source) ? String(source.value) : '';
      return from.startsWith('.') ? [relative(SRC, join(dirname(file), from))] : [];
    }),
  };
}

/** Every file of the program, taken apart. */
export const readSources = (): SourceFile[] =>
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map(readSource);
