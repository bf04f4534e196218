import { expect, test } from 'vitest';
import { readFeedback, withFeedback } from '../../src/cards/gaps/feedback.ts';
import { MAX_ASK, questionRef } from '../../src/talk/refs.ts';
import type { Reply } from '../../src/talk/reply.ts';

const reply: Reply = {
  intent: 'topic',
  topics: ['kvm'],
  lang: 'ja',
  audience: 'place',
  card: { tone: 'answer', title: 'KVM', body: [], actions: [], sources: [] },
};

test('the two buttons say in words what they mean, and fit every platform', () => {
  const { actions } = withFeedback(reply, questionRef('T0123456789:C0123456789:1790000000.123456')).card;

  const presses = actions.flatMap((action) => (action.kind === 'feedback' ? [action.up, action.down] : []));
  expect(presses.map(({ label }) => label)).toEqual(['👍 役に立った', '👎 役に立たなかった']);
  for (const { ask } of presses) expect(ask.length).toBeLessThanOrEqual(MAX_ASK);
});

test('what a button sends is read back as the verdict on that question', () => {
  const ref = questionRef('x');

  expect(readFeedback(`${ref} up`)).toEqual({ ref, verdict: 'liked' });
  expect(readFeedback(`${ref} down`)).toEqual({ ref, verdict: 'disliked' });
});

test.each(['loop in balloon drivers', '', '~abc', '~abc sideways', 'up'])('"%s" is no verdict', (rest) => {
  expect(readFeedback(rest)).toBeUndefined();
});

test('questions do not share a reference, however alike their ids', () => {
  const refs = Array.from({ length: 20_000 }, (_none, i) => questionRef(`T1:C1:179000${i}.000`));

  expect(new Set(refs).size).toBe(refs.length);
});
