import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APIEmbed,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import type { Lang } from '../../text.ts';
import { words } from '../words.ts';
import { attributes, escapeHtml, safeHref } from './escape.ts';
import { AVATAR, type DrawingLook, ELSEWHERE, EYE, withEmoji } from './look.ts';
import { discordMarkdown, inline } from './markdown.ts';

type Control = APIComponentInMessageActionRow;

const colour = (value = 0x202225): string => `#${value.toString(16).padStart(6, '0')}`;

/** Titles show inline markup only, and the component takes plain text. */
const unmarked = (text: string): string => text.replace(/\\([^a-z0-9\s])/gi, '$1').replaceAll('**', '');

/** Pictures from elsewhere are not fetched: a drawing stands for them, and the text has the link. */
function pictureOf(embed: APIEmbed, drawing: DrawingLook): string | undefined {
  const url = embed.image?.url;
  if (url === undefined) return undefined;
  return url.startsWith('attachment://') ? drawing.picture : ELSEWHERE;
}

const fieldOf = (field: { name: string; value: string }): string =>
  `<discord-embed-field${attributes({ 'field-title': unmarked(field.name) })}>${discordMarkdown(field.value)}</discord-embed-field>`;

function embedOf(embed: APIEmbed, drawing: DrawingLook): string {
  const fields = (embed.fields ?? []).map(fieldOf).join('');
  const look = attributes({
    slot: 'embeds',
    color: colour(embed.color),
    'embed-title': embed.title === undefined ? undefined : unmarked(embed.title),
    url: embed.url === undefined ? undefined : safeHref(embed.url),
    image: pictureOf(embed, drawing),
    'data-alt': drawing.alt,
  });
  const description = embed.description
    ? `<discord-embed-description slot="description">${discordMarkdown(embed.description)}</discord-embed-description>`
    : '';
  const footer = embed.footer
    ? `<discord-embed-footer slot="footer">${escapeHtml(embed.footer.text)}</discord-embed-footer>`
    : '';
  const list = fields ? `<discord-embed-fields slot="fields">${fields}</discord-embed-fields>` : '';
  return `<discord-embed${look}>${description}${list}${footer}</discord-embed>`;
}

/** The component's own menu opens with a mouse only, so menus are the browser's, dressed alike. */
function menu(control: Control & { type: ComponentType.StringSelect }): string {
  const options = control.options.map(
    (option) =>
      `<option${attributes({ value: option.value, 'data-label': option.label })}>${escapeHtml([option.label, option.description].filter(Boolean).join(' — '))}</option>`,
  );
  const label = control.placeholder ?? '';
  const look = attributes({ class: 'discord-menu', 'aria-label': label, 'data-discord': control.custom_id });
  return `<select${look}><option value="">${escapeHtml(label)}</option>${options.join('')}</select>`;
}

function control(one: Control): string {
  switch (one.type) {
    case ComponentType.Button: {
      if (one.style === ButtonStyle.Premium) return '';
      const to = 'url' in one ? safeHref(one.url) : undefined;
      const id = 'custom_id' in one ? one.custom_id : undefined;
      const type = one.style === ButtonStyle.Primary ? 'primary' : 'secondary';
      return `<discord-button${attributes({ type, url: to, 'data-discord': id })}>${withEmoji(escapeHtml(one.label ?? ''))}</discord-button>`;
    }
    case ComponentType.StringSelect:
      return menu(one);
    default:
      return '';
  }
}

const row = (one: APIActionRowComponent<APIComponentInMessageActionRow>): string =>
  `<discord-action-row>${one.components.map(control).join('')}</discord-action-row>`;

interface Body {
  readonly content?: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIActionRowComponent<Control>[];
  /** Only the asker sees it. */
  readonly flags?: number;
}

/** A message's body as Discord shows it, for the web components of @skyra/discord-components-core. */
export function drawDiscord(body: Body, drawing: DrawingLook, lang: Lang): string {
  const hidden = body.flags !== undefined;
  const note = hidden
    ? `<p class="only-you" slot="components">${EYE}${escapeHtml(words('onlyYou', lang))} • <button type="button" data-dismiss>${escapeHtml(words('dismiss', lang))}</button></p>`
    : '';
  const rows = body.components.map(row).join('');
  const controls = rows ? `<discord-attachments slot="components">${rows}</discord-attachments>` : '';
  const who = attributes({
    author: 'Virt',
    avatar: AVATAR,
    bot: true,
    timestamp: words('today', lang),
    class: hidden ? 'for-you' : undefined,
  });
  const content = body.content ? inline(body.content) : '';
  const embeds = body.embeds.map((embed) => embedOf(embed, drawing)).join('');
  return `<discord-messages><discord-message${who}>${content}${embeds}${controls}${note}</discord-message></discord-messages>`;
}
