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

/** Every regular expression that is written down in the source, by the parser and not by another one. */
export function patternsOfSource(): Pattern[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const source = readFileSync(join(SRC, file), 'utf8');
      const tree = parseAst(source, { lang: 'ts' } as never) as unknown as Node;
      return nodesIn(tree).flatMap(({ type, regex, start }) =>
        type === 'Literal' && regex
          ? [
              {
                where: `${file}:${source.slice(0, start).split('\n').length}`,
                regex: new RegExp(regex.pattern, regex.flags),
              },
            ]
          : [],
      );
    });
}
