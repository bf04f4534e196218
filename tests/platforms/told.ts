import type { DiscordBody } from '../../src/platforms/discord/render/render.ts';
import { pressables } from '../../src/platforms/terminal/render.ts';
import type { Card, Reply } from '../../src/talk/reply.ts';
import { say } from '../../src/talk/sentences/sentences.ts';
import { cellsAlike, LANGS, type Part, plain } from '../../src/text.ts';
import { readMarkdown } from '../discord/reading.ts';

/** What a person gets to know from a message, whatever it looks like. */
export interface Told {
  /** Whether cells that say the same stand together, under the names of their columns, or each in its own. */
  readonly cells: keyof typeof CELLS;
  readonly title: string;
  /** The words of the body and of notes under it, a line each, without looks. */
  readonly text: string;
  /** Addresses of the sources, in order. */
  readonly sources: readonly string[];
  /** Questions its buttons ask. */
  readonly asks: readonly string[];
}

/** Dashes, colons, commas and spaces differ between platforms; they are no facts. */
export const bare = (words: string): string =>
  words
    .replaceAll('：', ':')
    .replaceAll('、', ',')
    .replace(/[\u200b·—]/g, '')
    .replace(/^\s*(?:[•–—-]|\d+\.)\s/gm, '')
    .replace(/\s+/g, '');

/** An empty cell is shown as a dash of some kind. */
const orDash = (words: string): string => (words.trim() === '' ? '—' : words);

/** How a row's cells are told: each for itself, what is the same of several once, or what only reads the same. */
const CELLS = {
  apart: ({ cells }, columns) => cells.map((value, i) => ({ names: [columns[i] ?? ''], value })),
  together: cellsAlike,
  'by words': ({ cells, ...row }, columns) =>
    cellsAlike({ ...row, cells: cells.map((cell) => cell.map(({ href: _, ...span }) => span)) }, columns),
} satisfies Record<string, typeof cellsAlike>;

function factsOfPart(part: Part, cellsTold: Told['cells']): string[] {
  switch (part.kind) {
    case 'text':
      return [plain(part.text)];
    case 'heading':
      return [part.text];
    case 'list':
      return [...(part.heading ? [part.heading] : []), ...part.items.map(plain)];
    case 'facts':
      return part.rows.map((row) => `${row.label}: ${plain(row.value)}`);
    case 'table':
      // A value belongs to its row and columns, so they are one fact.
      return [
        part.caption,
        ...part.rows.map((row) => {
          const cells = CELLS[cellsTold](row, part.columns).map(
            ({ names, value }) => `${names.join(', ')}: ${orDash(plain(value))}`,
          );
          return [row.label, ...cells].join('\n');
        }),
      ];
    case 'quote':
      return [plain(part.text)];
    case 'code':
      return part.code.split('\n');
    case 'image':
      return [part.alt];
    default:
      return part satisfies never;
  }
}

/** Everything a card states, in order, in the smallest pieces that mean something alone. */
export const factsOf = (card: Card, cellsTold: Told['cells']): string[] =>
  card.body.flatMap((part) => factsOfPart(part, cellsTold)).filter((fact) => bare(fact) !== '');

export const asksOf = (card: Card): string[] =>
  card.actions.flatMap((action) => (action.kind === 'ask' ? [action.ask] : []));

const links = (marks: readonly string[]): string[] =>
  marks.flatMap((mark) => (mark.startsWith('link:') ? [mark.slice(5)] : []));

/** A single source is a line of its own. */
const ONE = new RegExp(`^(?:${LANGS.map((lang) => say('source', lang)).join('|')})`);

export function toldOnDiscord({ embeds, components }: DiscordBody): Told {
  const fields = embeds.flatMap((embed) => embed.fields ?? []);
  const paragraphs = embeds.flatMap((embed) => (embed.description ?? '').split('\n\n'));
  const one = paragraphs.filter((line) => ONE.test(line));
  const body = paragraphs.map((line) => readMarkdown(line).text).join('\n');
  const small = [...one, ...fields.map((field) => field.value)].map((words) => readMarkdown(words));
  const buttons = components.flatMap((row) => row.components);
  return {
    cells: 'together',
    title: readMarkdown(embeds[0]?.title ?? '').text,
    // A long table names its sources by number instead of linking each cell.
    text: [body.replace(/ \[\d+\]/g, ''), ...small.map(({ text }) => text)].join('\n'),
    sources: small.flatMap(({ marks }) => links(marks)),
    asks: buttons.flatMap((one) =>
      'custom_id' in one && one.type === 2 ? (/^v1:(?:ja|en):([\s\S]*)$/.exec(one.custom_id)?.[1] ?? []) : [],
    ),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: blocks as JSON, as they came over the wire.
type Json = any;

const unescaped = (words: string): string =>
  words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
const LINK = /<(https?:[^|>]+)\|([^>]*)>/g;

const wordsOf = (elements: readonly Json[]): string =>
  elements
    .map((one) =>
      one.elements
        ? `${wordsOf(one.elements)}${one.type.startsWith('rich_text') ? '\n' : ''}`
        : (one.text ?? one.fallback),
    )
    .join('');

const cellWords = (cell: Json): string =>
  orDash((cell.text ?? wordsOf(cell.elements)).trim().replace(/^–$/, ''));

function blockWords(block: Json): string {
  switch (block.type) {
    case 'rich_text':
      return wordsOf(block.elements);
    case 'table': {
      const [[, ...columns], ...rows] = block.rows;
      return rows
        .map(([label, ...cells]: Json[]) =>
          [cellWords(label), ...cells.map((cell, i) => `${cellWords(columns[i])}: ${cellWords(cell)}`)].join(
            '\n',
          ),
        )
        .join('\n');
    }
    case 'context':
      return block.elements.map((one: Json) => unescaped(one.text.replace(LINK, '$2'))).join('\n');
    case 'image':
      return block.alt_text;
    default:
      return '';
  }
}

export function toldOnSlack({ blocks }: { readonly blocks: readonly Json[] }): Told {
  const numbered = blocks.filter(
    ({ type, elements }) =>
      type === 'context' && (/\n1\. /.test(elements[0]?.text ?? '') || ONE.test(elements[0]?.text ?? '')),
  );
  const addresses = numbered.flatMap((one) => [...one.elements[0].text.matchAll(LINK)]);
  const buttons = blocks.flatMap((one) => (one.type === 'actions' ? one.elements : []));
  return {
    cells: 'apart',
    title: blocks.find((one) => one.type === 'header').text.text,
    text: blocks.map(blockWords).join('\n'),
    sources: addresses.map((found) => unescaped(found[1] ?? '')),
    asks: buttons.flatMap((one: Json) =>
      one.type === 'button' && /^v1:(?:ja|en):\d+$/.test(one.action_id) ? one.value : [],
    ),
  };
}

/** What stands on the terminal; an address follows the words it is behind. */
export function toldOnTerminal(output: string, { card }: Pick<Reply, 'card'>): Told {
  const [title = '', ...rest] = output.split('\n\n');
  const hrefs = card.body.flatMap((part) => [...JSON.stringify(part).matchAll(/"href":"([^"]+)"/g)]);
  const lines = rest.join('\n\n').split('\n');
  return {
    cells: 'by words',
    title,
    text: hrefs.reduce((words, href) => words.replaceAll(` (${href[1]})`, ''), rest.join('\n')),
    sources: lines.flatMap((line) =>
      ONE.test(line) || line.startsWith('  - ') ? (/ (https?:\/\/\S+)$/.exec(line)?.[1] ?? []) : [],
    ),
    asks: pressables(card).flatMap(({ ask, label }, i) =>
      lines.some((line) => line.includes(label.length === 1 ? label : `${i + 1} ${label}`)) &&
      asksOf(card).includes(ask)
        ? [ask]
        : [],
    ),
  };
}
