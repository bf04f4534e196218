import { describe, expect, onTestFinished, test } from 'vitest';
import { createInbox, type PersistentInbox } from '../../src/platforms/answering/inbox.ts';
import type { Platform } from '../../src/ports.ts';
import { IN_MEMORY, openStore } from '../../src/store/open.ts';
import type { InboxStore, Store } from '../../src/store/store.ts';
import { prepare, recordingLog, ScriptedBot, StoppedClock, talk } from '../discord/conversation.ts';
import { guild, message, slash } from '../discord/events.ts';
import { drive, hurriedClock, leave, until } from '../slack/drive.ts';
import { BOT } from '../stand-ins/discord.ts';

const MINUTE = 60_000;
const { log } = recordingLog();

/** A process with an inbox of its own on a store that is everybody's; it looks through what is left once. */
async function processOn(store: Store, clock: StoppedClock) {
  const inbox = createInbox(store.inbox, clock, log);
  const bot = new ScriptedBot();
  const talk = await prepare({ guilds: [guild()] }, { inbox, clock });
  await talk.platform.start(bot);
  const look = async () => {
    const once = new AbortController();
    const looking = inbox.answerLeft({ platforms: () => [talk.platform], signal: once.signal });
    await clock.waited();
    once.abort();
    await looking;
  };
  return { ...talk, bot, look };
}

test('a command that a process deferred and left is answered in its placeholder by another', async () => {
  const store = await openStore({ dataDir: IN_MEMORY });
  const clock = new StoppedClock();
  const ended = await processOn(store, clock);
  let never = (_reply: null): void => {};
  ended.bot.answer = () =>
    new Promise((resolve) => {
      never = resolve;
    });
  ended.discord.dispatch('INTERACTION_CREATE', slash({ query: 'kvm' }, { id: '500000000000000001' }));
  await clock.waited();
  clock.pass(2_000);
  await ended.discord.request('POST', /callback$/);
  const next = await processOn(store, clock);
  await next.look();
  expect(next.bot.asked).toEqual([]);

  clock.pass(MINUTE);
  await next.look();

  expect(next.bot.asked).toMatchObject([{ text: 'kvm', resumed: true }]);
  const { body } = await next.discord.request('PATCH', /token-500000000000000001\/messages\/@original$/);
  expect(body.embeds).toMatchObject([{ title: 'Docker' }]);
  expect(await store.inbox.claim({ platforms: ['discord'], now: 1e15, freeAt: 0, limit: 9 })).toEqual([]);
  never(null);
});

const request = {
  id: 'q1',
  text: 'kvm',
  via: 'direct',
  person: { id: 'U1' },
  place: { platform: 'slow', channel: 'D1' },
} as const;

function answering(platform: Partial<Platform> & Pick<Platform, 'resume'>): Platform {
  const idle = { async start() {}, async stop() {}, mayManage: async () => false };
  return { ...idle, name: 'slow', post: async () => ({ ok: true, id: '1' }), ...platform };
}

/** A real store whose work begins when the test says so; `erased` resolves with each id that has gone. */
async function slowStore(slow: 'put' | 'sending') {
  const { inbox } = await openStore({ dataDir: IN_MEMORY });
  const erased: string[] = [];
  let begin = (): void => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const late: InboxStore = {
    ...inbox,
    put: (question) => (slow === 'put' ? begun.then(() => inbox.put(question)) : inbox.put(question)),
    sending: async (...marked) => {
      if (slow === 'sending') await begun;
      return inbox.sending(...marked);
    },
    remove: async (held) => {
      await inbox.remove(held);
      erased.push(held.id);
    },
  };
  const left = () => inbox.claim({ platforms: ['slow'], now: 1e15, freeAt: 0, limit: 9 });
  return { store: late, begin, erased, left };
}

test('nobody waits for a store that is away, and what it writes late is erased', async () => {
  const { store, begin, erased, left } = await slowStore('put');
  const clock = new StoppedClock();
  const inbox = createInbox(store, clock, log);
  const taken = inbox.take({ ...request, at: clock.now() }, {});
  await clock.waited();
  clock.pass(2_000);

  expect(await taken).toBe('unkept');
  expect(await inbox.take({ ...request, id: 'q2', at: clock.now() }, {})).toBe('unkept');
  expect(await inbox.sending('q2')).toBe(true);
  const sending = inbox.sending('q1');
  await clock.waited();
  clock.pass(2_000);
  expect(await sending).toBe(true);
  const done = inbox.done('q1');
  await clock.waited();
  clock.pass(500);
  await done;
  begin();
  await expect.poll(() => erased).toEqual(['q1']);
  expect(await left()).toEqual([]);
});

test('what is written down late is kept until it is answered, and its answer is sent as of a kept one', async () => {
  const { store, begin, left } = await slowStore('put');
  const clock = new StoppedClock();
  const inbox = createInbox(store, clock, log);
  const taken = inbox.take({ ...request, at: clock.now() }, {});
  await clock.waited();
  clock.pass(2_000);
  await taken;
  const sending = inbox.sending('q1');
  begin();

  expect(await sending).toBe(true);
  // A kill here neither loses it nor answers it twice.
  expect(await left()).toMatchObject([{ id: 'q1', sentAt: clock.now() }]);
});

test('a message waits longer to be written down than what a platform wants a sign of at once', async () => {
  const { store, begin } = await slowStore('put');
  const clock = new StoppedClock();
  const inbox = createInbox(store, clock, log);
  const message = inbox.take({ ...request, at: clock.now() }, {});
  const command = inbox.take({ ...request, id: 'q2', via: 'command', at: clock.now() }, {});
  await clock.waited();
  clock.pass(1_000);

  expect(await command).toBe('unkept');
  begin();
  expect(await message).toBe('kept');
});

test('no answer is sent before it is noted, though the store is slow', async () => {
  const { store, begin, left } = await slowStore('sending');
  const clock = new StoppedClock();
  const inbox = createInbox(store, clock, log);
  await inbox.take({ ...request, at: clock.now() }, {});
  const order: string[] = [];
  const sending = inbox.sending('q1').then((mine) => order.push(`sent: ${mine}`));
  await clock.waited();
  clock.pass(1_000);
  await new Promise(setImmediate);
  order.push('noted');
  begin();
  await sending;

  expect(order).toEqual(['noted', 'sent: true']);
  expect(await left()).toMatchObject([{ id: 'q1', sentAt: expect.any(Number) }]);
});

test('a question whose lease ended while it was answered is answered all the same, whichever is told first', async () => {
  const store = await openStore({ dataDir: IN_MEMORY });
  const clock = new StoppedClock();
  let hold = (): void => {};
  const held = new Promise<void>((resolve) => {
    hold = resolve;
  });
  const { inbox } = store;
  const claim: InboxStore['claim'] = async (options) => {
    const left = await inbox.claim(options);
    await held;
    return left;
  };
  const resumed: string[] = [];
  const platform = answering({ resume: async ({ request: { id } }) => void resumed.push(id) });
  const mine = createInbox({ ...inbox, claim }, clock, log);
  for (const id of ['q1', 'q2']) await mine.take({ ...request, id, at: clock.now() }, {});
  clock.pass(20_000);
  const once = new AbortController();
  // Renewing comes too late.
  await inbox.claim({ platforms: ['slow'], now: clock.now(), freeAt: clock.now(), limit: 9 });
  const looking = mine.answerLeft({ platforms: () => [platform], signal: once.signal });
  await new Promise((resolve) => setTimeout(resolve, 50));

  expect(await mine.sending('q1')).toBe(false);
  hold();
  await clock.waited();
  once.abort();
  await looking;
  await mine.done('q1');

  expect(resumed).toEqual(['q1']);
  expect(await mine.sending('q2')).toBe(true);
  await mine.done('q2');
  expect(await inbox.claim({ platforms: ['slow'], now: 1e15, freeAt: 0, limit: 9 })).toEqual([]);
});

test('a question that comes again while it cannot be written down is not acknowledged before it is answered', async () => {
  const { store } = await slowStore('put');
  const clock = new StoppedClock();
  const inbox = createInbox(store, clock, log);
  const order: string[] = [];
  const first = inbox.take({ ...request, at: clock.now() }, {});
  await clock.waited();
  clock.pass(2_000);
  expect(await first).toBe('unkept');
  expect(await inbox.take({ ...request, id: 'q2', at: clock.now() }, {})).toBe('unkept');

  const again = inbox.take({ ...request, id: 'q2', at: clock.now() }, {}).then((how) => order.push(how));
  await new Promise(setImmediate);
  order.push('answered');
  await inbox.done('q2');
  await again;

  expect(order).toEqual(['answered', 'elsewhere']);
});

test('a question that comes again while it is written down is left to the first', async () => {
  const { store, begin } = await slowStore('put');
  const clock = new StoppedClock();
  const inbox = createInbox(store, clock, log);
  const first = inbox.take({ ...request, at: clock.now() }, {});
  const again = inbox.take({ ...request, at: clock.now() }, {});
  begin();

  expect(await Promise.all([first, again])).toEqual(['kept', 'elsewhere']);
});

/** Looks through what is left, a while later each time, until that has come of it. */
async function looksUntil(
  come: () => boolean,
  platform: Platform,
  inbox: PersistentInbox,
  clock: StoppedClock,
) {
  for (let n = 0; n < 500 && !come(); n++) {
    clock.pass(5_000);
    const once = new AbortController();
    const looking = inbox.answerLeft({ platforms: () => [platform], signal: once.signal });
    await clock.waited();
    once.abort();
    await looking;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(come()).toBe(true);
}

describe('an answer that was turned away at every try', () => {
  const clock = new StoppedClock();

  test('goes out to Slack when Slack takes it again, once', async () => {
    const store = await openStore({ dataDir: IN_MEMORY });
    const inbox = createInbox(store.inbox, clock, log);
    const on = await drive('HTTP', { clock: hurriedClock, inbox });
    onTestFinished(() => leave(on));
    on.slack.mishaps.next((method) => method === 'chat.postMessage', 503, 503, 503, 503, 503, 503);

    await on.event({ type: 'app_mention', user: 'U1', text: 'kvm', channel: 'C1', ts: '1790000500.000001' });
    await looksUntil(() => on.slack.messages.length > 0, on.platform, inbox, clock);

    expect(on.slack.messages).toMatchObject([{ channel: 'C1', thread_ts: '1790000500.000001' }]);
    expect(on.bot.requests.map(({ resumed }) => resumed)).toEqual([undefined, true]);
    await leave(on);
    expect(await store.inbox.claim({ platforms: ['slack'], now: 1e15, freeAt: 0, limit: 9 })).toEqual([]);
  });

  test('goes out to Discord when Discord takes it again, once', async () => {
    const store = await openStore({ dataDir: IN_MEMORY });
    const inbox = createInbox(store.inbox, clock, log);
    const { discord, platform } = await talk({ inbox });
    const posts = ({ method, path }: { method: string; path: string }) =>
      method === 'POST' && path.endsWith('/messages');
    discord.mishaps.next(posts, 500, 500, 500, 500, 500, 500);

    discord.dispatch('MESSAGE_CREATE', message(`<@${BOT}> kvm`));
    await looksUntil(() => discord.messages.size > 0, platform, inbox, clock);

    expect([...discord.messages.values()]).toMatchObject([{ embeds: [{ title: 'Docker' }] }]);
    await platform.stop();
    expect(await store.inbox.claim({ platforms: ['discord'], now: 1e15, freeAt: 0, limit: 9 })).toEqual([]);
  });

  test('goes out as well where its question could not be written down, the store being away', async () => {
    const store = await openStore({ dataDir: IN_MEMORY });
    const away = () => Promise.reject(new Error('away'));
    const names = Object.keys(store.inbox);
    const inbox = createInbox(Object.fromEntries(names.map((name) => [name, away])) as never, clock, log);
    const on = await drive('HTTP', { clock: hurriedClock, inbox });
    onTestFinished(() => leave(on));
    on.slack.mishaps.next((method) => method === 'chat.postMessage', ...Array<503>(9).fill(503));

    await on.event({ type: 'app_mention', user: 'U1', text: 'kvm', channel: 'C1', ts: '1790000700.000001' });
    await looksUntil(() => on.slack.messages.length > 0, on.platform, inbox, clock);

    expect(on.slack.messages).toMatchObject([{ channel: 'C1', thread_ts: '1790000700.000001' }]);
  });

  test('is not said a second time where its question was edited and that one answered', async () => {
    const store = await openStore({ dataDir: IN_MEMORY });
    const { log: own, lines } = recordingLog();
    const inbox = createInbox(store.inbox, clock, own);
    const on = await drive('HTTP', { clock: hurriedClock, inbox });
    onTestFinished(() => leave(on));
    on.slack.mishaps.next((method) => method === 'chat.postMessage', 503, 503, 503, 503);
    const asked = { type: 'app_mention', user: 'U1', channel: 'C1', ts: '1790000600.000001' };

    await on.event({ ...asked, text: 'kvm' });
    await until(() => on.slack.mishaps.waiting === 0);
    await on.event({ ...asked, text: 'xen', edited: { user: 'U1', ts: '1790000610.000000' } });
    await until(() => on.slack.messages.length > 0);
    const takenUp = () => lines.some(({ message }) => /left unanswered/.test(message));
    await looksUntil(takenUp, on.platform, inbox, clock);
    await leave(on);

    expect(on.slack.messages).toMatchObject([{ text: expect.any(String) }]);
    expect(await store.inbox.claim({ platforms: ['slack'], now: 1e15, freeAt: 0, limit: 9 })).toEqual([]);
  });
});

test('a question that cannot be answered is tried a few times, and then let go', async () => {
  const store = await openStore({ dataDir: IN_MEMORY });
  const clock = new StoppedClock();
  await createInbox(store.inbox, clock, log).take({ ...request, at: clock.now() }, {});
  let tries = 0;
  const platform = answering({
    resume: async () => {
      tries++;
      throw new Error('away');
    },
  });
  const inbox = createInbox(store.inbox, clock, log);

  for (let n = 0; n < 25; n++) {
    clock.pass(2 * MINUTE);
    const once = new AbortController();
    const looking = inbox.answerLeft({ platforms: () => [platform], signal: once.signal });
    await clock.waited();
    once.abort();
    await looking;
  }

  expect(tries).toBe(8);
});
