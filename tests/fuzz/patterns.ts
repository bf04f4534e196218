import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vitest/node';

/** A regular expression of the source, and where it stands. */
export interface Pattern {
  readonly where: string;
  readonly regex: RegExp;
}

const SRC = join(import.meta.dirname, '..', '..', 'src');

interface Node {
  readonly type: string;
  readonly start: number;
  readonly regex?: { readonly pattern: string; readonly flags: string } | null;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;

function nodesIn(node: Node): Node[] {
  const below = Object.values(node).flatMap((value: unknown) => (Array.isArray(value) ? value : [value]));
  return [node, ...below.filter(isNode).flatMap(nodesIn)];
}

interface SourceFile {
  readonly file: string;
  readonly source: string;
  readonly nodes: readonly Node[];
}

function sourceFiles(): SourceFile[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  return files.map((file) => {
    const source = readFileSync(join(SRC, file), 'utf8');
    return { file, source, nodes: nodesIn(parseAst(source, { lang: 'ts' } as never) as unknown as Node) };
  });
}

/** Those that are written down, by the parser and not by another one. */
const writtenIn = ({ file, source, nodes }: SourceFile): Pattern[] =>
  nodes.flatMap(({ type, regex, start }) =>
    type === 'Literal' && regex
      ? [
          {
            where: `${file}:${source.slice(0, start).split('\n').length}`,
            regex: new RegExp(regex.pattern, regex.flags),
          },
        ]
      : [],
  );

const builds = ({ source, nodes }: SourceFile): boolean =>
  nodes.some(({ type, start }) => type === 'NewExpression' && source.startsWith('new RegExp(', start));

/** Those that a file puts together when it is loaded, which it is once more for that. */
async function builtIn({ file }: SourceFile): Promise<Pattern[]> {
  const found: RegExp[] = [];
  const { RegExp: real } = globalThis;
  globalThis.RegExp = new Proxy(real, {
    construct(target, words) {
      const regex: RegExp = Reflect.construct(target, words);
      found.push(regex);
      return regex;
    },
  });
  try {
    await import(`${join(SRC, file)}?built`);
  } finally {
    globalThis.RegExp = real;
  }
  return found.map((regex) => ({ where: file, regex }));
}

/** Every regular expression of the source. */
export async function patternsOfSource(): Promise<Pattern[]> {
  const files = sourceFiles();
  const built: Pattern[] = [];
  for (const file of files.filter(builds)) built.push(...(await builtIn(file)));
  return [...files.flatMap(writtenIn), ...built];
}
