import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Topic } from '../../src/knowledge/topic.ts';
import { plain } from '../../src/text.ts';
import { type Notes, shippedNotes } from './notes.ts';
import { discordRoom, type Room, slackRoom } from './rooms.ts';
import { bare } from './told.ts';

let notes: Notes;
const topic = (id: string): Topic => {
  const found = notes.knowledge.topics.get(id);
  if (!found) throw new Error(`there is no note ${id}`);
  return found;
};
beforeAll(async () => {
  notes = await shippedNotes();
});

const ROOMS: readonly (readonly [string, () => Promise<Room>])[] = [
  ['Discord', () => discordRoom(notes)],
  ['Slack over HTTP', () => slackRoom(notes, 'HTTP')],
  ['Slack in Socket Mode', () => slackRoom(notes, 'Socket Mode')],
];

describe.each(ROOMS)('on %s', (_name, open) => {
  let room: Room;
  beforeAll(async () => {
    room = await open();
  });
  afterAll(() => room.close());

  test('/virt hypervisor is answered from the notes, with sources and ways on', async () => {
    const heard = await room.command('hypervisor');

    expect(heard.title).toBe(topic('hypervisor-virtualization').title.en);
    // After its name and a colon it goes on in lower case.
    const definition = plain(topic('hypervisor-virtualization').summary.en ?? []);
    expect(heard.text.toLowerCase()).toContain(definition.toLowerCase());
    expect(heard.sources.length).toBeGreaterThan(0);
    expect(heard.asks).toContainEqual(expect.stringMatching(/^compare /));
    expect(heard.private).toBe(false);
  });

  test('ハイパーバイザー is answered in Japanese', async () => {
    const heard = await room.command('ハイパーバイザー', { lang: 'ja' });

    expect(heard.title).toBe(topic('hypervisor-virtualization').title.ja);
    expect(heard.text).toContain(plain(topic('hypervisor-virtualization').summary.ja ?? []));
  });

  test('a mention with a question is answered with the sentence that answers it', async () => {
    const question = 'why do containers start fast?';
    const heard = await room.mention(question);
    const { topics } = room.bot.replies.at(-1) ?? { topics: [] };
    const [passage] = notes.search.quotes(question, 'en', topics.slice(0, 1));

    expect(room.bot.requests.at(-1)).toMatchObject({ text: question, via: 'mention' });
    // Of a misconception its correction, which stands at its end.
    const ends = plain(passage?.text ?? [{ text: 'no passage' }]).slice(-40);
    expect(bare(heard.text)).toContain(bare(ends));
    expect(heard.private).toBe(false);
  });

  test('compare docker virtualbox sets them side by side', async () => {
    const heard = await room.command('compare docker virtualbox');

    expect(heard.title).toMatch(/Docker.*VirtualBox/);
    expect(heard.text).toMatch(/Docker: .*\n.*VirtualBox: /);
  });

  test('bench tells figures and whose they are', async () => {
    const heard = await room.command('bench');

    expect(heard.text).toMatch(/\d/);
    expect(heard.sources).toHaveLength(1);
  });

  test('all figures are a press away, with everybody they are from', async () => {
    const { asks } = await room.command('bench');
    let heard = await room.press(asks.find((ask) => ask.startsWith('unfold')) ?? '');
    for (let next: string | undefined; ; ) {
      next = heard.asks.find((ask) => /^unfold .*\+\d+$/.test(ask));
      if (next === undefined) break;
      heard = await room.press(next);
    }

    expect(heard.sources.length).toBeGreaterThan(2);
    expect(room.bot.replies.at(-1)?.audience).toBe('aside');
  });

  test('what is not in the notes is told to the asker alone, with ways on', async () => {
    const heard = await room.command('quantum soup recipe');

    expect(room.bot.replies.at(-1)?.intent).toBe('none');
    expect(heard.private).toBe(true);
    expect(heard.asks).toEqual(expect.arrayContaining(['topics', 'help']));
  });

  test('the buttons of an answer lead on', async () => {
    const { asks } = await room.command('docker');
    const compare = asks.find((ask) => ask.startsWith('compare'));
    const heard = await room.press(compare ?? '');

    expect(room.bot.replies.at(-1)).toMatchObject({
      intent: 'compare',
      topics: ['docker', expect.any(String)],
    });
    expect(heard.title).toContain('Docker');
  });

  test('a question delivered again is answered once', async () => {
    expect(await room.redeliver('docker')).toBe(1);
  });

  test('daily tips are turned on, shown and turned off by whoever may', async () => {
    const on = await room.command('tips on 09:30 weekdays Asia/Tokyo');
    const status = await room.command('tips');
    const off = await room.command('tips off');
    const after = await room.command('tips');

    expect([on, status, off, after].every((heard) => heard.private)).toBe(true);
    expect(on.text).toContain('09:30');
    expect(status.text).toContain('Asia/Tokyo');
    expect(off.text).toMatch(/off/);
    expect(after.text).toContain('They are off in this channel');
  });

  test('whoever may not is told so, and nothing changes', async () => {
    const refused = await room.command('tips on', { manager: false });
    const after = await room.command('tips');

    expect(refused.private).toBe(true);
    expect(refused.text).toContain('Only people who can manage this channel');
    expect(after.text).toContain('They are off in this channel');
  });
});
