import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FONT_FILES, readTypeface } from '../../src/pictures/font.ts';
import { drawable, widthOf, wrap } from '../../src/pictures/wrap.ts';

const TYPE = { size: 14 } as const;

test('English breaks at spaces, Japanese between words', () => {
  expect(wrap('Hosted hypervisor software', 110, TYPE)).toEqual(['Hosted', 'hypervisor', 'software']);
  expect(wrap('ユーザー空間カーネル', 90, TYPE)).toEqual(['ユーザー空間', 'カーネル']);
});

test('a mark that must not begin a line takes the character before it along', () => {
  expect(wrap('アアアアアアー', 85, TYPE)).toEqual(['アアアアア', 'アー']);
});

test('what does not fit ends in an ellipsis', () => {
  const lines = wrap('仮想化'.repeat(40), 100, TYPE, 2);

  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/…$/);
});

test('no line is wider than asked, and no character is lost', () => {
  const word = fc.constantFrom(
    'VM',
    'コンテナ',
    '仮想化',
    'hypervisor',
    '（KVM）',
    '、',
    '。',
    ' ',
    'I/O',
    'ー',
    '4K',
  );

  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), fc.integer({ min: 60, max: 300 }), (words, width) => {
      const text = words.join('');
      const lines = wrap(text, width, TYPE);

      // A mark that may not begin a line can push its line over by its own width.
      for (const line of lines) expect(widthOf(line, TYPE)).toBeLessThanOrEqual(width + 2 * TYPE.size);
      expect(lines.join('').replaceAll(' ', '')).toBe(drawable(text).replaceAll(' ', ''));
    }),
    { numRuns: 200 },
  );
});

test('widths are those of the font: kanji are square, i is narrower than W', () => {
  const face = readTypeface(FONT_FILES.regular);

  expect(face.measure('仮想', 20)).toBe(40);
  expect(face.measure('i', 20)).toBeLessThan(face.measure('W', 20) / 2);
});
