import type { Dialect } from './dialect.ts';

const PICTURE = /\.(?:png|jpe?g|gif|svg|webp|avif|bmp)$/i;
const LINK = /(!?)\[\[([^[\]|\n]+)(?:\|([^[\]\n]*))?\]\]/g;

/** A link by the name of a page, which may stand anywhere in the notes. */
function wikiLink(_whole: string, embed: string, target: string, alias = ''): string {
  const name = target.trim();
  if (embed !== '' && PICTURE.test(name)) return `![${/^\d+(?:x\d+)?$/.test(alias) ? '' : alias}](<${name}>)`;
  const shown = alias.trim() || name.replace(/^#\^?/, '').replace('#', ' › ');
  return `[${shown.replace(/[[\]]/g, '')}](<wiki:${name.replace(/[<>]/g, '')}>)`;
}

export const obsidian: Dialect = {
  name: 'Obsidian',
  marks: ['.obsidian'],
  joins: [{ from: /^\s*%%(?!.*%%)/, to: /%%\s*$/, drop: 'a comment' }],
  // Nothing but tags.
  isFrame: (line) =>
    /^\s*#[\p{L}\p{N}_/-]+(?:\s+#[\p{L}\p{N}_/-]+)*\s*$/u.test(line) && !/^\s*#\d+\s*$/.test(line),
  aside: /%%.*?%%/g,
  inline: (text) => text.replace(LINK, wikiLink).replace(/\s\^[\w-]+\s*$/, ''),
};
