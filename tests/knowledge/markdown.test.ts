import fc from 'fast-check';
import type { Nodes, RootContent } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { expect, test } from 'vitest';
import { readBlocks } from '../../src/knowledge/markdown/blocks.ts';
import { gather } from '../../src/knowledge/markdown/inline.ts';
import { parseMarkdown } from '../../src/knowledge/markdown/markdown.ts';

/** Another parser of CommonMark and GFM, far slower, to be measured against. */
const other = unified().use(remarkParse).use(remarkGfm).freeze();

function textOf(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if (node.type === 'html') return '';
  if ('value' in node) return node.value;
  if (!('children' in node)) return '';
  // A short row may be filled up with empty cells or not.
  const joined = node.children.map(textOf).join(node.type === 'tableRow' ? '|' : '');
  return node.type === 'tableRow' ? joined.replace(/\|+$/, '') : joined;
}

/** What each block is, where it begins, and its words. */
const outlineOf = (nodes: readonly RootContent[]): unknown[] =>
  nodes
    .filter((node) => node.type !== 'html' && !/definition/i.test(node.type))
    .map((node) => [node.type, node.position?.start.line, textOf(node).replace(/\s+/g, '')]);

const BLOCKS = [
  '# 仮想化',
  '## 01. 仮想化とは',
  '#### ▼ Provider例',
  '### Heading with `code` #',
  '物理サーバー上で、仮想的なシステムを稼働させる技術のこと。',
  'A **bold** word, `code`, a [link](https://example.org/a) and [another](../b.md#c).',
  'snake_case and 3 * 4 and _emphasis_ and ~~gone~~',
  'two lines\nof one paragraph',
  'hard break  \nhere',
  '- Docker\n- Podman',
  '- one\n- two\n  - nested',
  '- [ ] task\n- [x] done',
  '1. first\n2. second',
  '* other bullet',
  '- a\n  - b\n    - c\n  - d\n- e',
  '- a\n    - b\n        - c\n- d',
  '- a\n   - b',
  '| 項目 | 内容 |\n|:--|--:|\n| a<br>b | **c** |\n| d |  |',
  '| a | b |\n|---|---|\n| only one |\nlazy',
  'a<br>b<br/>c',
  '> ℹ️ 参考：https://example.org/path_a/?x=1',
  '> ℹ️ 参考：\n>\n> - https://example.org/a\\\n> - https://example.org/b',
  '> ℹ️ 参考：\n> \n> - https://example.org/a\n> - https://example.org/b',
  '> An ordinary quotation.',
  '```bash\n# not a heading\n\necho a\n```',
  '```\nunclosed',
  '~~~\n# no heading\n~~~',
  '![画像](https://example.org/仮想化.png)',
  '![a](x.png) beside text',
  '<br>',
  '<br>\ntext',
  '<details>\n<summary>more</summary>',
  '<!-- a comment\n\n# no heading\n\n-->',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  'Setext\n======',
  'not setext\n- item',
  '[^1]: https://example.org/footnote',
  'a claim[^1] and a [reference][ref]',
  '[ref]: https://example.org/ref',
  '***',
  '1986. A great year',
  'a & b &amp; c',
  'mail me@example.org or www.example.org',
  '**「強調」**は句読点の隣',
  '\\# escaped',
  '#hashtag',
  '-not a list',
  '+ plus',
  '  indented text',
  'trailing blanks   ',
  '**open\nclose**',
  '`a` `` b ` c ``',
];

const document = fc
  .array(fc.tuple(fc.constantFrom(...BLOCKS), fc.constantFrom('\n\n', '\n\n\n')), { maxLength: 12 })
  .map((pieces) => pieces.flat().join(''));

test('a document is read as the blocks another parser sees, on the same lines', () => {
  fc.assert(
    fc.property(document, (source) => {
      expect(outlineOf(parseMarkdown(source).children)).toEqual(outlineOf(other.parse(source).children));
    }),
    { numRuns: 150 },
  );
});

test('a long file with footnotes at its end keeps them all', () => {
  const sections = Array.from({ length: 60 }, (_unused, n) => `## 節${n}\n\n${'文。'.repeat(200)}[^n${n}]\n`);
  const notes = sections.map((_unused, n) => `[^n${n}]: https://example.org/${n}`);
  const source = [...sections, ...notes].join('\n');

  const markdown = parseMarkdown(source);
  const sources = markdown.children.flatMap((node) => readBlocks([node], gather(markdown)).sources);

  expect(sources.map((one) => one.url)).toEqual(sections.map((_unused, n) => `https://example.org/${n}`));
});
