import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstUnits, plain, type Span, type Text, text } from '../src/text.ts';
import { cutText } from '../src/text-cut.ts';

const units = (span: Span): number => span.text.length + (span.href ? span.href.length + 4 : 0);
const total = (value: Text): number => value.reduce((sum, span) => sum + units(span), 0);
const kept = (value: string, budget: number): string => plain(cutText(text(value), budget, units).kept);

test('a text that fits is kept whole', () => {
  const whole = text('短い文です。');

  expect(cutText(whole, 6, units)).toEqual({ kept: whole, rest: [], more: false });
});

test('Japanese is cut after the last sentence that fits', () => {
  expect(kept('コンテナは速い。仮想マシンは遅い。理由は起動にある。', 18)).toBe(
    'コンテナは速い。仮想マシンは遅い。',
  );
});

test('English is cut after the last sentence that fits', () => {
  expect(kept('Containers share a kernel. They start fast. Nothing boots.', 50)).toBe(
    'Containers share a kernel. They start fast.',
  );
});

test.each([
  ['a number', 'It took about 2.4 seconds on the host and longer in the guest.', 20, 'It took about 2.4'],
  ['an abbreviation', 'Runtimes differ, e.g. runc and gVisor do.', 25, 'Runtimes differ, e.g.'],
  ['a list number', 'Steps\n1. Install it now', 16, 'Steps\n1. Install'],
])('a dot in %s ends no sentence', (_name, value, budget, expected) => {
  expect(kept(value, budget)).toBe(expected);
});

test('a closing bracket stays with its sentence', () => {
  expect(kept('「速い。」と言う。それは本当に正しいのか。', 10)).toBe('「速い。」と言う。');
});

test('a sentence end too far back is passed over for a clause', () => {
  expect(kept('短い。とても長い文が続き、さらに続いて、終わりが見えない', 24)).toBe(
    '短い。とても長い文が続き、さらに続いて、',
  );
});

test('a character of several code points is never split', () => {
  const family = '👨‍👩‍👧‍👦';

  expect(kept(`ab${family}cd`, 2 + family.length - 1)).toBe('ab');
  expect(kept('かか\u3099', 2)).toBe('か');
});

test('a link is left out whole rather than split', () => {
  const value: Text = [
    { text: 'See the manual: ' },
    { text: 'the reference of everything', href: 'https://e.org/' },
  ];

  expect(cutText(value, 40, units)).toMatchObject({ kept: [{ text: 'See the manual:' }], more: true });
});

test('a link too long even alone keeps its address and loses words', () => {
  const value: Text = [{ text: 'a very long label indeed', href: 'https://e.org/' }];

  expect(cutText(value, 18 + 6, units).kept).toEqual([{ text: 'a very', href: 'https://e.org/' }]);
});

test('a sentence that ends inside a link is no place to cut', () => {
  const value: Text = [
    { text: '資料「起動。」参照', href: 'https://e.org/' },
    { text: 'なお続きは終わりの見えない長さである' },
  ];

  expect(cutText(value, 9 + 18 + 8, units).kept[0]).toEqual(value[0]);
});

test('trailing space that does not fit is no reason to say there is more', () => {
  expect(cutText(text('short.   '), 6, units)).toEqual({ kept: [{ text: 'short.' }], rest: [], more: false });
});

test('pieces cut one after another lose nothing but the space between them', () => {
  const value = 'コンテナは速い。Virtual machines boot a kernel. 例えばKVMがある。'.repeat(20);
  const pieces: string[] = [];
  for (let rest: Text = text(value); rest.length > 0; ) {
    const cut = cutText(rest, 70, units);
    pieces.push(plain(cut.kept));
    rest = cut.rest;
  }

  expect(pieces.join('').replace(/\s/g, '')).toBe(value.replace(/\s/g, ''));
});

test('a long text asks the cost of little more than what is kept', () => {
  let asked = 0;
  const cost = (span: Span) => {
    asked += span.text.length;
    return span.text.length;
  };

  // The whole span is weighed once; the search for the cut must not weigh it again.
  cutText(text('長い文です。'.repeat(100_000)), 100, cost);

  expect(asked).toBeLessThan(600_000 + 100 * 30);
});

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '。。。',
    '...',
    '👩🏽‍💻',
    '\ud83d',
    'か\u3099',
    '\n\n',
    '「。」',
    '1. ',
    'é'.normalize('NFD'),
  ),
);
const spans = fc.array(
  fc
    .record({ text: hostile, bold: fc.boolean(), link: fc.boolean() })
    .map(
      ({ text, bold, link }): Span => ({ text, ...(bold ? { bold } : {}), ...(link ? { href: 'h' } : {}) }),
    ),
  { maxLength: 8 },
);

test('whatever the text, what is kept fits, is its beginning, and splits no surrogate pair', () => {
  fc.assert(
    fc.property(spans, fc.integer({ min: 0, max: 120 }), (value, budget) => {
      const cut = cutText(value, budget, units);
      const [whole, start] = [plain(value), plain(cut.kept)];

      expect(total(cut.kept)).toBeLessThanOrEqual(budget);
      expect(whole.startsWith(start) || whole.trimEnd().startsWith(start)).toBe(true);
      expect(cut.more).toBe(cut.rest.length > 0);
      const next = whole.slice(start.length, start.length + 1);
      expect(/[\ud800-\udbff]$/.test(start) && /^[\udc00-\udfff]/.test(next)).toBe(false);
    }),
  );
});

test('what is cut by its length alone is as long as it may be, and ends in no half of a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat({ max: 40 }), (whole, most) => {
      const first = firstUnits(whole, most);

      expect(whole.startsWith(first)).toBe(true);
      expect(Math.min(whole.length, most) - first.length).toBeOneOf([0, 1]);
      expect(first).not.toMatch(/\p{Cs}/u);
    }),
  );
});
