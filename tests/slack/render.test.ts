import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderSlack, renderSlackText } from '../../src/platforms/slack/render/render.ts';
import type { Picture } from '../../src/talk/reply.ts';
import type { Part } from '../../src/text.ts';
import { slackMessageProblems } from '../schemas/slack.ts';
import { anyCard, layers, reply, table } from './cards.ts';

const rendered = (...parts: Part[]) => renderSlack(reply({ body: parts })).blocks;
const kinds = (blocks: readonly { readonly type: string }[]) => blocks.map((block) => block.type);

test('an answer is a header, its parts, its sources and its buttons, with a text for notifications', () => {
  const message = renderSlack(
    reply({
      actions: [{ kind: 'ask', label: 'KVMと比較', ask: 'compare docker kvm', primary: true }],
      footer: '最終更新 2026-11-01',
    }),
  );

  expect(message).toEqual({
    text: 'コンテナ型仮想化\nカーネルを共有します。起動が速いです。',
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: 'コンテナ型仮想化', emoji: false } },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [{ type: 'text', text: 'カーネルを共有します。起動が速いです。' }],
          },
        ],
      },
      {
        type: 'context',
        elements: [
          {
            type: 'mrkdwn',
            text: '出典：<https://docs.docker.com/get-started/|Docker overview>',
            verbatim: true,
          },
        ],
      },
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: 'v1:ja:0',
            text: { type: 'plain_text', text: 'KVMと比較', emoji: false },
            value: 'compare docker kvm',
            style: 'primary',
          },
        ],
      },
      { type: 'context', elements: [{ type: 'mrkdwn', text: '最終更新 2026-11-01', verbatim: true }] },
    ],
    unfurl_links: false,
    unfurl_media: false,
  });
});

test('bold and code stand as data beside Japanese, not as asterisks', () => {
  const [, body] = rendered({
    kind: 'text',
    text: [{ text: 'コンテナは' }, { text: '速い', bold: true }, { text: 'runc', code: true }],
  });

  expect(body).toMatchObject({
    elements: [
      {
        elements: [
          { type: 'text', text: 'コンテナは' },
          { type: 'text', text: '速い', style: { bold: true } },
          { type: 'text', text: 'runc', style: { code: true } },
        ],
      },
    ],
  });
});

test('mentions in notes are words in rich text and escaped once where Slack parses', () => {
  const title = '<!channel> <@U1> & co';
  const message = renderSlack(
    reply({
      title,
      body: [{ kind: 'text', text: [{ text: title }] }],
      sources: [{ title, url: 'https://a.example/?x=1&y=2' }],
    }),
  );

  expect(message.text).toBe('&lt;!channel&gt; &lt;@U1&gt; &amp; co\n&lt;!channel&gt; &lt;@U1&gt; &amp; co');
  expect(message.blocks[1]).toMatchObject({ elements: [{ elements: [{ type: 'text', text: title }] }] });
  expect(message.blocks[2]).toMatchObject({
    elements: [
      {
        text: '出典：<https://a.example/?x=1&amp;y=2|&lt;!channel&gt; &lt;@U1&gt; &amp; co>',
      },
    ],
  });
});

test('a table is a table, with a header row and no empty cell', () => {
  const [, , found] = rendered(table);

  expect(found).toMatchObject({
    type: 'table',
    rows: [
      [{ text: '項目' }, { text: 'Docker' }, { text: 'KVM' }],
      [{ text: '起動' }, { text: '速い' }, { type: 'rich_text' }],
      [{ text: '隔離' }, { text: '弱い' }, { text: '–' }],
    ],
  });
});

test('where tables are refused each row is a list with the same facts', () => {
  const message = renderSlack(reply({ body: [table] }), { plainTables: true });
  const told = JSON.stringify(message.blocks);

  expect(kinds(message.blocks)).not.toContain('table');
  for (const fact of ['比較', '起動', 'Docker: ', '速い', 'KVM: ', '遅い', '弱い', '–'])
    expect(told).toContain(fact);
});

test('a second table becomes lists, since Slack takes one a message', () => {
  const blocks = rendered(table, { ...table, caption: '二つ目' });

  expect(kinds(blocks).filter((kind) => kind === 'table')).toHaveLength(1);
  expect(JSON.stringify(blocks)).toContain('二つ目');
});

test('a table wider than Slack takes becomes lists', () => {
  const columns = Array.from({ length: 20 }, (_one, i) => `列${i}`);

  expect(kinds(rendered({ ...table, columns }))).not.toContain('table');
});

test('a row that says nothing is left out', () => {
  const blocks = rendered({ ...table, rows: [{ label: '', cells: [] }, ...table.rows] });

  expect(blocks[2]).toMatchObject({ rows: [[{ text: '項目' }, {}, {}], [{ text: '起動' }, {}, {}], {}] });
});

test('more sources than a message has room for are counted', () => {
  const sources = Array.from({ length: 60 }, (_one, i) => ({
    title: `仮想化についての長い題名の資料 第${i + 1}版`,
    url: `https://example.org/papers/${i + 1}`,
  }));
  const told = JSON.stringify(renderSlack(reply({ sources })).blocks);
  const listed = sources.filter((source) => told.includes(`<${source.url}|`)).length;

  expect(listed).toBeGreaterThan(10);
  expect(told).toContain(`ほか${60 - listed}件`);
});

test('menus give way so that the answer itself has room, and every menu stays', () => {
  const menu = (label: string) => ({
    kind: 'choose' as const,
    label,
    options: Array.from({ length: 100 }, (_one, i) => ({
      label: `${label}の項目 ${i}`,
      ask: `${label} ${i}`,
    })),
  });
  const body: Part[] = [{ kind: 'text', text: [{ text: '仮想マシンの説明です。'.repeat(400) }] }];
  const { blocks } = renderSlack(reply({ body, actions: [menu('節'), menu('関連')] }));
  const menus = blocks.find((block) => block.type === 'actions');

  expect(menus).toMatchObject({
    elements: [{ placeholder: { text: '節' } }, { placeholder: { text: '関連' } }],
  });
  expect(Buffer.byteLength(JSON.stringify(blocks[1]))).toBeGreaterThan(2000);
});

test('a heading stays with what it is above', () => {
  const blocks = rendered(
    { kind: 'heading', text: '要点' },
    { kind: 'list', items: [[{ text: '速い' }], [{ text: '軽い' }]] },
  );

  expect(blocks[1]).toMatchObject({
    type: 'rich_text',
    elements: [
      { type: 'rich_text_section', elements: [{ text: '要点', style: { bold: true } }] },
      { type: 'rich_text_list', style: 'bullet' },
    ],
  });
});

test('a picture is told in words until it is on Slack, and shown from then on', () => {
  const without = renderSlack(reply({ picture: layers }));
  const within = renderSlack(reply({ picture: layers }), { picture: 'F1' });

  expect(JSON.stringify(without.blocks)).toContain(layers.alt);
  expect(within.blocks).toContainEqual({ type: 'image', slack_file: { id: 'F1' }, alt_text: layers.alt });
});

test('an answer stays the same when its picture comes', () => {
  const body: Part[] = [{ kind: 'text', text: [{ text: '仮想マシンの説明です。'.repeat(900) }] }];
  const before = renderSlack(reply({ body, picture: layers })).blocks;
  const after = renderSlack(reply({ body, picture: layers }), { picture: 'F0123456789' }).blocks;

  expect(after.filter((block) => block.type !== 'image')).toEqual(
    before.filter((block) => !JSON.stringify(block).includes(layers.alt)),
  );
});

test('a chart that is not on Slack is not told a second time', () => {
  const chart: Picture = {
    kind: 'bars',
    lang: 'ja',
    alt: 'Dockerは2.4秒。',
    title: 'CPU',
    groups: [],
    footer: [],
  };

  expect(JSON.stringify(renderSlack(reply({ picture: chart })).blocks)).not.toContain(chart.alt);
});

test('the asker gets an icon to delete, or a plain button where icons are refused', () => {
  const icon = renderSlack(reply(), { asker: 'U1' }).blocks;
  const button = renderSlack(reply(), { asker: 'U1', plainTables: true }).blocks;

  expect(icon.find((block) => block.type === 'context_actions')).toMatchObject({
    elements: [{ type: 'icon_button', icon: 'trash', value: 'U1', visible_to_user_ids: ['U1'] }],
  });
  expect(button.find((block) => block.type === 'actions')).toMatchObject({
    elements: [{ type: 'button', value: 'U1', text: { text: 'この回答を削除' } }],
  });
});

test('a question too long for a menu is left out of it rather than cut', () => {
  const message = renderSlack(
    reply({
      actions: [
        {
          kind: 'choose',
          label: 'もっと読む',
          options: [
            { label: '長い', ask: 'x'.repeat(76) },
            { label: '短い', ask: 'x'.repeat(75) },
          ],
        },
      ],
    }),
  );

  expect(message.blocks.find((block) => block.type === 'actions')).toMatchObject({
    elements: [{ type: 'static_select', options: [{ text: { text: '短い' } }] }],
  });
});

test('long Japanese ends at a sentence, says that there is more, and keeps sources and buttons', () => {
  const sentence = 'ハイパーバイザーは物理マシンの上で複数の仮想マシンを動かします。';
  const message = renderSlack(
    reply({
      link: 'https://notes.example/hypervisor',
      body: [{ kind: 'text', text: [{ text: sentence.repeat(1600) }] }],
      actions: [{ kind: 'ask', label: 'クイズ', ask: 'quiz kvm' }],
    }),
  );
  const [, body, more, sources, actions] = message.blocks;
  const shown = JSON.stringify(body);

  expect(shown).toMatch(/動かします。"/);
  expect(shown.length).toBeGreaterThan(2000);
  expect(more).toMatchObject({
    elements: [{ text: '… 続きがあります · <https://notes.example/hypervisor|ノートを開く>' }],
  });
  expect([sources?.type, actions?.type]).toEqual(['context', 'actions']);
  expect(slackMessageProblems(message)).toEqual([]);
});

test('a long list keeps its first items whole', () => {
  const items = Array.from({ length: 400 }, (_one, i) => [{ text: `項目${i}は仮想化の説明です。` }]);
  const blocks = rendered({ kind: 'list', heading: '一覧', items });
  const shown = JSON.stringify(blocks);

  expect(shown).toContain('項目0は');
  expect(shown).not.toContain('項目399は');
  expect(shown).toContain('続きがあります');
});

test('a long table keeps its first rows', () => {
  const rows = Array.from({ length: 120 }, (_one, i) => ({
    label: `行${i}`,
    cells: [[{ text: 'はい' }], [{ text: 'いいえ' }]],
  }));
  const blocks = rendered({ ...table, rows });

  expect(JSON.stringify(blocks)).toContain('行0');
  expect(JSON.stringify(blocks)).toContain('続きがあります');
  expect(slackMessageProblems(renderSlack(reply({ body: [{ ...table, rows }] })))).toEqual([]);
});

test('the last resort is the whole answer as text, with its sources', () => {
  const message = renderSlackText(reply({ body: [table] }));

  expect(message.blocks).toEqual([]);
  expect(message.text).toContain('起動: Docker 速い / KVM 遅い');
  expect(message.text).toContain('Docker overview https://docs.docker.com/get-started/');
});

test('whatever a card holds, Slack would take the message', () => {
  const look = fc.record(
    {
      plainTables: fc.boolean(),
      picture: fc.constant('F1'),
      asker: fc.constant('U1'),
      share: fc.string({ minLength: 1, maxLength: 350 }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(anyCard, fc.constantFrom('ja' as const, 'en' as const), look, (card, lang, shown) => {
      expect(slackMessageProblems(renderSlack({ card, lang }, shown))).toEqual([]);
      expect(slackMessageProblems(renderSlackText({ card, lang }))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('nothing a card says can be read as a mention', () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      const message = renderSlack({ card, lang: 'en' });
      expect(JSON.stringify(message.blocks)).not.toMatch(/"type":"(broadcast|user|usergroup|channel|emoji)"/);
      expect(message.text).not.toMatch(/<[!@#]/);
    }),
    { numRuns: 50 },
  );
});
