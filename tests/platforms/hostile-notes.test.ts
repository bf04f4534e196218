import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderDiscord } from '../../src/platforms/discord/render/render.ts';
import { renderSlack } from '../../src/platforms/slack/render/render.ts';
import type { Reply } from '../../src/talk/reply.ts';
import { LANGS } from '../../src/text.ts';
import { readMarkdown } from '../discord/reading.ts';
import { type Notes, notesOf, replyTo } from './notes.ts';
import { refusals, refusalsOfEveryForm } from './sending.ts';

const SENTENCE = 'ハイパーバイザーは、1台の物理マシンの上で複数の仮想マシンを動かす。';

/** Pieces that mean something to a platform, to Markdown or to a careless program. */
const PIECES = [
  '@everyone',
  '@here',
  '<!channel>',
  '<!here|here>',
  '<@U1>',
  '<@123456789012345678>',
  '<#C1|general>',
  '<@&1>',
  '`',
  '```',
  '](',
  '](https://x.example)',
  '[a](https://x.example "t")',
  '[^docs]',
  '**',
  '||',
  '# ',
  '- ',
  '> ',
  '| a | b |\n|---|---|\n| ',
  ' | ',
  '&lt;!channel&gt;',
  '<b>',
  '<script>',
  '\u200f',
  '\u202eright to left\u202c',
  '\u2067',
  '😀',
  '👨‍👩‍👧‍👦',
  '\ud83d',
  '\u0000',
  '\u001b[31m',
  ':tada:',
  '\n',
  '\n\n',
  ' ',
  SENTENCE,
  'A virtual machine boots a kernel. ',
];

const hostile = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 16 })
  .map((pieces) => pieces.join(''));
/** Now and then 10,000 characters of it. */
const long = fc.oneof(
  { weight: 7, arbitrary: hostile },
  { weight: 1, arbitrary: hostile.map((text) => text.padEnd(10_000, `${text}${SENTENCE}`)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('😀'.repeat(5_000), '@everyone '.repeat(1_000), 'あ'.repeat(10_000)),
  },
);

const note = fc.record({
  title: hostile,
  value: hostile,
  summary: long,
  item: hostile,
  code: long,
  quoted: hostile,
  tip: hostile,
  choice: hostile,
});

/** A note as `knowledge/README.md` asks for, with a stranger's text wherever text may stand. */
const written = (filled: typeof note extends fc.Arbitrary<infer T> ? T : never): string => `---
title: ${JSON.stringify(filled.title || 'A title')}
attributes: { use: ${JSON.stringify(filled.value || 'A use')} }
---

# A title

${filled.summary}

## Key points

- ${filled.item}
- A second point.[^docs]

## How it works

\`\`\`\`\`sh
${filled.code}
\`\`\`\`\`

> ${filled.quoted}

## Tips

- ${filled.tip}

## Quiz

### ${filled.quoted.replaceAll('\n', ' ')}

- [x] ${filled.choice.replaceAll('\n', ' ')}
- [ ] Another

> ${filled.item}

## Sources

- [${filled.item}](https://example.org/)

[^docs]: [${filled.title}](https://example.org/docs)
`;

const QUIET = `---
title: KVM
attributes: { use: Servers }
---

# KVM

A hypervisor in Linux.
`;

/** Everything the core can be brought to say about a note. */
const everythingSaid = (notes: Notes): Reply[] =>
  LANGS.flatMap((lang) => [
    ...['hostile', 'unfold hostile', 'compare hostile kvm', 'topics', 'tip', 'quiz'].map((text) =>
      replyTo(text, lang, notes),
    ),
    ...[...notes.knowledge.topics.values()].flatMap((topic) => [
      ...topic.sections.map((section) => replyTo(`read ${section.id}`, lang, notes)),
      ...topic.quiz.map((quiz) => replyTo(`quiz ${quiz.id}`, lang, notes)),
    ]),
  ]);

const withAlias = (markdown: string): string => markdown.replace('---\n', '---\naliases: [hostile]\n');

/** Mentions and links to anything but the web, as Discord would read the message. */
function dangersOnDiscord(reply: Reply): string[] {
  const texts = renderDiscord(reply).embeds.flatMap((embed) => [
    embed.title ?? '',
    embed.description ?? '',
    ...(embed.fields ?? []).map((field) => field.value),
  ]);
  const marks = texts.flatMap((text) => readMarkdown(text).marks);
  return marks.filter((mark) => /^(mention|emoji|link:(?!https?:))/.test(mark));
}

/** The same on Slack, where a mention is an element of its own, or stands between angle brackets. */
function dangersOnSlack(reply: Reply): string[] {
  const { text, blocks } = renderSlack(reply);
  const parsed = JSON.stringify(blocks).match(/"type":"mrkdwn","text":"[^"]*<[!@#][^"]*"/g) ?? [];
  const elements = JSON.stringify(blocks).match(/"type":"(?:broadcast|user|usergroup|channel|emoji)"/g) ?? [];
  return [...parsed, ...elements, ...(text.match(/<[!@#]/g) ?? [])];
}

test('whatever a note holds, every answer from it is taken, and nobody is mentioned', () => {
  let answered = 0;
  fc.assert(
    fc.property(note, (filled) => {
      const notes = notesOf([
        { id: 'hostile', lang: 'en', markdown: withAlias(written(filled)) },
        { id: 'kvm', lang: 'en', markdown: QUIET },
      ]);
      const replies = everythingSaid(notes);
      if (notes.knowledge.topics.has('hostile')) answered++;

      expect(replies.flatMap(refusals)).toEqual([]);
      expect(replies.flatMap(dangersOnDiscord)).toEqual([]);
      expect(replies.flatMap(dangersOnSlack)).toEqual([]);
    }),
    { numRuns: 40, endOnFailure: true },
  );
  // A stranger's text may make a note unreadable, but not often enough to prove nothing.
  expect(answered).toBeGreaterThan(20);
});

/** No two alike: what is said already is left out. */
const sentences = (n: number): string => Array.from({ length: n }, (_, i) => `${i}番の${SENTENCE}`).join('');

const LONG_NOTE = `---
title: 長いノート
aliases: [long note]
---

# 長いノート

${sentences(100)}

## 概要

${sentences(600)}

## 要点

${Array.from({ length: 200 }, (_, i) => `- ${i}番目の要点。${SENTENCE}`).join('\n')}

## 仕組み

${Array.from({ length: 30 }, (_, i) => `### ${i}節\n\n${SENTENCE.repeat(8)}\n\n\`\`\`\n${'line\n'.repeat(40)}\`\`\``).join('\n\n')}

## 出典

${Array.from({ length: 80 }, (_, i) => `- [資料${i}](https://example.org/${i}/${'x'.repeat(60)})`).join('\n')}
`;

test('a note of 50,000 characters fits, ends with a sentence, and leads on to its next part', () => {
  expect(LONG_NOTE.length).toBeGreaterThan(50_000);
  const notes = notesOf([{ id: 'long', lang: 'ja', markdown: LONG_NOTE }]);
  const reply = replyTo('すべて見る 長いノート', 'ja', notes);
  const onDiscord = renderDiscord(reply)
    .embeds.map((embed) => embed.description ?? '')
    .join('');
  const onSlack = JSON.stringify(renderSlack(reply).blocks);

  expect(reply.topics).toEqual(['long']);
  expect([reply, ...everythingSaid(notes)].flatMap(refusalsOfEveryForm)).toEqual([]);
  expect(onDiscord).toMatch(/動かす。$/);
  expect(onSlack).toMatch(/動かす。"/);
  expect(reply.card.actions.some((one) => one.kind === 'ask' && / \+2$/.test(one.ask))).toBe(true);
});

test('a note in a single word of 50,000 characters fits', () => {
  const markdown = `---\ntitle: Endless\n---\n\n# Endless\n\n${'あ'.repeat(50_000)}\n`;
  const notes = notesOf([{ id: 'endless', lang: 'ja', markdown }]);

  expect(everythingSaid(notes).flatMap(refusalsOfEveryForm)).toEqual([]);
});
