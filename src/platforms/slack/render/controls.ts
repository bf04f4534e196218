import type { types } from '@slack/bolt';
import type { Action } from '../../../talk/reply.ts';
import { say } from '../../../talk/sentences/sentences.ts';
import { firstUnits, type Lang } from '../../../text.ts';
import { actionId, linkId } from '../asks.ts';
import { SLACK_LIMITS } from './limits.ts';
import { cleanMrkdwn, isWebAddress } from './mrkdwn.ts';
import { bytes } from './size.ts';

type Element = types.Button | types.StaticSelect;
type Option = types.PlainTextOption;

/** What the adapter adds to an answer, beside what the card itself offers. */
export interface Controls {
  /** Person who may delete the answer. */
  readonly asker?: string;
  /** Value of the button that shows a private answer to everyone. */
  readonly share?: string;
  /** Slack refused a block before: no icon buttons. */
  readonly plainTables?: boolean;
  /** A page, where Slack takes no icon buttons. */
  readonly page?: boolean;
}

/** A label of limited length that is never empty and never ends in half a character. */
export function label(words: string, most: number): types.PlainTextElement {
  const whole = cleanMrkdwn(words).replace(/\s+/g, ' ').trim() || '…';
  const cut = whole.length <= most ? whole : `${firstUnits(whole, most - 1)}…`;
  return { type: 'plain_text', text: cut, emoji: false };
}

/** An option of a menu; nothing when the question is too long to be carried back. */
export function option(words: string, ask: string, hint?: string): Option[] {
  const value = cleanMrkdwn(ask).trim();
  if (value === '' || value.length > SLACK_LIMITS.optionValue) return [];
  const description = hint ? { description: label(hint, SLACK_LIMITS.optionText) } : {};
  return [{ text: label(words, SLACK_LIMITS.optionText), value, ...description }];
}

function element(action: Action, n: number, lang: Lang): Element[] {
  switch (action.kind) {
    case 'ask': {
      const value = cleanMrkdwn(action.ask).trim();
      if (value === '' || value.length > SLACK_LIMITS.buttonValue) return [];
      const text = label(action.label || action.ask, SLACK_LIMITS.buttonText);
      const style = action.primary ? { style: 'primary' as const } : {};
      return [{ type: 'button', action_id: actionId(lang, n), text, value, ...style }];
    }
    case 'choose': {
      const all = action.options.flatMap((one) => option(one.label, one.ask, one.hint));
      const options = [...new Map(all.map((one) => [one.value, one])).values()];
      if (options.length === 0) return [];
      const placeholder = label(action.label, SLACK_LIMITS.placeholder);
      const shown = options.slice(0, SLACK_LIMITS.options);
      return [{ type: 'static_select', action_id: actionId(lang, n), placeholder, options: shown }];
    }
    case 'open':
      if (!isWebAddress(action.url) || action.url.length > SLACK_LIMITS.url) return [];
      return [
        {
          type: 'button',
          action_id: linkId(n),
          text: label(action.label || action.url, SLACK_LIMITS.buttonText),
          url: action.url,
        },
      ];
    // Buttons of a kind of their own; see `feedbackButtons`.
    case 'feedback':
      return [];
    default:
      return action satisfies never;
  }
}

const optionsOf = (one: Element): number => (one.type === 'static_select' ? (one.options?.length ?? 0) : 0);

/** One option fewer in the longest menu; with no menu left to shorten, one element fewer. */
function smaller(elements: readonly Element[]): Element[] {
  const most = Math.max(...elements.map(optionsOf));
  if (most <= 1) return elements.slice(0, -1);
  const longest = elements.findIndex((one) => optionsOf(one) === most);
  return elements.map((one, i) =>
    i === longest && one.type === 'static_select'
      ? { ...one, options: (one.options ?? []).slice(0, -1) }
      : one,
  );
}

/** Buttons and menus of a card, within their share of a message. Only one button may be the primary one. */
function elements(actions: readonly Action[], lang: Lang, room: number): Element[] {
  const primary = actions.findIndex((action) => action.kind === 'ask' && action.primary);
  let found = actions
    .map(
      (action, i): Action =>
        action.kind === 'ask' && i !== primary ? { ...action, primary: false } : action,
    )
    .flatMap((action, n) => element(action, n, lang))
    .slice(0, SLACK_LIMITS.actionElements - 2);
  while (found.length > 0 && bytes(found) > room) found = smaller(found);
  return found;
}

function shareButton(lang: Lang, value: string): types.Button {
  const text = label(say('share', lang), SLACK_LIMITS.buttonText);
  return {
    type: 'button',
    action_id: actionId(lang, 'share'),
    text,
    value: firstUnits(cleanMrkdwn(value), SLACK_LIMITS.buttonValue),
  };
}

/** The frame of the blocks, and the icon button. */
const OWN_BYTES = 800;

const deletion = (lang: Lang, asker: string) => ({
  action_id: actionId(lang, 'delete'),
  text: label(say('deleteAnswer', lang), SLACK_LIMITS.buttonText),
  value: asker,
});

const trash = (lang: Lang, asker: string | undefined): types.IconButton[] =>
  asker
    ? [{ type: 'icon_button', icon: 'trash', ...deletion(lang, asker), visible_to_user_ids: [asker] }]
    : [];

/** Slack's own pair of buttons, drawn as icons; a press is reported like any button's. */
function feedbackButtons(action: Action | undefined, lang: Lang): types.FeedbackButtons[] {
  if (action?.kind !== 'feedback') return [];
  const button = (icon: string, one: { readonly label: string; readonly ask: string }) => ({
    text: label(icon, SLACK_LIMITS.buttonText),
    accessibility_label: label(one.label, SLACK_LIMITS.buttonText).text,
    value: one.ask,
  });
  return [
    {
      type: 'feedback_buttons',
      action_id: actionId(lang, 'feedback'),
      positive_button: button('👍', action.up),
      negative_button: button('👎', action.down),
    },
  ];
}

/** The same where Slack refused the icons. */
const plainFeedback = (action: Action | undefined, lang: Lang): Element[] =>
  action?.kind === 'feedback'
    ? [action.up, action.down].flatMap((one, i) => element({ kind: 'ask', ...one }, 100 + i, lang))
    : [];

/** The card's actions within `room` bytes, then what the adapter adds: sharing, and deleting for the asker. */
export function renderControls(
  actions: readonly Action[],
  lang: Lang,
  controls: Controls,
  room: number,
): types.KnownBlock[] {
  const { asker, share } = controls;
  const plain = controls.plainTables || controls.page;
  const feedback = actions.find((action) => action.kind === 'feedback');
  const own: Element[] = [
    ...(plain ? plainFeedback(feedback, lang) : []),
    ...(share ? [shareButton(lang, share)] : []),
    ...(asker && plain ? [{ type: 'button' as const, ...deletion(lang, asker) }] : []),
  ];
  const buttons = [...elements(actions, lang, room - bytes(own) - OWN_BYTES), ...own];
  const icons = plain ? [] : [...feedbackButtons(feedback, lang), ...trash(lang, asker)];
  return [
    ...(buttons.length > 0 ? [{ type: 'actions' as const, elements: buttons }] : []),
    ...(icons.length > 0 ? [{ type: 'context_actions' as const, elements: icons }] : []),
  ];
}
