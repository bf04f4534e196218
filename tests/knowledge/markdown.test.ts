import fc from 'fast-check';
import type { RootContent } from 'mdast';
import { expect, test } from 'vitest';
import { readBlocks } from '../../src/knowledge/markdown/blocks.ts';
import { gather } from '../../src/knowledge/markdown/inline.ts';
import { type Markdown, parseMarkdown, parseWhole } from '../../src/knowledge/markdown/markdown.ts';

/** All that reading a parsed file yields, each block with the line it begins on. */
function reading(markdown: Markdown) {
  const gathered = gather(markdown);
  const blocks = markdown.root.children
    .filter((node) => node.type !== 'html' && !/definition/i.test(node.type))
    .map((node: RootContent) => ({
      line: node.position?.start.line,
      depth: node.type === 'heading' ? node.depth : undefined,
      ...readBlocks([node], gathered),
    }));
  return { blocks, links: gathered.links };
}

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
  '    indented code',
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
  .array(fc.tuple(fc.constantFrom(...BLOCKS), fc.constantFrom('\n', '\n\n', '\n\n\n')), { maxLength: 12 })
  .map((pieces) => pieces.flat().join(''));

test('reading plain blocks directly says the same as the full parser', () => {
  fc.assert(
    fc.property(document, (source) => {
      expect(reading(parseMarkdown(source))).toEqual(reading(parseWhole(source)));
    }),
    { numRuns: 150 },
  );
});

// Mostly plain, with one doubtful thing here and there: that is where two readers would differ.
const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('文', 'word', ' ', '。') },
  { weight: 1, arbitrary: fc.constantFrom('`c`', '**x**', '[l](u)', '![i](u)', 'a_b', '7') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...[
        '_a_',
        '*x*',
        '**',
        '`',
        '``',
        '!',
        '[',
        ']',
        '(u)',
        '<b>',
        '&amp;',
        '&',
        '\\',
        '|',
        '~',
        '@',
        ':',
        '#',
      ],
      ...['https://e.org/a', 'www.e.org', '  '],
    ),
  },
);
const line = fc
  .tuple(
    fc.constantFrom(
      '',
      '文',
      '文',
      '- ',
      '- ',
      '  - ',
      '    - ',
      '1. ',
      '2. ',
      '|文|',
      '|--|',
      '> ',
      '> - ',
      '> 参考：',
      '> ℹ️ 参考：',
      '## ',
      '  ',
      '```',
      '---',
      '<br>',
    ),
    fc.array(word, { minLength: 1, maxLength: 3 }),
  )
  .map(([start, rest]) => start + rest.join(''));
const scribble = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\n\n')), { maxLength: 3 })
  .map((pieces) => pieces.flat().join(''))
  // After a front matter that never ends the full parser itself loses track of lists.
  .filter((source) => !source.startsWith('---'));

test('so does reading any scribble of characters that mean something in Markdown', () => {
  fc.assert(
    fc.property(scribble, (source) => {
      expect(reading(parseMarkdown(source))).toEqual(reading(parseWhole(source)));
    }),
    { numRuns: 800 },
  );
});

test('so does reading lists and tables of any shape', () => {
  const row = fc.constantFrom(
    ...['- 文', '  - 文', '    - 文', '      - 文', '        - `c`', '   - 文', '1. 文', '- **x**', '', '文'],
    ...['|a|b|', '|--|--|', '|文|`c`|', '| :-: | - |', '|a|', '|a|b|c|', '  続き'],
  );
  fc.assert(
    fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
      const source = rows.join('\n');
      expect(reading(parseMarkdown(source))).toEqual(reading(parseWhole(source)));
    }),
    { numRuns: 600 },
  );
});

test('a long file with footnotes at its end keeps them all', () => {
  const sections = Array.from({ length: 60 }, (_unused, n) => `## 節${n}\n\n${'文。'.repeat(200)}[^n${n}]\n`);
  const notes = sections.map((_unused, n) => `[^n${n}]: https://example.org/${n}`);
  const source = [...sections, ...notes].join('\n');

  const { blocks } = reading(parseMarkdown(source));

  expect(blocks.flatMap((block) => block.sources.map((one) => one.url))).toEqual(
    sections.map((_unused, n) => `https://example.org/${n}`),
  );
});
