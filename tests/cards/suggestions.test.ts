import { beforeAll, expect, test } from 'vitest';
import { suggestions } from '../../src/cards/suggestions.ts';
import type { Lang } from '../../src/text.ts';
import { type Notes, shippedNotes } from '../platforms/notes.ts';

let notes: Notes;
beforeAll(async () => {
  notes = await shippedNotes();
});

const offered = (typed: string, lang: Lang): string[] =>
  suggestions(typed, lang, 25, notes.search, notes.knowledge).map(({ ask }) => ask);

const TABLE: readonly (readonly [string, Lang, string])[] = [
  ['com', 'en', 'compare docker virtualbox'],
  ['com', 'ja', '比較 ホスト型 コンテナ型'],
  ['ben', 'en', 'bench'],
  ['qui', 'ja', 'quiz'],
  ['kv', 'en', 'KVM'],
  ['/virt kv', 'ja', 'KVM'],
  ['コン', 'ja', 'コンテナ型仮想化'],
  ['compare docker ', 'en', 'compare docker containerd'],
  ['compare docker ', 'en', 'compare docker Podman'],
  ['/virt compare docker ', 'ja', 'compare docker Podman'],
  ['Compare Docker ', 'en', 'Compare Docker Podman'],
  ['compare docker p', 'en', 'compare docker Podman'],
  ['compare docker and ', 'en', 'compare docker and Podman'],
  ['compare docker, podman ', 'en', 'compare docker, podman runc'],
  ['compare kvm x', 'en', 'compare kvm Xen'],
  ['比較 docker ', 'ja', '比較 docker Podman'],
  ['比較 ドッカー ', 'ja', '比較 ドッカー Podman'],
  ['bench ', 'en', 'bench cpu'],
  ['bench m', 'en', 'bench memory'],
  ['bench m', 'ja', 'bench memory'],
  ['bench dock', 'en', 'bench Docker'],
  ['ベンチ ', 'ja', 'ベンチ メモリ'],
  ['quiz kv', 'en', 'quiz KVM'],
  ['クイズ ', 'ja', 'クイズ KVM'],
  ['tips ', 'en', 'tips on 09:00'],
  ['tips on 09:00 w', 'ja', 'tips on 09:00 weekdays'],
  ['配信 停', 'ja', '配信 停止'],
  ['listen ', 'en', 'listen follow'],
  ['自動応答 ', 'ja', '自動応答 開始'],
];

test.each(TABLE)('"%s" (%s) is offered "%s"', (typed, lang, sentence) => {
  expect(offered(typed, lang)).toContain(sentence);
});

/** What is offered first, of what people begin to type. */
const FIRST: readonly (readonly [string, Lang, string])[] = [
  ['hyp', 'en', 'Hypervisor virtualization'],
  ['hype', 'en', 'Hypervisor virtualization'],
  ['hyp', 'ja', 'ハイパーバイザー型仮想化'],
  ['はい', 'ja', 'ハイパーバイザー型仮想化'],
  ['ハイパ', 'ja', 'ハイパーバイザー型仮想化'],
  ['haipa', 'ja', 'ハイパーバイザー型仮想化'],
  ['do', 'en', 'Docker'],
  ['do', 'ja', 'Docker'],
  ['dok', 'en', 'Docker'],
  ['dokcer', 'en', 'Docker'],
  ['dokcer', 'ja', 'Docker'],
  ['ドッ', 'ja', 'Docker'],
  ['どっか', 'ja', 'Docker'],
  ['firecraker', 'en', 'Firecracker'],
  ['kubernets', 'ja', 'Kubernetes'],
  ['podmn', 'en', 'Podman'],
  ['vm', 'en', 'Hardware virtualization'],
  ['vm', 'ja', 'ハードウェア仮想化'],
  ['virt', 'en', 'Virtualization'],
  ['仮想', 'ja', '仮想化'],
  ['kata', 'en', 'Kata Containers'],
  ['か', 'ja', 'KVM'],
  ['コンテ', 'ja', 'コンテナ型仮想化'],
  ['kontena', 'ja', 'コンテナ型仮想化'],
  ['live', 'en', 'Live migration'],
  ['ライブ', 'ja', 'ライブマイグレーション'],
  ['snap', 'en', 'Snapshots (virtual machines)'],
  ['nested', 'en', 'Nested virtualization'],
  ['para', 'en', 'Paravirtualization'],
  ['準', 'ja', '準仮想化'],
  ['マイクロ', 'ja', 'microVM'],
  ['com', 'en', 'compare docker virtualbox'],
  ['ひ', 'ja', 'ヒント'],
  ['へる', 'ja', 'ヘルプ'],
  ['compare d', 'en', 'compare Docker'],
  ['比較 docker p', 'ja', '比較 docker Podman'],
  ['bench do', 'en', 'bench Docker'],
  ['ベンチ め', 'ja', 'ベンチ メモリ'],
  ['quiz h', 'en', 'quiz Hardware virtualization'],
  ['クイズ k', 'ja', 'クイズ KVM'],
];

test.each(FIRST)('"%s" (%s) is offered "%s" first', (typed, lang, sentence) => {
  expect(offered(typed, lang)[0]).toBe(sentence);
});

test('what is offered for Latin letters can be read by whoever reads no Japanese', () => {
  const latin = [...TABLE, ...FIRST].map(([typed]) => typed).filter((typed) => /^[\x20-\x7e]+$/.test(typed));
  const labels = latin.flatMap((typed) =>
    suggestions(typed, 'en', 25, notes.search, notes.knowledge).map(({ label }) => label),
  );

  expect(labels.length).toBeGreaterThan(100);
  expect(labels.filter((label) => /\p{sc=Katakana}|\p{sc=Han}/u.test(label))).toEqual([]);
});

test('a command begun stands before the topics, and a prefix changes nothing', () => {
  expect([offered('com', 'en')[0], offered('ben', 'en')[0]]).toEqual(['compare docker virtualbox', 'bench']);
  expect(offered('/virt do', 'en')).toEqual(offered('do', 'en'));
});

test.each(['compare docker ', 'bench ', 'quiz ', 'tips ', 'compare docker, podman '])(
  'nothing typed in "%s" is lost by choosing',
  (typed) => {
    const all = offered(typed, 'en');
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter((ask) => !ask.startsWith(typed))).toEqual([]);
  },
);
