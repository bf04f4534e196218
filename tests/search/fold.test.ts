import { describe, expect, test } from 'vitest';
import { fold, stem } from '../../src/search/fold.ts';
import { romajiKey } from '../../src/search/names/romaji.ts';

describe('names that people spell differently fold to one', () => {
  test.each([
    ['ハイパーバイザー', 'ハイパーバイザ', 'ﾊｲﾊﾟｰﾊﾞｲｻﾞｰ', 'はいぱーばいざー'],
    ['ＫＶＭ', 'kvm', 'Kvm'],
    ['type-1', 'Type 1', 'type1'],
    ['cgroups', 'c-group', 'cgroup'],
    ['virtualisation', 'virtualization', 'Virtualization'],
    ['サーバー', 'サーバ', 'ｻｰﾊﾞｰ'],
    ['VM', 'vms'],
  ])('%s', (first, ...others) => {
    for (const other of others) expect(fold(other)).toBe(fold(first));
  });
});

test.each([
  ['hypervisor', 'hypertension'],
  ['コンテナ', 'コンテスト'],
  ['os', 'o'],
])('%s and %s stay apart', (a, b) => {
  expect(fold(a)).not.toBe(fold(b));
});

test.each([
  ['kontenagata', 'コンテナ型'],
  ['kontena-gata', 'コンテナ型'],
  ['kasouka', '仮想化'],
  ['kasoka', '仮想化'],
  ['benchimaaku', 'ベンチマーク'],
])('%s in Latin letters is read as %s', (latin, japanese) => {
  expect(romajiKey(latin).replace('ti', 't')).toBe(romajiKey(japanese).replace('ti', 't'));
});

test.each([
  ['containers', 'container'],
  ['boxes', 'box'],
  ['libraries', 'library'],
  ['starting', 'start'],
  ['limited', 'limit'],
])('%s loses its ending', (word, plain) => {
  expect(stem(word)).toBe(stem(plain));
});
