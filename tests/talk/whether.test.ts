import { expect, test } from 'vitest';
import { asksWhether } from '../../src/talk/whether.ts';

test.each([
  'is docker safe?',
  'Hi, does KVM need hardware support?',
  'Can containers run Windows',
  'Dockerは安全ですか？',
  'KVMにはCPUの支援が必要？',
  'VirtualBoxは無料なの？',
  'Macでも動く？',
])('“%s” is answered by yes or no', (question) => {
  expect(asksWhether(question)).toBe(true);
});

test.each([
  'why is docker fast?',
  'is docker or podman safer?',
  'docker',
  'what is KVM?',
  'Dockerはなぜ速いのですか？',
  'KVMとXenの違いは何ですか？',
  'コンテナとは？',
  'どう使いますか？',
])('“%s” is not', (question) => {
  expect(asksWhether(question)).toBe(false);
});
