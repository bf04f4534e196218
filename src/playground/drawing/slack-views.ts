import type { types } from '@slack/bolt';
import type { Lang } from '../../text.ts';
import { words } from '../words.ts';
import { attributes, escapeHtml } from './escape.ts';
import { AVATAR } from './look.ts';
import { drawBlock } from './slack.ts';

/** Stands for the channel somebody comes from. */
const CHANNEL = '# general';

type Field = types.InputBlock['element'];
type Option = types.PlainTextOption;

function choices(options: readonly Option[], chosen: Option | undefined): string {
  const drawn = options.map(
    (one) =>
      `<option${attributes({ selected: one.value === chosen?.value })}>${escapeHtml(one.text.text)}</option>`,
  );
  return `<select class="slack-field">${drawn.join('')}</select>`;
}

const single = (text: string): string =>
  `<select class="slack-field"><option>${escapeHtml(text)}</option></select>`;

/** What can be filled in. Nothing is sent from here. */
function field(element: Field, lang: Lang): string {
  const placeholder = 'placeholder' in element ? element.placeholder?.text : undefined;
  const empty = placeholder ?? words('choose', lang);
  switch (element.type) {
    case 'timepicker':
      return `<input${attributes({ class: 'slack-field', type: 'time', value: element.initial_time ?? '' })}>`;
    case 'conversations_select':
      return single(CHANNEL);
    case 'static_select':
      return choices((element.options ?? []) as Option[], element.initial_option as Option | undefined);
    case 'external_select':
      return single(element.initial_option?.text.text ?? empty);
    case 'multi_external_select':
      return single(empty);
    default:
      return `<input${attributes({ class: 'slack-field', placeholder: empty })}>`;
  }
}

function input({ label, element, optional }: types.InputBlock, lang: Lang): string {
  const note = optional ? ` <span class="quiet">${words('optional', lang)}</span>` : '';
  return `<label class="slack-input"><b>${escapeHtml(label.text)}${note}</b>${field(element, lang)}</label>`;
}

const blocksOf = (blocks: readonly types.KnownBlock[], lang: Lang): string =>
  blocks.map((block) => (block.type === 'input' ? input(block, lang) : drawBlock(block, {}, lang))).join('');

/** A form over the conversation. Its buttons are drawn only: there is nothing to close or save here. */
function modal(view: types.ModalView, lang: Lang): string {
  const close = view.close ? `<span class="slack-button">${escapeHtml(view.close.text)}</span>` : '';
  const submit = view.submit
    ? `<span class="slack-button primary">${escapeHtml(view.submit.text)}</span>`
    : '';
  const head = `<p class="slack-modal-head"><img src="${AVATAR}" alt="" width="24" height="24"><b>${escapeHtml(view.title.text)}</b><span aria-hidden="true">✕</span></p>`;
  return `<div class="slack-scope slack-modal">${head}<div class="slack-body">${blocksOf(view.blocks as types.KnownBlock[], lang)}</div><p class="slack-modal-foot">${close}${submit}</p></div>`;
}

/** A form, or the app's home page, as Slack shows it. */
export const drawView = (view: types.ModalView | types.HomeView, lang: Lang): string =>
  view.type === 'modal'
    ? modal(view, lang)
    : `<div class="slack-scope slack-home"><div class="slack-body">${blocksOf(view.blocks as types.KnownBlock[], lang)}</div></div>`;
