import type { Dialect } from './dialect.ts';

/** Zenn and Qiita. Their boxes have a kind where Docusaurus has a title. */
export const zenn: Dialect = {
  name: 'Zenn / Qiita',
  marks: [],
  boxes: [
    { open: /^:{3,} *message(?: +alert)? *$/, close: /^:{3,} *$/ },
    { open: /^:{3,} *note(?: +(?:info|warn|alert))? *$/, close: /^:{3,} *$/ },
    { open: /^:{3,} *details +(?<title>.+)$/, close: /^:{3,} *$/ },
  ],
  inline: (text) => text.replace(/^@\[(?:card|tweet|gist|youtube)\]\((https?:[^)\s]+)\)\s*$/, '<$1>'),
};
