import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPace, type PaceOptions, waitReply } from '../../src/bot/pace.ts';
import type { Request } from '../../src/talk/request.ts';
import { plain } from '../../src/text.ts';

const T0 = Date.UTC(2026, 10, 23, 9);
const options: PaceOptions = {
  person: { burst: 3, every: 1_000 },
  channel: { burst: 5, every: 100 },
  underway: 1_000,
};

const request = (more: Partial<Request> & { person?: { id: string }; channel?: string } = {}): Request => {
  const { channel = 'c1', ...rest } = more;
  return {
    id: 'r',
    text: 'kvm',
    via: 'mention',
    person: { id: 'ann' },
    place: { platform: 'discord', space: 'g', channel },
    at: T0,
    ...rest,
  };
};

const kinds = (pace: ReturnType<typeof createPace>, requests: readonly Request[]): Promise<string[]> =>
  Promise.all(requests.map(async (one) => (await pace.admit(one)).kind));

test('a few questions at once are taken; further ones are told once to wait, and then left', async () => {
  const five = Array.from({ length: 5 }, () => request());

  expect(await kinds(createPace(options), five)).toEqual(['go', 'go', 'go', 'tell', 'drop']);
});

test('what a person is told to wait is enough', async () => {
  const pace = createPace(options);
  for (let i = 0; i < 3; i++) await pace.admit(request());

  const told = await pace.admit(request());

  expect(told).toEqual({ kind: 'tell', wait: 1_000 });
  expect((await pace.admit(request({ at: T0 + 1_000 }))).kind).toBe('go');
});

test('one person’s flood costs another nothing', async () => {
  const pace = createPace({ ...options, channel: { burst: 1_000, every: 1 } });
  for (let i = 0; i < 500; i++) await pace.admit(request());

  expect((await pace.admit(request({ person: { id: 'ben' } }))).kind).toBe('go');
});

test('a channel has its share as well, and other channels theirs', async () => {
  const pace = createPace(options);
  const crowd = Array.from({ length: 6 }, (_none, i) => request({ person: { id: `p${i}` } }));

  expect(await kinds(pace, crowd)).toEqual(['go', 'go', 'go', 'go', 'go', 'tell']);
  expect((await pace.admit(request({ person: { id: 'zoe' }, channel: 'c2' }))).kind).toBe('go');
});

test('a command is always answered, since its platform would call it failed', async () => {
  const commands = Array.from({ length: 6 }, () => request({ via: 'command' }));

  expect(await kinds(createPace(options), commands)).toEqual(['go', 'go', 'go', 'tell', 'tell', 'tell']);
});

test('with too much under way at once the next waits until something is done', async () => {
  const pace = createPace({ ...options, underway: 1 });
  await pace.admit(request());

  expect((await pace.admit(request({ person: { id: 'ben' } }))).kind).toBe('tell');
  pace.done();
  expect((await pace.admit(request({ person: { id: 'cat' } }))).kind).toBe('go');
});

test('whatever the times, nobody gets more than their share', async () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 1, maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(gaps, async (waits) => {
      const pace = createPace(options);
      let at = T0;
      let taken = 0;
      for (const wait of waits) {
        at += wait;
        if ((await pace.admit(request({ at }))).kind === 'go') taken++;
      }
      expect(taken).toBeLessThanOrEqual(3 + Math.floor((at - T0) / 1_000));
    }),
  );
});

test('the sentence is for the asker alone, in their language, with the time to wait', () => {
  const reply = waitReply(2_400, 'ja');

  expect([reply.intent, reply.audience]).toEqual(['wait', 'asker']);
  expect(reply.card.body.map((part) => (part.kind === 'text' ? plain(part.text) : '')).join()).toContain(
    '3秒',
  );
});
