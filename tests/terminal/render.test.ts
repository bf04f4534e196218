import { expect, test } from 'vitest';
import { PLAIN, renderTerminal } from '../../src/platforms/terminal/render.ts';
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
      { kind: 'quote', text: [{ text: 'quoted' }], from: 'How it works' },
      { kind: 'code', code: 'docker run' },
    ],
  });

  expect(text).toBe(
    [
      'Title',
      'See docs (https://example.org/)',
      'Points\n  • one\n  • two',
      'Kernel: shared',
      'Side by side\nStart\n  A: fast\n  B: slow',
      '> quoted\n  — How it works',
      '    docker run',
    ].join('\n\n'),
  );
});

test('tells what to type in place of buttons', () => {
  const text = shown({ actions: [{ kind: 'ask', label: 'Compare with KVM', ask: 'compare xen kvm' }] });

  expect(text).toContain('compare xen kvm  Compare with KVM');
});

test('a note cannot send escape sequences or reorder the line', () => {
  const text = shown({ title: 'a\u001b[31mred\u202eback', body: [{ kind: 'code', code: '\u0007bell' }] });

  expect(text).toBe('a[31mredback\n\n    bell');
});
