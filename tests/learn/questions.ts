/** Labelled questions that numbers are learned from, and what is right for each. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Question } from '../eval.ts';

export interface Labelled extends Question {
  readonly file: string;
}

/** Written by people who had not seen the notes' wording: what the bot is asked in earnest. */
export const STRANGERS = 'dev2.jsonl';
const FILES = ['dev', 'own', 'held', 'fresh', 'unseen', 'strangers', 'third', 'dev2', 'elsewhere'].map(
  (name) => `${name}.jsonl`,
);

export async function labelled(): Promise<Labelled[]> {
  const all = await Promise.all(
    FILES.map(async (file) => {
      const text = await readFile(join(import.meta.dirname, '../questions', file), 'utf8');
      const lines = text.split('\n').filter((line) => line.trim() !== '');
      return lines.map((line) => ({ ...(JSON.parse(line) as Question), file }));
    }),
  );
  return all.flat();
}

/** Topics any of which answers. */
export const rightFor = ({ expect }: Question): ReadonlySet<string> =>
  new Set([...expect.topics, ...(expect.accept ?? []).flat()]);
