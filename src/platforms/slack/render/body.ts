import type { types } from '@slack/bolt';
import { firstUnits, type Lang, type Part, type Text } from '../../../text.ts';
import { SLACK_LIMITS } from './limits.ts';
import { cleanMrkdwn, isWebAddress } from './mrkdwn.ts';
import { bold, list, preformatted, quote, richText, section } from './rich-text.ts';
import { shorten } from './shorten.ts';
import { bytes } from './size.ts';
import { fitsTable, nativeTable, tableAsLists, tableText, withoutEmptyRows } from './table.ts';

export type SlackBlock = types.KnownBlock;

export interface BodyLook {
  readonly lang: Lang;
  /** Slack refused a block before: tables become lists, and pictures by address become links. */
  readonly plainTables?: boolean;
}

export interface Room {
  readonly bytes: number;
  readonly blocks: number;
}

/** A part and the headings above it, which stand in the same block so that neither is left alone. */
interface Group {
  readonly headings: readonly string[];
  readonly part?: Part;
}

function groups(parts: readonly Part[]): Group[] {
  const found: Group[] = [];
  let headings: string[] = [];
  for (const part of parts) {
    if (part.kind === 'heading') {
      headings.push(part.text);
      continue;
    }
    found.push({ headings, part });
    headings = [];
  }
  return headings.length > 0 ? [...found, { headings }] : found;
}

/** Only the first table stays one, if Slack can show it; the others become lists. */
function withoutExtraTables(parts: readonly Part[], look: BodyLook): Part[] {
  let left: number = look.plainTables ? 0 : SLACK_LIMITS.tables;
  return parts.flatMap((part): Part[] => {
    if (part.kind !== 'table') return [part];
    const table = withoutEmptyRows(part);
    return left > 0 && fitsTable(table) && left-- > 0 ? [table] : tableAsLists(table);
  });
}

const imageWords = (part: Part & { kind: 'image' }): Text => [{ text: part.alt || part.url, href: part.url }];

function imageBlocks(
  headings: readonly Text[],
  part: Part & { kind: 'image' },
  look: BodyLook,
): SlackBlock[] {
  const shows = !look.plainTables && isWebAddress(part.url) && part.url.length <= SLACK_LIMITS.url;
  if (!shows) return richText(section([...headings, imageWords(part)]));
  const alt = cleanMrkdwn(firstUnits(cleanMrkdwn(part.alt).trim() || part.url, SLACK_LIMITS.alt));
  return [...richText(section(headings)), { type: 'image', image_url: part.url, alt_text: alt }];
}

function partBlocks(headings: readonly Text[], part: Part, look: BodyLook): SlackBlock[] {
  switch (part.kind) {
    case 'text':
      return richText(section([...headings, part.text]));
    case 'heading':
      return richText(section([...headings, bold(part.text)]));
    case 'list': {
      const above = part.heading ? [...headings, bold(part.heading)] : headings;
      return richText([...section(above), ...list(part.items, part.ordered === true)]);
    }
    case 'facts':
      return richText(
        section([
          ...headings,
          ...part.rows.map((row): Text => [...bold(row.label), { text: ': ' }, ...row.value]),
        ]),
      );
    case 'table': {
      const above = part.caption ? [...headings, bold(part.caption)] : headings;
      const marks: Text[] = part.marks ? [[{ text: part.marks }]] : [];
      return [...richText(section([...above, ...marks])), nativeTable(part, look.lang)];
    }
    case 'quote':
      return richText([...section(headings), ...quote(part.text)]);
    case 'code':
      return richText([...section(headings), ...preformatted(part.code)]);
    case 'image':
      return imageBlocks(headings, part, look);
    default:
      return part satisfies never;
  }
}

function groupBlocks(group: Group, look: BodyLook): SlackBlock[] {
  const headings = group.headings.map(bold);
  return group.part ? partBlocks(headings, group.part, look) : richText(section(headings));
}

const tableFits = (part: Part): boolean =>
  part.kind !== 'table' ||
  (part.rows.length < SLACK_LIMITS.tableRows && tableText(part) <= SLACK_LIMITS.tableText);

/** Body parts as blocks, cut from the end where room runs out. `cut`: something was left out. */
export function renderSlackBody(
  parts: readonly Part[],
  room: Room,
  look: BodyLook,
): { readonly blocks: SlackBlock[]; readonly cut: boolean } {
  const shown: SlackBlock[] = [];
  let left = room.bytes;
  for (const group of groups(withoutExtraTables(parts, look))) {
    const fits = (blocks: readonly SlackBlock[]) =>
      bytes(blocks) <= left && shown.length + blocks.length <= room.blocks;
    const whole = groupBlocks(group, look);
    if (fits(whole) && (!group.part || tableFits(group.part))) {
      shown.push(...whole);
      left -= whole.length > 0 ? bytes(whole) : 0;
      continue;
    }
    const short =
      group.part &&
      shorten(group.part, (part) => tableFits(part) && fits(groupBlocks({ ...group, part }, look)));
    if (short) shown.push(...groupBlocks({ ...group, part: short }, look));
    return { blocks: shown, cut: true };
  }
  return { blocks: shown, cut: false };
}
