import type { Dialect } from './dialect.ts';

const BOX = 'tab|notice|admonition|details|expand|hint|callout|alert|note|warning|tip|info|accordion|step';
const opening = (title: string): RegExp =>
  new RegExp(String.raw`^\{\{[<%]\s*(?:${BOX})\b${title}[^>%]*[>%]\}\}(?<rest>.*)$`);
const close = new RegExp(String.raw`^\{\{[<%]\s*/\s*(?:${BOX})\s*[>%]\}\}\s*$`);

/** An address a shortcode makes of a page's path. */
const REFERENCE = /\{\{[<%]\s*(?:rel)?ref\s+"([^"]+)"\s*[>%]\}\}/g;
const FIGURE = /\{\{<\s*figure\b[^<>]*?src="([^"]+)"[^<>]*?(?:(?:alt|caption)="([^"]*)")?[^<>]*>\}\}/g;

export const hugo: Dialect = {
  name: 'Hugo',
  marks: ['hugo.toml', 'hugo.yaml', 'hugo.yml', 'config/_default/hugo.toml'],
  boxes: [
    { open: opening(String.raw`[^>%]*?\b(?:title|name|header|summary)="(?<title>[^"]*)"`), close },
    { open: opening('[^"=>%]*"(?<title>[^"]*)"'), close },
    { open: opening(''), close },
  ],
  code: [
    {
      open: /^\{\{<\s*highlight\s+(?!\s)"?(?<title>[\w+#-]*)(?![\w+#-]).*>\}\}\s*$/,
      close: /^\{\{<\s*\/\s*highlight\s*>\}\}\s*$/,
    },
  ],
  inline: (text) => {
    if (!text.includes('}}')) return text;
    return text
      .replace(REFERENCE, '$1')
      .replace(FIGURE, (_whole, src: string, alt = '') => `![${alt}](${src})`)
      .replace(/\{\{[<%](?:(?!\{\{).)*?[>%]\}\}/g, '');
  },
};
