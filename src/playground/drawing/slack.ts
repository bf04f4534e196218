import type { types } from '@slack/bolt';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { type Block as DrawnBlock, Message } from 'slack-blocks-to-jsx';
import type { Lang } from '../../text.ts';
import { words } from '../words.ts';
import { attributes, escapeHtml, safeHref } from './escape.ts';
import { AVATAR, type DrawingLook, ELSEWHERE, EYE } from './look.ts';
import { control, iconButton } from './slack-controls.ts';

type Block = types.KnownBlock;

/**
 * The library scopes its styles to one id; a page has many messages, so a class around them does as well. The id
 * stays for its weight: without it the library's own reset would win.
 */
export const scopeStyles = (css: string): string =>
  css.replaceAll('#slack_blocks_to_jsx', ':is(.slack-scope, #slack_blocks_to_jsx)');
/** The page itself says whether it is dark. */
const scoped = (html: string): string =>
  html.replaceAll('<div id="slack_blocks_to_jsx" data-theme="light"', '<div');

/** `verbatim` only keeps Slack from adding links of its own; the library takes it for "no markup at all". */
const withMarkup = (block: Block): Block =>
  block.type === 'context'
    ? {
        ...block,
        elements: block.elements.map((one) =>
          one.type === 'mrkdwn' ? { type: 'mrkdwn' as const, text: one.text } : one,
        ),
      }
    : block;

/** Moments in the reader's zone and language; the library writes them in English. */
function withMoments(value: unknown, lang: Lang): unknown {
  if (Array.isArray(value)) return value.map((one) => withMoments(one, lang));
  if (typeof value !== 'object' || value === null) return value;
  if ('type' in value && value.type === 'date' && 'timestamp' in value) {
    const format = new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short' });
    return { type: 'text', text: format.format(new Date(Number(value.timestamp) * 1000)) };
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withMoments(inner, lang)]));
}

/** Drawn by slack-blocks-to-jsx. Its types lag behind Slack's, so the block is passed as it is. */
function drawn(block: Block, lang: Lang): string {
  const html = renderToStaticMarkup(
    createElement(Message, {
      blocks: [withMoments(withMarkup(block), lang) as DrawnBlock],
      theme: 'light',
      logo: AVATAR,
      name: 'Virt',
      withoutWrapper: true,
    }),
  );
  return scoped(html);
}

/** The library's pictures fold behind a nameless button, and know no files on Slack. */
function image(block: types.ImageBlock, drawing: DrawingLook): string {
  const src = 'slack_file' in block ? drawing.picture : ELSEWHERE;
  const to = 'image_url' in block ? safeHref(block.image_url) : undefined;
  const picture = `<img${attributes({ src, alt: block.alt_text })}>`;
  return `<div class="slack-image">${to ? `<a${attributes({ href: to, target: '_blank', rel: 'noopener noreferrer' })}>${picture}</a>` : picture}</div>`;
}

/** One block as Slack shows it. */
export function drawBlock(block: Block, drawing: DrawingLook, lang: Lang): string {
  switch (block.type) {
    case 'image':
      return image(block, drawing);
    case 'actions':
      return `<div class="slack-actions">${block.elements.map(control).join('')}</div>`;
    case 'context_actions':
      return `<div class="slack-actions slack-icons">${block.elements.map(iconButton).join('')}</div>`;
    case 'table':
      return `<div${attributes({ class: 'slack-table', tabindex: '0', role: 'group', 'aria-label': words('table', lang) })}>${drawn(block, lang)}</div>`;
    default:
      return drawn(block, lang);
  }
}

/** A message as Slack shows it. `hidden`: only the asker sees it, which on Slack is no part of the payload. */
export function drawSlack(
  message: { readonly blocks: readonly Block[] },
  drawing: DrawingLook,
  lang: Lang,
  hidden: boolean,
): string {
  const blocks = message.blocks.map((block) => drawBlock(block, drawing, lang)).join('');
  const note = hidden ? `<p class="only-you">${EYE}${escapeHtml(words('onlyYou', lang))}</p>` : '';
  const head = `<p class="slack-head"><b>Virt</b> <span class="slack-app">APP</span> <span class="slack-time">9:00</span></p>`;
  return `<div class="slack-scope slack-message${hidden ? ' for-you' : ''}"><img class="slack-avatar" src="${AVATAR}" alt=""><div class="slack-body">${note}${head}${blocks}</div></div>`;
}
