import type { Dialect } from './dialect.ts';

const LABEL = String.raw`(?:label|title|summary|header)=(?:"(?<title>[^"]*)"|'(?<single>[^']*)'|\{["'\x60](?<braced>[^"'\x60]*)["'\x60]\})`;
/** An opening component with a label, alone on its line or with content behind it; its end is looked for once. */
const LABELLED = new RegExp(
  String.raw`^<[A-Z][\w.]*\s(?=[^>]*(?<!/)>)(?:[^>]*?\s)?${LABEL}[^>]*>(?<rest>.*)$`,
);

/** `<Card title="Rooms" href="/rooms" />`: a link with its title. */
function cardOf(text: string): string | undefined {
  const [, indent = '', attributes] = /^(\s*)<[A-Z][\w.]*\s([^<>]*)\/>\s*$/.exec(text) ?? [];
  const title = /\b(?:title|label)="([^"]+)"/.exec(attributes ?? '')?.[1];
  const href = /\b(?:href|to)="([^"]+)"/.exec(attributes ?? '')?.[1];
  return title === undefined || href === undefined ? undefined : `${indent}- [${title}](${href})`;
}

export const docusaurus: Dialect = {
  name: 'Docusaurus',
  marks: ['docusaurus.config.js', 'docusaurus.config.ts', 'docusaurus.config.mjs', 'docusaurus.config.cjs'],
  boxes: [
    { open: /^:{3,} *[\w-]+ *\[(?<title>[^\]]*)\] *(?:\{[^}]*\} *)?$/, close: /^:{3,} *$/ },
    { open: /^:{3,} *[\w-]+ *(?<title>[^{[]*?) *(?:\{[^}]*\})? *$/, close: /^:{3,} *$/ },
    { open: LABELLED, close: /^<\/[A-Z][\w.]*>\s*$/ },
    {
      open: /^<[A-Z][\w.]*(?:\s[^>]*)?(?<!\/)>(?<rest>(?:.*<\/[A-Z][\w.]*>)?)$/,
      close: /^<\/[A-Z][\w.]*>\s*$/,
    },
  ],
  joins: [
    { from: /^\s*<[A-Z][\w.]*(?:\s[^>]*)?$/, to: />\s*$/ },
    {
      from: /^import\s+(?:[\w*{][^'"]*\sfrom\s+)?['"][^'"]+['"];?\s*$/,
      to: /['"];?\s*$/,
      drop: 'an import',
      alone: true,
    },
    { from: /^import\s+\{[^}]*$/, to: /\}\s+from\s+['"][^'"]+['"];?\s*$/, drop: 'an import' },
    {
      from: /^export\s+(?:const|let|default|function|async|class)\b/,
      to: /^\s*$|[;}]\s*$/,
      drop: 'an export',
      alone: true,
    },
    { from: /^\{\/\*/, to: /\*\/\}\s*$/, drop: 'a comment', alone: true },
  ],
  // A component that closes itself holds no text.
  isFrame: (line) => /^\s*<[A-Z][^>]*\/>\s*$/.test(line) && cardOf(line) === undefined,
  aside: /\{\/\*(?:(?!\{\/\*).)*?\*\/\}/g,
  inline: (text) => cardOf(text) ?? text.replace(/<\/?[A-Z][\w.]*(?:\s[^<>]*)?>/g, ''),
};
