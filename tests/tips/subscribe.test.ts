import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sayPost } from '../../src/talk/sentences/post-sentences.ts';
import { plain } from '../../src/text.ts';
import { deckOf } from '../../src/tips/cards/deck.ts';
import { knownZone } from '../../src/tips/delivery/schedule.ts';
import { answerTips } from '../../src/tips/subscribe.ts';
import { type Notes, shippedNotes } from '../platforms/notes.ts';
import { refusals } from '../platforms/sending.ts';
import { asksIn, Channel, DAY, EVE, MINUTE, MONDAY_8, NOT_OURS, wordsIn } from './channel.ts';

const EVERY = [1, 2, 3, 4, 5, 6, 7];

let notes: Notes;
let channel: Channel;
beforeAll(async () => {
  notes = await shippedNotes();
});
beforeEach(async () => {
  channel = await Channel.open(notes);
  return () => channel.store.close();
});

describe('on', () => {
  test('with nothing more is every day at nine on the clock of whoever asks', async () => {
    await channel.tips('on', { person: { id: 'ada', zone: 'Europe/Berlin' } });

    expect(await channel.subscription()).toMatchObject({
      time: '09:00',
      days: EVERY,
      zone: 'Europe/Berlin',
      lang: 'en',
      topics: [],
      place: { channel: 'c1' },
    });
  });

  test('says who turned it on, and when the next three come', async () => {
    const card = await channel.tips('on 9:30 weekdays');

    expect(wordsIn(card)).toContain('Ada turned on daily tips in this channel.');
    expect(wordsIn(card)).toContain('Next three\nMon 23 Nov 09:30\nTue 24 Nov 09:30\nWed 25 Nov 09:30');
  });

  test('in Japanese', async () => {
    const card = await channel.tips('開始 午後9時半 月木 日本語', { lang: 'ja' });

    expect(wordsIn(card)).toContain('Ada さんが、このチャンネルで毎日のヒントを始めました。');
    expect(wordsIn(card)).toContain('次の3回\n11月23日（月）21:30\n11月26日（木）21:30');
    expect(await channel.subscription()).toMatchObject({ time: '21:30', days: [1, 4], lang: 'ja' });
  });

  test('twice changes only what is given, and tells what was and is', async () => {
    await channel.tips('on 9:00 weekdays Asia/Tokyo ja docker, kvm');
    const card = await channel.tips('on 18:00');

    expect(await channel.subscription()).toMatchObject({
      time: '18:00',
      days: [1, 2, 3, 4, 5],
      lang: 'ja',
      topics: ['docker', 'kvm'],
    });
    expect(wordsIn(card)).toContain('Changed by Ada. When: weekdays 09:00 → weekdays 18:00');
    expect(wordsIn(card)).not.toContain('Topics: Docker, KVM →');
  });

  test('again with the same says that nothing changed', async () => {
    await channel.tips('on 9:00');

    expect(wordsIn(await channel.tips('on 9:00'))).toContain('Nothing changed');
  });

  test('again at the very moment a tip is due does not lose that tip', async () => {
    await channel.tips('on 9:00');
    channel.now = MONDAY_8 + 61 * MINUTE;
    await channel.tips('on');
    await channel.delivery.tick();

    expect(channel.platform.posted).toHaveLength(1);
  });

  test('"in Japanese" at the end is the language of the tips', async () => {
    await channel.tips('on');
    await channel.tips('on 9:00', { more: { text: 'tips on 9:00 in Japanese' }, lang: 'ja' });

    expect((await channel.subscription())?.lang).toBe('ja');
  });

  test('in a thread is for its channel', async () => {
    await channel.tips('on', {
      more: { place: { platform: 'slack', space: 't1', channel: 'c1', thread: '17.1' } },
    });

    expect((await channel.subscription())?.place).toEqual({ platform: 'slack', space: 't1', channel: 'c1' });
    expect(wordsIn(await channel.tips(''))).toContain('every day 09:00');
  });

  test('in a thread is for that thread alone where threads are channels of their own', async () => {
    const place = { platform: 'slack', space: 't1', channel: 'c1', thread: 'th1' };
    channel.platform.ownThreads = true;
    await channel.tips('on', { more: { place } });

    expect(await channel.subscription('c1/th1')).toMatchObject({ place });
    expect(wordsIn(await channel.tips('', { more: { place } }))).toContain('every day 09:00');
    expect(wordsIn(await channel.tips(''))).toContain('They are off in this channel');
  });

  test('where the zone is only guessed, says so', async () => {
    const card = await channel.tips('on', { person: { id: 'ada', name: 'Ada' } });

    expect(wordsIn(card)).toContain('The time is UTC');
    expect(wordsIn(await channel.tips('on Berlin'))).toContain('UTC → Europe/Berlin');
  });

  test.each([
    ['on docker, kvm', ['docker', 'kvm']],
    ['on docker and kvm', ['docker', 'kvm']],
    ['on VMware Workstation', ['vmware-workstation']],
    ['on 9:00 dokcer', ['docker']],
    ['開始 コンテナ型仮想化', ['container-virtualization']],
    ['on container-virtualization', ['container-virtualization']],
  ])('"tips %s" chooses topics by name', async (rest, topics) => {
    await channel.tips(rest);

    expect((await channel.subscription())?.topics).toEqual(topics);
  });

  test('every id and title chooses its own topic, whatever words are in it', async () => {
    for (const { id, title } of notes.knowledge.topics.values())
      for (const name of [id, title.en ?? id, title.ja ?? id]) {
        await channel.tips(`on 09:00 weekdays Asia/Tokyo ja ${name}`);
        expect((await channel.subscription())?.topics, name).toEqual([id]);
      }
  });

  test('all topics takes a choice back', async () => {
    await channel.tips('on docker');
    await channel.tips('on all topics');

    expect((await channel.subscription())?.topics).toEqual([]);
  });
});

describe('what cannot be followed', () => {
  const refused = async (rest: string, lang: 'en' | 'ja' = 'en') => {
    const card = await channel.tips(rest, { lang });
    expect(await channel.subscription()).toBeUndefined();
    return wordsIn(card);
  };

  test('an unknown word is named, with examples, and nothing is stored', async () => {
    expect(await refused('on 9:00 weekdays bananas')).toContain('"bananas" is not understood');
    expect(await refused('開始 25時', 'ja')).toMatch(/「25時」が分かりませんでした[\s\S]*配信 開始 9:00/);
  });

  test('two times are not chosen between', async () => {
    expect(await refused('on 9:00 18:00')).toContain('"9:00" and "18:00" cannot both be chosen');
  });

  test('of zones with one short name the one that is meant can be pressed, the rest as it was written', async () => {
    const card = await channel.tips('on 9:30 IST docker');

    expect(wordsIn(card)).toContain('More than one time zone is called "IST"');
    expect(asksIn(card)).toEqual([
      'tips on 9:30 Asia/Kolkata docker',
      'tips on 9:30 Europe/Dublin docker',
      'tips on 9:30 Asia/Jerusalem docker',
    ]);
  });

  test('days that leave none', async () => {
    expect(await refused('on mon except mon')).toContain('leaves no day of the week');
  });

  test('a wrong word changes nothing of what is set', async () => {
    await channel.tips('on 9:00 docker');
    const before = await channel.subscription();
    await channel.tips('on 18:00 bananas');

    expect(await channel.subscription()).toEqual(before);
  });

  test('a place that cannot be posted to says so at once', async () => {
    channel.platform.able = { ok: false, reason: { code: 'archived' } };

    expect(await refused('on')).toContain('archived or locked: open it again');
  });

  describe('on a platform that cannot say whether it could post', () => {
    beforeEach(() => {
      Reflect.deleteProperty(channel.platform, 'canPost');
    });

    test('the channel is told what begins and who set it up, once', async () => {
      await channel.tips('on 9:00 Asia/Tokyo');
      await channel.tips('on 10:00');

      expect(channel.platform.posted.map(({ card }) => wordsIn(card))).toEqual([
        expect.stringMatching(/^Ada set up daily study tips in this channel, at 09:00/),
      ]);
    });

    test('nothing is set where that is refused for good, and the reason is said', async () => {
      channel.platform.answers.push({ ok: false, retry: false, reason: { code: 'notMember' } });

      expect(await refused('on')).toContain('type /invite @Virt.');
    });

    test('what may pass keeps nobody from setting tips up', async () => {
      channel.platform.answers.push({ ok: false, retry: true, reason: { code: 'unreachable' } });
      await channel.tips('on 9:00');

      expect(await channel.subscription()).toBeDefined();
    });
  });

  test('a missing permission is said in the language of whoever asks', async () => {
    channel.platform.able = { ok: false, reason: { code: 'notAllowed' } };

    expect(await refused('開始', 'ja')).toContain(sayPost('postNotAllowed', 'ja'));
  });
});

describe('words without a command', () => {
  test('that name a topic are asked about, and a press does it', async () => {
    const card = await channel.tips('about docker and kvm');
    expect(wordsIn(card)).toBe('Shall a tip about Docker, KVM be posted in this channel every day?');
    expect(await channel.subscription()).toBeUndefined();

    await channel.tips((asksIn(card)[0] ?? '').replace('tips ', ''));
    expect((await channel.subscription())?.topics).toEqual(['docker', 'kvm']);
  });

  test('that ask the notes are left to them', async () => {
    expect(await channel.tips('for making container images smaller')).toBe(NOT_OURS);
  });

  test('that mean nothing are named', async () => {
    expect(wordsIn(await channel.tips('banana'))).toContain('"banana" is not understood');
  });
});

describe('who may', () => {
  test('whoever may not manage the channel changes nothing, and is told', async () => {
    await channel.tips('on 9:00');
    const before = await channel.subscription();
    for (const rest of ['on 18:00', 'off', 'pause', 'skip tomorrow', 'skip none', 'change'])
      expect(wordsIn(await channel.tips(rest, { person: EVE }))).toContain('Only people who can manage');

    expect(await channel.subscription()).toEqual(before);
  });

  test('everyone may look', async () => {
    await channel.tips('on 9:00');

    expect(wordsIn(await channel.tips('', { person: EVE }))).toContain('every day 09:00');
    expect((await channel.tips('now', { person: EVE })).title).toMatch(/^Study tip: /);
    expect((await channel.tips('topics', { person: EVE })).title).toBe('Topics with tips');
  });

  test('what the platform said with the request is believed', async () => {
    await channel.tips('on', { person: { ...EVE, manager: true } });

    expect(await channel.subscription()).toBeDefined();
    expect(channel.platform.asked).toEqual([]);
  });

  test('in a conversation with the bot alone people subscribe for themselves', async () => {
    const direct = {
      via: 'direct',
      place: { platform: 'slack', space: 't1', channel: 'd9', thread: '1.2' },
    } as const;
    await channel.tips('on', { person: EVE, more: direct });

    expect(await channel.subscription('d9')).toMatchObject({ changedBy: 'eve', place: { channel: 'd9' } });
  });

  test('a person without a known name is "you"', async () => {
    const card = await channel.tips('on', { person: { id: 'ada', zone: 'UTC' } });

    expect(wordsIn(card)).toContain('You turned on daily tips');
  });
});

describe('off', () => {
  test('forgets the channel, and offers to start again as it was', async () => {
    await channel.tips('on 9:30 mon,thu Asia/Tokyo ja docker');
    const before = await channel.subscription();
    const card = await channel.tips('off');
    expect(await channel.subscription()).toBeUndefined();
    expect(wordsIn(card)).toContain('Turned off by Ada.');

    const [again = ''] = asksIn(card);
    await channel.tips(again.replace('tips ', ''));
    const { time, days, zone, lang, topics } = (await channel.subscription()) ?? {};
    expect(before).toMatchObject({ time, days, zone, lang, topics });
  });

  test('where nothing is on says how to begin', async () => {
    expect(wordsIn(await channel.tips('off'))).toContain('They are off in this channel');
    expect(wordsIn(await channel.tips('停止', { lang: 'ja' }))).toContain('配信していません');
  });
});

describe('pause', () => {
  beforeEach(async () => {
    await channel.tips('on 9:00');
  });

  test.each([
    ['pause 1w', '2026-11-30T00:00'],
    ['休止 2週間', '2026-12-07T00:00'],
    ['pause until Friday', '2026-11-27T00:00'],
    ['休止 金曜まで', '2026-11-28T00:00'],
    ['pause until 2026-12-31', '2026-12-31T00:00'],
  ])('"tips %s" begins again on time', async (rest, utc) => {
    await channel.tips(rest);
    // Tokyo's nine o'clock is midnight in UTC; the seconds are the channel's own.
    expect(new Date((await channel.subscription())?.nextDue ?? 0).toISOString()).toContain(utc);
  });

  test('without an end nothing comes until somebody resumes', async () => {
    const card = await channel.tips('pause');
    await channel.pass(3 * DAY, DAY);

    expect(channel.platform.posted).toEqual([]);
    expect(wordsIn(card)).toContain('Paused: until somebody resumes them\nPaused by Ada.');
    expect(asksIn(card)).toContain('tips on');
    expect(wordsIn(await channel.tips('on'))).toContain('Resumed by Ada.');
    expect((await channel.subscription())?.pause).toBeUndefined();
  });

  test('a day that is over is refused', async () => {
    expect(wordsIn(await channel.tips('pause until 2026-11-20'))).toContain('2026-11-20 is over');
    expect((await channel.subscription())?.pause).toBeUndefined();
  });

  test('keeps everything else', async () => {
    const { pause: _pause, nextDue: _due, ...before } = (await channel.subscription()) ?? {};
    await channel.tips('pause 1w');

    expect(await channel.subscription()).toMatchObject(before);
  });
});

describe('skip', () => {
  beforeEach(async () => {
    await channel.tips('on 9:00 weekdays');
  });

  test('leaves days out, and the next three step over them', async () => {
    const card = await channel.tips('skip 2026-11-24 to 2026-11-25');

    expect((await channel.subscription())?.holidays).toEqual(['2026-11-24', '2026-11-25']);
    expect(wordsIn(card)).toContain('Ada set days without a tip: Tue 24 Nov, Wed 25 Nov.');
    expect(wordsIn(card)).toContain('Next three\nMon 23 Nov 09:00\nThu 26 Nov 09:00\nFri 27 Nov 09:00');
  });

  test('adds to what is there, until there are to be none', async () => {
    await channel.tips('skip tomorrow');
    await channel.tips('休み 12月29日から1月3日まで', { lang: 'ja' });
    expect((await channel.subscription())?.holidays).toHaveLength(7);

    await channel.tips('skip none');
    expect((await channel.subscription())?.holidays).toEqual([]);
  });

  test.each([
    ['skip 2020-01-01', 'is over'],
    ['skip 2026-12-01 to 2036-12-01', 'At most 366 days'],
    ['skip', 'No day is named'],
    ['skip someday', '"someday" is not understood'],
  ])('"tips %s" changes nothing', async (rest, sentence) => {
    expect(wordsIn(await channel.tips(rest))).toContain(sentence);
    expect((await channel.subscription())?.holidays).toEqual([]);
  });
});

describe('now', () => {
  test('shows the tip that comes next, and does not use it up', async () => {
    await channel.tips('on 9:00 docker');
    const first = await channel.tips('now');
    const second = await channel.tips('見本', { lang: 'ja' });
    await channel.pass(2 * 60 * MINUTE);

    expect(second.body).toEqual(first.body);
    expect(channel.platform.posted[0]?.card.body).toEqual(first.body);
    expect(first.footer).toContain('next tip (Mon 23 Nov 09:00)');
  });

  test('where nothing is on shows what would come', async () => {
    expect((await channel.tips('now')).footer).toContain('what would be posted here');
  });
});

describe('the topics chosen', () => {
  test('are those that are posted, and no others', async () => {
    await channel.tips('on 9:00 hypervisor virtualization');
    await channel.pass(8 * DAY, 30 * MINUTE);
    const members = [...notes.knowledge.topics.values()].filter(
      ({ id, parent }) => id === 'hypervisor-virtualization' || parent === 'hypervisor-virtualization',
    );
    const ideas = members.flatMap(({ tips }) => tips.map(({ text }) => plain(text.en ?? [])));

    expect(channel.platform.posted).toHaveLength(8);
    for (const { card } of channel.platform.posted) expect(ideas).toContain(wordsIn(card));
  });

  test('take in everything below them, however far', () => {
    const { topics } = notes.knowledge;
    const deck = deckOf({ topics: ['virtualization'], lang: 'en' }, notes.knowledge);

    expect(topics.get('kvm')?.parent).toBe('hypervisor-virtualization');
    expect(topics.get('hypervisor-virtualization')?.parent).toBe('hardware-virtualization');
    expect(deck).toEqual(expect.arrayContaining([...(topics.get('kvm')?.tips ?? [])]));
  });

  test('that belong to each other in a circle end', () => {
    const docker = notes.knowledge.topics.get('docker');
    if (!docker) throw new Error('there is no note docker');
    const topics = new Map([
      ['a', { ...docker, id: 'a', parent: 'b' }],
      ['b', { ...docker, id: 'b', parent: 'a' }],
    ]);

    expect(deckOf({ topics: ['c'], lang: 'en' }, { ...notes.knowledge, topics })).toEqual([]);
  });

  test('without tips are refused', async () => {
    const untold = [...notes.knowledge.topics.values()].find(({ tips }) => tips.length === 0);
    const knowledge = untold
      ? notes.knowledge
      : {
          ...notes.knowledge,
          topics: new Map(
            [...notes.knowledge.topics].map(([id, one]) => [id, id === 'kvm' ? { ...one, tips: [] } : one]),
          ),
        };
    const bare = await Channel.open({ ...notes, knowledge });

    expect(wordsIn(await bare.tips(`on ${untold?.id ?? 'kvm'}`))).toContain('There are no tips about');
    expect(await bare.subscription()).toBeUndefined();
    await bare.store.close();
  });

  test('can be listed and picked, each with the number of its tips', async () => {
    const card = await channel.tips('topics');
    await channel.tips((asksIn(card)[0] ?? '').replace('tips ', ''));

    expect(asksIn(card).length).toBeGreaterThan(20);
    expect((await channel.subscription())?.topics).toHaveLength(1);
  });
});

describe('change', () => {
  test('offers menus, every option of which can be pressed', async () => {
    await channel.tips('on 9:00');
    const asks = asksIn(await channel.tips('change'));
    for (const ask of asks) {
      const words = wordsIn(await channel.tips(ask.replace('tips ', '')));
      expect(words, ask).not.toMatch(/not understood|cannot both|no tips about/);
    }

    expect(asks.length).toBeGreaterThan(50);
  });

  test('says what is chosen now', async () => {
    await channel.tips('on 7:15 mon,thu ja docker');
    const labels = (await channel.tips('変更', { lang: 'ja' })).actions.map(({ ...one }) =>
      'label' in one ? one.label : '',
    );

    expect(labels).toEqual(
      expect.arrayContaining(['時刻（いまは 07:15）', '曜日（いまは 月・木）', '対象（いまは Docker）']),
    );
  });
});

test('without a platform to post on, as in the local chat, only a preview is offered', async () => {
  const request = {
    id: '1',
    text: 'tips on',
    via: 'terminal',
    person: { id: 'you' },
    place: { platform: 'local', channel: 'terminal' },
    at: MONDAY_8,
  } as const;
  const parts = { ...notes, store: channel.store, lang: 'en' } as const;
  const reply = await answerTips('on 9:00', request, parts);

  expect(reply && wordsIn(reply.card)).toContain('Daily tips work in Discord and Slack channels');
  expect(await channel.store.subscriptions.all()).toEqual([]);
});

const PIECES = [
  'on',
  'pause',
  'skip',
  'until',
  'for',
  'except',
  '9',
  '25:00',
  '9:00',
  '21時半',
  '午後',
  'mon-fri',
  '月木',
  '以外',
  'Tokyo',
  'IST',
  'Etc/GMT+12',
  'UTC+99',
  'ja',
  'docker',
  'wsl 2',
  '2週間',
  '999w',
  'まで',
  '2026-12-31',
  '9999-12-31',
  '0000-01-01',
  'feb 29',
  'to',
  ',',
  '・',
  '毎晩',
  '十二',
  '__proto__',
  'constructor',
];

test('no words throw, store what cannot be delivered, or are answered with what a platform refuses', async () => {
  const words = fc.oneof(
    fc.array(fc.constantFrom(...PIECES), { maxLength: 7 }).map((all) => all.join(' ')),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 4 }).map((all) => all.join('')),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
  );
  const verbs = fc.constantFrom('on', '開始', 'pause', '休止', 'skip', '休み', '');
  const langs = fc.constantFrom('ja', 'en');
  await channel.tips('on 9:00');

  await fc.assert(
    fc.asyncProperty(verbs, words, langs, async (verb, rest, lang) => {
      const card = await channel.tips(`${verb} ${rest}`, { lang });
      const stored = await channel.subscription();

      expect(refusals({ intent: 'settings', topics: [], lang, audience: 'asker', card })).toEqual([]);
      if (!stored) return;
      expect(stored.time).toMatch(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
      expect(knownZone(stored.zone)).toBeDefined();
      expect(stored.days.length).toBeGreaterThan(0);
      expect(EVERY).toEqual(expect.arrayContaining([...stored.days]));
      expect(stored.topics.every((id) => notes.knowledge.topics.has(id))).toBe(true);
      expect(stored.holidays.every((date) => /^\d{4}-\d{2}-\d{2}$/.test(date))).toBe(true);
      expect(stored.nextDue).toBeGreaterThan(channel.now);
    }),
    { numRuns: 300 },
  );
});
