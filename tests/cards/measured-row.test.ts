import { expect, test } from 'vitest';
import { measuredRow } from '../../src/cards/comparison/measured-row.ts';
import type { Benchmark } from '../../src/knowledge/figures/benchmark.ts';
import type { Topic } from '../../src/knowledge/topic.ts';
import { plain } from '../../src/text.ts';
import { shippedKnowledge } from '../shipped.ts';

const notes = await shippedKnowledge();
const note = (id: string) => notes.topics.get(id) as Topic;
const told = (ids: readonly string[], of: readonly Benchmark[] = notes.benchmarks) =>
  measuredRow(ids.map(note), { ...notes, benchmarks: of }, 'en');

test('what one source measured of both things is a row of numbers, each with that source', () => {
  const row = told(['docker', 'kvm']);
  const [first, ...others] = row?.cells ?? [];

  expect(row?.label).toMatch(/\(\d{4}\)$/);
  expect(row?.cells.map((cell) => plain(cell.value ?? []))).toEqual([
    expect.stringMatching(/^[\d.,]+ .+$/),
    expect.stringMatching(/^[\d.,]+ .+$/),
  ]);
  expect(others.map(({ source }) => source)).toEqual(others.map(() => first?.source));
});

test('nothing is told of what was never measured together, or only differs by its error', () => {
  const [row] = notes.benchmarks.filter((one) => told(['docker', 'kvm'], [one]));
  const error = Math.max(...(row?.results ?? []).map(({ value }) => value));

  expect(row && told(['docker', 'kvm'], [row])).toBeDefined();
  expect(row && told(['docker', 'kvm'], [{ ...row, error }])).toBeUndefined();
  expect(told(['docker', 'openvz'])).toBeUndefined();
});
