import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chat } from '../../src/platforms/terminal/terminal.ts';
import type { Reply } from '../../src/talk/reply.ts';
import { say } from '../../src/talk/sentences/sentences.ts';
import type { Lang } from '../../src/text.ts';
import { recordingLog } from '../slack/recording-log.ts';
import { type Notes, shippedNotes } from './notes.ts';
import { realBot, type WatchedBot } from './real-bot.ts';
import { discordRoom, type Room, slackRoom } from './rooms.ts';
import { asksOf, bare, factsOf, type Told, toldOnTerminal } from './told.ts';

const ASKED: Readonly<Record<Lang, readonly string[]>> = {
  en: [
    'hypervisor',
    'what is a container?',
    'why do containers start fast?',
    'compare docker virtualbox',
    'kvm vs xen vs esxi',
    'compare gvisor kata-containers firecracker docker',
    'compare docker soup',
    'bench',
    'bench cpu',
    'bench docker',
    'bench sources',
    'topics',
    'help',
    'tip',
    'quiz docker',
    'unfold hypervisor',
    'quantum soup recipe',
  ],
  ja: [
    'ハイパーバイザー',
    'コンテナ型仮想化とは',
    'なぜコンテナは起動が速いのですか？',
    '比較 ホスト型 コンテナ型',
    'KVMとXenの違い',
    'gVisor、Kata Containers、Firecracker、Dockerを比較',
    'cgroups',
    'ベンチ',
    'ベンチ 起動',
    'ベンチ 出典',
    'トピック',
    'ヘルプ',
    'ヒント',
    'クイズ KVM',
    'すべて見る cgroups',
    '量子スープの作り方',
  ],
};

interface Answered {
  readonly reply: Reply;
  readonly told: Told;
}

let notes: Notes;
let discord: Room;
let slack: Room;
let terminal: WatchedBot;
beforeAll(async () => {
  notes = await shippedNotes();
  discord = await discordRoom(notes);
  slack = await slackRoom(notes, 'HTTP');
  terminal = await realBot(notes, recordingLog());
});
afterAll(async () => {
  await discord.close();
  await slack.close();
});

const last = (bot: WatchedBot): Reply => {
  const reply = bot.replies.at(-1);
  if (!reply) throw new Error('nothing was said');
  return reply;
};

async function askIn(room: Room, text: string, lang: Lang): Promise<Answered> {
  const told = await room.command(text, { lang });
  return { reply: last(room.bot), told };
}

async function askTerminal(text: string, lang: Lang): Promise<Answered> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let read = '';
  output.on('data', (chunk) => {
    read += chunk;
  });
  input.end(`${text}\n`);
  const clock = { now: () => Date.now(), wait: async () => {} };
  await chat(terminal, { input, output, interactive: false, colour: false, lang, clock });
  const reply = last(terminal);
  return { reply, told: toldOnTerminal(read, reply) };
}

/** How many of the facts are told, one after the other, before the first that is not. */
function toldInOrder(facts: readonly string[], told: Told): number {
  const text = bare(told.text);
  let at = 0;
  for (const [n, fact] of facts.entries()) {
    const found = text.indexOf(bare(fact), at);
    if (found < 0) return n;
    at = found + bare(fact).length;
  }
  return facts.length;
}

/** Nothing is lost but what is marked: a body that was cut says so, and a list of sources counts the rest. */
function expectWhole({ reply, told }: Answered): void {
  const { card, lang } = reply;
  const facts = factsOf(card, told.cells);
  const shown = toldInOrder(facts, told);
  const cut = told.text.includes(`… ${say('more', lang)}`);
  const left = card.sources.length - told.sources.length;

  expect(bare(told.title)).toBe(bare(card.title));
  expect(shown).toBeGreaterThan(0);
  expect(cut ? [] : facts.slice(shown)).toEqual([]);
  expect(shown < facts.length).toBe(cut);
  expect(told.sources).toEqual(card.sources.slice(0, told.sources.length).map((source) => source.url));
  expect(left === 0 || told.text.includes(say('moreItems', lang)(left))).toBe(true);
  expect(told.asks).toEqual(asksOf(card));
}

describe.each(['en', 'ja'] as const)('asked in %s', (lang) => {
  test.each(ASKED[lang])('“%s” says the same everywhere', async (text) => {
    const answers = [
      await askIn(discord, text, lang),
      await askIn(slack, text, lang),
      await askTerminal(text, lang),
    ];

    const [first] = answers.map(({ reply }) => reply);
    expect(first?.lang).toBe(lang);
    for (const answered of answers) {
      expect(answered.reply).toEqual(first);
      expectWhole(answered);
    }
  });
});

test('a terminal cuts nothing', async () => {
  const { reply, told } = await askTerminal('compare gvisor kata-containers firecracker docker', 'en');

  expect(toldInOrder(factsOf(reply.card, told.cells), told)).toBe(factsOf(reply.card, told.cells).length);
});
