import { expect, test } from 'vitest';
import { keyFor, seal, unseal } from '../../src/platforms/answering/seal.ts';
import { createShares } from '../../src/platforms/answering/shares.ts';
import { IN_MEMORY, openStore } from '../../src/store/open.ts';
import { systemClock } from '../../src/time.ts';
import { reply } from '../slack/cards.ts';
import { recordingLog } from '../slack/recording-log.ts';

const place = { platform: 'slack', space: 'T1', channel: 'C1' };
const asked = { place, at: Date.UTC(2026, 10, 23) };

test('a private answer is found by another process, and by nobody who has the database alone', async () => {
  const { handoffs, close } = await openStore({ dataDir: IN_MEMORY });
  const written: string[] = [];
  const watched = {
    ...handoffs,
    leave: (id: string, value: string, at: number) => {
      written.push(id, value);
      return handoffs.leave(id, value, at);
    },
  };
  const log = recordingLog();
  const said = { ...reply({ title: '誰にも言わないで' }), audience: 'asker' } as const;

  const key = createShares(systemClock, log, watched).offer(said, asked) ?? '';

  expect(await createShares(systemClock, log, handoffs).open(key, place)).toEqual(said);
  expect(await createShares(systemClock, log, handoffs).open(`${key}x`, place)).toBeUndefined();
  expect(written.join()).not.toContain(key);
  expect(Buffer.from(written[1] ?? '', 'base64url').toString()).not.toContain('誰にも');
  await close();
});

test('without a database this process alone remembers', async () => {
  const shares = createShares(systemClock, recordingLog());
  const said = { ...reply(), audience: 'asker' } as const;
  const key = shares.offer(said, asked) ?? '';

  expect(await shares.open(key, place)).toEqual(said);
  expect(await createShares(systemClock, recordingLog()).open(key, place)).toBeUndefined();
});

test('a button is pressed once, whichever process hears of it, and again where that one failed', async () => {
  const { handoffs, close } = await openStore({ dataDir: IN_MEMORY });
  const [one, other] = [0, 1].map(() => createShares(systemClock, recordingLog(), handoffs));
  const shared: string[] = [];
  const sharing = (by: string) => async () => void shared.push(by);

  await expect(one?.once('b', place, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  const first = await Promise.all([
    one?.once('b', place, sharing('one')),
    other?.once('b', place, sharing('other')),
  ]);

  expect(first.sort()).toEqual([false, true]);
  expect(await other?.once('b', place, sharing('other'))).toBe(false);
  expect(shared).toHaveLength(1);
  await close();
});

test('while the database is away a button is pressed all the same', async () => {
  const { handoffs, close } = await openStore({ dataDir: IN_MEMORY });
  await close();
  const shared: string[] = [];

  expect(
    await createShares(systemClock, recordingLog(), handoffs).once(
      'b',
      place,
      async () => void shared.push('b'),
    ),
  ).toBe(true);
  expect(shared).toEqual(['b']);
});

test('what everyone sees already, and what helps nobody else, is not offered', () => {
  const shares = createShares(systemClock, recordingLog());
  const alone = { ...reply(), audience: 'asker' } as const;

  expect(shares.offer(alone, asked)).toBeDefined();
  expect(shares.offer(reply(), asked)).toBeUndefined();
  expect(shares.offer({ ...alone, intent: 'settings' }, asked)).toBeUndefined();
  expect(shares.offer({ ...alone, card: { ...alone.card, tone: 'notice' } }, asked)).toBeUndefined();
});

test('what is sealed opens with its key and as what it was, and not after a change', () => {
  const key = keyFor('test', Buffer.from('secret'));
  const sealed = seal('xoxb-1', key, 'slack/T1');
  const bytes = Buffer.from(sealed, 'base64url');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;

  expect(unseal(sealed, key, 'slack/T1')).toBe('xoxb-1');
  expect(seal('xoxb-1', key, 'slack/T1')).not.toBe(sealed);
  expect(unseal(sealed, key, 'slack/T2')).toBeUndefined();
  expect(unseal(sealed, keyFor('other', Buffer.from('secret')), 'slack/T1')).toBeUndefined();
  expect(unseal(bytes.toString('base64url'), key, 'slack/T1')).toBeUndefined();
  expect(unseal('', key, 'slack/T1')).toBeUndefined();
});
