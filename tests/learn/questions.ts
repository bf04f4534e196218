/** Labelled questions that numbers are learned from, and what is right for each. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Question } from '../eval.ts';

export interface Labelled extends Question {
  readonly file: string;
}

/**
 * Written by people who had not seen the notes: what the bot is asked in earnest. All but the first and the last file
 * stand in the notes as phrases people ask with, each beside the section that answers it.
 */
export const STRANGERS: ReadonlySet<string> = new Set(
  [
    'dev2',
    'operators',
    'learners',
    'developers',
    'engineers',
    'enterprise',
    'hobbyists',
    'outside',
    'facets',
    'crossing',
  ].map((name) => `${name}.jsonl`),
);
/** Theirs as well, from which nothing is learned and which no note has. */
export const KEPT = 'kept.jsonl';
const OURS = ['dev', 'own', 'held', 'fresh', 'unseen', 'strangers', 'third', 'elsewhere'].map(
  (name) => `${name}.jsonl`,
);

/** A question as a note lists it. */
export const asNoted = (question: string): string =>
  question.replace(/\s+/g, ' ').replaceAll('|', '/').trim();

async function read(files: readonly string[]): Promise<Labelled[]> {
  const all = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(import.meta.dirname, '../questions', file), 'utf8');
      const lines = text.split('\n').filter((line) => line.trim() !== '');
      return lines.map((line) => ({ ...(JSON.parse(line) as Question), file }));
    }),
  );
  return all.flat();
}

export const labelled = (): Promise<Labelled[]> => read([...OURS, ...STRANGERS]);
export const kept = (): Promise<Labelled[]> => read([KEPT]);

/** Topics any of which answers. */
export const rightFor = ({ expect }: Question): ReadonlySet<string> =>
  new Set([...expect.topics, ...(expect.accept ?? []).flat()]);

/** Parts of the questions, each of which is left out in turn. */
export const FOLDS = 5;

/** Spreads texts over the folds, the same way each time. */
export function foldOf(text: string): number {
  let hash = 2166136261;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
  return ((hash ^ (hash >>> 13)) >>> 0) % FOLDS;
}
