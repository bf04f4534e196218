import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shippedNotes } from '../platforms/notes.ts';
import { contentHash, README } from './readme.ts';

const ROOT = join(import.meta.dirname, '..', '..');

test('the pictures of the README show what the answers to their questions are: `npm run pictures` draws them anew', async () => {
  const notes = await shippedNotes();
  const drawn = JSON.parse(readFileSync(join(import.meta.dirname, 'readme.json'), 'utf8'));

  expect(Object.fromEntries(README.map((shown) => [shown.file, contentHash(shown, notes)]))).toEqual(drawn);
});

test('the README has each of them, and no other', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const shown = [...readme.matchAll(/knowledge\/pictures\/([\w-]+\.png)/g)].map(([, file]) => file);

  expect(shown.sort()).toEqual(README.map(({ file }) => file).sort());
});
