import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSearch } from '../../src/search/create.ts';
import { explain, formatExplanation } from '../../src/search/explain.ts';
import { isAnswered } from '../../src/search/search.ts';
import { understand } from '../../src/understanding/grammar.ts';
import { shippedKnowledge } from '../shipped.ts';

const knowledge = await shippedKnowledge();
const search = createSearch(knowledge);
const first = (text: string): string | undefined => {
  const found = search.find(text);
  return isAnswered(found) ? found.hits[0]?.topic : undefined;
};

describe('a name lands in any script and with slips', () => {
  test.each([
    ['hypervizer', 'hypervisor-virtualization'],
    ['ハイパーバイザ', 'hypervisor-virtualization'],
    ['ﾊｲﾊﾟｰﾊﾞｲｻﾞｰ', 'hypervisor-virtualization'],
    ['type-1 hypervisor', 'hypervisor-virtualization'],
    ['どっかー', 'docker'],
    ['dokcer', 'docker'],
    ['kontena-gata', 'container-virtualization'],
    ['仮想マシン', 'hardware-virtualization'],
    ['vmware worksation', 'vmware-workstation'],
  ])('%s', (text, topic) => {
    expect(first(text)).toBe(topic);
  });
});

describe('a name lands as people write it who have only heard it, or type in a hurry', () => {
  test.each([
    ['proxmocks', 'proxmox-ve'],
    ['quemu', 'qemu'],
    ['virtual boks', 'virtualbox'],
    ['ドッガー', 'docker'],
    ['explian podman', 'podman'],
    ['waht is xen', 'xen'],
    ['wat is lxc', 'lxc'],
    ['cloud imae', 'vm-image'],
    ['kat containers', 'kata-containers'],
    ['VirtualBox7', 'virtualbox'],
    ['仮装マシンとは', 'hardware-virtualization'],
    ['cgroupsって何なん、めっちゃ気になる', 'cgroups'],
  ])('%s', (text, topic) => {
    expect(first(text)).toBe(topic);
  });

  test.each(['virtual boy', 'ポスト', 'xenon', 'containership', 'kvmswitch', 'typed'])(
    '"%s" is no slip',
    (text) => {
      expect(first(text)).toBeUndefined();
    },
  );
});

test.each([
  ['can I run a hypervisor inside a VM?', 'nested-virtualization'],
  ['VMの中でVMを動かす', 'nested-virtualization'],
  ['起動 速さ', 'startup-speed'],
  ['ゼンプロジェクト', 'xen'],
])('"%s" names a topic, however it is phrased', (text, topic) => {
  expect(first(text)).toBe(topic);
});

test.each([
  ['コンテナってなんで軽いん？', 'container-virtualization'],
  ['how come containers start in a second but vms take a minute', 'startup-speed'],
  ['ハイパーバイザーは誰が管理するの？', 'hypervisor-virtualization'],
  ['軽いコンテナで隔離を強くできるのは？', 'sandboxed-containers'],
])('"%s" is about the kind only when it is asked of the kind', (text, topic) => {
  expect(first(text)).toBe(topic);
});

test.each([
  ['qmu', 'qemu'],
  ['esi', 'esxi'],
  ['katq', 'kata-containers'],
])('A slip in a name as short as "%s" is asked about', (text, topic) => {
  const { verdict, hits } = search.find(text);

  expect(verdict).toBe('suggest');
  expect(hits.map((hit) => hit.topic)).toContain(topic);
});

test('What something is slower than is not what is asked about', () => {
  expect(first('why are VMs slower than bare metal?')).toBe('processing-overhead');
});

test.each([
  ['Linux processes limited and counted as a group', 'cgroups'],
  ['move a running VM to another server without downtime', 'live-migration'],
])('"%s" finds what it is for, as the table of the note says', (text, topic) => {
  expect(first(text)).toBe(topic);
});

test('A kind that is named is not passed over for a product whose note uses a rare word of the question', () => {
  expect(first('why do data centers use bare metal hypervisors?')).toBe('hypervisor-virtualization');
});

describe('words of this field in another sense are declined', () => {
  test.each([
    'virtual YouTuber',
    'DI container with Spring',
    'サンバイザー',
    'hypertension',
    'OpenVPN',
    'virtualenv',
  ])('%s', (text) => {
    expect(understand(text, search).kind).toBe('none');
  });
});

test('the same question finds the same, always', () => {
  const again = createSearch(knowledge);

  for (const text of ['コンテナ', 'why is kvm fast', 'dokcer'])
    expect(again.find(text)).toEqual(search.find(text));
});

test('an empty field suggests what other notes lead to most', () => {
  expect(search.suggest('', 'en', 5)).toHaveLength(5);
});

test.each([
  ['hyp', 'hypervisor-virtualization'],
  ['ハイパ', 'hypervisor-virtualization'],
  ['docke', 'docker'],
  ['kata', 'kata-containers'],
])('typing %s suggests %s', (typed, topic) => {
  expect(search.suggest(typed, 'ja', 5).map((hit) => hit.topic)).toContain(topic);
});

describe('an explanation', () => {
  const explained = (text: string) => formatExplanation(explain(text, search));

  test('names what was found and what was left, and weighs the topics', () => {
    const text = explained('Dockerのメモリ');

    expect(text).toContain('"docker" → docker (title, 100 %)');
    expect(text).toContain('Words beside them: メモリ');
    expect(text).toMatch(/1\. docker {2}\d+ % {2}score [\d.]+\n +\w+ [\d.]+ \(\+[\d.]+\), /);
    expect(text).toMatch(/Verdict: answer, confidence \d+ %: docker, by title/);
  });

  test('says in words why a text was declined', () => {
    const text = explained('how do I cook rice in a pressure cooker?');

    expect(text).toMatch(/Chance that the notes answer: [0-4]?\d %/);
    expect(text).toContain('it names nothing in the notes');
    expect(text).toMatch(/no note uses: .*rice/);
  });
});

test.each([
  ['Our ops guy left and nobody knows the infra. The rack shows ESXi at boot. What is ESXi?', 'esxi'],
  ['新人です。先輩に「cgroupsくらい理解しとけ」と言われました。cgroupsをやさしく教えてください。', 'cgroups'],
])('A long story is answered by the part that asks: "%s"', (text, topic) => {
  expect(first(text)).toBe(topic);
});

test('ten times the text is not ten times the work, whatever it is', () => {
  const kinds = [
    '英語で',
    'AとBと',
    'What is KVM? ',
    'dokcer podmna ',
    '仮想化型',
    'コンテナって何？',
    'どっかー',
    '?',
    'a',
  ];
  /** Processor time: the least of several, each of a text not seen before. */
  const cost = (length: number) => {
    const once = (kind: string, n: number): number => {
      const text = `${n}${kind.repeat(length)}`.slice(0, length);
      const before = process.cpuUsage();
      understand(text, search);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const least = (kind: string) => Math.min(...Array.from({ length: 7 }, (_none, n) => once(kind, n)));
    return kinds.reduce((sum, kind) => sum + least(kind), 0);
  };
  cost(1_000);

  expect(cost(10_000) / cost(1_000)).toBeLessThan(5);
});

test('no text whatever makes it throw, and none is read beyond a bound', () => {
  const wild = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc
      .constantFrom('あ', 'a', '(', '\\', '😀', '\ud800', 'ー', '.*+?^$ {}()|[]')
      .chain((one) => fc.integer({ min: 1, max: 10_000 }).map((n) => one.repeat(n))),
  );
  fc.assert(
    fc.property(wild, (text) => {
      understand(text, search);
      search.suggest(text, 'ja', 25);
      search.quotes(text, 'en');
      expect(search.reading(text).tokens.length).toBeLessThanOrEqual(1_200);
    }),
    { numRuns: 150 },
  );
});
