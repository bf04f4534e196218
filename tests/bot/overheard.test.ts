import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createBot } from '../../src/bot/bot.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { Bot, Platform } from '../../src/ports.ts';
import { IN_MEMORY, openStore } from '../../src/store/open.ts';
import type { Reply } from '../../src/talk/reply.ts';
import type { Person, Request } from '../../src/talk/request.ts';
import { plain } from '../../src/text.ts';
import { fewNotes } from '../few-notes.ts';

const T0 = Date.UTC(2026, 10, 23, 9);
const HOUR = 60 * 60 * 1000;
const quietLog = { debug() {}, info() {}, warn() {}, error() {} };
const ann: Person = { id: 'ann', name: 'Ann' };
const ben: Person = { id: 'ben', name: 'Ben' };

let knowledge: Knowledge;
let bot: Bot;
let hears: { ok: true } | { ok: false; reason: string };
let now = T0;

beforeAll(async () => {
  knowledge = await fewNotes();
});
beforeEach(async () => {
  hears = { ok: true };
  now = T0;
  const platform = {
    name: 'slack',
    mayManage: async ({ id }: Person) => id === 'ann',
    canHear: async () => hears,
  } as unknown as Platform;
  bot = createBot({
    knowledge,
    store: await openStore({ dataDir: IN_MEMORY }),
    log: quietLog,
    defaultLang: 'en',
    answersPrivate: false,
    chance: () => 0,
    platform: () => platform,
  });
});

let n = 0;
const place = { platform: 'slack', space: 't1', channel: 'help' };
/** A minute passes between what is said. */
function say(text: string, more: Partial<Request> = {}): Promise<Reply | null> {
  now += 60_000;
  return bot.handle({ id: `r${n++}`, text, via: 'overheard', person: ann, place, at: now, ...more });
}
const opening = (text: string, thread: string, person = ann) =>
  say(text, { opens: true, person, place: { ...place, thread } });
const within = (text: string, thread: string, person = ann) =>
  say(text, { opens: false, person, place: { ...place, thread } });
const mention = (text: string, thread: string, person = ann) =>
  say(text, { via: 'mention', person, place: { ...place, thread } });
const command = (text: string, person = ann) => say(text, { via: 'command', person });
const words = (reply: Reply | null): string =>
  (reply?.card.body ?? []).map((part) => (part.kind === 'text' ? plain(part.text) : '')).join('\n');

describe('where nobody asked for it', () => {
  test('nothing is answered without a mention', async () => {
    expect(await opening('why do containers start faster?', 'a')).toBeNull();
    expect((await mention('why do containers start faster?', 'b'))?.topics[0]).toBe('startup-speed');
    expect(await within('それの例は？', 'b')).toBeNull();
  });
});

describe('listen', () => {
  test('a manager turns it on, and it is said who did', async () => {
    const reply = await command('listen on');

    expect(reply?.audience).toBe('asker');
    expect(words(reply)).toMatch(/^Changed by Ann\. Here I answer a question/);
  });

  test('somebody who may not manage the channel may look but not change', async () => {
    expect(words(await command('listen on', ben))).toContain('Only people who can manage');
    expect(words(await command('自動応答', ben))).toMatch(/メンションされたときだけ/);
  });

  test('where messages do not arrive it says what to do, and nothing is turned on', async () => {
    hears = { ok: false, reason: 'Add the scope channels:history.' };

    expect(words(await command('listen on'))).toBe('Add the scope channels:history.');
    expect(words(await command('listen'))).toContain('only when I am mentioned');
  });

  test('“listen” followed by other words is a question like any other', async () => {
    expect((await command('listen to the hypervisor'))?.intent).not.toBe('settings');
  });
});

describe('in a channel that wants answers', () => {
  beforeEach(async () => {
    await command('listen on');
  });

  test('a question the notes answer is answered, and how to stop it is said', async () => {
    const reply = await opening('コンテナはなぜ起動が速いの？', 'a');

    expect(reply?.topics[0]).toBe('startup-speed');
    expect(reply?.card.actions).toContainEqual(expect.objectContaining({ kind: 'ask', ask: 'quiet' }));
  });

  test.each([
    'docker is down again, can someone restart it?',
    '今日のランチどこ行く？',
    'what is Kubernetes?',
  ])('"%s" is left to the people there', async (text) => {
    expect(await opening(text, 'a')).toBeNull();
  });

  test('the asker goes on without a mention, until somebody else joins in', async () => {
    await opening('what is KVM?', 'a');

    expect((await within('and its drawbacks?', 'a'))?.topics[0]).toBe('kvm');
    expect(await within('thanks!', 'a')).toBeNull();
    expect(await within('I would look at Xen as well', 'a', ben)).toBeNull();
    expect(await within('what are its advantages?', 'a')).toBeNull();
  });

  test('a thread the bot has no part in stays as it is', async () => {
    expect(await within('what is KVM?', 'never heard of')).toBeNull();
  });

  test('quiet ends it in a thread; a mention is still answered there', async () => {
    await opening('what is KVM?', 'a');
    const told = await say('quiet', { via: 'button', person: ben, place: { ...place, thread: 'a' } });

    expect(told?.audience).toBe('place');
    expect(await within('and its drawbacks?', 'a')).toBeNull();
    expect((await mention('and its drawbacks?', 'a'))?.topics[0]).toBe('kvm');
    expect(await within('and its advantages?', 'a')).toBeNull();
    expect(await opening('what is KVM?', 'b')).not.toBeNull();
  });

  test('quiet at the channel’s root lasts a day', async () => {
    await command('静かに', ben);

    expect(await opening('what is KVM?', 'a')).toBeNull();
    now += 25 * HOUR;
    expect(await opening('what is KVM?', 'b')).not.toBeNull();
  });

  test('the same message is answered once, however often it comes', async () => {
    const twice = { id: 'same', opens: true, place: { ...place, thread: 'a' } };

    expect(await say('what is KVM?', twice)).not.toBeNull();
    expect(await say('what is KVM?', twice)).toBeNull();
  });
});

test('“follow” goes on only where the bot was mentioned', async () => {
  await command('listen follow');

  expect(await opening('what is KVM?', 'a')).toBeNull();
  expect(await mention('what is KVM?', 'b')).not.toBeNull();
  expect((await within('and its drawbacks?', 'b'))?.topics[0]).toBe('kvm');
});
