import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plain } from '../../src/text.ts';
import { type Notes, shippedNotes } from './notes.ts';
import { discordTips, PERSON, slackTips, type TipsRoom } from './tips-rooms.ts';
import { bare } from './told.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let notes: Notes;
beforeAll(async () => {
  const { knowledge, search } = await shippedNotes();
  // A bot for every test reads its notes for every test: a few are enough.
  const few = ['docker', 'podman', 'kvm', 'container-virtualization'];
  const topics = new Map([...knowledge.topics].filter(([id]) => few.includes(id)));
  notes = { knowledge: { ...knowledge, topics }, search };
});

const ROOMS = [
  ['Discord', discordTips],
  ['Slack', slackTips],
] as const;

describe.each(ROOMS)('daily tips on %s', (name, open) => {
  let room: TipsRoom;
  // The clock starts on a Monday at 08:00 in Tokyo.
  beforeEach(async () => {
    room = await open(notes);
    return () => room.close();
  });

  const turnOn = () => room.command('tips on 9:00 daily Asia/Tokyo en docker');
  /** Nine o'clock has come. */
  const nine = () => room.live(room.delivery(), 75 * MINUTE);

  test('come when their time has come, in the channel, once', async () => {
    await turnOn();
    const delivery = room.delivery();
    await delivery.tick();
    expect(room.posted()).toEqual([]);

    await room.live(delivery, 75 * MINUTE);
    await delivery.tick();
    await room.delivery().tick();

    const ideas = notes.knowledge.topics.get('docker')?.tips.map(({ text }) => bare(plain(text.en ?? [])));
    expect(room.posted()).toHaveLength(1);
    const [tip] = room.posted();
    expect(tip?.title).toBe('Study tip: Docker');
    expect(ideas?.some((idea) => bare(tip?.text ?? '').includes(idea))).toBe(true);
    expect(tip?.sources.length).toBeGreaterThan(0);
  });

  test('are each marked with their own slot, which a second try would find', async () => {
    await turnOn();
    const delivery = room.delivery();
    await room.live(delivery, 2 * DAY + 75 * MINUTE);

    const marks = room.posted().map(({ mark }) => mark);
    expect(marks).toHaveLength(3);
    expect(new Set(marks).size).toBe(3);
    expect(marks.every((mark) => typeof mark === 'string' && mark !== '')).toBe(true);
    expect(new Set(room.posted().map(({ text }) => text)).size).toBe(3);
  });

  test('lead to a question, which is asked, answered and explained to whoever presses alone', async () => {
    await turnOn();
    await nine();
    const ask = room.posted()[0]?.asks.find((one) => one.startsWith('quiz'));

    const question = await room.press(ask ?? '');
    const answers = [];
    for (const choice of question.asks) answers.push(await room.press(choice));

    expect(question).toMatchObject({ title: 'Quiz: Docker', private: true });
    expect(answers.every((one) => one.private && one.sources.length > 0)).toBe(true);
    expect(answers.map(({ title }) => title).sort()).toEqual([
      'Correct',
      ...question.asks.slice(1).map(() => 'Not quite'),
    ]);
    const quiz = notes.knowledge.topics.get('docker')?.quiz[0];
    for (const { text } of answers) expect(bare(text)).toContain(bare(plain(quiz?.why.en ?? [])));
  });

  test('go with a quiz: a question asked in the open is answered to each who presses alone', async () => {
    const question = await room.command('quiz docker');
    const answers = [await room.press(question.asks[0] ?? ''), await room.press(question.asks[1] ?? '')];

    expect(question).toMatchObject({ title: 'Quiz: Docker', private: false });
    expect(answers.map((one) => one.private)).toEqual([true, true]);
    for (const { title } of answers) expect(title).toMatch(/^(?:Correct|Not quite)$/);
  });

  test('lead to their note, shown to whoever presses alone', async () => {
    await turnOn();
    await nine();

    const more = await room.press(room.posted()[0]?.asks[0] ?? '');

    expect(more).toMatchObject({ title: 'Docker', private: true });
  });

  test('are the very ones the preview showed', async () => {
    await turnOn();
    const preview = await room.command('tips now');
    await nine();

    expect(preview.private).toBe(true);
    expect(preview.title).toBe(room.posted()[0]?.title);
    expect(bare(preview.text)).toContain(bare(room.posted()[0]?.text ?? 'nothing'));
  });

  test('tell how they stand: the last one, and the next three', async () => {
    await turnOn();
    await nine();

    const status = await room.command('tips');

    expect(status.text).toMatch(/Last post: Mon 23 Nov 09:00/);
    expect(status.text).toContain('Docker');
    expect(status.text).toMatch(/Next three\s+(?:•|-)?\s*Tue 24 Nov 09:00/);
  });

  test('are paused where the channel is closed, with one notice to whoever set them up', async () => {
    await turnOn();
    room.closeChannel();
    const delivery = room.delivery();
    await room.live(delivery, 2 * DAY + 75 * MINUTE);

    expect(room.posted()).toEqual([]);
    expect(room.told()).toMatchObject([{ person: PERSON[name], title: 'Daily tips are paused' }]);
    const status = await room.command('tips');
    expect(status.text).toMatch(/Paused: until somebody resumes them/);
    expect(status.text).toMatch(/could not be posted/);
    expect(status.asks).toContain('tips on');
  });

  test('are not changed by whoever may not manage the channel', async () => {
    await turnOn();

    const refused = await room.command('tips on 18:00', { manager: false });
    const stopped = await room.command('tips off', { manager: false });
    await nine();

    for (const heard of [refused, stopped]) {
      expect(heard.private).toBe(true);
      expect(heard.text).toContain('Only people who can manage this channel');
    }
    expect(room.posted()).toHaveLength(1);
  });

  test('come to one person who wants them in a direct conversation, whatever they may manage', async () => {
    const on = await room.direct('tips on 9:00 daily Asia/Tokyo en docker');
    await nine();

    expect(on.text).toContain('turned on daily tips');
    expect(room.posted('direct')).toMatchObject([{ title: 'Study tip: Docker' }]);
    expect(room.posted()).toEqual([]);
  });

  test('after a night of downtime are one, and the status says what was missed and why', async () => {
    await turnOn();
    await nine();
    room.clock.pass(2 * DAY);
    await room.live(room.delivery(), 45 * MINUTE);

    expect(room.posted()).toHaveLength(2);
    room.clock.pass(DAY + 5 * HOUR);
    await room.live(room.delivery(), 45 * MINUTE);
    expect((await room.command('tips')).text).toMatch(/Missed\s+(?:•|-)?\s*Thu 26 Nov 09:00 · Virt was down/);
  });

  test('stop when they are turned off, and begin again as they were at a press', async () => {
    await turnOn();
    const off = await room.command('tips off');
    await nine();
    expect(room.posted()).toEqual([]);

    await room.command(off.asks[0] ?? '');
    await room.live(room.delivery(), DAY);
    expect(room.posted()).toHaveLength(1);
  });
});
