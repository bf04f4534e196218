import type { Dialect } from './dialect.ts';

/** A list of attributes (`{ .card }`, `{: #id .class }`, `{ target=_blank }`): for the layout, not for readers. */
const ATTRIBUTES = /(?<=[)\]`*_"])\{:?(?:[#.][\w-]+|[\w-]+=(?:"[^"{}]*"|[\w-]+)|\s)+\}|^\s*\{:[^{}]*\}\s*$/g;
/** `++ctrl+alt+del++` */
const KEYS = /\+\+((?:[a-z][a-z0-9-]*|[0-9]|"[^"+]+")(?:\+(?:[a-z][a-z0-9-]*|[0-9]|"[^"+]+"))*)\+\+/g;
const ICON = /:(?:material|fontawesome|octicons|simple)-[\w-]+:(?:\{[^}]*\})?\s?/g;

const keyName = (key: string): string =>
  key.replaceAll('"', '').replace(/^[a-z]/, (letter) => letter.toUpperCase());

export const mkdocs: Dialect = {
  name: 'MkDocs',
  marks: ['mkdocs.yml', 'mkdocs.yaml'],
  boxes: [
    { open: /^(?:!!!|\?\?\?\+?) ?[\w-]+(?: (?:inline|end))*(?: +"(?<title>[^"]*)")? *$/ },
    { open: /^===[!+]? +"(?<title>[^"]*)" *$/ },
  ],
  // Snippets that were not found, and abbreviations that are spelled out for whoever points at them.
  isFrame: (line) => /^\s*-{1,2}8<-{1,2}(?:\s|$)|^\*\[[^\]]+\]:\s/.test(line),
  inline: (text) =>
    text
      .replace(ATTRIBUTES, '')
      .replace(KEYS, (_whole, keys: string) => keys.split('+').map(keyName).join('+'))
      .replace(/==(?=\S)([^=\n]*[^=\s])==/g, '$1')
      .replace(ICON, ''),
};
