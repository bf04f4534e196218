import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COLOUR, PLAIN, pressables, pressedBy, renderTerminal } from '../../src/platforms/terminal/render.ts';
import { terminalColumns, wrapLines } from '../../src/platforms/terminal/wrap.ts';
import type { Card } from '../../src/talk/reply.ts';

const card = (more: Partial<Card>): Card => ({
  tone: 'answer',
  title: 'Title',
  body: [],
  actions: [],
  sources: [],
  ...more,
});
const shown = (more: Partial<Card>): string => renderTerminal({ card: card(more), lang: 'en' }, PLAIN);

test('shows each kind of part as plain text', () => {
  const text = shown({
    body: [
      { kind: 'text', text: [{ text: 'See ' }, { text: 'docs', href: 'https://example.org/' }] },
      { kind: 'list', heading: 'Points', items: [[{ text: 'one' }], [{ text: 'two' }]] },
      { kind: 'facts', rows: [{ label: 'Kernel', value: [{ text: 'shared' }] }] },
      {
        kind: 'table',
        caption: 'Side by side',
        columns: ['A', 'B'],
        rows: [{ label: 'Start', cells: [[{ text: 'fast' }], [{ text: 'slow' }]] }],
      },
      { kind: 'quote', text: [{ text: 'quoted' }] },
      { kind: 'code', code: 'docker run' },
    ],
  });

  expect(text).toBe(
    [
      'Title',
      'See docs (https://example.org/)',
      'Points\n  • one\n  • two',
      'Kernel: shared',
      'Side by side\nStart  A: fast · B: slow',
      '> quoted',
      '    docker run',
    ].join('\n\n'),
  );
});

const actions: Card['actions'] = [
  { kind: 'ask', label: 'Compare with KVM', ask: 'compare xen kvm' },
  { kind: 'choose', label: 'Read more', options: [{ label: 'Limits', ask: 'read ~abc123' }] },
  {
    kind: 'feedback',
    up: { label: '👍', ask: 'feedback ~1 up' },
    down: { label: '👎', ask: 'feedback ~1 down' },
  },
];

test.each([
  ['https://example.org/', 'Source: A manual of some length https://example.org/'],
  [
    'https://example.org/manuals/of/some/length',
    'Source: A manual of… https://example.org/manuals/of/some/length',
  ],
  [`https://example.org/${'far/'.repeat(20)}`, 'Source: A manual of some length'],
])('a single source at %s takes one line', (url, line) => {
  const sources = [{ title: 'A manual of some length', url }];
  const text = renderTerminal({ card: card({ sources }), lang: 'en' }, PLAIN, { columns: 63 });

  expect(text.split('\n').at(-1)).toBe(line);
});

test('numbers what can be pressed, in the order the numbers are read', () => {
  const text = shown({ actions });

  expect(text).toContain('1 Compare with KVM  3 👍  4 👎\nRead more: 2 Limits');
  expect(text).not.toMatch(/~|compare xen/);
  expect(pressables({ actions }).map(({ ask }) => ask)[1]).toBe('read ~abc123');
});

test('tells words to type where nothing can be pressed', () => {
  const text = renderTerminal({ card: card({ actions }), lang: 'en' }, PLAIN, { unfolded: true });

  expect(text).toContain('compare xen kvm  Compare with KVM');
  expect(text).not.toContain('~');
});

test('a number, a full-width number or the letter of a choice is a press', () => {
  const choices = ['A', 'B'].map((label) => ({ label, ask: `quiz ~1 ${label}` }));

  for (const typed of ['2', '２', 'b', ' B ']) expect(pressedBy(typed, choices)).toBe(choices[1]);
  for (const typed of ['3', '0', 'docker', '']) expect(pressedBy(typed, choices)).toBeUndefined();
});

describe('a narrow terminal', () => {
  test.each([
    ['  • one two three four', 14, ['  • one two', '    three four']],
    ['ハイパーバイザーは、OSを動かす。', 20, ['ハイパーバイザーは、', 'OSを動かす。']],
    ['see https://example.org/a/long/address', 12, ['see', 'https://example.org/a/long/address']],
  ])('breaks “%s” between words', (line, columns, lines) => {
    expect(
      wrapLines(line, columns)
        .split('\n')
        .map((one) => one.trimEnd()),
    ).toEqual(lines);
  });

  test('loses nothing, and no line is too wide that could have been broken', () => {
    const words = fc.array(fc.constantFrom('virtual', 'マシン', 'が', '動く。', 'OS', '「仮想化」', '、'), {
      minLength: 1,
    });
    fc.assert(
      fc.property(words, fc.integer({ min: 20, max: 60 }), (parts, columns) => {
        const line = parts.join(' ');
        const broken = wrapLines(line, columns);

        expect(broken.replace(/\s/g, '')).toBe(line.replace(/\s/g, ''));
        for (const one of broken.split('\n'))
          expect(terminalColumns(one.trimEnd())).toBeLessThanOrEqual(columns);
      }),
    );
  });

  test('counts colours as nothing', () => {
    const bold = COLOUR.bold('two');

    expect(wrapLines(`one ${bold} three`, 13)).toBe(`one ${bold} three`);
  });
});

test('a note cannot send escape sequences or reorder the line', () => {
  const text = shown({ title: 'a\u001b[31mred\u202eback', body: [{ kind: 'code', code: '\u0007bell' }] });

  expect(text).toBe('a[31mredback\n\n    bell');
});
