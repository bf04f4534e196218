import { beforeEach, describe, expect, test } from 'vitest';
import { createBot, type TeachableBot } from '../../src/bot/bot.ts';
import { createMinds, type TeamNotes } from '../../src/bot/minds.ts';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { Platform } from '../../src/ports.ts';
import { IN_MEMORY, openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import type { Place } from '../../src/talk/request.ts';
import { plain } from '../../src/text.ts';
import { folderWith } from '../knowledge/folder.ts';
import { recordingLog } from '../slack/recording-log.ts';

const T0 = Date.UTC(2026, 10, 23, 9);
const MINUTE = 60_000;
const mayManage: Platform['mayManage'] = async ({ id }) => id === 'manager';
const slack = { name: 'slack', mayManage } as unknown as Platform;

const about = (what: string, sentence: string): Promise<Knowledge> =>
  loadKnowledge({ folders: [folderWith({ 'plan.md': `# ${what}\n\n${sentence}\n` })] });

let common: Knowledge;
let teams: TeamNotes[];
let store: Store;
beforeEach(async () => {
  common = await about('Fire drill', 'The fire drill is on Monday, for everybody.');
  const sales = await about('Price list', 'The price list is kept in the red binder.');
  const board = await about('Merger', 'The merger is planned for spring.');
  teams = [
    { name: 'sales', knowledge: sales, places: ['slack/acme'], offered: [] },
    { name: 'board', knowledge: board, places: ['slack/acme/boardroom'], offered: ['slack/acme/annex'] },
  ];
  store = await openStore({ dataDir: IN_MEMORY });
});

const botOn = (memory: Store, more: readonly TeamNotes[] = teams): TeachableBot =>
  createBot({
    knowledge: common,
    teams: more,
    store: memory,
    log: recordingLog(),
    defaultLang: 'en',
    answersPrivate: false,
    chance: () => 0,
    platform: () => slack,
  });

const at = (space: string, channel: string): Place => ({ platform: 'slack', space, channel });

let n = 0;
async function ask(
  bot: TeachableBot,
  text: string,
  place: Place,
  person = 'ann',
  time = T0,
): Promise<string> {
  const reply = await bot.handle({
    id: `r${n++}`,
    text,
    via: 'mention',
    person: { id: person },
    place,
    at: time,
  });
  const { title, body, actions } = reply?.card ?? { title: '', body: [], actions: [] };
  const said = body.map((part) => (part.kind === 'text' ? plain(part.text) : JSON.stringify(part)));
  const offered = actions.map((one) => (one.kind === 'ask' ? one.ask : one.kind));
  return [title, ...said, ...offered].join('\n');
}

describe('notes of a team', () => {
  test('answer in its places, where the others’ do not, and nowhere else', async () => {
    const bot = botOn(store);
    const known = async (place: Place) => [
      (await ask(bot, 'fire drill', place)).includes('Monday'),
      (await ask(bot, 'price list', place)).includes('red binder'),
      (await ask(bot, 'merger', place)).includes('spring'),
    ];

    expect(await known(at('acme', 'general'))).toEqual([false, true, false]);
    expect(await known(at('acme', 'boardroom'))).toEqual([false, false, true]);
    expect(await known(at('other', 'general'))).toEqual([true, false, false]);
    expect(await known({ platform: 'discord', channel: 'dm' })).toEqual([true, false, false]);
  });

  test('are what is suggested while typing, and what tips are taken from', async () => {
    const bot = botOn(store);
    const suggested = (place: Place) => bot.suggest('', 'en', 25, place).map(({ label }) => label);

    expect(suggested(at('acme', 'boardroom'))).toContain('Merger');
    expect(suggested(at('acme', 'general'))).not.toContain('Merger');
    expect([...(await bot.knownAt(at('acme', 'boardroom'), T0)).topics.keys()]).toEqual(['merger']);
    expect(await bot.knownAt(at('other', 'general'), T0)).toBe(common);
  });

  test('change while the bot runs, for that team alone', async () => {
    const bot = botOn(store);

    await bot.learn(await about('Price list', 'The price list is kept in the blue binder.'), 'sales');

    expect(await ask(bot, 'price list', at('acme', 'general'))).toContain('blue binder');
    expect(await ask(bot, 'fire drill', at('other', 'general'))).toContain('Monday');
  });

  test('that are the same as others have one index with them', async () => {
    const same = { name: 'same', knowledge: common, places: ['slack/acme'], offered: [] };
    const minds = createMinds({
      knowledge: common,
      teams: [same],
      choices: store.notes,
      log: recordingLog(),
    });

    expect((await minds.at(at('acme', 'general'), T0)).search).toBe(minds.common.search);
  });
});

describe('/virt notes', () => {
  test('tells what is read here, and what else may be', async () => {
    const bot = botOn(store);

    expect(await ask(bot, 'notes', at('acme', 'general'))).toMatch(/sales \(1 topics\)[\s\S]*notes default/);
    expect(await ask(bot, 'ノート', at('other', 'general'))).toMatch(
      /共通のノート（1項目）[\s\S]*ほかにありません/,
    );
  });

  test('lets managers choose among what is offered there, for other processes too', async () => {
    const [one, other] = [botOn(store), botOn(store)];
    await ask(other, 'price list', at('acme', 'annex'));

    expect(await ask(one, 'notes board', at('acme', 'annex'))).toContain('Only people who can manage');
    expect(await ask(one, 'notes board', at('acme', 'annex'), 'manager')).toContain(
      'from now on from: board',
    );

    expect(await ask(one, 'merger', at('acme', 'annex'))).toContain('spring');
    expect(await ask(other, 'merger', at('acme', 'annex'), 'ann', T0 + MINUTE)).toContain('spring');
    expect(await ask(one, 'merger', at('acme', 'general'))).not.toContain('spring');
  });

  test('gives no notes to a place they are not offered to, whoever asks', async () => {
    const bot = botOn(store);

    expect(await ask(bot, 'notes board', at('acme', 'general'), 'manager')).toContain(
      'cannot be chosen here',
    );
    expect(await ask(bot, 'notes board', at('other', 'general'), 'manager')).not.toContain('from now on');
    expect(await ask(bot, 'merger', at('other', 'general'))).not.toContain('spring');
  });

  test('what was chosen ends when it is no longer offered', async () => {
    await ask(botOn(store), 'notes board', at('acme', 'annex'), 'manager');
    const withdrawn = teams.map((team) => ({ ...team, offered: [] }));

    expect(await ask(botOn(store, withdrawn), 'merger', at('acme', 'annex'))).not.toContain('spring');
  });

  test('while the store is away, the place’s own notes are read', async () => {
    const away = { ...store, notes: { ...store.notes, chosen: () => Promise.reject(new Error('away')) } };

    expect(await ask(botOn(away), 'price list', at('acme', 'annex'))).toContain('red binder');
  });
});
