import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { createSearch } from '../../src/search/create.ts';
import type { Search } from '../../src/search/search.ts';
import { unprefixed } from '../../src/talk/commands.ts';
import { understand } from '../../src/understanding/grammar.ts';

let search: Search;
beforeAll(async () => {
  search = createSearch(await loadKnowledge({ folders: [join(import.meta.dirname, '../../knowledge')] }));
});

const kindOf = (text: string, recent: readonly string[] = []) => understand(text, search, { recent }).kind;

test.each([
  'thanks',
  'ok thanks!',
  'thx',
  'thanks, that helps!',
  'OK',
  'Thank you so much :)',
  'got it, thanks a lot',
  'ありがとう',
  'ありがとうございました！',
  '助かった',
  'なるほど、助かりました',
  '了解です',
  'bye',
  'ok bye, thanks!',
  'Goodbye',
  'see you tomorrow',
  'good night',
  'hello there',
  'さようなら',
  'じゃあまたね',
  'ではまた明日',
  'おやすみなさい',
  'お疲れさまでした',
  '参考になりました',
  'こんにちは',
])('"%s" is thanks, with or without something said before', (text) => {
  expect([kindOf(text), kindOf(text, ['kvm'])]).toEqual(['thanks', 'thanks']);
});

test.each([
  ['hello there', true],
  ['こんにちは！', true],
  ['good morning', true],
  ['hi, thanks', undefined],
  ['good night', undefined],
])('"%s" only greets: %s', (text, greets) => {
  expect(understand(text, search)).toEqual({ kind: 'thanks', ...(greets ? { greets } : {}) });
});

test.each(['who are you?', 'what can you do', 'あなたは誰ですか？'])('"%s" asks for help', (text) => {
  expect(kindOf(text)).toBe('help');
});

test.each([
  'is it ok to run docker as root?',
  'thanks, and what is kvm?',
  'すごいKVMとは',
  'です',
  'so',
  'hey, docker?',
  'see docker',
  'hello world in docker',
  'また壊れた',
  '明日',
  'tomorrow',
])('"%s" is more than thanks, or none', (text) => {
  expect(kindOf(text)).not.toBe('thanks');
});

test.each([
  ['bnech cpu', 'benchmark'],
  ['benhc', 'benchmark'],
  ['comapre docker and podman', 'compare'],
  ['toipcs', 'topics'],
  ['quzi docker', 'quiz'],
])('the command in "%s" is understood in spite of the slip', (text, kind) => {
  expect(kindOf(text)).toBe(kind);
});

test.each(['bunch of containers', 'branch cpu', 'quite slow', 'helm', 'batch'])(
  '"%s" is no misspelt command',
  (text) => {
    expect(['topic', 'none']).toContain(kindOf(text));
  },
);

test.each(['virt help', '/help', '/virt help', ' /virt   help', '／help'])('"%s" is help', (text) => {
  expect(unprefixed(text)).toBe('help');
});

test('names that only begin like the bot are left whole', () => {
  expect(['virt-manager', 'virtio', 'virt', '/24 subnet'].map(unprefixed)).toEqual([
    'virt-manager',
    'virtio',
    'virt',
    '/24 subnet',
  ]);
});

test('a comparison with too little to compare asks for the rest', () => {
  expect(understand('compare', search)).toEqual({ kind: 'compare-what', topics: [] });
  expect(understand('比較', search, { recent: ['kvm', 'docker'] })).toEqual({
    kind: 'compare-what',
    topics: ['kvm'],
  });
  expect(understand('compare docker', search)).toEqual({ kind: 'compare-what', topics: ['docker'] });
});
