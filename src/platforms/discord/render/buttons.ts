import { type APIButtonComponent, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { Action } from '../../../talk/reply.ts';
import { say } from '../../../talk/sentences/sentences.ts';
import type { Lang } from '../../../text.ts';
import { askId, deleteId, type Shareable, shareId } from '../ids.ts';
import { DISCORD_LIMITS } from './limits.ts';
import { safeAddress } from './markdown.ts';
import { shortLabel } from './short-label.ts';

const button = (custom_id: string, label: string, primary = false): APIButtonComponent => ({
  type: ComponentType.Button,
  style: primary ? ButtonStyle.Primary : ButtonStyle.Secondary,
  label: shortLabel(label, DISCORD_LIMITS.buttonLabel),
  custom_id,
});

type Asking = Pick<Action & { kind: 'ask' }, 'label' | 'ask' | 'primary'>;

/** None for a question too long for a button. */
export function askButton({ label, ask, primary }: Asking, lang: Lang): APIButtonComponent[] {
  const custom_id = askId(lang, ask);
  return custom_id === undefined ? [] : [button(custom_id, label || ask, primary)];
}

export function linkButton({ label, url: to }: Pick<Action & { kind: 'open' }, 'label' | 'url'>) {
  const url = safeAddress(to, DISCORD_LIMITS.buttonUrl);
  if (url === undefined) return [];
  const words = shortLabel(label || to, DISCORD_LIMITS.buttonLabel);
  return [{ type: ComponentType.Button, style: ButtonStyle.Link, label: words, url } as const];
}

/** Whether the answer helped; their words would take the room of what the answer leads to. */
export const voteButtons = ({ up, down }: Action & { kind: 'feedback' }, lang: Lang): APIButtonComponent[] =>
  [
    { ...up, label: '👍' },
    { ...down, label: '👎' },
  ].flatMap((vote) => askButton(vote, lang));

export const shareButton = (answer: Shareable, lang: Lang): APIButtonComponent =>
  button(shareId(lang, answer), say('share', lang));

export const deleteButton = (asker: string, lang: Lang): APIButtonComponent =>
  button(deleteId(asker), say('delete', lang));

export const buttonId = (one: APIButtonComponent): string =>
  'custom_id' in one ? one.custom_id : 'url' in one ? one.url : '';

const FULL = DISCORD_LIMITS.buttonsPerRow;
const chunks = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / FULL) }, (_, i) => list.slice(i * FULL, (i + 1) * FULL));

/** Rows of buttons: `foot` begins a row of its own unless one row holds everything or there is none to spare. */
export function layOut<T>(head: readonly T[], foot: readonly T[], rows: number): T[][] {
  const apart = [...chunks(head), ...chunks(foot)];
  return head.length + foot.length <= FULL || apart.length > rows ? chunks([...head, ...foot]) : apart;
}
