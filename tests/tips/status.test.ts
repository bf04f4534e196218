import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../src/talk/request.ts';
import { sayPost } from '../../src/talk/sentences/post-sentences.ts';
import { plain } from '../../src/text.ts';
import { type Notes, shippedNotes } from '../platforms/notes.ts';
import { refusalsOfEveryForm, replyOf } from '../platforms/sending.ts';
import { ADA, asksIn, Channel, DAY, HOUR, MINUTE, wordsIn } from './channel.ts';

let notes: Notes;
let channel: Channel;
beforeAll(async () => {
  notes = await shippedNotes();
});
beforeEach(async () => {
  channel = await Channel.open(notes);
  // Monday 2026-11-23, 08:00 in Tokyo.
  await channel.tips('on 9:00 daily');
  return () => channel.store.close();
});

/** The value of a row or the lines of a list, in English and Japanese. */
async function row(labels: { readonly en: string; readonly ja: string }, person: Person = ADA) {
  const found = { en: '', ja: '' };
  for (const lang of ['en', 'ja'] as const) {
    const card = await channel.tips('', { lang, person });
    for (const part of card.body) {
      if (part.kind === 'list' && part.heading === labels[lang])
        found[lang] = part.items.map(plain).join('\n');
      const fact = part.kind === 'facts' && part.rows.find(({ label }) => label === labels[lang]);
      if (fact) found[lang] = plain(fact.value);
    }
  }
  return found;
}
const MISSED = { en: 'Missed', ja: '届かなかった回' };
const LAST = { en: 'Last post', ja: '前回の投稿' };
const NEXT = { en: 'Next three', ja: '次の3回' };
const PAUSED = { en: 'Paused', ja: '休止中' };

describe('the last post', () => {
  test('is not there yet at first', async () => {
    expect(await row(LAST)).toEqual({ en: 'none yet', ja: 'まだありません' });
  });

  test('is told with its topic', async () => {
    await channel.tips('on docker');
    await channel.pass(2 * HOUR);

    expect(await row(LAST)).toEqual({ en: 'Mon 23 Nov 09:00 · Docker', ja: '11月23日（月）09:00 · Docker' });
  });

  test('stays told while later ones are missed', async () => {
    await channel.pass(2 * HOUR);
    await channel.tips('skip tomorrow');
    await channel.pass(DAY, HOUR);

    expect((await row(LAST)).en).toContain('Mon 23 Nov 09:00');
  });
});

describe('why a tip did not come', () => {
  test('nothing is said where all came, or since the last that came', async () => {
    await channel.tips('skip tomorrow');
    await channel.pass(3 * DAY, HOUR);

    expect(await row(MISSED)).toEqual({ en: '', ja: '' });
  });

  test('a day without tips', async () => {
    await channel.tips('skip today');
    await channel.pass(2 * HOUR);

    expect(await row(MISSED)).toEqual({
      en: 'Mon 23 Nov 09:00 · a day without tips',
      ja: '11月23日（月）09:00 · 休みの日',
    });
  });

  test('Virt was down, from when to when', async () => {
    await channel.pass(10 * MINUTE);
    channel.now += 6 * HOUR;
    await channel.restarted().tick();

    expect(await row(MISSED)).toEqual({
      en: 'Mon 23 Nov 09:00 · Virt was down Mon 23 Nov 08:10–14:10',
      ja: '11月23日（月）09:00 · Virt の停止中（11月23日（月）08:10–14:10）',
    });
  });

  test('a pause that is over', async () => {
    await channel.tips('pause 2d');
    await channel.pass(2 * DAY + MINUTE, HOUR);

    expect(await row(MISSED)).toEqual({
      en: 'Mon 23 Nov 08:00–Wed 25 Nov 08:00 · paused',
      ja: '11月23日（月）08:00–11月25日（水）08:00 · 休止中',
    });
    expect(await row(PAUSED)).toEqual({ en: '', ja: '' });
  });

  test('a pause that is over is no longer told after the next post', async () => {
    await channel.tips('pause 1d');
    await channel.pass(3 * DAY, HOUR);

    expect(await row(MISSED)).toEqual({ en: '', ja: '' });
  });

  test('a missing permission, in the reader’s language', async () => {
    channel.platform.answers.push({ ok: false, retry: false, reason: { code: 'notAllowed' } });
    await channel.pass(2 * HOUR);

    const missed = await row(MISSED);
    expect(missed.en).toBe(`Mon 23 Nov 09:00 · it could not be posted: ${sayPost('postNotAllowed', 'en')}`);
    expect(missed.ja).toContain(`投稿できなかった: ${sayPost('postNotAllowed', 'ja')}`);
    expect((await row(PAUSED)).en).toBe(`until somebody resumes them\n${sayPost('postNotAllowed', 'en')}`);
  });

  test('a platform’s own word for a refusal is passed on within a sentence of ours', async () => {
    const reason = { code: 'refused', detail: 'msg_too_long' } as const;
    channel.platform.answers.push({ ok: false, retry: false, reason });
    await channel.pass(2 * HOUR);

    expect((await row(MISSED)).ja).toContain('投稿できなかった: 投稿が拒否されました（msg_too_long）。');
    expect(await row(PAUSED)).toEqual({ en: '', ja: '' });
  });

  test('settings that are damaged say so, and setting them again mends them', async () => {
    const before = await channel.subscription();
    if (before) await channel.store.subscriptions.put({ ...before, zone: 'Mars/Phobos' });
    await channel.pass(2 * HOUR);

    expect((await row(PAUSED)).en).toContain('The stored settings cannot be read (zone).');
    await channel.tips('on 18:00 Asia/Tokyo');
    expect(await row(PAUSED)).toEqual({ en: '', ja: '' });
    await channel.pass(9 * HOUR);
    expect(channel.platform.posted).toHaveLength(1);
  });

  test('only the latest few are told', async () => {
    await channel.tips('skip 2026-11-23 to 2026-11-28');
    await channel.pass(5 * DAY, HOUR);

    expect((await row(MISSED)).en.split('\n')).toHaveLength(3);
  });
});

describe('while paused', () => {
  test('by whom, and when they go on, skipping holidays', async () => {
    await channel.tips('skip 2026-11-30');
    await channel.tips('pause 1w', { lang: 'ja' });

    expect(await row(PAUSED)).toEqual({
      en: 'resumes Tue 1 Dec 09:00\nPaused by Ada.',
      ja: '12月1日（火）09:00 から再開\nAda さんが休止しました。',
    });
    expect((await row(NEXT)).en).toMatch(/^Tue 1 Dec 09:00\n/);
  });

  test('the buttons resume, preview, change and turn off', async () => {
    expect(asksIn(await channel.tips(''))).toEqual(['tips pause 1w', 'tips now', 'tips change', 'tips off']);

    await channel.tips('pause');
    expect(asksIn(await channel.tips(''))).toEqual(['tips on', 'tips now', 'tips change', 'tips off']);
  });
});

describe('the next three', () => {
  test('are told once to a reader on the same clock', async () => {
    expect((await row(NEXT, { id: 'eve', zone: 'Asia/Seoul' })).en).toBe(
      'Mon 23 Nov 09:00\nTue 24 Nov 09:00\nWed 25 Nov 09:00',
    );
  });

  test('are told on both clocks to a reader elsewhere, with the day where it is another', async () => {
    expect((await row(NEXT, { id: 'eve', zone: 'Europe/Berlin' })).en).toMatch(
      /^Mon 23 Nov 09:00 \(for you: 01:00 Europe\/Berlin\)\n/,
    );
    expect((await row(NEXT, { id: 'eve', zone: 'America/New_York' })).ja).toMatch(
      /^11月23日（月）09:00（あなたの時刻: 11月22日（日）19:00 America\/New_York）\n/,
    );
  });

  test('are left to the platform where the reader’s zone is not known', async () => {
    const card = await channel.tips('', { person: { id: 'eve' } });
    const lists = card.body.flatMap((part) => (part.kind === 'list' ? part.items : []));

    expect(
      lists.flat().flatMap(({ moment }) => (moment === undefined ? [] : [moment % DAY < MINUTE])),
    ).toEqual([true, true, true]);
  });
});

test('whatever the status tells, both platforms take it', async () => {
  await channel.tips('on 9:00 docker, kvm, xen, containerd, container virtualization');
  await channel.tips('skip 2026-11-24 to 2027-03-01');
  await channel.pass(4 * DAY, HOUR);
  for (const lang of ['en', 'ja'] as const)
    for (const rest of ['', 'change', 'topics', 'now', 'bananas', 'on IST', 'off'])
      expect(refusalsOfEveryForm(replyOf(await channel.tips(rest, { lang }), lang)), rest).toEqual([]);
});

test('a card never says "undefined" or shows a code', async () => {
  channel.platform.answers.push(
    ...Array.from({ length: 20 }, () => ({ ok: false, retry: true, reason: { code: 'timeout' } }) as const),
  );
  await channel.pass(5 * HOUR, 10 * MINUTE);

  const words = wordsIn(await channel.tips('', { lang: 'ja' }));
  expect(words).not.toMatch(/undefined|timeout|null|Infinity/);
  expect(words).toContain('時間内に応答がなかった');
});
