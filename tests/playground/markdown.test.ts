import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderText } from '../../src/platforms/discord/render/markdown.ts';
import { discordMarkdown } from '../../src/playground/drawing/markdown.ts';

const words = (html: string): string =>
  html
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

test('bold, underline, code and masked links become their elements', () => {
  const html = discordMarkdown('__**Start**__ with `docker run` from [the docs](https://docs.docker.com/)');

  expect(html).toBe(
    '<p><u><strong>Start</strong></u> with <code>docker run</code> from ' +
      '<a href="https://docs.docker.com/" target="_blank" rel="noopener noreferrer">the docs</a></p>',
  );
});

test('an item goes on over its indented lines, and a list ends at an empty one', () => {
  const html = discordMarkdown('- one\n  more\n- two\n\nafter');

  expect(html).toBe('<ul><li>one<br>more</li><li>two</li></ul><div class="md-gap"></div><p>after</p>');
});

test('nothing inside a fence is markup', () => {
  const html = discordMarkdown('```sh\necho **a** <b>\n```');

  expect(html).toBe('<pre tabindex="0"><code>echo **a** &lt;b&gt;</code></pre>');
});

test('a link that leads to a script is no link', () => {
  expect(discordMarkdown('[x](javascript:alert(1)) <script>alert(1)</script>')).not.toMatch(/<a|<script/);
});

test('what the Discord adapter escapes is shown as it was written, and becomes no tag', () => {
  const plain = fc.string({
    unit: fc.constantFrom(...'ab*_~`|<>[]()\\#-. 1日:'),
    minLength: 1,
    maxLength: 40,
  });

  fc.assert(
    fc.property(plain, (text) => {
      const html = discordMarkdown(renderText([{ text }]));

      expect(words(html).replace(/\u200b/g, '')).toBe(text);
      expect(html.replace(/<\/?p>/g, '')).not.toContain('<');
    }),
    { numRuns: 300 },
  );
});
