import type { Lang } from '../text.ts';
import type { Answer, Shows } from './answer.ts';
import type { Side } from './doors/door.ts';
import { attributes, escapeHtml } from './drawing/escape.ts';
import type { Used } from './drawing/limits.ts';
import { withEmoji } from './drawing/look.ts';
import { words } from './words.ts';

/** From nine tenths on the bar changes its colour; the numbers beside it tell the same. */
function meter({ name, used, most }: Used): string {
  const label = `${used.toLocaleString('en')} / ${most.toLocaleString('en')}`;
  const scale = { min: '0', max: String(most), low: String(most * 0.9), high: String(most), optimum: '0' };
  const bar = `<meter${attributes({ ...scale, value: String(used), 'aria-label': name })}>${label}</meter>`;
  return `<div class="limit">${bar}<span>${label}</span> <span class="quiet">${escapeHtml(name)}</span></div>`;
}

function payload(name: string, side: Side, builder: string, lang: Lang): string {
  const json = escapeHtml(JSON.stringify(side.payload, null, 2));
  const link = `<a${attributes({ href: side.builder, target: '_blank', rel: 'noopener noreferrer' })}>${escapeHtml(builder)}</a>`;
  const limits =
    side.limits.length === 0
      ? ''
      : `<div${attributes({ class: 'limits', role: 'group', 'aria-label': `${name}: ${words('limits', lang)}` })}>${side.limits.map(meter).join('')}</div>`;
  return `<h3>${name}</h3>${limits}<p>${link}</p><pre${attributes({ tabindex: '0', role: 'group', 'aria-label': `${name} JSON` })}>${json}</pre>`;
}

const side = (platform: Shows, inner: string): string => `<div class="side ${platform}">${inner}</div>`;

const drawing = (name: string, html: string): string => `<h3>${name}</h3><div class="frame">${html}</div>`;

/** What is shown, and what is sent, under a heading, with a tab for each. */
function article(heading: string, drawn: string, data: string, id: string, of: Lang, lang: Lang): string {
  const tab = (name: 'drawn' | 'payload', on: boolean) =>
    `<button${attributes({ type: 'button', role: 'tab', id: `${id}-${name}-tab`, 'aria-controls': `${id}-${name}`, 'aria-selected': String(on), tabindex: on ? '0' : '-1' })}>${words(name, lang)}</button>`;
  const panel = (name: 'drawn' | 'payload', on: boolean, inner: string) =>
    `<div${attributes({ class: 'sides', role: 'tabpanel', id: `${id}-${name}`, 'aria-labelledby': `${id}-${name}-tab`, hidden: !on })}>${inner}</div>`;
  return `<article${attributes({ class: 'exchange', id, lang: of, tabindex: '-1', 'aria-labelledby': `${id}-q` })}>
<header><h2 id="${id}-q"><span class="who" aria-hidden="true">›</span> ${withEmoji(escapeHtml(heading))}</h2>
<div role="tablist" aria-label="${escapeHtml(heading)}">${tab('drawn', true)}${tab('payload', false)}</div></header>
${panel('drawn', true, drawn)}${panel('payload', false, data)}</article>`;
}

/** One question with its answer on both platforms. `id` is unique on the page. */
export function exchange(
  question: string,
  { discord, slack, reply }: Answer,
  id: string,
  lang: Lang,
): string {
  const drawn =
    side('discord', drawing('Discord', discord.html)) + side('slack', drawing('Slack', slack.html));
  const data =
    side('discord', payload('Discord', discord, words('openDiscord', lang), lang)) +
    side('slack', payload('Slack', slack, words('openSlack', lang), lang));
  return article(question, drawn, data, id, reply.lang, lang);
}

/** Something of Slack's that is no message, and has no like on Discord. */
export const slackView = (name: string, view: Side, id: string, of: Lang, lang: Lang): string =>
  article(
    name,
    side('slack', drawing('Slack', view.html)),
    side('slack', payload('Slack', view, words('openSlack', lang), lang)),
    id,
    of,
    lang,
  );
