import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  type APIStringSelectComponent,
  ComponentType,
} from 'discord-api-types/v10';
import type { Action, Card, Suggestion } from '../../../talk/reply.ts';
import { say } from '../../../talk/sentences/sentences.ts';
import type { Lang } from '../../../text.ts';
import { cutText } from '../../../text-cut.ts';
import type { Shareable } from '../ids.ts';
import { menuId } from '../ids.ts';
import {
  askButton,
  buttonId,
  deleteButton,
  layOut,
  linkButton,
  shareButton,
  voteButtons,
} from './buttons.ts';
import { DISCORD_LIMITS } from './limits.ts';
import { oneLine } from './markdown.ts';
import { shortLabel } from './short-label.ts';

export type ComponentRow = APIActionRowComponent<APIComponentInMessageActionRow>;

/** What stands under an answer besides the card's own actions. */
export interface Extras {
  /** Person who may delete the answer. */
  readonly asker?: string;
  /** An answer that only the asker sees can be shown to everyone. */
  readonly share?: Shareable;
}

type Choose = Action & { kind: 'choose' };
interface Menu {
  readonly label: string;
  readonly options: readonly APISelectMenuOption[];
}

function optionOf({ label, ask, hint }: Choose['options'][number]): APISelectMenuOption[] {
  const value = oneLine(ask);
  if (value === '' || value.length > DISCORD_LIMITS.optionText) return [];
  const description = hint ? { description: shortLabel(hint, DISCORD_LIMITS.optionText) } : {};
  return [{ label: shortLabel(label || value, DISCORD_LIMITS.optionText), value, ...description }];
}

/** What may be picked while typing. Text typed instead of picked arrives all the same. */
export const suggestionChoices = (found: readonly Suggestion[]): { name: string; value: string }[] =>
  found.slice(0, DISCORD_LIMITS.suggestions).flatMap(({ label, ask }) => {
    const line = oneLine(ask);
    const { kept } = cutText([{ text: line }], DISCORD_LIMITS.suggestionText, (span) => span.text.length);
    const value = kept[0]?.text ?? '';
    return value === '' ? [] : [{ name: shortLabel(label || value, DISCORD_LIMITS.suggestionText), value }];
  });

/** Discord refuses a message in which two controls, or two options of a menu, have the same id. */
function unique<T>(list: readonly T[], id: (one: T) => string): T[] {
  const seen = new Set<string>();
  return list.filter((one) => !seen.has(id(one)) && seen.add(id(one)));
}

function menuOf(label: string, options: Choose['options']): Menu[] {
  const found = unique(options.flatMap(optionOf), (option) => option.value);
  return found.length === 0 ? [] : [{ label, options: found.slice(0, DISCORD_LIMITS.menuOptions) }];
}

function menuRow(menu: Menu, n: number, lang: Lang): ComponentRow {
  const select: APIStringSelectComponent = {
    type: ComponentType.StringSelect,
    custom_id: menuId(lang, n),
    placeholder: shortLabel(menu.label, DISCORD_LIMITS.placeholder),
    options: [...menu.options],
  };
  return { type: ComponentType.ActionRow, components: [select] };
}

type Ask = Action & { kind: 'ask' };

const ofKind = <K extends Action['kind']>(actions: readonly Action[], kind: K) =>
  actions.filter((action): action is Action & { kind: K } => action.kind === kind);

/** The card's questions as buttons, and those that find no room as a menu. `left`: room for other buttons. */
function placeAsks(asks: readonly Ask[], room: number, menuFree: boolean, lang: Lang) {
  const crowded = asks.length > room && menuFree;
  const shown = crowded ? room - DISCORD_LIMITS.buttonsPerRow : room;
  return {
    buttons: asks.slice(0, shown).flatMap((action) => askButton(action, lang)),
    surplus: crowded ? menuOf(say('otherQuestions', lang), asks.slice(shown)) : [],
    left: Math.max(0, shown - asks.length),
  };
}

/** What concerns this answer rather than leads on from it. Judging it gives way where the card needs the room. */
function footOf(actions: readonly Action[], { share, asker }: Extras, room: number, lang: Lang) {
  const votes = ofKind(actions, 'feedback').flatMap((action) => voteButtons(action, lang));
  return [
    ...(share === undefined ? [] : [shareButton(share, lang)]),
    ...(votes.length <= room ? votes : []),
    ...(asker === undefined ? [] : [deleteButton(asker, lang)]),
  ];
}

const rowOf = (components: ComponentRow['components']): ComponentRow => ({
  type: ComponentType.ActionRow,
  components,
});

const asksIn = (actions: readonly Action[], lang: Lang): Ask[] =>
  unique(
    ofKind(actions, 'ask').filter((action) => askButton(action, lang).length > 0),
    (action) => oneLine(action.ask),
  );

/** Under a lead stands one row: what finds no room in it is among the actions of the rest. */
function oneRow(actions: readonly Action[], extras: Extras, lang: Lang): ComponentRow[] {
  const foot = footOf(actions, extras, DISCORD_LIMITS.buttonsPerRow - 1, lang);
  const asks = asksIn(actions, lang).slice(0, DISCORD_LIMITS.buttonsPerRow - foot.length);
  const row = unique([...asks.flatMap((action) => askButton(action, lang)), ...foot], buttonId);
  return row.length > 0 ? [rowOf(row)] : [];
}

/** At most five rows of five: what the card leads to, then what concerns this answer, then the menus. */
export function renderComponents({ actions, more }: Card, extras: Extras, lang: Lang): ComponentRow[] {
  if (more) return oneRow(actions, extras, lang);
  const menus = ofKind(actions, 'choose').flatMap(({ label, options }) => menuOf(label, options));
  const kept = menus.slice(0, DISCORD_LIMITS.rows - 1);
  const own = footOf([], extras, 0, lang).length;
  const room = (DISCORD_LIMITS.rows - kept.length) * DISCORD_LIMITS.buttonsPerRow - own;
  const asks = asksIn(actions, lang);
  const { buttons, surplus, left } = placeAsks(asks, room, kept.length < DISCORD_LIMITS.rows - 1, lang);
  const opens = ofKind(actions, 'open').flatMap(linkButton).slice(0, left);
  const head = unique([...buttons, ...opens], buttonId);
  const foot = unique([...head, ...footOf(actions, extras, left - opens.length, lang)], buttonId).slice(
    head.length,
  );
  const below = [...kept, ...surplus].map((menu, n) => menuRow(menu, n, lang));
  const rows = layOut(head, foot, DISCORD_LIMITS.rows - below.length);
  return [...rows.map(rowOf), ...below];
}
