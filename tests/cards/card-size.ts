import { type DiscordBody, renderDiscord } from '../../src/platforms/discord/render/render.ts';
import { PICTURE } from '../../src/platforms/discord/sending/deliver.ts';
import { renderSlack, type SlackMessage } from '../../src/platforms/slack/render/render.ts';
import { PLAIN, renderTerminal } from '../../src/platforms/terminal/render.ts';
import type { Reply } from '../../src/talk/reply.ts';

/** Columns of a chat on a desktop; a full-width character takes two. */
const COLUMNS = 80;
export const PLATFORMS = ['discord', 'slack', 'terminal'] as const;

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
const width = (line: string): number => [...line].reduce((sum, c) => sum + (wide.test(c) ? 2 : 1), 0);
const linesOf = (text: string): number =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(width(line) / COLUMNS)), 0);

interface Shown {
  readonly text: string;
  readonly rows: number;
}

/** What is read of Discord's Markdown: the words of links and of what is set apart, and no fences. */
const unmarked = (text: string): string =>
  text
    .replace(/\[([^\]]*)\]\(<?https?:[^)]*\)/g, '$1')
    .replace(/^```\w*$/gm, '')
    .replace(/\*\*|`|\\(?=[^\w\s])/g, '');

function onDiscord({ embeds, components }: DiscordBody): Shown {
  const texts = embeds.flatMap((embed) => [
    embed.title ?? '',
    embed.description ?? '',
    ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
    embed.footer?.text ?? '',
  ]);
  return { text: unmarked(texts.filter(Boolean).join('\n')), rows: components.length };
}

const SLACK_TEXT = new Set(['text']);

/** The lines of a table's row: its cells stand side by side, each wrapped in its share of the width. */
function rowText(row: readonly unknown[]): string {
  const share = Math.floor(COLUMNS / row.length);
  const cells = row.map((cell) => slackText(cell).replace(/\n/g, ''));
  const tallest = Math.max(...cells.map((cell) => Math.ceil(width(cell) / share)));
  return `${cells.join(' | ')}\n${'·\n'.repeat(Math.max(0, tallest - Math.ceil(width(cells.join(' | ')) / COLUMNS)))}`;
}

/** Every text in a block, a list item, a table row or a paragraph a line. */
function slackText(value: unknown): string {
  if (Array.isArray(value)) return value.map(slackText).join('');
  if (typeof value !== 'object' || value === null) return '';
  const one = value as Record<string, unknown>;
  if (one.type === 'table' && Array.isArray(one.rows))
    return one.rows.map((row: unknown[]) => rowText(row)).join('');
  const own = Object.entries(one).map(([key, inner]) =>
    typeof inner === 'string' ? (SLACK_TEXT.has(key) ? inner : '') : slackText(inner),
  );
  const ends = /^(?:header|rich_text|rich_text_section|rich_text_preformatted|context|image)$/.test(
    String(one.type),
  );
  return own.join('') + (ends ? '\n' : '');
}

function onSlack({ blocks }: SlackMessage): Shown {
  const controls = blocks.filter(({ type }) => type === 'actions' || type === 'context_actions');
  const others = blocks.filter((block) => !controls.includes(block));
  return {
    text: slackText(others).replace(/<https?:[^|>]*\|([^>]*)>/g, '$1'),
    rows: controls.length,
  };
}

/** With its picture, as a moment after it was sent; the picture itself is counted as no line. */
function shownOn(platform: (typeof PLATFORMS)[number], reply: Reply): Shown {
  const { card } = reply;
  switch (platform) {
    case 'discord':
      return onDiscord(renderDiscord(reply, card.picture ? { picture: PICTURE } : {}));
    case 'slack':
      return onSlack(renderSlack(reply, card.picture ? { picture: 'F0000000000' } : {}));
    default:
      return { text: renderTerminal(reply, PLAIN, { columns: COLUMNS }), rows: 0 };
  }
}

/** How much of a chat a card takes before anything is opened; a row of buttons is a line. */
export function sizeOn(
  platform: (typeof PLATFORMS)[number],
  reply: Reply,
): { readonly characters: number; readonly lines: number } {
  const { text, rows } = shownOn(platform, reply);
  return { characters: [...text].length, lines: linesOf(text) + rows };
}
