import { type APIEmbed, type APIEmbedField, MessageFlags } from 'discord-api-types/v10';
import type { Card, Reply } from '../../../talk/reply.ts';
import { say } from '../../../talk/sentences/sentences.ts';
import {
  COLUMNS,
  columnsOf,
  type Lang,
  type Part,
  type Source,
  type Span,
  type Text,
  withinColumns,
} from '../../../text.ts';
import { cutText } from '../../../text-cut.ts';
import { blockOf, type DiscordBlock, fillPage } from './blocks.ts';
import { type ComponentRow, type Extras, renderComponents } from './components.ts';
import { DISCORD_LIMITS } from './limits.ts';
import { costOf, oneLine, renderText, safeAddress } from './markdown.ts';
import { shortLabel } from './short-label.ts';

/** The part of a message's body that an answer fills, as it goes over the wire. */
export interface DiscordBody {
  content?: string;
  embeds: APIEmbed[];
  components: ComponentRow[];
  allowed_mentions: { parse: []; replied_user: false };
  flags?: MessageFlags.Ephemeral;
}

export interface RenderOptions extends Extras {
  /** Name of the picture that is sent along, e.g. `picture.png`. */
  readonly picture?: string;
  /** Only answers to interactions can be for the asker's eyes only. */
  readonly surface?: 'interaction' | 'message';
  /** A line above the answer, e.g. who shared it. */
  readonly note?: Text;
}

/** Blue, amber, red; what they mean is also said in the title. */
const COLOURS = { answer: 0x2f6fde, notice: 0xb7791f, error: 0xc53030 } as const;
/** An answer flows over two embeds: one holds 4,096 units of text, the message 6,000. */
const PAGES = 2;
/** Below this a second embed would hold a scrap. */
const LEAST_PAGE = 200;
const FOOTER = 300;
const SOURCE_FIELDS = 3;
const SOURCE_TITLE = 120;
const SOURCE_LINK = 700;
/** A longer address is left to the title, which it is linked from anyway. */
const MORE_LINK = 200;
const PICTURE_FORMATS = /\.(?:png|jpe?g|webp|gif)$/i;

function titleOf(card: Card): string {
  const { kept, more } = cutText([{ text: oneLine(card.title) }], DISCORD_LIMITS.title - 2, costOf());
  return `${renderText(kept)}${more ? '…' : ''}`.trim() || '…';
}

function moreLine(card: Card, lang: Lang): string {
  const href = card.link === undefined ? undefined : safeAddress(card.link, MORE_LINK);
  const words: Span = { text: say('more', lang), ...(href === undefined ? {} : { href }) };
  return `… ${renderText([words])}`;
}

function linkedSource({ title, url }: Source): string {
  const href = safeAddress(url, SOURCE_LINK);
  const { kept, more } = cutText([{ text: oneLine(title) || url }], SOURCE_TITLE, costOf());
  const words = `${kept[0]?.text ?? ''}${more ? '…' : ''}`;
  return renderText([{ text: words, ...(href === undefined ? {} : { href }) }]);
}

const sourceLine = (source: Source, index: number): string => `${index + 1}. ${linkedSource(source)}`;

/** The sources as lists of links, in as many fields as it takes; if even they do not hold all, says how many more. */
function sourceFields(sources: readonly Source[], lang: Lang): APIEmbedField[] {
  if (sources.length < 2) return [];
  const values: string[] = [];
  let shown = 0;
  for (const line of sources.map(sourceLine)) {
    const last = values.at(-1);
    const room = DISCORD_LIMITS.fieldValue - say('moreItems', lang)(sources.length).length - 1;
    if (last !== undefined && last.length + 1 + line.length <= room)
      values[values.length - 1] = `${last}\n${line}`;
    else if (values.length < SOURCE_FIELDS && line.length <= room) values.push(line);
    else break;
    shown++;
  }
  const left = sources.length - shown;
  if (left > 0) values.push(`${values.pop() ?? ''}\n${say('moreItems', lang)(left)}`.trim());
  return values.map((value, i) => ({
    name: `${say('sources', lang)}${i === 0 ? '' : ` (${i + 1})`}`,
    value,
  }));
}

/** A single source is a line under the text. */
function onlySource([source, ...others]: readonly Source[], lang: Lang): string {
  if (!source || others.length > 0) return '';
  const before = say('source', lang);
  const title = withinColumns(source.title, COLUMNS - columnsOf(before));
  return `\n\n${before}${linkedSource({ ...source, title })}`;
}

/** Cells name their source by its number in the list instead of linking it: four addresses a row fill a page. */
function numbered(part: Part, sources: readonly Source[]): Part {
  if (part.kind !== 'table') return part;
  const brief = (cell: Text): Text =>
    cell.flatMap(({ href, ...span }): Span[] => {
      const n = sources.findIndex((source) => source.url === href) + 1;
      return n === 0 ? [span] : [span, { text: ` [${n}]` }];
    });
  return { ...part, rows: part.rows.map((row) => ({ ...row, cells: row.cells.map(brief) })) };
}

interface Pages {
  readonly texts: readonly string[];
  readonly more: boolean;
}

function paginate(body: readonly Part[], lang: Lang, room: number, page: number): Pages {
  let left: readonly DiscordBlock[] = body.map((part) => blockOf(part, lang));
  const texts: string[] = [];
  for (let spent = 0; left.length > 0 && texts.length < PAGES; ) {
    const budget = Math.min(page, room - spent);
    if (texts.length > 0 && budget < LEAST_PAGE) break;
    const filled = fillPage(left, budget);
    left = filled.left;
    if (filled.text === '') break;
    texts.push(filled.text);
    spent += filled.text.length;
  }
  return { texts, more: left.length > 0 };
}

/** Of the body within `room` units, saying so when it was cut. */
function bodyTexts(card: Card, lang: Lang, room: number, page: number): string[] {
  const whole = paginate(card.body, lang, room, page);
  if (!whole.more) return [...whole.texts];
  const brief = card.body.map((part) => numbered(part, card.sources));
  const smaller = paginate(brief, lang, room, page);
  if (!smaller.more) return [...smaller.texts];
  const line = moreLine(card, lang);
  const mark = line.length + 2;
  const cut = paginate(brief, lang, room - mark, page - mark).texts;
  return [...cut.slice(0, -1), [cut.at(-1), line].filter(Boolean).join('\n\n')];
}

/** Addresses of pictures Discord can show. It takes no SVG. */
function pictureIn(body: readonly Part[]): string | undefined {
  for (const part of body) {
    const url = part.kind === 'image' ? safeAddress(part.url, DISCORD_LIMITS.url) : undefined;
    if (url !== undefined && PICTURE_FORMATS.test(new URL(url).pathname)) return url;
  }
  return undefined;
}

function renderEmbeds(card: Card, lang: Lang, picture: string | undefined): APIEmbed[] {
  const title = titleOf(card);
  const footer = shortLabel(card.footer ?? '', FOOTER);
  const fields = sourceFields(card.sources, lang);
  const fixed = [title, card.footer ? footer : '', ...fields.flatMap((field) => [field.name, field.value])];
  const source = onlySource(card.sources, lang);
  const room = DISCORD_LIMITS.embedsTotal - fixed.join('').length - source.length;
  const [...texts] = bodyTexts(card, lang, room, DISCORD_LIMITS.description - source.length);
  if (source !== '') texts.push(`${texts.pop() ?? ''}${source}`.trim());
  const url = card.link === undefined ? undefined : safeAddress(card.link, DISCORD_LIMITS.url);
  const image = picture === undefined ? pictureIn(card.body) : `attachment://${picture}`;
  const pages = texts.length === 0 ? [''] : texts;
  return pages.map((description, i) => ({
    color: COLOURS[card.tone],
    ...(i === 0 ? { title } : {}),
    ...(i === 0 && url !== undefined ? { url } : {}),
    ...(description === '' ? {} : { description }),
    ...(i === 0 && image !== undefined ? { image: { url: image } } : {}),
    ...(i === pages.length - 1 && fields.length > 0 ? { fields } : {}),
    ...(i === pages.length - 1 && card.footer ? { footer: { text: footer } } : {}),
  }));
}

function renderNote(note: Text): string {
  const { kept, more } = cutText(note, DISCORD_LIMITS.content - 1, costOf());
  return `${renderText(kept)}${more ? '…' : ''}`;
}

/**
 * A reply as the body of a Discord message, within every limit for any reply: embeds, which show even where
 * components do not, and whose text pings nobody; buttons and menus under them.
 */
export function renderDiscord(
  reply: Pick<Reply, 'card' | 'lang' | 'audience'>,
  options: RenderOptions = {},
): DiscordBody {
  const { card, lang } = reply;
  const hidden = reply.audience !== 'place' && options.surface !== 'message';
  return {
    ...(options.note ? { content: renderNote(options.note) } : {}),
    embeds: renderEmbeds(card, lang, options.picture),
    components: renderComponents(card, options, lang),
    allowed_mentions: { parse: [], replied_user: false },
    ...(hidden ? { flags: MessageFlags.Ephemeral } : {}),
  };
}
