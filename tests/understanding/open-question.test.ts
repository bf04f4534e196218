import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { createSearch } from '../../src/search/create.ts';
import type { Search } from '../../src/search/search.ts';
import { furtherQuestion, openQuestion } from '../../src/understanding/open-question.ts';

let search: Search;
beforeAll(async () => {
  search = createSearch(await loadKnowledge({ folders: [join(import.meta.dirname, '../../knowledge')] }));
});
const isOpen = (text: string): boolean => openQuestion(text, search) !== undefined;

test.each([
  'why are containers faster to start than VMs?',
  'what is the difference between docker and podman?',
  'What is a hypervisor?',
  'Does anyone know how live migration works?',
  'Can someone explain what gVisor does?',
  'hey, quick question: how does KVM work?',
  'is podman better than docker?',
  'コンテナはなぜ起動が速いの?',
  'gVisorってKataと何が違うんですか？',
  'すみません、入れ子の仮想化ってどういうことですか？',
  'どなたか、cgroupsとは何か教えてください',
  'XenとKVMの違いは？',
  'overlayfsの仕組みを教えて',
])('"%s" is for whoever knows', (text) => {
  expect(isOpen(text)).toBe(true);
});

test.each([
  'docker is down again, can someone restart it?',
  'can someone restart docker on ci-3?',
  'who is on call for the kvm hosts today?',
  'did you install virtualbox yet?',
  'is the docker build green?',
  'anyone know why my docker container exits with code 137?',
  'where do I find the VPN config for the esxi box?',
  'are we moving to podman?',
  'should our team use KVM?',
  'I like docker more than podman',
  'docker',
  'lunch?',
  'what is the weather?',
  'ok, kvm it is then',
  'will the Xen host be patched this week?',
  'how do we get access to the proxmox cluster?',
  'which docker image did you push?',
  'does the container have the new config?',
  'thanks, docker works',
  'docker の更新いつやりますか？',
  '昨日のKVMの件どうなりました？',
  'コンテナのビルド落ちてませんか？',
  'VirtualBox誰か入れてる？',
  'うちのESXiって何台ある？',
  '今日のランチどこ行く？',
  'Dockerのイメージ更新お願いします',
  'Proxmoxのパスワードって何だっけ？',
  'KVM最高！',
])('"%s" is for the people in the channel', (text) => {
  expect(isOpen(text)).toBe(false);
});

test.each(['それの例は？', 'and on Windows?', 'why is that?', '他には？', 'what about its drawbacks?'])(
  '"%s" goes on with what was answered',
  (text) => {
    expect(furtherQuestion(text, search, ['kvm'])).toBeDefined();
  },
);

test.each([
  'thanks!',
  'ありがとうございます',
  'ok, I will try docker then',
  'really?',
  'which one do we use?',
  'なるほど',
  'lunch?',
])('"%s" asks nothing further', (text) => {
  expect(furtherQuestion(text, search, ['kvm'])).toBeUndefined();
});
