import { expect, test } from 'vitest';
import { takeOptions } from '../../src/talk/options.ts';

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
