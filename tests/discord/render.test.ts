import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RenderOptions, renderDiscord } from '../../src/platforms/discord/render/render.ts';
import type { Action, Card, Reply } from '../../src/talk/reply.ts';
import type { Part } from '../../src/text.ts';
import { discordProblems } from '../schemas/discord.ts';
import { hostileCard } from './hostile.ts';
import { readMarkdown } from './reading.ts';

const reply = (card: Partial<Card>, more: Partial<Reply> = {}): Reply => ({
  intent: 'topic',
  topics: ['docker'],
  lang: 'en',
  audience: 'place',
  card: { tone: 'answer', title: 'Docker', body: [], actions: [], sources: [], ...card },
  ...more,
});
const body = (...parts: Part[]): string | undefined =>
  renderDiscord(reply({ body: parts })).embeds[0]?.description;
const text = (value: string): Part => ({ kind: 'text', text: [{ text: value }] });

test('an answer is an embed with its sources, whose controls carry their questions', () => {
  const message = renderDiscord(
    reply({
      link: 'https://notes.example.org/docker',
      body: [text('Runs containers.')],
      actions: [
        { kind: 'ask', label: 'Compare with Podman', ask: 'compare docker podman', primary: true },
        { kind: 'choose', label: 'Read more', options: [{ label: 'Images', ask: 'read docker#images' }] },
      ],
      sources: [{ title: 'Docker docs', url: 'https://docs.docker.com/' }],
      footer: 'updated 2026-08-01',
    }),
  );

  expect(message).toEqual({
    embeds: [
      {
        color: 0x2f6fde,
        title: 'Docker',
        url: 'https://notes.example.org/docker',
        description: 'Runs containers.\n\nSource: [Docker docs](https://docs.docker.com/)',
        footer: { text: 'updated 2026-08-01' },
      },
    ],
    components: [
      {
        type: 1,
        components: [
          { type: 2, style: 1, label: 'Compare with Podman', custom_id: 'v1:en:compare docker podman' },
        ],
      },
      {
        type: 1,
        components: [
          {
            type: 3,
            custom_id: 'v1:menu:en:0',
            placeholder: 'Read more',
            options: [{ label: 'Images', value: 'read docker#images' }],
          },
        ],
      },
    ],
    allowed_mentions: { parse: [], replied_user: false },
  });
});

test('shows each kind of part', () => {
  expect(
    body(
      { kind: 'heading', text: 'Parts' },
      { kind: 'list', heading: 'Steps', ordered: true, items: [[{ text: 'pull' }], [{ text: 'run\nit' }]] },
      { kind: 'facts', rows: [{ label: 'Kernel', value: [{ text: 'shared' }] }] },
      { kind: 'quote', text: [{ text: 'one\ntwo' }] },
      { kind: 'code', code: 'docker run *', language: 'sh' },
      { kind: 'image', url: 'https://example.org/a.png', alt: 'Layers' },
    ),
  ).toBe(
    [
      '**Parts**',
      '**Steps**\n1. pull\n2. run\n  it',
      '**Kernel**: shared',
      '> one\n> two',
      '```sh\ndocker run *\n```',
      '[Layers](https://example.org/a.png)',
    ].join('\n\n'),
  );
});

test('a row of a table is a line, with no padded columns', () => {
  const table: Part = {
    kind: 'table',
    caption: 'Side by side',
    columns: ['コンテナ型', 'ハードウェア型'],
    rows: [
      { label: '隔離', cells: [[{ text: '弱い' }], [{ text: '強い' }]] },
      { label: '起動', cells: [[{ text: '速い' }], []] },
    ],
  };

  expect(renderDiscord(reply({ body: [table] }, { lang: 'ja' })).embeds[0]?.description).toBe(
    '__**Side by side**__\n**隔離**　コンテナ型：弱い · ハードウェア型：強い\n**起動**　コンテナ型：速い · ハードウェア型：—',
  );
});

test('a row too long for a line or two is one for each column', () => {
  const cell = (n: number) => [{ text: `far from short ${n} `.repeat(8).trim() }];
  const table: Part = {
    kind: 'table',
    caption: '',
    columns: ['A', 'B'],
    rows: [{ label: 'Use', cells: [cell(1), cell(2)] }],
  };

  expect(body(table)).toMatch(/^\*\*Use\*\*\n- A: far .*\n- B: far /);
});

test('the first picture of a note is shown, unless a drawn one is sent along', () => {
  const card = reply({ body: [{ kind: 'image', url: 'https://example.org/a.png?x=1', alt: 'Layers' }] });

  expect(renderDiscord(card).embeds[0]?.image).toEqual({ url: 'https://example.org/a.png?x=1' });
  expect(renderDiscord(card, { picture: 'picture.png' }).embeds[0]?.image).toEqual({
    url: 'attachment://picture.png',
  });
});

test('what the marks in a table mean stands before its rows, and what is the same of several is said once', () => {
  const same = [{ text: 'Under a second*' }];
  const table: Part = {
    kind: 'table',
    caption: '',
    columns: ['Docker', 'KVM', 'LXC'],
    rows: [{ label: 'Start-up', cells: [same, [{ text: 'Minutes' }], same] }],
    marks: '* holds for its type.',
  };

  expect(body(table)).toBe(
    '\\* holds for its type.\n**Start-up** — Docker, LXC: Under a second\\* · KVM: Minutes',
  );
});

test('an SVG is linked only, since Discord does not show it', () => {
  const card = reply({ body: [{ kind: 'image', url: 'https://example.org/a.svg', alt: 'Layers' }] });

  expect(renderDiscord(card).embeds[0]?.image).toBeUndefined();
});

test('an answer for the asker is hidden where that is possible', () => {
  const card = reply({}, { audience: 'asker' });

  expect(renderDiscord(card).flags).toBe(64);
  expect(renderDiscord(card, { surface: 'message' }).flags).toBeUndefined();
});

test('whoever asked can delete the answer, and share a private one', () => {
  const rows = renderDiscord(reply({}), { asker: '42', share: { question: 'docker' } }).components;

  expect(rows.flatMap((row) => row.components)).toMatchObject([
    { label: 'Share to channel', custom_id: 'v1:share:en:docker' },
    { label: 'Delete', custom_id: 'v1:delete:42' },
  ]);
});

describe('a text too long for one message', () => {
  const sentence = 'コンテナ型仮想化は、ホストのカーネルを共有するため、起動が速い。';
  const long = reply(
    { body: [text(sentence.repeat(2000))], link: 'https://notes.example.org/' },
    { lang: 'ja' },
  );
  const message = renderDiscord(long);

  test('fills two embeds and is cut at the end of a sentence, saying that there is more', () => {
    const texts = message.embeds.map((embed) => embed.description ?? '');

    expect(discordProblems(message)).toEqual([]);
    expect(texts).toHaveLength(2);
    expect(texts[0]?.endsWith('起動が速い。')).toBe(true);
    expect(texts[1]).toMatch(/起動が速い。\n\n… \[続きがあります\]\(https:\/\/notes\.example\.org\/\)$/);
    expect(texts.join('').length).toBeGreaterThan(5800);
  });

  test('keeps its buttons and its sources', () => {
    const sources = [
      { title: '仕様', url: 'https://example.org/' },
      { title: '解説', url: 'https://example.org/more' },
    ];
    const actions = [{ kind: 'ask', label: '比較', ask: 'compare docker kvm' }] as const;
    const whole = renderDiscord({ ...long, card: { ...long.card, actions, sources } });

    expect(JSON.stringify(whole.components)).toContain('compare docker kvm');
    expect(whole.embeds.at(-1)?.fields?.[0]?.value).toBe(
      '1. [仕様](https://example.org/)\n2. [解説](https://example.org/more)',
    );
    expect(discordProblems(whole)).toEqual([]);
  });
});

test('a fence is closed on every page it goes over', () => {
  const message = renderDiscord(reply({ body: [{ kind: 'code', code: 'line of code\n'.repeat(1000) }] }));

  expect(message.embeds.map((embed) => embed.description?.match(/```/g)?.length)).toEqual([2, 2]);
});

test('code of nothing leaves no fence to run on into what follows', () => {
  expect(body({ kind: 'code', code: '\n \n' }, text('after'))).toBe('after');
});

test('a table whose links do not fit names its sources by number', () => {
  const url = `https://example.org/${'a'.repeat(90)}`;
  const cells = ['one', 'two', 'three', 'four'].map((value) => [{ text: value, href: url }]);
  const rows = Array.from({ length: 12 }, (_, i) => ({ label: `Row ${i}`, cells }));
  const table: Part = { kind: 'table', caption: 'All', columns: ['A', 'B', 'C', 'D'], rows };
  const message = renderDiscord(reply({ body: [table], sources: [{ title: 'S', url }] }));
  const seen = readMarkdown(message.embeds[0]?.description ?? '');

  expect(seen.text).toContain('Row 11 — A: one [1] · B: two [1]');
  expect(seen.text).not.toContain('there is more');
});

test('sources beyond what fields hold are counted', () => {
  const sources = Array.from({ length: 60 }, (_, i) => ({
    title: `A source with a fairly long title, number ${i}`,
    url: `https://example.org/papers/${'x'.repeat(40)}/${i}`,
  }));
  const fields = renderDiscord(reply({ sources })).embeds[0]?.fields ?? [];
  const listed = fields.flatMap((field) => field.value.split('\n').filter((line) => /^\d+\. /.test(line)));

  expect(fields.map((field) => field.name)).toEqual(['Sources', 'Sources (2)', 'Sources (3)']);
  expect(fields.at(-1)?.value).toMatch(new RegExp(`and ${60 - listed.length} more$`));
});

test('more questions than buttons become a menu', () => {
  const actions = Array.from(
    { length: 30 },
    (_, i) => ({ kind: 'ask', label: `Q${i}`, ask: `q${i}` }) as const,
  );
  const { components } = renderDiscord(reply({ actions }));
  const asked = components.flatMap((row) =>
    row.components.flatMap((c) =>
      c.type === 3 ? c.options.map((o) => o.value) : 'custom_id' in c ? c.custom_id : [],
    ),
  );

  expect(components).toHaveLength(5);
  expect(asked).toHaveLength(30);
});

describe('saying whether an answer helped', () => {
  const vote = (word: string) => ({ label: word, ask: `feedback ~k3x ${word}` });
  const feedback: Action = { kind: 'feedback', up: vote('up'), down: vote('down') };
  const questions = (n: number): Action[] =>
    Array.from({ length: n }, (_, i) => ({ kind: 'ask', label: `Q${i}`, ask: `q${i}` }));
  const menus = (n: number): Action[] =>
    Array.from({ length: n }, (_, i) => ({
      kind: 'choose',
      label: `Menu ${i}`,
      options: [{ label: 'One', ask: `one ${i}` }],
    }));
  const rowsOf = (actions: Action[], extras: RenderOptions = { asker: '42' }): string[] =>
    renderDiscord(reply({ actions }), extras).components.map((row) =>
      row.components.map((one) => ('label' in one ? one.label : 'menu')).join(' · '),
    );

  test('takes two quiet buttons that carry the verdict', () => {
    const [row] = renderDiscord(reply({ actions: [feedback] })).components;

    expect(row?.components).toEqual([
      { type: 2, style: 2, label: '👍', custom_id: 'v1:en:feedback ~k3x up' },
      { type: 2, style: 2, label: '👎', custom_id: 'v1:en:feedback ~k3x down' },
    ]);
  });

  test('stands with sharing and deleting, beside the card’s own buttons when a row holds all', () => {
    expect(rowsOf([feedback, ...questions(2)])).toEqual(['Q0 · Q1 · 👍 · 👎 · Delete']);
    expect(rowsOf([feedback, ...questions(3)], { asker: '42', share: { question: 'docker' } })).toEqual([
      'Q0 · Q1 · Q2',
      'Share to channel · 👍 · 👎 · Delete',
    ]);
  });

  test.each([
    ['questions fill every row', 24, 0],
    ['menus leave one row and questions fill it', 4, 4],
    ['questions overflow into a menu', 40, 1],
  ])('gives way where %s', (_name, asked, chosen) => {
    const rows = rowsOf([feedback, ...questions(asked), ...menus(chosen)]);
    const without = rowsOf([...questions(asked), ...menus(chosen)]);

    expect(rows).toEqual(without);
    expect(rows.length).toBeLessThanOrEqual(5);
  });

  const more = { body: [text('The rest.')], actions: questions(9), sources: [] };
  const lead = (actions: readonly Action[], extras: RenderOptions = {}) =>
    renderDiscord(reply({ actions, more }), extras).components.map((row) =>
      row.components.map((one) => ('label' in one ? one.label : 'menu')).join(' · '),
    );

  test('under a lead stands one row, in which the last questions give way to what concerns the answer', () => {
    expect(lead(questions(4))).toEqual(['Q0 · Q1 · Q2 · Q3']);
    expect(lead([...questions(4), feedback], { asker: '42' })).toEqual(['Q0 · Q1 · 👍 · 👎 · Delete']);
  });

  test('under a lead stands no menu, and nothing of the rest', () => {
    const { embeds, components } = renderDiscord(
      reply({ body: [text('It runs.')], actions: menus(1), more }),
    );

    expect(components).toEqual([]);
    expect(embeds[0]?.description).toBe('It runs.');
  });

  test('finds its place in the last row that is left', () => {
    expect(rowsOf([feedback, ...questions(2), ...menus(4)])).toEqual([
      'Q0 · Q1 · 👍 · 👎 · Delete',
      ...Array.from({ length: 4 }, () => 'menu'),
    ]);
  });
});

const options: fc.Arbitrary<RenderOptions> = fc.constantFrom<RenderOptions>(
  {},
  { picture: 'picture.png' },
  { asker: '123456789012345678', share: { question: 'docker' }, surface: 'message' },
  { share: { question: 'x'.repeat(500) }, note: [{ text: '@everyone '.repeat(400) }] },
);

test('whatever a card holds, Discord takes the message, and nobody is mentioned', () => {
  fc.assert(
    fc.property(hostileCard, fc.constantFrom('ja' as const, 'en' as const), options, (card, lang, extras) => {
      const message = renderDiscord({ ...reply({}), card, lang }, extras);
      const texts = message.embeds.flatMap((embed) => [
        embed.title ?? '',
        embed.description ?? '',
        ...(embed.fields ?? []).map((field) => field.value),
      ]);
      const marks = texts.flatMap((one) => readMarkdown(one).marks);

      expect(discordProblems(message)).toEqual([]);
      expect(marks.filter((mark) => /^(mention|emoji|link:(?!https?:))/.test(mark))).toEqual([]);
    }),
    // Cards of 50,000 characters take too long to shrink.
    { numRuns: 80, endOnFailure: true },
  );
});
