import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DeckPosition } from '../../src/store/daily-tips.ts';
import { drawTip } from '../../src/tips/cards/deck.ts';

const start = (seed: number): DeckPosition => ({ seed, round: 0, cursor: -1 });
const deck = (size: number): string[] => Array.from({ length: size }, (_none, n) => `topic-${n}/tip-1`);

function drawMany(
  tips: readonly string[],
  position: DeckPosition,
  count: number,
): { tips: string[]; position: DeckPosition } {
  const drawn: string[] = [];
  let at = position;
  for (let n = 0; n < count; n++) {
    const next = drawTip(tips, at);
    if (!next) break;
    drawn.push(next.tip);
    at = next.deck;
  }
  return { tips: drawn, position: at };
}

test('goes through the whole deck before any tip comes again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 0, max: 2 ** 31 }), (size, seed) => {
      const { tips } = drawMany(deck(size), start(seed), size);
      expect(new Set(tips).size).toBe(size);
    }),
    { numRuns: 60 },
  );
});

test('a round never begins with the tip that ended the one before', () => {
  const { tips } = drawMany(deck(5), start(3), 500);

  expect(tips.filter((tip, n) => n > 0 && tip === tips[n - 1])).toEqual([]);
});

test('two channels have two orders, and each its own again', () => {
  const one = drawMany(deck(40), start(1), 40).tips;
  const other = drawMany(deck(40), start(2), 40).tips;

  expect(one).not.toEqual(other);
  expect(drawMany(deck(40), start(1), 40).tips).toEqual(one);
});

test('tips that join later come within two rounds, and nothing is repeated within one', () => {
  const before = drawMany(deck(20), start(9), 10);
  const grown = [...deck(20), 'new/tip-1', 'new/tip-2'];

  const rest = drawMany(grown, before.position, 12 + 22).tips;

  expect(rest).toEqual(expect.arrayContaining(['new/tip-1', 'new/tip-2']));
  const thisRound = [...before.tips, ...rest.slice(0, 10)];
  expect(new Set(thisRound).size).toBe(thisRound.length);
});

test('an empty deck draws nothing', () => {
  expect(drawTip([], start(1))).toBeUndefined();
});
