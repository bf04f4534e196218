import type { Question } from './question.ts';

/** Topics that are themselves about measuring: named with a request for numbers, they are not what was measured. */
export const BENCH_TOPICS: ReadonlySet<string> = new Set([
  'sysbench',
  'startup-speed',
  'processing-overhead',
]);

/** Whether measured values of things in the notes are asked for, not of a chair or a stock. */
export function ours({ topics, words, raw, search }: Question): boolean {
  const strange = words.filter((word) => !word.known).length;
  return strange === 0 || (topics.length > 0 && (strange === 1 || search.find(raw).verdict !== 'none'));
}
