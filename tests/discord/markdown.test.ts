import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cleanText,
  costOf,
  escapeText,
  merged,
  renderText,
  safeAddress,
} from '../../src/platforms/discord/render/markdown.ts';
import type { Span, Text } from '../../src/text.ts';
import { hostileText } from './hostile.ts';
import { readMarkdown } from './reading.ts';

const rendered = (...spans: Span[]): string => renderText(merged(spans));

test.each([
  ['*a* **b** _c_ __d__ ~~e~~ ||f|| `g`'],
  ['# title\n## title\n-# small\n> quote\n>>> quote\n- item\n* item\n1. item\n2) item'],
  ['[text](evil.example) [a]: b'],
  ['<@123456789012345678> <@!1> <@&1> <#1> @everyone @here <:a:1> <a:b:2> :smile: <t:1:R>'],
  ['```\nfence\n``` and ` odd'],
  ['back\\slash \\* and \\'],
])('shows %j as it is written, with nothing acting', (written) => {
  const seen = readMarkdown(escapeText(written));

  expect(seen).toEqual({ text: written, marks: [] });
});

test('bold, code and links do what they say', () => {
  const seen = readMarkdown(
    rendered(
      { text: 'The ' },
      { text: 'kernel', bold: true },
      { text: ' runs ' },
      { text: 'runc', code: true },
      { text: ', see ' },
      { text: 'the spec', href: 'https://example.org/a_(b)?x=1' },
    ),
  );

  expect(seen.text).toBe('The kernel runs runc, see the spec');
  expect(seen.marks).toEqual(['bold:kernel', 'code:runc', 'link:https://example.org/a_%28b%29?x=1']);
});

test('neighbouring bold spans and code spans stay apart', () => {
  expect(readMarkdown(rendered({ text: 'a', bold: true }, { text: 'b', bold: true })).marks).toEqual([
    'bold:ab',
  ]);
  const two = rendered(
    { text: 'a', code: true, bold: true },
    { text: 'b', code: true },
    { text: 'c', bold: true },
  );
  expect(readMarkdown(two).text).toBe('abc');
});

test('space at the edge of bold text stays outside of the marks', () => {
  expect(rendered({ text: ' Note: ', bold: true }, { text: 'x' })).toBe(' **Note:** x');
});

test('code keeps the backticks in it', () => {
  expect(readMarkdown(rendered({ text: 'a `b` c', code: true })).marks).toEqual(['code:a `b` c']);
  expect(readMarkdown(rendered({ text: '`', code: true })).text).toBe('`');
});

test('a label cannot end its link or point elsewhere', () => {
  const seen = readMarkdown(rendered({ text: 'a](https://evil.example) [b', href: 'https://good.example/' }));

  expect(seen.marks).toEqual(['link:https://good.example/']);
});

test('a link ends where it should, though what follows looks like the end of one', () => {
  const seen = readMarkdown(
    rendered({ text: 'good', href: 'https://good.example/' }, { text: ' and ](https://evil.example) more' }),
  );

  expect(seen.marks).toEqual(['link:https://good.example/', 'link:https://evil.example']);
  expect(seen.text).toBe('good and ](https://evil.example) more');
});

test('only web addresses become links, and not those that pretend to be another site', () => {
  expect(rendered({ text: 'x', href: 'javascript:alert(1)' })).toBe('x');
  expect(rendered({ text: 'x', href: 'https://discord.com@evil.example/' })).toBe('x');
  expect(safeAddress('https://example.org/日本語 (a)')).toBe(
    'https://example.org/%E6%97%A5%E6%9C%AC%E8%AA%9E%20%28a%29',
  );
});

test('a masked link in a note shows where it leads', () => {
  const written = '[bank](https://evil.example)';

  expect(readMarkdown(escapeText(written))).toEqual({ text: written, marks: ['link:https://evil.example'] });
});

test('an address in running text keeps working', () => {
  expect(readMarkdown(escapeText('See https://example.org/a_b_c*d. Then')).marks).toEqual([
    'link:https://example.org/a_b_c',
  ]);
});

test('a moment is shown in the reader’s own zone', () => {
  expect(rendered({ text: '9:00', moment: 1_700_000_000_000 })).toBe('<t:1700000000:f>');
});

test('whatever a text holds, its reader sees just that text', () => {
  fc.assert(
    fc.property(hostileText, (written) => {
      fc.pre(!/https?:\/\//i.test(written));
      const seen = readMarkdown(escapeText(written));

      expect(seen.marks).toEqual([]);
      expect(seen.text).toBe(cleanText(written).replaceAll('\u200b', ''));
    }),
  );
});

const look = fc.record({ text: hostileText, bold: fc.boolean(), code: fc.boolean(), link: fc.boolean() });
const texts: fc.Arbitrary<Text> = fc.array(look, { maxLength: 5 }).map((all) =>
  all.map(
    ({ text, bold, code, link }): Span => ({
      text,
      bold,
      code,
      ...(link ? { href: 'https://e.org/' } : {}),
    }),
  ),
);

test('whatever the spans, no mention, emoji or foreign link comes of them, and costs are never too low', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const shown = renderText(merged(text));
      const marks = readMarkdown(shown).marks.filter((mark) => !mark.startsWith('link:http'));
      const links = readMarkdown(shown).marks.filter((mark) => mark.startsWith('link:'));
      const written = text.flatMap((span) => span.text.match(/https?:\/\/\S+/gi) ?? []);

      expect(
        marks.filter((mark) => /^(mention|emoji|moment|spoiler|strike|italic|heading|quote)/.test(mark)),
      ).toEqual([]);
      if (written.length === 0) expect(new Set(links).size).toBeLessThanOrEqual(1);
      expect(shown.length).toBeLessThanOrEqual(merged(text).reduce((sum, span) => sum + costOf()(span), 0));
    }),
  );
});
