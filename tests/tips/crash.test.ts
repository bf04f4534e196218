import { expect, test } from 'vitest';
import { crash } from '../crash/crash.ts';

test('two processes that are killed again and again lose no tip and post none twice', {
  timeout: 150_000,
}, async () => {
  const report = await crash({
    slots: 12,
    workers: 2,
    mode: 'nonce',
    faults: true,
    chance: Math.random,
    patience: 120_000,
  });

  expect(report).toMatchObject({ due: 12, once: 12, lost: 0, doubled: 0 });
  expect(report.killsWhileSending).toBeGreaterThan(0);
});
