/** How long cards are before anything is opened: `npm run cards`, or with `--list` every one of them. */
import { openSession } from '../src/cli/session.ts';
import { terminalRequest } from '../src/platforms/terminal/terminal.ts';
import type { Lang } from '../src/text.ts';
import { PLATFORMS, sizeOn } from './cards/card-size.ts';

const ASKED: Readonly<Record<string, Readonly<Record<Lang, readonly string[]>>>> = {
  'topic named': {
    en: ['hypervisor', 'docker', 'kvm', 'gvisor', 'cgroups', 'virtio', 'live migration', 'proxmox'],
    ja: [
      'ハイパーバイザー',
      'Docker',
      'KVM',
      '準仮想化',
      'cgroups',
      'コンテナ型仮想化',
      'ライブマイグレーション',
      'スナップショット',
    ],
  },
  question: {
    en: [
      'why do containers start fast?',
      'is docker safe?',
      'how do I install docker on linux?',
      'when should I use a vm instead of a container?',
      'what are the drawbacks of gvisor?',
      'does kvm need hardware support?',
      'what are examples of type 1 hypervisors?',
      'is virtualbox free?',
    ],
    ja: [
      'なぜコンテナは起動が速いのですか？',
      'Dockerは安全ですか？',
      'KVMの使い方は？',
      'gVisorの欠点は？',
      'KVMにはハードウェア支援が必要？',
      'ハイパーバイザーの例を教えて',
      'VirtualBoxは無料？',
      'ライブマイグレーションはどういう仕組み？',
    ],
  },
  comparison: {
    en: [
      'compare docker virtualbox',
      'kvm vs xen vs esxi',
      'compare gvisor kata-containers firecracker docker',
      'docker vs podman',
      'compare hosted and hypervisor virtualization',
    ],
    ja: [
      '比較 ホスト型 コンテナ型',
      'KVMとXenの違い',
      'gVisor、Kata Containers、Firecracker、Dockerを比較',
      'DockerとPodmanの違い',
    ],
  },
  benchmark: {
    en: [
      'bench',
      'bench cpu',
      'bench docker',
      'bench startup',
      'how much slower is gvisor?',
      'bench sources',
    ],
    ja: ['ベンチ', 'ベンチ 起動', 'ベンチ メモリ', 'Dockerの性能', 'ベンチ 出典'],
  },
  several: {
    en: ['what is kvm? and what is xen?', 'why do containers start fast? is docker safe?'],
    ja: ['KVMとは？Xenとは？', 'コンテナはなぜ速い？Dockerは安全？'],
  },
  tip: { en: ['tip'], ja: ['ヒント'] },
  quiz: { en: ['quiz docker'], ja: ['クイズ KVM'] },
  'help and lists': { en: ['help', 'topics'], ja: ['ヘルプ', 'トピック'] },
  'not found': { en: ['quantum soup recipe', 'dokr'], ja: ['量子スープの作り方'] },
};

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const { bot } = await openSession();
let n = 0;
process.stdout.write(
  'kind | platform | lang | cards | characters: median, longest | lines: median, longest\n',
);
for (const [kind, byLang] of Object.entries(ASKED))
  for (const platform of PLATFORMS)
    for (const lang of ['en', 'ja'] as const) {
      const cards: { text: string; characters: number; lines: number }[] = [];
      for (const text of byLang[lang]) {
        const request = terminalRequest(text, n++, { lang }, 0);
        const reply = await bot.handle({ ...request, place: { platform: 'local', channel: `c${n}` } });
        if (!reply) continue;
        cards.push({ text, ...sizeOn(platform, reply) });
      }
      const of = (key: 'characters' | 'lines') => cards.map((card) => card[key]);
      process.stdout.write(
        `${[kind, platform, lang, cards.length].join(' | ')} | ${median(of('characters'))}, ${Math.max(...of('characters'))} | ${median(of('lines'))}, ${Math.max(...of('lines'))}\n`,
      );
      if (process.argv.includes('--list'))
        for (const card of cards)
          process.stdout.write(`    ${card.lines} lines, ${card.characters}: ${card.text}\n`);
    }
