import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Scheduling } from '../../src/ports.ts';
import { type Notes, shippedNotes } from '../platforms/notes.ts';
import { Channel, DAY, HOUR, MINUTE } from './channel.ts';

/** A platform that is given tips ahead, keeps a list of them, and may lose its answers. */
class Ahead implements Scheduling {
  readonly lead = 10 * MINUTE;
  readonly soonest = 4 * MINUTE;
  readonly fixed = MINUTE;
  readonly list: number[] = [];
  readonly came: number[] = [];
  /** What happens to the next tries. */
  readonly faults: ('lost' | 'answer lost' | 'refused')[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  show(): void {
    for (const at of this.list.filter((one) => one <= this.#now())) this.came.push(at);
    this.list.splice(0, this.list.length, ...this.list.filter((one) => one > this.#now()));
  }

  async schedule(_place: unknown, _card: unknown, _lang: unknown, at: number) {
    const fault = this.faults.shift();
    if (fault !== 'lost' && fault !== 'refused') this.list.push(at);
    if (!fault) return { ok: true, id: String(at) } as const;
    const reason = { code: 'unreachable' } as const;
    return { ok: false, retry: true, reason, certain: fault === 'refused' } as const;
  }

  async look(_place: unknown, at: number) {
    if (this.list.includes(at)) return 'there';
    return this.#now() < at - MINUTE ? 'absent' : 'unsure';
  }

  async takeBack(_place: unknown, at: number) {
    const found = this.list.indexOf(at);
    if (found >= 0) this.list.splice(found, 1);
    return this.#now() < at - MINUTE;
  }
}

let notes: Notes;
beforeAll(async () => {
  notes = await shippedNotes();
});

describe('on a platform that is given tips ahead', () => {
  let channel: Channel;
  let ahead: Ahead;
  beforeEach(async () => {
    channel = await Channel.open(notes);
    ahead = new Ahead(() => channel.now);
    Object.assign(channel.platform, { scheduling: ahead });
    await channel.tips('on 9:00 Asia/Tokyo');
    return () => channel.store.close();
  });

  async function pass(ms: number): Promise<void> {
    const end = channel.now + ms;
    while (channel.now < end) {
      await channel.pass(30_000, 30_000);
      ahead.show();
    }
  }

  test('a tip is handed over some minutes before its time, and the status does not call it posted', async () => {
    await pass(52 * MINUTE);
    expect(ahead.list).toHaveLength(1);
    expect((await channel.tips('')).body.map((part) => JSON.stringify(part)).join()).toContain('none yet');
    await pass(10 * MINUTE);

    expect(ahead.came).toHaveLength(1);
  });

  test.each([['answer lost'], ['lost'], ['refused']] as const)(
    'a first try that is %s ends in one tip, at its time',
    async (fault) => {
      ahead.faults.push(fault);
      await pass(2 * HOUR);

      expect(ahead.came).toHaveLength(1);
      expect(ahead.came[0]).toBeLessThan(channel.now - HOUR + 2 * MINUTE);
    },
  );

  test('tips turned off in between take back what was handed over', async () => {
    await pass(52 * MINUTE);
    await channel.tips('off');
    await pass(HOUR);

    expect(ahead.came).toEqual([]);
  });

  test.each([['pause'], ['skip 2026-11-23'], ['on 18:00']])('so does "tips %s"', async (command) => {
    await pass(52 * MINUTE);
    await channel.tips(command);
    await pass(HOUR);

    expect(ahead.came).toEqual([]);
  });

  test('turned on again before its time, it comes', async () => {
    await pass(52 * MINUTE);
    await channel.tips('pause');
    await pass(MINUTE);
    await channel.tips('on');
    await pass(HOUR);

    expect(ahead.came).toHaveLength(1);
  });

  test('what a process left unrecorded when tips were turned off is taken back as well', async () => {
    const { finish } = channel.store.slots;
    channel.store.slots.finish = () => new Promise(() => {});
    await pass(49 * MINUTE);
    channel.now += 2 * MINUTE;
    void channel.delivery.tick();
    await expect.poll(() => ahead.list.length).toBe(1);
    channel.store.slots.finish = finish;
    channel.restarted();
    await channel.tips('off');
    await pass(HOUR);

    expect(ahead.came).toEqual([]);
  });

  test('what may have come is not repeated, and the status says so', async () => {
    const { finish } = channel.store.slots;
    channel.store.slots.finish = () => new Promise(() => {});
    await pass(49 * MINUTE);
    channel.now += 2 * MINUTE;
    void channel.delivery.tick();
    await expect.poll(() => ahead.list.length).toBe(1);
    channel.store.slots.finish = finish;
    channel.now += 20 * MINUTE;
    ahead.show();
    channel.restarted();
    await pass(HOUR);

    expect(ahead.came).toHaveLength(1);
    expect(await channel.store.slots.history('slack/t1/c1', 1)).toMatchObject([
      { state: 'skipped', reason: { code: 'unsure' } },
    ]);
    await pass(DAY);
    expect(ahead.came).toHaveLength(2);
  });

  test('a tip that is late is handed over for a few minutes from now', async () => {
    channel.now += 90 * MINUTE;
    await pass(10 * MINUTE);

    expect(ahead.came).toHaveLength(1);
  });
});
