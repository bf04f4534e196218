import type { Dialect } from './dialect.ts';

const tag = (names: string, title = ''): RegExp =>
  new RegExp(String.raw`^\{%-?\s*(?:${names})\b${title}[^%]*%\}\s*$`);
const NAMES = 'hint|tab|code|step|expandable|details';

export const gitbook: Dialect = {
  name: 'GitBook',
  marks: ['SUMMARY.md', '.gitbook.yaml'],
  boxes: [
    { open: tag(NAMES, String.raw`[^%]*?\btitle="(?<title>[^"]*)"`), close: tag(`end(?:${NAMES})`) },
    { open: tag(NAMES), close: tag(`end(?:${NAMES})`) },
  ],
  // As Jekyll, which has the same tags, writes code.
  code: [
    { open: /^\{% highlight (?<title>[\w+#-]+)(?![\w+#-]).*%\}\s*$/, close: /^\{% endhighlight %\}\s*$/ },
  ],
  isFrame: (line) => /^\s*\{%-?\s*(?!embed)[\w-]+(?![\w-])[^%]*%\}\s*$/.test(line),
  inline: (text) =>
    text
      .replace(/\{%\s*embed\s+url="([^"]+)"[^%]*%\}/g, '<$1>')
      .replace(/\{%-?\s*[\w-]+(?![\w-])[^%]*%\}/g, ''),
};
