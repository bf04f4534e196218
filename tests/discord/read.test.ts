import { expect, test } from 'vitest';
import { readId, shareId } from '../../src/platforms/discord/ids.ts';
import { questionIn } from '../../src/platforms/discord/read.ts';

test.each([
  ['<@900000000000000001> why is it fast?', 'why is it fast?'],
  ['<@!1> <@&2> <#3> <:logo:4> <t:5:R> docker', 'docker'],
  ['see ```sh\ndocker run\n``` and `cgroup_v2`', 'see and cgroup_v2'],
  ['look at https://example.org/x and <https://example.org/y>, what is KVM？', 'look at and , what is KVM？'],
  ['[the docs](https://example.org/) say what?', 'the docs say what?'],
  ['**bold** _it_ ~~no~~ ||spoiler|| \\*star', 'bold _it_ no spoiler *star'],
  ['> quoted\n# Title\n- item\n\nlast', 'quoted\nTitle\nitem\nlast'],
  ['</virt:123> docker', 'virt docker'],
  ['　コンテナとは？　', 'コンテナとは？'],
])('reads the words of %j', (content, words) => {
  expect(questionIn(content)).toBe(words);
});

test('a flood of markup takes no time to speak of', () => {
  const flood = ['```'.repeat(20_000), '['.repeat(60_000), '<@'.repeat(30_000), '\\'.repeat(60_000)];

  expect(flood.map((content) => questionIn(content).length).every((length) => length <= 4000)).toBe(true);
});

test('a question may hold colons', () => {
  expect(readId('v1:ja:bench: cpu')).toEqual({ kind: 'ask', lang: 'ja', ask: 'bench: cpu' });
  const key = 'k'.repeat(22);
  expect(readId(shareId('en', { key, question: '~a: b' }))).toEqual({
    kind: 'share',
    lang: 'en',
    key,
    question: '~a: b',
  });
  expect(readId(shareId('en', { question: 'a: b' }))).toEqual({
    kind: 'share',
    lang: 'en',
    question: 'a: b',
  });
});

test('a question too long for a button is left out of it', () => {
  expect(shareId('ja', { question: '長い質問'.repeat(40) })).toBe('v1:share:ja:');
});
