import MarkdownIt, { type Token } from 'markdown-it';
import deflist from 'markdown-it-deflist';
import footnote from 'markdown-it-footnote';
import type { FootnoteDefinition, RootContent } from 'mdast';
import type { PageProblem } from '../page.ts';
import type { Rewritten } from './rewrite.ts';
import { treeOf } from './tokens.ts';

/** Nobody reads lists or quotations nested deeper; what stands deeper is left out. */
export const MAX_DEPTH = 60;

const parser = new MarkdownIt({ html: true, maxNesting: MAX_DEPTH }).use(footnote).use(deflist);
// Addresses are looked at where they are read (`address.ts`); the parser hands them on as they are written.
parser.validateLink = () => true;
parser.normalizeLink = (url) => url;

export interface FrontMatter {
  readonly kind: 'yaml' | 'toml';
  readonly value: string;
  /** Lines of the file it takes, fences included. */
  readonly lines: number;
}

/** A file as blocks. */
export interface Markdown {
  readonly front?: FrontMatter;
  readonly children: readonly RootContent[];
  readonly footnotes: ReadonlyMap<string, FootnoteDefinition>;
  /** What was left out of it, for whoever keeps it. */
  readonly problems: readonly PageProblem[];
}

const FENCES = { '---': 'yaml', '+++': 'toml' } as const;

/** The front matter a file begins with: between two lines of `---` (YAML) or `+++` (TOML). */
export function frontMatterOf(source: string): FrontMatter | undefined {
  const fence = /^(---|\+\+\+)[ \t]*\n/.exec(source)?.[1] as keyof typeof FENCES | undefined;
  if (fence === undefined) return undefined;
  const lines = source.split('\n');
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === fence);
  if (end < 0) return undefined;
  return { kind: FENCES[fence], value: lines.slice(1, end).join('\n'), lines: end + 1 };
}

function tooDeep(tokens: readonly Token[], lineOf: (line: number) => number): PageProblem[] {
  const deep = tokens.find(({ level, nesting }) => nesting === 1 && level >= MAX_DEPTH - 2);
  const message = `nested more than ${MAX_DEPTH / 2} deep: what stands deeper is left out`;
  return deep ? [{ severity: 'warning', line: lineOf((deep.map?.[0] ?? 0) + 1), message }] : [];
}

/** Reads plain Markdown, or with `rewrite` what tools add to it as well. */
export function parseMarkdown(
  source: string,
  rewrite: (content: string, linesAbove: number) => Rewritten = (text) => ({ text, lineOf: (line) => line }),
): Markdown {
  const front = frontMatterOf(source);
  const above = front?.lines ?? 0;
  const { text, lineOf } = rewrite(front ? source.split('\n').slice(above).join('\n') : source, above);
  const below = (line: number) => lineOf(line) + above;
  const tokens = parser.parse(text, {});
  return { ...(front ? { front } : {}), ...treeOf(tokens, below), problems: tooDeep(tokens, below) };
}
