import { expect, test } from 'vitest';
import { fuzz } from './fuzz/fuzz.ts';
import { shippedNotes } from './platforms/notes.ts';

test('nothing of ours throws or makes what a platform refuses, whatever comes in', {
  timeout: 300_000,
}, async () => {
  const counts = await fuzz(await shippedNotes(), 4_000, 7);

  for (const [kind, { inputs, crashes, outOfLimits, examples }] of Object.entries(counts)) {
    expect(inputs, kind).toBeGreaterThan(0);
    expect({ kind, crashes, outOfLimits, examples: crashes + outOfLimits ? examples : [] }).toEqual({
      kind,
      crashes: 0,
      outOfLimits: 0,
      examples: [],
    });
  }
});
