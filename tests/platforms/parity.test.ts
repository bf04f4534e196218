import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Reply } from '../../src/core/reply.ts';
import { say } from '../../src/core/strings.ts';
import { createDiscord } from '../../src/discord/adapter.ts';
import type { DiscordBody } from '../../src/discord/render.ts';
import { chat } from '../../src/local/terminal.ts';
import type { Platform } from '../../src/ports.ts';
import type { Lang } from '../../src/text.ts';
import { TOKEN } from '../discord/conversation.ts';
import { guild, slash } from '../discord/events.ts';
import { Drive, until } from '../slack/drive.ts';
import { recordingLog } from '../slack/recording-log.ts';
import { DiscordStandIn } from '../stand-ins/discord.ts';
import { SlackStandIn } from '../stand-ins/slack.ts';
import { type Notes, shippedNotes } from './notes.ts';
import { realBot, type WatchedBot } from './real-bot.ts';
import { asksOf, bare, factsOf, type Told, toldOnDiscord, toldOnSlack, toldOnTerminal } from './told.ts';

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
    '量子スープの作り方',
  ],
};

interface Answered {
  readonly reply: Reply;
  readonly told: Told;
}

let notes: Notes;
let discord: DiscordStandIn;
let onDiscord: Platform;
let slack: SlackStandIn;
let drive: Drive;
const bots = {} as Record<'discord' | 'slack' | 'terminal', WatchedBot>;
const log = recordingLog();

beforeAll(async () => {
  notes = await shippedNotes();
  for (const name of ['discord', 'slack', 'terminal'] as const) bots[name] = await realBot(notes, log);
  discord = await DiscordStandIn.start({ guilds: [guild()] });
  onDiscord = createDiscord({ token: TOKEN, log, defaultLang: 'en', api: discord.api });
  await onDiscord.start(bots.discord);
  slack = await new SlackStandIn().start();
  Object.assign(slack.people, { UJA: { locale: 'ja-JP' }, UEN: { locale: 'en-US' } });
  drive = new Drive(slack, 'HTTP', { log });
  await drive.platform.start(bots.slack);
  // A person's language is known from their second command on.
  for (const user_id of ['UJA', 'UEN']) await drive.command('help', { user_id });
  await until(() => slack.to('users.info').length === 2);
});
afterAll(async () => {
  await onDiscord.stop();
  await drive.platform.stop();
  await discord.close();
  await slack.close();
});

const last = (bot: WatchedBot): Reply => {
  const reply = bot.replies.at(-1);
  if (!reply) throw new Error('nothing was said');
  return reply;
};

async function askDiscord(text: string, lang: Lang): Promise<Answered> {
  const callbacks = /\/callback$/;
  const before = discord.requests('POST', callbacks).length;
  discord.dispatch('INTERACTION_CREATE', slash({ query: text }, { locale: lang === 'ja' ? 'ja' : 'en-US' }));
  const sent = await discord.request('POST', callbacks, before + 1);
  return { reply: last(bots.discord), told: toldOnDiscord(sent.body.data as DiscordBody) };
}

async function askSlack(text: string, lang: Lang): Promise<Answered> {
  const before = slack.responded.length;
  const ack = await drive.command(text, { user_id: lang === 'ja' ? 'UJA' : 'UEN' });
  const body = ack?.blocks ? ack : await until(() => slack.responded[before]);
  return { reply: last(bots.slack), told: toldOnSlack(body) };
}

async function askTerminal(text: string, lang: Lang): Promise<Answered> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let read = '';
  output.on('data', (chunk) => {
    read += chunk;
  });
  input.end(`${text}\n`);
  const clock = { now: () => Date.now(), wait: async () => {} };
  await chat(bots.terminal, { input, output, interactive: false, colour: false, lang, clock });
  const reply = last(bots.terminal);
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
  const facts = factsOf(card);
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
    const answers = [await askDiscord(text, lang), await askSlack(text, lang), await askTerminal(text, lang)];

    const [first] = answers.map(({ reply }) => reply);
    expect(first?.lang).toBe(lang);
    for (const answered of answers) {
      expect(answered.reply).toEqual(first);
      expectWhole(answered);
    }
    expect(slack.problems).toEqual([]);
  });
});

test('a terminal cuts nothing', async () => {
  const { reply, told } = await askTerminal('compare gvisor kata-containers firecracker docker', 'en');

  expect(toldInOrder(factsOf(reply.card), told)).toBe(factsOf(reply.card).length);
});
