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

export const used = (name: keyof typeof NAMES, lang: Lang, count: number, most: number): Used => ({
  name: NAMES[name][lang],
  used: count,
  most,
});

export const longest = (lengths: readonly number[]): number => Math.max(0, ...lengths);
