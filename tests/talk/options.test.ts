import { expect, test } from 'vitest';
import { takeManner, takeOptions } from '../../src/talk/options.ts';

test.each([
  ['docker private', { text: 'docker', private: true }],
  ['docker　非公開', { text: 'docker', private: true }],
  ['コンテナとは 英語で', { text: 'コンテナとは', lang: 'en' }],
  ['container in japanese private', { text: 'container', lang: 'ja', private: true }],
  ['what is a private cloud', { text: 'what is a private cloud' }],
  ['private', { text: '', private: true }],
  ['  docker  ', { text: 'docker' }],
])('reads %s', (typed, expected) => {
  expect(takeOptions(typed)).toEqual(expected);
});

test.each([
  ['sources?', { manner: 'sources' }],
  ['sources for gVisor', { manner: 'sources', text: 'gVisor' }],
  ['show me the references on KVM?', { manner: 'sources', text: 'KVM' }],
  ['KVMの出典は？', { manner: 'sources', text: 'KVM' }],
  ['bench sources', undefined],
  ['the source of the overhead', undefined],
])('"%s" wishes for an answer in some manner', (typed, wished) => {
  expect(takeManner(typed)).toEqual(wished);
});

test('a long text takes no longer than its length: each of these would take minutes otherwise', () => {
  for (const piece of [' ', '\u3000', 'private ', '日本語で', 'in english ', '自分だけ'])
    expect(takeOptions(`kvm ${piece.repeat(50_000)}x`).text).toMatch(/^kvm[\s\S]*x$/);
  expect(takeOptions(`kvm${' private'.repeat(2_000)}`)).toEqual({ text: 'kvm', private: true });
});
