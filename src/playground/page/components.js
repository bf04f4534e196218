/** The Discord components a message of ours uses, and what their shadow roots need corrected. */
import '@skyra/discord-components-core/dist/components/discord-messages/DiscordMessages.js';
import '@skyra/discord-components-core/dist/components/discord-message/DiscordMessage.js';
import '@skyra/discord-components-core/dist/components/discord-attachments/DiscordAttachments.js';
import '@skyra/discord-components-core/dist/components/discord-action-row/DiscordActionRow.js';
import '@skyra/discord-components-core/dist/components/discord-button/DiscordButton.js';
import '@skyra/discord-components-core/dist/components/discord-embed/DiscordEmbed.js';
import '@skyra/discord-components-core/dist/components/discord-embed-description/DiscordEmbedDescription.js';
import '@skyra/discord-components-core/dist/components/discord-embed-field/DiscordEmbedField.js';
import '@skyra/discord-components-core/dist/components/discord-embed-fields/DiscordEmbedFields.js';
import '@skyra/discord-components-core/dist/components/discord-embed-footer/DiscordEmbedFooter.js';

const sheet = (css) => {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
};

/**
 * The library is of Discord's look of 2022: greys fainter than its own, square buttons, embeds that do not shrink on
 * phones. Colours that depend on the theme come from the page's style sheet.
 */
const CORRECTIONS = {
  'discord-message': sheet(`
    .discord-message-timestamp { color: var(--discord-quiet) !important; }
    .discord-message-content { min-width: 0; }
    .discord-message-inner { gap: 0; }
  `),
  'discord-embed': sheet(`
    .discord-embed-root { min-width: 0; width: 100%; }
    .discord-embed-wrapper { min-width: 0; background-color: var(--discord-card) !important; border-color: var(--discord-edge) !important; border-left: 0; }
    .discord-embed-grid { min-width: 0; overflow-wrap: anywhere; }
    :host .discord-embed-media .discord-embed-image { max-width: min(100%, 400px); max-height: 350px; height: auto; }
  `),
  'discord-embed-footer': sheet(`
    :host { color: var(--discord-quiet) !important; }
  `),
  'discord-button': sheet(`
    :host > *:first-child { box-sizing: border-box; min-height: 32px; height: auto; padding: 6px 12px; text-align: start; border-radius: 8px; }
    :host > *:first-child:focus-visible { outline: 2px solid var(--discord-focus); outline-offset: 2px; }
    .primary { background-color: #4f5bda; }
    .secondary, a.secondary { color: var(--discord-button-text); background-color: var(--discord-button); }
    .secondary:hover { background-color: var(--discord-button-hover); }
    a.secondary span { margin-right: 8px; }
    @media (prefers-reduced-motion: reduce) { :host > *:first-child { transition: none; } }
  `),
};

async function correct(element) {
  const correction = CORRECTIONS[element.localName];
  await element.updateComplete;
  const root = element.shadowRoot;
  if (!root) return;
  if (correction && !root.adoptedStyleSheets.includes(correction)) {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, correction];
  }
  const image = root.querySelector('.discord-embed-image');
  if (image) image.alt = element.dataset.alt ?? '';
}

/** Discord shows moments in the zone and language of whoever reads. */
function showMoments(container) {
  for (const time of container.querySelectorAll('discord-message time[datetime]')) {
    const lang = time.closest('[lang]').lang;
    const format = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeStyle: 'short' });
    time.textContent = format.format(new Date(time.dateTime));
  }
}

/** Corrects every component inside, once each is drawn. */
export const settle = (container) =>
  Promise.all([...container.querySelectorAll(Object.keys(CORRECTIONS).join(', '))].map(correct));

/** Our own pictures have a dark sheet as well. */
function showPictures(container, light) {
  const own = '[src^="/picture/"], [image^="/picture/"]';
  for (const one of container.querySelectorAll(own)) {
    const name = one.hasAttribute('src') ? 'src' : 'image';
    const address = one.getAttribute(name).replace(/(?:-dark)?\.png$/, light ? '.png' : '-dark.png');
    if (one.getAttribute(name) !== address) one.setAttribute(name, address);
  }
}

/** The components read the theme once, so they are made anew for another. */
export async function themed(container, light) {
  showMoments(container);
  showPictures(container, light);
  for (const old of container.querySelectorAll('discord-messages')) {
    const fresh = old.cloneNode(true);
    for (const one of fresh.querySelectorAll('[light-theme]')) one.removeAttribute('light-theme');
    fresh.toggleAttribute('light-theme', light);
    old.replaceWith(fresh);
  }
  await settle(container);
}
