import type { types } from '@slack/bolt';
import { attributes, escapeHtml, safeHref } from './escape.ts';

type Control = types.ActionsBlock['elements'][number];

function menu(control: types.StaticSelect): string {
  const options = (control.options ?? []).map(
    (option) =>
      `<option${attributes({ value: option.value ?? '', 'data-label': option.text.text })}>${escapeHtml([option.text.text, option.description?.text].filter(Boolean).join(' — '))}</option>`,
  );
  const label = control.placeholder?.text ?? '';
  const look = attributes({ class: 'slack-menu', 'aria-label': label, 'data-slack': control.action_id });
  return `<select${look}><option value="">${escapeHtml(label)}</option>${options.join('')}</select>`;
}

/** Searches while one types, on Slack; here it only shows where. */
function searchMenu({ placeholder }: types.ExternalSelect): string {
  const label = placeholder?.text ?? '';
  return `<select${attributes({ class: 'slack-menu', 'aria-label': label })}><option>${escapeHtml(label)}</option></select>`;
}

/** Buttons and menus: the library's work only where React runs, and the page brings none. */
export function control(one: Control): string {
  if (one.type === 'static_select') return menu(one);
  if (one.type === 'external_select') return searchMenu(one);
  if (one.type !== 'button') return '';
  const to = one.url === undefined ? undefined : safeHref(one.url);
  const text = escapeHtml(one.text.text);
  if (to)
    return `<a${attributes({ class: 'slack-button', href: to, target: '_blank', rel: 'noopener noreferrer' })}>${text}</a>`;
  const look = `slack-button${one.style ? ` ${one.style}` : ''}`;
  return `<button${attributes({ type: 'button', class: look, 'data-slack': one.action_id, value: one.value ?? '' })}>${text}</button>`;
}

const TRASH =
  '<svg viewBox="0 0 24 24" width="16" height="16" aria-hidden="true"><path fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" d="M4 7h16M10 11v6M14 11v6M6 7l1 13h10l1-13M9 7V4h6v3"/></svg>';

/** Slack shows thumbs of its own, whatever the text is. */
const THUMB =
  'd="M7 11v9H4v-9zm0 0 4.5-7.5c1.8 0 2.5 1.3 2.2 2.8L13 10h5.5a1.8 1.8 0 0 1 1.8 2.2l-1.4 6.3A2 2 0 0 1 17 20H7"';

function verdictButton(
  id: string | undefined,
  one: types.FeedbackButtons['positive_button'],
  down: boolean,
): string {
  const label = one.accessibility_label ?? one.text.text;
  const look = { type: 'button', class: 'slack-icon', title: label, 'aria-label': label };
  const button = attributes({ ...look, 'data-slack': id ?? '', value: one.value });
  const turn = down ? ' transform="rotate(180 12 12)"' : '';
  return `<button${button}><svg viewBox="0 0 24 24" width="16" height="16" aria-hidden="true"><path fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round"${turn} ${THUMB}/></svg></button>`;
}

export function iconButton(one: types.ContextActionsBlock['elements'][number]): string {
  if (one.type === 'feedback_buttons')
    return [one.positive_button, one.negative_button]
      .map((button, i) => verdictButton(one.action_id, button, i === 1))
      .join('');
  const label = one.text.text;
  const look = attributes({
    type: 'button',
    class: 'slack-icon',
    title: label,
    'aria-label': label,
    'data-slack': one.action_id,
    value: one.value ?? '',
  });
  return `<button${look}>${TRASH}</button>`;
}
