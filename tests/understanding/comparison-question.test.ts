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

const compared = (text: string): readonly string[] | undefined => {
  const intent = understand(text, search);
  return intent.kind === 'compare' ? intent.topics : undefined;
};
const first = (text: string): string | undefined => {
  const intent = understand(text, search);
  return intent.kind === 'topic' ? intent.finding.hits[0]?.topic : undefined;
};

test.each([
  ['Docker v.s. Podman', ['docker', 'podman']],
  ['KVMとQEMUって別物？', ['kvm', 'qemu']],
  ['diffrence betwen lxc and docker', ['lxc', 'docker']],
  ['LXCで足りてるけどDockerにすると何が変わる？', ['lxc', 'docker']],
  ['hosted / hypervisor', ['hosted-virtualization', 'hypervisor-virtualization']],
  ['docker podman', ['docker', 'podman']],
  ['choosing between esxi and kvm for a small cluster, opinions?', ['esxi', 'kvm']],
  ['DockerとVirtualBoxって同じようなもん？', ['docker', 'virtualbox']],
  ['docker namespaces', undefined],
  ['what are the different kinds of namespaces in linux?', undefined],
])('"%s" compares %j', (text, topics) => {
  expect(compared(text)).toEqual(topics);
});

test('A slash between spaces keeps names apart', () => {
  expect(compared('compare hosted / hypervisor / container')).toEqual([
    'hosted-virtualization',
    'hypervisor-virtualization',
    'container-virtualization',
  ]);
});

test.each([
  ['VirtualBoxとVMwareどっちがいい？', ['virtualbox', 'vmware-workstation']],
  ['Hyper-V vs VMware', ['hyper-v', 'esxi']],
])('A maker named beside a product is its product of that kind: "%s"', (text, topics) => {
  expect(compared(text)).toEqual(topics);
});

test('A kind that only says what is looked for is not compared with its own products', () => {
  expect(compared('I need a container engine, should I pick docker or podman?')).toEqual([
    'docker',
    'podman',
  ]);
  expect(compared('コンテナ型とDockerとPodmanの違い')).toEqual([
    'container-virtualization',
    'docker',
    'podman',
  ]);
});

test.each([
  ['サンドボックスコンテナは普通のコンテナと何が違う？', 'sandboxed-containers'],
  ['Kata Containersってコンテナ？それともVM？', 'kata-containers'],
])('"%s" asks about one thing', (text, topic) => {
  expect(first(text)).toBe(topic);
});

test('what is described is compared as well as what is named', () => {
  expect(
    compared("oracle's free desktop program or the vmware one for desktops: which of the two is better?"),
  ).toEqual(expect.arrayContaining(['virtualbox', 'vmware-workstation']));
});
