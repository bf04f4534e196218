import fc from 'fast-check';
import type { Action, Card } from '../../src/talk/reply.ts';
import type { Part, Span, Text } from '../../src/text.ts';
import { PIECES } from '../fuzz/pieces.ts';

export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 14 })
  .map((pieces) => pieces.join(''));

/** Sometimes far longer than anything Discord takes. */
export const anyLength: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: hostileText },
  {
    weight: 1,
    arbitrary: fc
      .tuple(hostileText, fc.integer({ min: 100, max: 10_000 }))
      .map(([text, n]) => text.padEnd(n, `${text}。x`)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'あ'.repeat(50_000),
      'コンテナは速い。'.repeat(6_250),
      '\ud83d\ude00'.repeat(5_000),
      `e${'\u0301'.repeat(10_000)}`,
    ),
  },
);

const address = fc.oneof(
  fc.constantFrom(
    'https://example.org/',
    'https://example.org/a_(b)',
    'javascript:alert(1)',
    'not an address',
    `https://example.org/${'a'.repeat(3000)}`,
    `https://example.org/${'a'.repeat(480)}`,
  ),
  hostileText.map((text) => `https://example.org/${text}`),
);

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
/** Leaves out what is undefined, as exact optional properties want it. */
const defined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;

const span: fc.Arbitrary<Span> = fc
  .record({
    text: anyLength,
    bold: optional(fc.boolean()),
    code: optional(fc.boolean()),
    href: optional(address),
    moment: optional(fc.constant(1_700_000_000_000)),
  })
  .map((value) => defined(value) as Span);
const texts: fc.Arbitrary<Text> = fc.array(span, { maxLength: 4 });
const rowsOf = (columns: number) =>
  fc.array(
    fc.record({ label: hostileText, cells: fc.array(texts, { minLength: columns, maxLength: columns }) }),
    { maxLength: 6 },
  );

const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: texts }),
  fc.record({ kind: fc.constant('heading' as const), text: anyLength }),
  fc
    .record({
      kind: fc.constant('list' as const),
      heading: optional(hostileText),
      ordered: fc.boolean(),
      items: fc.array(texts, { maxLength: 8 }),
    })
    .map((v) => defined(v) as Part),
  fc.record({
    kind: fc.constant('facts' as const),
    rows: fc.array(fc.record({ label: anyLength, value: texts }), { maxLength: 6 }),
  }),
  fc.integer({ min: 1, max: 4 }).chain((n) =>
    fc.record({
      kind: fc.constant('table' as const),
      caption: hostileText,
      columns: fc.array(anyLength, { minLength: n, maxLength: n }),
      rows: rowsOf(n),
    }),
  ),
  fc
    .record({ kind: fc.constant('quote' as const), text: texts, from: optional(anyLength) })
    .map((v) => defined(v) as Part),
  fc
    .record({ kind: fc.constant('code' as const), code: anyLength, language: optional(hostileText) })
    .map((v) => defined(v) as Part),
  fc.record({ kind: fc.constant('image' as const), url: address, alt: anyLength }),
);

const ask = fc.oneof(
  hostileText,
  fc.constantFrom('compare docker kvm', 'bench', '', 'x'.repeat(70), 'x'.repeat(300)),
);
const option = fc.record({ label: anyLength, ask, hint: optional(hostileText) }).map(defined);
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constant('ask' as const), label: anyLength, ask, primary: fc.boolean() }),
  fc.record({
    kind: fc.constant('choose' as const),
    label: anyLength,
    options: fc.array(option, { maxLength: 40 }),
  }),
  fc.record({ kind: fc.constant('open' as const), label: anyLength, url: address }),
  fc.record({
    kind: fc.constant('feedback' as const),
    up: fc.record({ label: anyLength, ask }),
    down: fc.record({ label: anyLength, ask }),
  }),
) as fc.Arbitrary<Action>;

export const hostileCard: fc.Arbitrary<Card> = fc
  .record({
    tone: fc.constantFrom('answer' as const, 'notice' as const, 'error' as const),
    title: anyLength,
    link: optional(address),
    body: fc.array(part, { maxLength: 8 }),
    actions: fc.array(action, { maxLength: 30 }),
    sources: fc.array(fc.record({ title: anyLength, url: address }), { maxLength: 40 }),
    footer: optional(anyLength),
  })
  .map((value) => defined(value) as Card);
