/**
 * How long cards are before anything is opened: `npm run cards`, or with `--list` every one of them.
 * A line is what fits a chat on a desktop: 80 columns, two for a full-width character; a row of buttons is one.
 */
import { openSession } from '../src/cli/session.ts';
import { type DiscordBody, renderDiscord } from '../src/platforms/discord/render/render.ts';
import { PICTURE } from '../src/platforms/discord/sending/deliver.ts';
import { renderSlack, type SlackMessage } from '../src/platforms/slack/render/render.ts';
import { PLAIN, renderTerminal } from '../src/platforms/terminal/render.ts';
import { terminalRequest } from '../src/platforms/terminal/terminal.ts';
import type { Reply } from '../src/talk/reply.ts';
import type { Lang } from '../src/text.ts';

const COLUMNS = 80;

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

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
const width = (line: string): number => [...line].reduce((sum, c) => sum + (wide.test(c) ? 2 : 1), 0);
const linesOf = (text: string): number =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(width(line) / COLUMNS)), 0);

interface Shown {
  readonly text: string;
  readonly rows: number;
}

/** The words of a link without its address. */
const unlinked = (text: string): string => text.replace(/\[([^\]]*)\]\(<?https?:[^)]*\)/g, '$1');

function onDiscord({ embeds, components }: DiscordBody): Shown {
  const texts = embeds.flatMap((embed) => [
    embed.title ?? '',
    embed.description ?? '',
    ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
    embed.footer?.text ?? '',
  ]);
  return { text: unlinked(texts.filter(Boolean).join('\n')), rows: components.length };
}

const SLACK_TEXT = new Set(['text']);

/** The lines of a table's row: its cells stand side by side, each wrapped in its share of the width. */
function rowText(row: readonly unknown[]): string {
  const share = Math.floor(COLUMNS / row.length);
  const cells = row.map((cell) => slackText(cell).replace(/\n/g, ''));
  const tallest = Math.max(...cells.map((cell) => Math.ceil(width(cell) / share)));
  return `${cells.join(' | ')}\n${'·\n'.repeat(Math.max(0, tallest - Math.ceil(width(cells.join(' | ')) / COLUMNS)))}`;
}

/** Every text in a block, a list item, a table row or a paragraph a line. */
function slackText(value: unknown): string {
  if (Array.isArray(value)) return value.map(slackText).join('');
  if (typeof value !== 'object' || value === null) return '';
  const one = value as Record<string, unknown>;
  if (one.type === 'table' && Array.isArray(one.rows))
    return one.rows.map((row: unknown[]) => rowText(row)).join('');
  const own = Object.entries(one).map(([key, inner]) =>
    typeof inner === 'string' ? (SLACK_TEXT.has(key) ? inner : '') : slackText(inner),
  );
  const ends = /^(?:header|rich_text|rich_text_section|rich_text_preformatted|context|image)$/.test(
    String(one.type),
  );
  return own.join('') + (ends ? '\n' : '');
}

function onSlack({ blocks }: SlackMessage): Shown {
  const controls = blocks.filter(({ type }) => type === 'actions' || type === 'context_actions');
  const others = blocks.filter((block) => !controls.includes(block));
  return {
    text: slackText(others).replace(/<https?:[^|>]*\|([^>]*)>/g, '$1'),
    rows: controls.length,
  };
}

/** With its picture, as a moment after it was sent; the picture itself is counted as no line. */
function shownOn(platform: string, reply: Reply): Shown {
  const { card } = reply;
  switch (platform) {
    case 'discord':
      return onDiscord(renderDiscord(reply, card.picture ? { picture: PICTURE } : {}));
    case 'slack':
      return onSlack(renderSlack(reply, card.picture ? { picture: 'F0000000000' } : {}));
    default:
      return { text: renderTerminal(reply, PLAIN), rows: 0 };
  }
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const { bot } = await openSession();
let n = 0;
process.stdout.write(
  'kind | platform | lang | cards | characters: median, longest | lines: median, longest\n',
);
for (const [kind, byLang] of Object.entries(ASKED))
  for (const platform of ['discord', 'slack', 'terminal'])
    for (const lang of ['en', 'ja'] as const) {
      const cards: { text: string; characters: number; lines: number }[] = [];
      for (const text of byLang[lang]) {
        const request = terminalRequest(text, n++, { lang }, 0);
        const reply = await bot.handle({ ...request, place: { platform: 'local', channel: `c${n}` } });
        if (!reply) continue;
        const shown = shownOn(platform, reply);
        cards.push({ text, characters: [...shown.text].length, lines: linesOf(shown.text) + shown.rows });
      }
      const of = (key: 'characters' | 'lines') => cards.map((card) => card[key]);
      process.stdout.write(
        `${[kind, platform, lang, cards.length].join(' | ')} | ${median(of('characters'))}, ${Math.max(...of('characters'))} | ${median(of('lines'))}, ${Math.max(...of('lines'))}\n`,
      );
      if (process.argv.includes('--list'))
        for (const card of cards)
          process.stdout.write(`    ${card.lines} lines, ${card.characters}: ${card.text}\n`);
    }
