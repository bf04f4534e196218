import { readId } from '../platforms/discord/ids.ts';
import { readActionId, readShare } from '../platforms/slack/asks.ts';
import type { Lang } from '../text.ts';

/** A press in a drawing, as the platform would report it. */
export interface Pressed {
  readonly platform: 'discord' | 'slack';
  /** custom_id or action_id. */
  readonly id: string;
  /** The chosen option, or the button's value. */
  readonly value: string;
  /** What stands on the control: what the press is called in the conversation. */
  readonly label?: string;
  /** The answer the control stands under. */
  readonly under?: string;
}

export type Meaning =
  | { readonly kind: 'ask'; readonly text: string; readonly lang: Lang }
  /** Show a private answer to everyone. `text`: its question, for when it is no longer remembered. */
  | { readonly kind: 'share'; readonly text: string; readonly key: string; readonly lang: Lang }
  | { readonly kind: 'delete' }
  /** Made by another version, or no control of ours. */
  | { readonly kind: 'unknown' };

function onDiscord({ id, value, under = '' }: Pressed): Meaning {
  const press = readId(id);
  switch (press?.kind) {
    case 'ask':
      return { kind: 'ask', text: press.ask, lang: press.lang };
    case 'menu':
      return { kind: 'ask', text: value, lang: press.lang };
    case 'delete':
      return { kind: 'delete' };
    case 'share':
      return { kind: 'share', text: press.question, key: under, lang: press.lang };
    case undefined:
      return { kind: 'unknown' };
    default:
      return press satisfies never;
  }
}

function onSlack({ id, value }: Pressed): Meaning {
  const press = readActionId(id);
  if (!press) return { kind: 'unknown' };
  if (press.what === 'delete') return { kind: 'delete' };
  if (press.what !== 'share') return { kind: 'ask', text: value, lang: press.lang };
  return { kind: 'share', ...readShare(value), lang: press.lang };
}

/** What a press means, read by the adapters' own readers. */
export const readPress = (pressed: Pressed): Meaning =>
  pressed.platform === 'discord' ? onDiscord(pressed) : onSlack(pressed);
