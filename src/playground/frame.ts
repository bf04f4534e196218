import { LANGS, type Lang } from '../text.ts';
import { IMPORT_MAP } from './assets.ts';
import { attributes, escapeHtml } from './drawing/escape.ts';
import { words } from './words.ts';

const LANGUAGE_NAMES: Record<Lang, string> = { ja: '日本語', en: 'English' };

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
  return `<fieldset class="choice ${name}"><legend>${escapeHtml(label)}</legend>${inputs.join('')}</fieldset>`;
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

/** What the script of the page says. */
const says = (lang: Lang): string =>
  JSON.stringify({
    failed: words('failed', lang),
    silent: words('silent', lang),
    deleted: words('deleted', lang),
    thinking: words('thinking', lang),
    answer: words('newAnswer', lang),
  });

/** A whole page around its main part. `skip`: where the keyboard may go past the head. */
export function frame(title: string, main: string, look: PageLook, skip = 'main'): string {
  const { lang, here } = look;
  const page = (path: string, name: 'try' | 'topics' | 'gallery') =>
    `<a${attributes({ href: `${path}?lang=${lang}`, 'aria-current': here.pathname === path ? 'page' : undefined })}>${words(name, lang)}</a>`;
  const root = { lang, 'data-view': 'both', 'data-width': 'desktop', 'data-theme': 'light' };
  return `<!doctype html>
<html${attributes({ ...root, 'data-says': says(lang) })}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Virt</title>
<link rel="icon" href="/page/avatar.svg"><link rel="stylesheet" href="/page/slack-blocks.css"><link rel="stylesheet" href="/page/page.css">
<script type="importmap">${IMPORT_MAP}</script><script type="module" src="/page/page.js"></script></head>
<body><a class="skip" href="#${skip}">${words('skip', lang)}</a>
<header class="top"><a class="brand" href="/?lang=${lang}"><img src="/page/avatar.svg" alt="" width="28" height="28">Virt</a>
<nav class="pages" aria-label="Virt">${page('/', 'try')}${page('/topics', 'topics')}${page('/gallery', 'gallery')}</nav>
<div class="looks">${looks(lang)}</div>${languages(look)}</header>
<main id="main" tabindex="-1">${main}</main></body></html>`;
}
