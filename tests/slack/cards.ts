import fc from 'fast-check';
import type { Action, Card, IntentKind, Picture, Reply } from '../../src/talk/reply.ts';
import type { Part, Text } from '../../src/text.ts';

export const layers: Picture = {
  kind: 'layers',
  lang: 'ja',
  alt: 'Dockerの構成（下から）: ハードウェア、ホストOS、コンテナエンジン、アプリ。',
  title: '構成: Docker',
  columns: [],
};

export const table: Part & { kind: 'table' } = {
  kind: 'table',
  caption: '比較',
  columns: ['Docker', 'KVM'],
  rows: [
    { label: '起動', cells: [[{ text: '速い' }], [{ text: '遅い', bold: true }]] },
    { label: '隔離', cells: [[{ text: '弱い' }], []] },
  ],
};

export const card = (more: Partial<Card> = {}): Card => ({
  tone: 'answer',
  title: 'コンテナ型仮想化',
  body: [{ kind: 'text', text: [{ text: 'カーネルを共有します。起動が速いです。' }] }],
  actions: [],
  sources: [{ title: 'Docker overview', url: 'https://docs.docker.com/get-started/' }],
  ...more,
});

export const reply = (more: Partial<Card> = {}, about: Partial<Reply> = {}): Reply => ({
  intent: 'topic' as IntentKind,
  topics: ['container-virtualization'],
  lang: 'ja',
  audience: 'place',
  card: card(more),
  ...about,
});

/** Text people with bad intentions, bad keyboards or bad copy-paste would write. */
export const hostile = fc.oneof(
  fc.constantFrom(
    '@everyone',
    '<!channel>',
    '<!here|here>',
    '<@U1>',
    '<#C1|general>',
    '<!subteam^S1>',
    '`code` ```block',
    'x](https://evil.example)',
    '<https://evil.example|click>',
    '&lt;!channel&gt; & < >',
    '*bold* _it_ ~no~ :tada:',
    '\u202eright to left\u202c \u200f\u2066x\u2069',
    '\ud83d',
    '😀'.repeat(80),
    '\u0000\u001b[31mred',
    '',
    ' ',
    'あ'.repeat(10_000),
    'ハイパーバイザーはVMを動かします。'.repeat(3000),
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

const url = fc.oneof(
  fc.constantFrom(
    'https://a.example/?a=1&b=2',
    'https://a.example/<x>|y',
    'javascript:alert(1)',
    `https://a.example/${'x'.repeat(4000)}`,
  ),
  fc.webUrl(),
);

const span = fc.record(
  {
    text: hostile,
    bold: fc.boolean(),
    code: fc.boolean(),
    href: url,
    moment: fc.constant(1_790_000_000_000),
  },
  { requiredKeys: ['text'] },
);
const text: fc.Arbitrary<Text> = fc.array(span, { maxLength: 3 });
const row = fc.record({ label: hostile, cells: fc.array(text, { maxLength: 5 }) });

const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text }),
  fc.record({ kind: fc.constant('heading' as const), text: hostile }),
  fc.record(
    {
      kind: fc.constant('list' as const),
      heading: hostile,
      ordered: fc.boolean(),
      items: fc.array(text, { maxLength: 6 }),
    },
    { requiredKeys: ['kind', 'items'] },
  ),
  fc.record({
    kind: fc.constant('facts' as const),
    rows: fc.array(fc.record({ label: hostile, value: text }), { maxLength: 5 }),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    caption: hostile,
    columns: fc.array(hostile, { maxLength: 25 }),
    rows: fc.array(row, { maxLength: 8 }),
  }),
  fc.record({ kind: fc.constant('quote' as const), text, from: hostile }, { requiredKeys: ['kind', 'text'] }),
  fc.record({ kind: fc.constant('code' as const), code: hostile }),
  fc.record({ kind: fc.constant('image' as const), url, alt: hostile }),
);

const ask = fc.oneof(fc.string({ maxLength: 70 }), hostile);
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record(
    { kind: fc.constant('ask' as const), label: hostile, ask, primary: fc.boolean() },
    { requiredKeys: ['kind', 'label', 'ask'] },
  ),
  fc.record({
    kind: fc.constant('choose' as const),
    label: hostile,
    options: fc.array(fc.record({ label: hostile, ask, hint: hostile }, { requiredKeys: ['label', 'ask'] }), {
      maxLength: 120,
    }),
  }),
  fc.record({ kind: fc.constant('open' as const), label: hostile, url }),
);

export const anyCard: fc.Arbitrary<Card> = fc.record(
  {
    tone: fc.constantFrom('answer' as const, 'notice' as const, 'error' as const),
    title: hostile,
    link: url,
    body: fc.array(part, { maxLength: 60, size: 'small' }),
    picture: hostile.map((alt): Picture => ({ ...layers, alt })),
    actions: fc.array(action, { maxLength: 40, size: 'small' }),
    sources: fc.array(fc.record({ title: hostile, url }), { maxLength: 60, size: 'small' }),
    footer: hostile,
  },
  { requiredKeys: ['tone', 'title', 'body', 'actions', 'sources'] },
);
