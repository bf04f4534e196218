import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BotParts, createBot } from '../../src/bot/bot.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { Bot, Platform } from '../../src/ports.ts';
import { IN_MEMORY, openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import type { Card, Reply } from '../../src/talk/reply.ts';
import type { Request } from '../../src/talk/request.ts';
import { LONGEST_QUESTION, plain } from '../../src/text.ts';
import { fewNotes } from '../few-notes.ts';

const T0 = Date.UTC(2026, 10, 23, 9);
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const slack = { name: 'slack', mayManage: async () => false } as unknown as Platform;

let knowledge: Knowledge;
let store: Store;
beforeAll(async () => {
  knowledge = await fewNotes();
});
beforeEach(async () => {
  store = await openStore({ dataDir: IN_MEMORY });
});

const botWith = (more: Partial<BotParts> = {}): Bot =>
  createBot({
    knowledge,
    store,
    log: quiet,
    defaultLang: 'en',
    answersPrivate: false,
    keepsQuestions: true,
    chance: () => 0,
    platform: () => slack,
    ...more,
  });

let n = 0;
const request = (text: string, more: Partial<Request> = {}): Request => ({
  id: `r${n++}`,
  text,
  via: 'mention',
  person: { id: 'ann' },
  place: { platform: 'slack', space: 't1', channel: 'c1', thread: 'th1' },
  inPublic: true,
  at: T0,
  ...more,
});

async function ask(bot: Bot, text: string, more: Partial<Request> = {}): Promise<Reply> {
  const reply = await bot.handle(request(text, more));
  if (!reply) throw new Error('the bot said nothing');
  return reply;
}

const verdicts = (reply: Reply): string[] =>
  reply.card.actions.flatMap((one) => (one.kind === 'feedback' ? [one.up.ask, one.down.ask] : []));

const kept = () =>
  store.questions.list({ outcomes: ['answered', 'unanswered', 'liked', 'disliked'], limit: 100 });

const wordsOf = (card: Card): string =>
  [
    card.title,
    ...card.body.flatMap((part) =>
      part.kind === 'list' ? part.items.map(plain) : part.kind === 'text' ? [plain(part.text)] : [],
    ),
  ].join('\n');

describe('feedback', () => {
  test('an answered question gets two buttons, and a press is kept with the question and nothing else', async () => {
    const bot = botWith();
    const [up = '', down = ''] = verdicts(await ask(bot, 'why do containers start faster?'));

    const thanks = await ask(bot, down, { via: 'button', person: { id: 'ben' } });

    expect(up).toMatch(/^feedback ~\w+ up$/);
    expect([thanks.intent, thanks.audience]).toEqual(['feedback', 'asker']);
    const [question, ...others] = await kept();
    expect(others).toEqual([]);
    expect(question).toEqual({
      id: down.split(' ')[1],
      text: 'why do containers start faster?',
      lang: 'en',
      platform: 'slack',
      space: 't1',
      channel: 'c1',
      outcome: 'disliked',
      near: expect.arrayContaining(['startup-speed']),
      at: T0,
    });
  });

  test.each([
    ['a name', 'docker', {}],
    ['a command', 'compare kvm xen', { via: 'command' }],
    ['a button', 'what is KVM?', { via: 'button' }],
    ['a private question', 'what is KVM? private', {}],
    ['a shortcut, which answers privately', 'what is KVM?', { via: 'shortcut', private: true }],
    ['the local chat', 'what is KVM?', { via: 'terminal' }],
  ] as const)('%s gets none, and nothing of it is kept', async (_name, text, more) => {
    expect(verdicts(await ask(botWith(), text, more))).toEqual([]);
    expect(await kept()).toEqual([]);
  });

  test('where answers are private by default, nothing is kept of commands', async () => {
    const reply = await ask(botWith({ answersPrivate: true }), 'what is KVM?', { via: 'command' });

    expect([reply.audience, verdicts(reply), await kept()]).toEqual(['asker', [], []]);
  });

  test('where questions are not kept, there are no buttons and no records', async () => {
    const bot = botWith({ keepsQuestions: false });

    expect(verdicts(await ask(bot, 'what is KVM?'))).toEqual([]);
    await ask(bot, 'how do quokkas sleep?');
    expect(await kept()).toEqual([]);
  });

  test('a verdict on a question that is no longer kept is thanked for, and says so', async () => {
    const reply = await ask(botWith(), 'feedback ~00000000000000 up', { via: 'button' });

    expect(wordsOf(reply.card)).toContain('no longer kept');
    expect(await kept()).toEqual([]);
  });

  test('"feedback" in words of one’s own is a question like any other', async () => {
    expect((await ask(botWith(), 'feedback loop in quokkas')).intent).toBe('none');
  });

  test('a store that fails costs the record, not the answer', async () => {
    const questions = { ...store.questions, record: () => Promise.reject(new Error('away')) };
    const reply = await ask(botWith({ store: { ...store, questions } }), 'what is KVM?');

    expect(reply.topics[0]).toBe('kvm');
  });
});

test('with the store out of reach a setting says so, and a question is answered', async () => {
  const away = () => Promise.reject(new Error('away'));
  const listening = { ...store.listening, channel: away, setChannel: away };
  const bot = botWith({ store: { ...store, listening } });

  const setting = await ask(bot, 'listen', { via: 'command' });
  expect([setting.audience, wordsOf(setting.card)]).toEqual([
    'asker',
    expect.stringContaining('try again in a minute'),
  ]);
  expect((await ask(bot, 'what is KVM?')).topics[0]).toBe('kvm');
});

test('a question answered while the store was away is not answered again when it is back', async () => {
  let away = true;
  const firstTime: Store['firstTime'] = (id, at) =>
    away ? Promise.reject(new Error('away')) : store.firstTime(id, at);
  const bot = botWith({ store: { ...store, firstTime } });
  const asked = request('what is KVM?');

  expect((await bot.handle(asked))?.topics[0]).toBe('kvm');
  away = false;
  expect(await bot.handle({ ...asked, at: asked.at + 60_000 })).toBeNull();
});

test('of a message longer than anybody asks the beginning is read: what follows is not even looked at', async () => {
  const whole = await ask(botWith(), `what is KVM?${' '.repeat(LONGEST_QUESTION / 2)} in private`);
  const cut = await ask(botWith(), `what is KVM?${' '.repeat(LONGEST_QUESTION)} in private`);

  expect([whole.topics[0], whole.audience]).toEqual(['kvm', 'asker']);
  expect([cut.topics[0], cut.audience]).toEqual(['kvm', 'place']);
});

test('what no database or terminal takes is not asked, kept or completed', async () => {
  const bot = botWith();
  await ask(bot, 'how do \u0000quokkas\u001b[31m \u202esleep?');
  await expect
    .poll(async () => (await kept()).map(({ text }) => text))
    .toEqual(['how do quokkas[31m sleep?']);

  expect(bot.suggest('\u0000dock', 'en', 25)).toEqual(bot.suggest('dock', 'en', 25));
  expect(bot.suggest(`${' '.repeat(LONGEST_QUESTION)}dock`, 'en', 25)).toEqual(bot.suggest('', 'en', 25));
});

test.each(['tips off', 'listen on', 'gaps', 'help', 'tip', '配信 停止'])(
  'a message somebody asks about is never a command: %s',
  async (text) => {
    const person = { id: 'boss', manager: true };
    const reply = await ask(botWith(), text, { via: 'shortcut', private: true, person });

    expect(['none', 'topic']).toContain(reply.intent);
  },
);

describe('private answers', () => {
  const hidden = { via: 'shortcut', private: true } as const;

  test('are gone on from like others', async () => {
    const bot = botWith();
    await ask(bot, 'what is KVM?', hidden);

    expect((await ask(bot, 'and its drawbacks?', hidden)).topics[0]).toBe('kvm');
  });

  test('leave nothing in the store, and nothing in the thread they were asked from', async () => {
    const bot = botWith();
    await ask(bot, 'what is KVM?', hidden);

    expect((await ask(bot, 'and its drawbacks?')).intent).toBe('none');
    expect((await ask(botWith(), 'and its drawbacks?', hidden)).intent).toBe('none');
  });
});

describe('gaps', () => {
  const managed = { person: { id: 'boss', manager: true }, via: 'command' } as const;

  test('managers see what was asked in their team and not answered, alone', async () => {
    const bot = botWith();
    await ask(bot, 'how do quokkas sleep?');
    await ask(bot, 'quokkas sleep how', { person: { id: 'ben' } });
    await ask(bot, 'secret wombat plans', { via: 'direct' });
    await ask(bot, 'bandicoot of a private channel', { inPublic: false });
    await ask(bot, 'numbat of another team', { place: { platform: 'slack', space: 't2', channel: 'c9' } });

    const list = await ask(bot, 'gaps', managed);

    expect(list.audience).toBe('asker');
    expect(wordsOf(list.card)).toContain('asked 2 times');
    expect(wordsOf(list.card)).not.toMatch(/wombat|bandicoot|numbat/);
  });

  test.each([
    ['others', { person: { id: 'ann' } }, /Only people who can manage/],
    [
      'managers in a direct message',
      { ...managed, place: { platform: 'discord', channel: 'dm' } },
      /channels of a server/,
    ],
  ] as const)('%s do not', async (_who, more, words) => {
    const bot = botWith();
    await ask(bot, 'how do quokkas sleep?');

    const list = await ask(bot, 'gaps', more);

    expect([list.audience, wordsOf(list.card)]).toEqual(['asker', expect.stringMatching(words)]);
    expect(wordsOf(list.card)).not.toContain('quokka');
  });

  test('where questions are not kept, the list says so', async () => {
    expect(wordsOf((await ask(botWith({ keepsQuestions: false }), 'gaps', managed)).card)).toContain(
      'GAPS=off',
    );
  });
});

describe('stats', () => {
  const managed = { person: { id: 'boss', manager: true }, via: 'command' } as const;

  test('managers see how much was asked and answered in their team: numbers, and no names', async () => {
    const bot = botWith();
    await ask(bot, 'what is kvm?');
    await ask(bot, 'what is kvm?', {
      person: { id: 'ben' },
      place: { platform: 'slack', space: 't1', channel: 'c2' },
    });
    await ask(bot, 'how do quokkas sleep?');
    await ask(bot, 'what is docker?', { via: 'direct', inPublic: false });
    await ask(bot, 'what is kvm?', { place: { platform: 'slack', space: 't2', channel: 'c' } });
    await ask(bot, 'help');

    const shown = await ask(bot, 'stats', managed);

    const said = wordsOf(shown.card);
    expect(shown.audience).toBe('asker');
    expect(said).toMatch(/^4 questions since \d{4}-\d\d-\d\d, 75% answered\./m);
    expect(said).toContain('KVM');
    expect(said).toMatch(/Not answered: 1/);
    // What was asked in private counts, but not what about.
    expect(said).not.toMatch(/Docker|quokka|ann|ben|c2/);
    expect(
      wordsOf((await ask(bot, '統計', { ...managed, person: { ...managed.person, locale: 'ja' } })).card),
    ).toContain('質問4件');
  });

  test('others do not', async () => {
    expect(wordsOf((await ask(botWith(), 'stats')).card)).toMatch(/Only people who can manage/);
  });

  test('what people said of answers counts once each, and as they said it last', async () => {
    const bot = botWith();
    const { card } = await ask(bot, 'what is kvm?');
    const votes = card.actions.find((one) => one.kind === 'feedback');
    for (const vote of [votes?.up, votes?.up, votes?.down, votes?.up])
      await ask(bot, vote?.ask ?? '', { via: 'button' });

    const { card: shown } = await ask(bot, 'stats', managed);

    const rows = shown.body.find((part) => part.kind === 'table')?.rows ?? [];
    expect(rows.map(({ cells }) => cells.map(plain))).toEqual([
      ['1', '100%', '1', '0'],
      ['1', '100%', '1', '0'],
    ]);
  });
});

describe('what is for the asker alone', () => {
  test.each([
    ['help', 'help'],
    ['none', 'how do quokkas sleep?'],
    ['settings', 'tips'],
    ['settings', 'gaps'],
    ['help', ''],
  ])('%s: "%s"', async (intent, text) => {
    expect(await ask(botWith(), text, { via: 'command' })).toMatchObject({ intent, audience: 'asker' });
  });

  test('an error, under a number', async () => {
    const bot = botWith({
      chance: () => {
        throw new Error('broken');
      },
    });

    expect(await ask(bot, 'what is KVM?')).toMatchObject({ audience: 'asker', card: { tone: 'error' } });
  });

  test('answers are for the place', async () => {
    expect((await ask(botWith(), 'what is KVM?', { via: 'command' })).audience).toBe('place');
  });
});
