import type { Knowledge } from '../knowledge/knowledge.ts';
import { LANGS, type Lang, pick } from '../text.ts';
import type { Answer, Side } from './playground-answer.ts';
import { IMPORT_MAP } from './playground-assets.ts';
import { attributes, escapeHtml } from './playground-escape.ts';
import type { Used } from './playground-limits.ts';
import { words } from './playground-words.ts';

const EXAMPLES: Record<Lang, readonly string[]> = {
  ja: ['ハイパーバイザ', '比較 docker kvm', 'ベンチ 起動', 'コンテナの起動はなぜ速い', 'クイズ', 'ヘルプ'],
  en: ['hypervisor', 'compare docker kvm', 'bench startup', 'why do containers start fast', 'quiz', 'help'],
};
const LANGUAGE_NAMES: Record<Lang, string> = { ja: '日本語', en: 'English' };

export const askLink = (text: string, lang: Lang): string => `/?${new URLSearchParams({ q: text, lang })}`;

function meter({ name, used, most }: Used): string {
  const share = used > most ? 'over' : used > most * 0.9 ? 'near' : 'fine';
  const label = `${used.toLocaleString('en')} / ${most.toLocaleString('en')}`;
  const bar = `<meter${attributes({ class: share, min: '0', max: String(most), value: String(used), 'aria-label': name })}>${label}</meter>`;
  return `<div class="limit">${bar}<span>${label}</span> <span class="quiet">${escapeHtml(name)}</span></div>`;
}

function payload(name: string, side: Side<unknown>, builder: string, lang: Lang): string {
  const json = escapeHtml(JSON.stringify(side.payload, null, 2));
  const link = `<a${attributes({ href: side.builder, target: '_blank', rel: 'noopener noreferrer' })}>${escapeHtml(builder)}</a>`;
  const limits = `<div${attributes({ class: 'limits', role: 'group', 'aria-label': `${name}: ${words('limits', lang)}` })}>${side.limits.map(meter).join('')}</div>`;
  return `<h3>${name}</h3>${limits}<p>${link}</p><pre${attributes({ tabindex: '0', 'aria-label': `${name} JSON` })}>${json}</pre>`;
}

const side = (platform: 'discord' | 'slack', inner: string): string =>
  `<div class="side ${platform}">${inner}</div>`;

const drawing = (name: string, html: string): string => `<h3>${name}</h3><div class="frame">${html}</div>`;

/** One question with its answer on both platforms. `id` is unique on the page. */
export function exchange(question: string, answer: Answer, id: string, lang: Lang): string {
  const { discord, slack, reply } = answer;
  const tab = (name: 'drawn' | 'payload', on: boolean) =>
    `<button${attributes({ type: 'button', role: 'tab', id: `${id}-${name}-tab`, 'aria-controls': `${id}-${name}`, 'aria-selected': String(on), tabindex: on ? '0' : '-1' })}>${words(name, lang)}</button>`;
  const panel = (name: 'drawn' | 'payload', on: boolean, inner: string) =>
    `<div${attributes({ class: 'sides', role: 'tabpanel', id: `${id}-${name}`, 'aria-labelledby': `${id}-${name}-tab`, hidden: !on })}>${inner}</div>`;
  const drawn =
    side('discord', drawing('Discord', discord.html)) + side('slack', drawing('Slack', slack.html));
  const data =
    side('discord', payload('Discord', discord, words('openDiscord', lang), lang)) +
    side('slack', payload('Slack', slack, words('openSlack', lang), lang));
  return `<article${attributes({ class: 'exchange', id, lang: reply.lang, tabindex: '-1', 'aria-labelledby': `${id}-q` })}>
<header><h2 id="${id}-q"><span class="who" aria-hidden="true">›</span> ${escapeHtml(question)}</h2>
<div role="tablist" aria-label="${escapeHtml(question)}">${tab('drawn', true)}${tab('payload', false)}</div></header>
${panel('drawn', true, drawn)}${panel('payload', false, data)}</article>`;
}

export interface PageLook {
  readonly lang: Lang;
  /** Path and query, for the switch of language. */
  readonly here: URL;
}

const choice = (name: string, label: string, options: readonly (readonly [string, string])[]): string => {
  const inputs = options.map(
    ([value, text], i) =>
      `<label><input${attributes({ type: 'radio', name, value, checked: i === 0 })}><span>${escapeHtml(text)}</span></label>`,
  );
  return `<fieldset class="choice"><legend>${escapeHtml(label)}</legend>${inputs.join('')}</fieldset>`;
};

function languages({ lang, here }: PageLook): string {
  const links = LANGS.map((one) => {
    const query = new URLSearchParams(here.searchParams);
    query.set('lang', one);
    const look = attributes({
      href: `${here.pathname}?${query}`,
      lang: one,
      hreflang: one,
      'data-lang': one,
      'aria-current': one === lang ? 'true' : undefined,
    });
    return `<a${look}>${LANGUAGE_NAMES[one]}</a>`;
  });
  return `<nav class="languages" aria-label="${words('language', lang)}">${links.join('')}</nav>`;
}

function looks(lang: Lang): string {
  return [
    choice('view', words('show', lang), [
      ['both', words('both', lang)],
      ['discord', 'Discord'],
      ['slack', 'Slack'],
    ]),
    choice('width', words('width', lang), [
      ['desktop', words('desktop', lang)],
      ['phone', words('phone', lang)],
    ]),
    choice('theme', words('theme', lang), [
      ['light', words('light', lang)],
      ['dark', words('dark', lang)],
    ]),
  ].join('');
}

function frame(title: string, main: string, look: PageLook): string {
  const { lang, here } = look;
  const page = (path: string, name: 'try' | 'topics' | 'gallery') =>
    `<a${attributes({ href: `${path}?lang=${lang}`, 'aria-current': here.pathname === path ? 'page' : undefined })}>${words(name, lang)}</a>`;
  const says = {
    failed: words('failed', lang),
    silent: words('silent', lang),
    deleted: words('deleted', lang),
    thinking: words('thinking', lang),
    answer: words('newAnswer', lang),
  };
  return `<!doctype html>
<html${attributes({ lang, 'data-view': 'both', 'data-width': 'desktop', 'data-theme': 'light', 'data-says': JSON.stringify(says) })}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Virt</title>
<link rel="icon" href="/page/avatar.svg"><link rel="stylesheet" href="/page/slack-blocks.css"><link rel="stylesheet" href="/page/page.css">
<script type="importmap">${IMPORT_MAP}</script><script type="module" src="/page/page.js"></script></head>
<body><header class="top"><a class="brand" href="/?lang=${lang}"><img src="/page/avatar.svg" alt="" width="28" height="28">Virt</a>
<nav class="pages" aria-label="Virt">${page('/', 'try')}${page('/topics', 'topics')}${page('/gallery', 'gallery')}</nav>
${looks(lang)}${languages(look)}</header>
<main>${main}</main></body></html>`;
}

export function chatPage(question: string, look: PageLook): string {
  const { lang } = look;
  const examples = EXAMPLES[lang].map(
    (text) =>
      `<a href="${escapeHtml(askLink(text, lang))}" data-ask="${escapeHtml(text)}">${escapeHtml(text)}</a>`,
  );
  const label = words('question', lang);
  const main = `<h1>${words('title', lang)}</h1><p class="intro">${words('intro', lang)}</p>
<div id="log" role="log" aria-label="${words('conversation', lang)}"></div>
<div class="dock"><nav class="examples" aria-label="${words('examples', lang)}">${examples.join('')}</nav>
<form id="ask" autocomplete="off"><div class="combo">
<input${attributes({ id: 'question', name: 'q', value: question, 'aria-label': label, placeholder: words('placeholder', lang), role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'suggestions', maxlength: '2000', spellcheck: 'false' })}>
<ul id="suggestions" role="listbox" aria-label="${words('suggestions', lang)}" hidden></ul></div>
<button type="submit">${words('send', lang)}</button></form><p id="status" role="status"></p></div>`;
  return frame(words('title', lang), main, look);
}

export function topicsPage({ topics }: Knowledge, look: PageLook): string {
  const { lang } = look;
  const items = [...topics.values()].map((topic) => {
    const title = pick(topic.title, lang) ?? topic.id;
    const summary = (pick(topic.summary, lang) ?? []).map((span) => span.text).join('');
    return `<li><a href="${escapeHtml(askLink(topic.id, lang))}">${escapeHtml(title)}</a> <span class="quiet">${escapeHtml(summary)}</span></li>`;
  });
  const main = `<h1>${words('topics', lang)} (${topics.size})</h1><p class="intro">${words('topicsIntro', lang)}</p><ul class="topics">${items.join('')}</ul>`;
  return frame(words('topics', lang), main, look);
}

export interface Shown {
  readonly name: string;
  readonly answer: Answer;
}

export function galleryPage(shown: readonly Shown[], look: PageLook): string {
  const { lang } = look;
  const all = shown.map(({ name, answer }, i) => exchange(name, answer, `card-${i}`, lang));
  const main = `<h1>${words('gallery', lang)}</h1><p class="intro">${words('galleryIntro', lang)}</p><div id="log">${all.join('\n')}</div>`;
  return frame(words('gallery', lang), main, look);
}

export const missingPage = (look: PageLook): string =>
  frame(words('notFound', look.lang), `<h1>${words('notFound', look.lang)}</h1>`, look);
