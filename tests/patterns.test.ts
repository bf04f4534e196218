import { expect, test } from 'vitest';
import { patternsOfSource } from './fuzz/patterns.ts';
import { slowUnit } from './fuzz/pump.ts';

// Processor time decides, not the clock on the wall; a busy machine takes a while all the same.
test('no pattern of the source takes more time than a text is long, whatever is repeated in it', {
  timeout: 600_000,
}, async () => {
  const patterns = await patternsOfSource();
  const slow = patterns.flatMap(({ where, regex }) => {
    const unit = slowUnit(regex, 2);
    return unit === undefined ? [] : [`${where}: ${JSON.stringify(unit)} over and over`];
  });

  expect(patterns.length).toBeGreaterThan(500);
  // Those that are put together count as well.
  expect(patterns.map(({ where }) => where)).toContain('tips/words/dates.ts');
  expect(slow).toEqual([]);
});

test.each([/\s+$/, /<[@#!][^>]*>/g, /\[([^\]]*)\]\(/, /<((?:https?|tel):[^|>]*)>/, /^x(\w+)\w*!$/])(
  'one that does is found: %s',
  { timeout: 120_000 },
  (pattern) => {
    expect(slowUnit(pattern, 6)).toBeDefined();
  },
);
