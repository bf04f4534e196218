import { styleText } from 'node:util';
import type { Action, Card, Reply } from '../../talk/reply.ts';
import { say } from '../../talk/sentences/sentences.ts';
import {
  cellsAlike,
  columnsOf,
  type Lang,
  type Part,
  type Source,
  type Span,
  type Text,
  withinColumns,
} from '../../text.ts';
import { wrapLines } from './wrap.ts';

/** How words are set apart: colours on a terminal, nothing in a pipe. */
export interface Look {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly code: (text: string) => string;
  readonly title: (text: string) => string;
  readonly link: (text: string) => string;
}

const same = (text: string): string => text;
export const PLAIN: Look = { bold: same, dim: same, code: same, title: same, link: same };
export const COLOUR: Look = {
  bold: (text) => styleText('bold', text, { validateStream: false }),
  dim: (text) => styleText('dim', text, { validateStream: false }),
  code: (text) => styleText('cyan', text, { validateStream: false }),
  title: (text) => styleText(['bold', 'underline'], text, { validateStream: false }),
  link: (text) => styleText('blue', text, { validateStream: false }),
};

/** Control characters would let a note move the cursor or recolour the screen; bidi overrides would reorder it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const clean = (text: string): string => text.replace(CONTROLS, '');

function renderSpan(span: Span, look: Look): string {
  const words = clean(span.text);
  const set = span.code ? look.code(words) : span.bold ? look.bold(words) : words;
  return span.href && span.href !== span.text ? `${set} (${look.link(clean(span.href))})` : set;
}
const renderText = (text: Text, look: Look): string => text.map((span) => renderSpan(span, look)).join('');

const indent = (text: string, by: string): string => text.replaceAll('\n', `\n${by}`);

function renderList(part: Part & { kind: 'list' }, look: Look): string {
  const items = part.items.map((item, index) => {
    const mark = part.ordered ? `${index + 1}. ` : '• ';
    return `  ${mark}${indent(renderText(item, look), '    ')}`;
  });
  return [...(part.heading ? [look.bold(clean(part.heading))] : []), ...items].join('\n');
}

/** A row is a line, as on Discord, or one for each column where that would be too long. */
const ROW = 240;

function renderTable(part: Part & { kind: 'table' }, look: Look): string {
  const rows = part.rows.map((row) => {
    const label = look.bold(clean(row.label));
    // Addresses stand among the sources.
    const values = row.cells.map((cell) => cell.map(({ href: _, ...span }) => span));
    const cells = cellsAlike({ ...row, cells: values }, part.columns).map(
      ({ names, value }) => `${clean(names.join(', '))}: ${renderText(value, look)}`,
    );
    return columnsOf(cells.join('')) <= ROW
      ? `${label}  ${cells.join(' · ')}`
      : [label, ...cells.map((cell) => `  ${cell}`)].join('\n');
  });
  return [look.dim(clean(part.caption)), look.dim(clean(part.marks ?? '')), ...rows]
    .filter(Boolean)
    .join('\n');
}

function renderPart(part: Part, look: Look): string {
  switch (part.kind) {
    case 'text':
      return renderText(part.text, look);
    case 'heading':
      return look.bold(clean(part.text));
    case 'list':
      return renderList(part, look);
    case 'facts':
      return part.rows
        .map((row) => `${look.bold(clean(row.label))}: ${renderText(row.value, look)}`)
        .join('\n');
    case 'table':
      return renderTable(part, look);
    case 'quote':
      return `> ${indent(renderText(part.text, look), '> ')}`;
    case 'code':
      return part.code
        .split('\n')
        .map((line) => `    ${look.code(clean(line))}`)
        .join('\n');
    case 'image':
      return look.dim(`[${clean(part.alt)}] ${clean(part.url)}`);
    default:
      return part satisfies never;
  }
}

/** Something that can be pressed elsewhere: here its number is typed. */
export interface Pressable {
  readonly label: string;
  readonly ask: string;
}

/** In the order of their numbers, from 1. */
export const pressables = ({ actions }: Pick<Card, 'actions'>): Pressable[] =>
  actions.flatMap((action): readonly Pressable[] => {
    switch (action.kind) {
      case 'ask':
        return [action];
      case 'choose':
        return action.options;
      case 'feedback':
        return [action.up, action.down];
      case 'open':
        return [];
      default:
        return action satisfies never;
    }
  });

/** What may be typed for it: its number, or the letter it is known by. */
export function pressedBy(typed: string, offered: readonly Pressable[]): Pressable | undefined {
  const key = typed.normalize('NFKC').trim().toUpperCase();
  return /^\d+$/.test(key)
    ? offered[Number(key) - 1]
    : offered.find(({ label }) => label.length === 1 && label === key);
}

/** Everything that can be pressed, numbered; menus under their names. */
function renderActions(actions: readonly Action[], look: Look): string[] {
  let n = 0;
  // A letter needs no number beside it.
  const numbered = ({ label }: Pressable) =>
    ++n > 0 && label.length === 1 ? look.code(clean(label)) : `${look.code(String(n))} ${clean(label)}`;
  const row: string[] = [];
  const menus: string[] = [];
  for (const action of actions) {
    const own = pressables({ actions: [action] });
    if (action.kind === 'choose')
      menus.push(`${look.dim(`${clean(action.label)}:`)} ${own.map(numbered).join('  ')}`);
    else if (action.kind === 'open') menus.push(`${clean(action.label)}: ${look.link(clean(action.url))}`);
    else row.push(...own.map(numbered));
  }
  return [...(row.length > 0 ? [row.join('  ')] : []), ...menus];
}

/** Where nothing can be pressed: what can be asked next, in words that can be typed. */
const renderAsks = (actions: readonly Action[], look: Look): string[] =>
  actions.flatMap((action) =>
    action.kind === 'ask' && !action.ask.includes('~')
      ? [`  ${look.code(clean(action.ask))}  ${look.dim(clean(action.label))}`]
      : [],
  );

/** On one line: its title as far as there is room beside the address, which is told with the rest where it has none. */
function onlySource(source: Source, lang: Lang, look: Look, columns: number): string {
  const [before, title, url] = [say('source', lang), clean(source.title), clean(source.url)];
  const room = columns - columnsOf(before);
  if (columnsOf(url) > room) return look.dim(before) + withinColumns(title, room);
  const shown = withinColumns(title, room - columnsOf(` ${url}`));
  return look.dim(before) + (shown === '' ? '' : `${shown} `) + look.link(url);
}

function renderSources(sources: readonly Source[], lang: Lang, look: Look, columns: number): string[] {
  if (sources.length === 0) return [];
  const [only] = sources;
  if (only && sources.length === 1) return [onlySource(only, lang, look, columns)];
  const lines = sources.map((source) => `  - ${clean(source.title)} ${look.link(clean(source.url))}`);
  return [[look.dim(say('sources', lang)), ...lines].join('\n')];
}

/** The parts of a card as text. */
export const renderBody = (body: readonly Part[], look: Look): string =>
  body.map((part) => renderPart(part, look)).join('\n\n');

/** A lead and what it left out as one. */
function unfolded(card: Card): Card {
  const { more, ...lead } = card;
  if (!more) return card;
  const asks = lead.actions.filter((action) => action.kind !== 'ask' || !action.primary);
  const shown = new Set(asks.map((action) => JSON.stringify(action)));
  return {
    ...lead,
    ...more,
    body: [...lead.body, ...more.body],
    ...(lead.picture ? { picture: lead.picture } : {}),
    actions: [...asks, ...more.actions.filter((action) => !shown.has(JSON.stringify(action)))],
    sources: [...lead.sources, ...more.sources],
  };
}

export interface TerminalShown {
  /** With what a press on "more" would show: for where nothing can be pressed. */
  readonly unfolded?: boolean;
  /** Width of the terminal; absent: lines are as long as they are. */
  readonly columns?: number;
}

/** A card as text: everything the other platforms show, nothing cut, since a terminal scrolls. */
export function renderTerminal(
  reply: Pick<Reply, 'card' | 'lang'>,
  look: Look,
  { unfolded: whole = false, columns = Number.POSITIVE_INFINITY }: TerminalShown = {},
): string {
  const card = whole ? unfolded(reply.card) : reply.card;
  const actions = (whole ? renderAsks : renderActions)(card.actions, look);
  // The numbers of a chart stand in the text; a diagram is told in words, which wait with the rest of the answer.
  const told = card.picture?.kind === 'layers' && (whole || !card.more);
  const picture = told ? [look.dim(`[${clean(card.picture?.alt ?? '')}]`)] : [];
  const small = [card.more && !whole ? undefined : card.link, card.footer]
    .filter((line) => line !== undefined)
    .map((line) => look.dim(clean(line)));
  const text = [
    look.title(clean(card.title)),
    ...card.body.map((part) => renderPart(part, look)),
    ...picture,
    ...renderSources(card.sources, reply.lang, look, columns),
    ...(actions.length > 0 ? [actions.join('\n')] : []),
    ...(small.length > 0 ? [small.join('\n')] : []),
  ].join('\n\n');
  return wrapLines(text, columns);
}
