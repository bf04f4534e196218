import { DISCORD_LIMITS as DISCORD } from '../../platforms/discord/render/limits.ts';
import type { DiscordBody } from '../../platforms/discord/render/render.ts';
import { SLACK_LIMITS as SLACK, TOTAL_BYTES } from '../../platforms/slack/render/limits.ts';
import type { SlackMessage } from '../../platforms/slack/render/render.ts';
import type { Lang } from '../../text.ts';

/** How much of what a platform takes a message uses. */
export interface Used {
  readonly name: string;
  readonly used: number;
  readonly most: number;
}

const NAMES = {
  embedText: { ja: '埋め込み全体の文字数', en: 'characters over all embeds' },
  description: { ja: '最も長い説明の文字数', en: 'characters of the longest description' },
  fields: { ja: '欄の数', en: 'fields' },
  rows: { ja: 'ボタンの行数', en: 'rows of controls' },
  blocks: { ja: 'ブロック数', en: 'blocks' },
  bytes: { ja: '全ブロックのバイト数（Virt 自身の上限）', en: 'bytes over all blocks (our own limit)' },
  mrkdwn: { ja: '最も長い文字要素の文字数', en: 'characters of the longest text' },
  controls: { ja: 'ボタンとメニューの数', en: 'buttons and menus' },
  cells: { ja: '表の文字数', en: 'characters of the table' },
} as const satisfies Record<string, Record<Lang, string>>;

const used = (name: keyof typeof NAMES, lang: Lang, count: number, most: number): Used => ({
  name: NAMES[name][lang],
  used: count,
  most,
});

const longest = (lengths: readonly number[]): number => Math.max(0, ...lengths);

export function discordLimits({ embeds, components }: DiscordBody, lang: Lang): Used[] {
  const lengths = embeds.map((embed) =>
    [
      embed.title,
      embed.description,
      embed.footer?.text,
      ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
    ].reduce((sum, text) => sum + (text?.length ?? 0), 0),
  );
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return [
    used('embedText', lang, total, DISCORD.embedsTotal),
    used(
      'description',
      lang,
      longest(embeds.map((one) => one.description?.length ?? 0)),
      DISCORD.description,
    ),
    used('fields', lang, longest(embeds.map((one) => one.fields?.length ?? 0)), DISCORD.fields),
    used('rows', lang, components.length, DISCORD.rows),
  ];
}

/** Lengths of every string under a key named `text`, wherever it stands. */
function textLengths(value: unknown): number[] {
  if (Array.isArray(value)) return value.flatMap(textLengths);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner.length] : textLengths(inner),
  );
}

export function slackLimits({ blocks }: SlackMessage, lang: Lang): Used[] {
  const tables = blocks.filter((block) => block.type === 'table');
  const controls = blocks.flatMap((block) => (block.type === 'actions' ? [block.elements.length] : []));
  const cells = textLengths(tables).reduce((sum, length) => sum + length, 0);
  return [
    used('blocks', lang, blocks.length, SLACK.blocks),
    used('bytes', lang, Buffer.byteLength(JSON.stringify(blocks)), TOTAL_BYTES),
    used('mrkdwn', lang, longest(textLengths(blocks)), SLACK.mrkdwn),
    used('controls', lang, longest(controls), SLACK.actionElements),
    ...(tables.length > 0 ? [used('cells', lang, cells, SLACK.tableText)] : []),
  ];
}
