import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { createSearch } from '../../src/search/create.ts';
import type { Search } from '../../src/search/search.ts';
import { understand } from '../../src/understanding/grammar.ts';

let search: Search;
beforeAll(async () => {
  search = createSearch(await loadKnowledge({ folders: [join(import.meta.dirname, '../../knowledge')] }));
});

/** After talking about KVM, and about Docker before that. */
const then = (text: string) => {
  const intent = understand(text, search, { recent: ['kvm', 'docker'] });
  if (intent.kind === 'topic') return [intent.kind, intent.finding.hits[0]?.topic];
  return intent.kind === 'compare' || intent.kind === 'benchmark'
    ? [intent.kind, ...intent.topics]
    : [intent.kind];
};

test.each(['それの例は？', '他には?', 'もっと詳しく', 'any drawbacks?', 'how does it work?', 'いつ使うの？'])(
  '"%s" is about the last topic',
  (text) => {
    expect(then(text)).toEqual(['topic', 'kvm']);
  },
);

test.each([
  'compare it with Xen',
  'vs Xen',
  'Xenと比べると？',
  'how is it different from Xen?',
  'difference from Xen',
])('"%s" compares the last topic with the one named', (text) => {
  expect(then(text)).toEqual(['compare', 'kvm', 'xen']);
});

test.each(['この2つの違いは？', 'which of them is faster?', 'compare them'])(
  '"%s" compares the last two topics',
  (text) => {
    expect(then(text)).toEqual(['compare', 'docker', 'kvm']);
  },
);

test.each(['why is the sky blue?', 'じゃあ天気は？', 'それはありがとう'])(
  '"%s" is not about the last topic',
  (text) => {
    expect(then(text)).toEqual(['none']);
  },
);

test.each([
  ['what is Xen?', ['topic', 'xen']],
  ['Podmanは？', ['topic', 'podman']],
  ['Xen vs ESXi', ['compare', 'xen', 'esxi']],
  ['bench', ['benchmark']],
  ['bench cpu', ['benchmark']],
])('"%s" stands on its own', (text, expected) => {
  expect(then(text)).toEqual(expected);
});

test('without a conversation there is nothing to refer to', () => {
  expect(understand('any drawbacks?', search).kind).toBe('none');
});
