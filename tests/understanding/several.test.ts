import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { answer } from '../../src/cards/answer.ts';
import type { AnswerSource } from '../../src/cards/answer-parts.ts';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { createSearch } from '../../src/search/create.ts';
import type { Lang } from '../../src/text.ts';
import { understandMessage } from '../../src/understanding/several.ts';

let from: Omit<AnswerSource, 'lang'>;
beforeAll(async () => {
  const knowledge = await loadKnowledge({ folders: [join(import.meta.dirname, '../../knowledge')] });
  from = { knowledge, search: createSearch(knowledge), chance: 0 };
});

const understood = (text: string, recent: readonly string[] = []) =>
  understandMessage(text, from.search, { recent });
const asked = (text: string): string[] => {
  const intent = understood(text);
  return intent.kind === 'several'
    ? intent.questions.map(({ intent: one }) =>
        one.kind === 'topic' ? (one.finding.hits[0]?.topic ?? '') : `${one.kind} ${one.topics.join(' ')}`,
      )
    : [intent.kind];
};
const reply = (text: string, lang: Lang) => answer(text, understood(text), { ...from, lang });

describe('several questions in one message', () => {
  test.each([
    ['What is KVM? And what is Xen?', ['kvm', 'xen']],
    ['コンテナって何？\n仮想マシンって何？', ['container-virtualization', 'hardware-virtualization']],
    ['KVMとは何ですか。Xenとの違いも教えてください。', ['kvm', 'compare kvm xen']],
    [
      'We looked at gVisor. How does it intercept system calls? How does it compare with runc?',
      ['gvisor', 'compare gvisor runc'],
    ],
    ['What is podman? What is for lunch? What is LXC?', ['podman', 'lxc']],
  ])('"%s"', (text, expected) => {
    expect(asked(text)).toEqual(expected);
  });

  test('each is answered under its own words, with a button for the whole answer and its sources', () => {
    const { card, topics, intent } = reply('What is KVM? And what is Xen?', 'en');

    expect(card.body.filter((part) => part.kind === 'heading').map((part) => part.text)).toEqual([
      'What is KVM?',
      'And what is Xen?',
    ]);
    expect(card.actions).toMatchObject([{ ask: 'kvm' }, { ask: 'xen' }]);
    expect(card.sources.length).toBeGreaterThan(1);
    expect([intent, topics]).toEqual(['topic', ['kvm', 'xen']]);
  });
});

test.each([
  ['What is KVM?', ['topic']],
  ['Hello! I am new here. What is KVM?', ['topic']],
  ['What is KVM??', ['topic']],
  ['KVMって何？教えて！', ['topic']],
  ['What is KVM? What is KVM?', ['topic']],
  ['OS仮想化とコンテナ型仮想化って同じもの？違うもの？', ['compare']],
  ['????', ['none']],
  ['', ['help']],
])('"%s" is one question', (text, expected) => {
  expect(asked(text)).toEqual(expected);
});

test('whatever is written, it is understood as something that can be answered', () => {
  const bits = fc.constantFrom(
    'KVM',
    'とは',
    '？',
    '? ',
    'what is ',
    'Xen',
    '。',
    '\n',
    'and ',
    '違い',
    'a. B',
    '\ud83d',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(bits, fc.string({ unit: 'binary' })), { maxLength: 60 }), (words) => {
      const { card } = reply(words.join(''), 'ja');

      expect(card.title).not.toBe('');
      expect(card.body.length).toBeGreaterThan(0);
    }),
  );
});
