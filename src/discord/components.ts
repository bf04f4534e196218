import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import type { Action } from '../core/reply.ts';
import { say } from '../core/strings.ts';
import type { Suggestion } from '../core/suggestions.ts';
import type { Lang, Source } from '../text.ts';
import { cutText } from '../text-cut.ts';
import { askId, deleteId, menuId, shareId } from './ids.ts';
import { LIMITS } from './limits.ts';
import { oneLine, safeAddress } from './markdown.ts';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** What stands under an answer besides the card's own actions. */
export interface Extras {
  /** Person who may delete the answer. */
  readonly asker?: string;
  /** The question, when an answer only the asker sees can be shown to everyone. */
  readonly share?: string;
}

type Ask = Action & { kind: 'ask' };
type Choose = Action & { kind: 'choose' };
type Open = Action & { kind: 'open' };
interface Menu {
  readonly label: string;
  readonly options: readonly APISelectMenuOption[];
}

/** More sources than this are listed only; a longer title gives way to the name of the site. */
const LINKED_SOURCES = 3;
const LINK_LABEL = 40;

/** Text for a place with no markup, on one line, never empty, cut between characters. */
export function shortLabel(words: string, most: number): string {
  const line = oneLine(words);
  if (line.length <= most) return line === '' ? '…' : line;
  const { kept } = cutText([{ text: line }], most - 1, (span) => span.text.length);
  return `${kept[0]?.text ?? ''}…`;
}

function askButton(action: Ask, lang: Lang): APIButtonComponent[] {
  const custom_id = askId(lang, action.ask);
  if (custom_id === undefined) return [];
  return [
    {
      type: ComponentType.Button,
      style: action.primary ? ButtonStyle.Primary : ButtonStyle.Secondary,
      label: shortLabel(action.label || action.ask, LIMITS.buttonLabel),
      custom_id,
    },
  ];
}

function linkButton(action: Pick<Open, 'label' | 'url'>): APIButtonComponent[] {
  const url = safeAddress(action.url, LIMITS.buttonUrl);
  if (url === undefined) return [];
  const label = shortLabel(action.label || action.url, LIMITS.buttonLabel);
  return [{ type: ComponentType.Button, style: ButtonStyle.Link, label, url }];
}

function sourceButton({ title, url }: Source): APIButtonComponent[] {
  const label = oneLine(title).length <= LINK_LABEL || !URL.canParse(url) ? title : new URL(url).hostname;
  return linkButton({ label, url });
}

function optionOf({ label, ask, hint }: Choose['options'][number]): APISelectMenuOption[] {
  const value = oneLine(ask);
  if (value === '' || value.length > LIMITS.optionText) return [];
  const description = hint ? { description: shortLabel(hint, LIMITS.optionText) } : {};
  return [{ label: shortLabel(label || value, LIMITS.optionText), value, ...description }];
}

/** What may be picked while typing. Text typed instead of picked arrives all the same. */
export const suggestionChoices = (found: readonly Suggestion[]): { name: string; value: string }[] =>
  found.slice(0, LIMITS.suggestions).flatMap(({ label, ask }) => {
    const line = oneLine(ask);
    const { kept } = cutText([{ text: line }], LIMITS.suggestionText, (span) => span.text.length);
    const value = kept[0]?.text ?? '';
    return value === '' ? [] : [{ name: shortLabel(label || value, LIMITS.suggestionText), value }];
  });

/** Discord refuses a message in which two controls, or two options of a menu, have the same id. */
function unique<T>(list: readonly T[], id: (one: T) => string): T[] {
  const seen = new Set<string>();
  return list.filter((one) => !seen.has(id(one)) && seen.add(id(one)));
}

function menuOf(label: string, options: Choose['options']): Menu[] {
  const found = unique(options.flatMap(optionOf), (option) => option.value);
  return found.length === 0 ? [] : [{ label, options: found.slice(0, LIMITS.menuOptions) }];
}

function menuRow(menu: Menu, n: number, lang: Lang): Row {
  const select: APIStringSelectComponent = {
    type: ComponentType.StringSelect,
    custom_id: menuId(lang, n),
    placeholder: shortLabel(menu.label, LIMITS.placeholder),
    options: [...menu.options],
  };
  return { type: ComponentType.ActionRow, components: [select] };
}

function ownButtons(extras: Extras, lang: Lang): APIButtonComponent[] {
  const button = (custom_id: string, label: string): APIButtonComponent => ({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label,
    custom_id,
  });
  return [
    ...(extras.share === undefined ? [] : [button(shareId(lang, extras.share), say('share', lang))]),
    ...(extras.asker === undefined ? [] : [button(deleteId(extras.asker), say('deleteAnswer', lang))]),
  ];
}

function buttonRows(buttons: readonly APIButtonComponent[]): Row[] {
  const rows = Math.ceil(buttons.length / LIMITS.buttonsPerRow);
  return Array.from({ length: rows }, (_, i) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(i * LIMITS.buttonsPerRow, (i + 1) * LIMITS.buttonsPerRow),
  }));
}

/** Room left beside the buttons: links to sources never take a row of their own. */
const lastRow = (buttons: number): number =>
  buttons === 0
    ? LIMITS.buttonsPerRow
    : (LIMITS.buttonsPerRow - (buttons % LIMITS.buttonsPerRow)) % LIMITS.buttonsPerRow;

const idOf = (button: APIButtonComponent): string =>
  'custom_id' in button ? button.custom_id : 'url' in button ? button.url : '';

function asksOf(action: Action): Ask[] {
  if (action.kind === 'feedback') return [action.up, action.down].map((one) => ({ kind: 'ask', ...one }));
  return action.kind === 'ask' ? [action] : [];
}

/**
 * At most five rows of five. Questions that find no room as buttons become a menu; links to the sources stand
 * beside the buttons when there are few, for they are listed in the text as well.
 */
export function renderComponents(
  actions: readonly Action[],
  sources: readonly Source[],
  extras: Extras,
  lang: Lang,
): Row[] {
  const own = ownButtons(extras, lang);
  const menus = actions.flatMap((action) =>
    action.kind === 'choose' ? menuOf(action.label, action.options) : [],
  );
  const asks = unique(
    actions.flatMap(asksOf).filter((action) => askButton(action, lang).length > 0),
    (action) => oneLine(action.ask),
  );
  const opens = actions.flatMap((action) => (action.kind === 'open' ? linkButton(action) : []));
  const few = sources.length <= LINKED_SOURCES ? sources : [];
  const links = few.flatMap(sourceButton);

  const kept = menus.slice(0, LIMITS.rows - 1);
  const room = (LIMITS.rows - kept.length) * LIMITS.buttonsPerRow - own.length;
  const crowded = asks.length > room && kept.length < LIMITS.rows - 1;
  const shown = crowded ? room - LIMITS.buttonsPerRow : room;
  const surplus = crowded ? menuOf(say('otherQuestions', lang), asks.slice(shown)) : [];
  const buttons = asks.slice(0, shown).flatMap((action) => askButton(action, lang));
  const free = lastRow(buttons.length + opens.length + own.length);
  const beside = unique([...opens, ...links.slice(0, free)], idOf).slice(0, shown - buttons.length);
  return [
    ...buttonRows([...buttons, ...beside, ...own]),
    ...[...kept, ...surplus].map((menu, n) => menuRow(menu, n, lang)),
  ];
}
