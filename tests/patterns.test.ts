import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Slow } from './fuzz/slow.ts';

const run = promisify(execFile);

/**
 * In a process of its own: how fast the engine makes a pattern depends on how many it has made before. Processor time
 * decides there, not the clock on the wall; a busy machine takes a while all the same.
 */
async function slowPatterns(planted: readonly RegExp[] = []): Promise<Slow> {
  const words = planted.map(({ source, flags }) => JSON.stringify({ source, flags }));
  const program = join(import.meta.dirname, 'fuzz/slow.ts');
  const { stdout } = await run(process.execPath, ['--import', 'tsx', program, ...words]);
  return JSON.parse(stdout) as Slow;
}

test('no pattern of the source takes more time than a text is long, whatever is repeated in it', {
  timeout: 600_000,
}, async () => {
  const { looked, slow } = await slowPatterns();

  expect(looked.length).toBeGreaterThan(500);
  // Those that are put together count as well.
  expect(looked).toContain('tips/words/dates.ts');
  expect(slow).toEqual([]);
});

test('those that do are found', { timeout: 120_000 }, async () => {
  const planted = [/\s+$/, /<[@#!][^>]*>/g, /\[([^\]]*)\]\(/, /<((?:https?|tel):[^|>]*)>/, /^x(\w+)\w*!$/];
  const { slow } = await slowPatterns(planted);

  expect(slow.map(({ where }) => where)).toEqual(planted.map(String));
});
