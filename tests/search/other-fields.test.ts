import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { createSearch, type ExplainedSearch } from '../../src/search/create.ts';
import { understand } from '../../src/understanding/grammar.ts';
import { shippedKnowledge } from '../shipped.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Libraries this project uses anyway: their manuals are about computers, but not about virtualization. */
const LIBRARIES =
  'zod yaml kysely discord.js fuse.js wanakana pino ws ajv vitest tsx fast-check axe-core unified react dotenv minisearch'.split(
    ' ',
  );

let search: ExplainedSearch;
beforeAll(async () => {
  search = createSearch(await shippedKnowledge());
});

function sentencesOf(library: string): string[] {
  const file = join(ROOT, 'node_modules', library, 'README.md');
  const manual = existsSync(file) ? readFileSync(file, 'utf8').replace(/```[\s\S]*?```/g, '') : '';
  return manual.match(/[A-Z][A-Za-z' ,-]{25,110}[.?!]/g) ?? [];
}

test('sentences of manuals in other fields are declined, though notes use most of their words', () => {
  const sentences = LIBRARIES.flatMap(sentencesOf);

  const answered = sentences.filter((sentence) => understand(sentence, search).kind !== 'none');

  expect(sentences.length).toBeGreaterThan(100);
  expect(answered.length / sentences.length).toBeLessThan(0.09);
});
