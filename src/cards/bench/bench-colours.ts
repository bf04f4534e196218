import type { Benchmark, Environments } from '../../knowledge/figures/benchmark.ts';

/** Colours a chart has; see `pictures/palette.ts`. */
export const COLOURS = 10;

/** What an environment is a variant of; none for the bare machine, which others are compared with. */
export function productOf(environment: string, environments: Environments): string | undefined {
  const found = environments[environment];
  return found?.baseline ? undefined : (found?.topic ?? environment);
}

/**
 * A colour for each product, the same in every chart, the clearest for those measured most: products that one row
 * measures never share one while there are enough, and each colour is used about as often as the others. The same
 * figures give the same colours.
 */
export function coloursOf(rows: readonly Benchmark[], environments: Environments): Map<string, number> {
  const beside = new Map<string, Set<string>>();
  const measured = new Map<string, number>();
  for (const { results } of rows) {
    const together = results.flatMap(({ environment }) => productOf(environment, environments) ?? []);
    for (const one of together) beside.set(one, new Set([...(beside.get(one) ?? []), ...together]));
    for (const one of new Set(together)) measured.set(one, (measured.get(one) ?? 0) + 1);
  }
  const often = [...measured].sort(([, a], [, b]) => b - a).map(([product]) => product);
  const colours = new Map<string, number>();
  const used = new Array<number>(COLOURS).fill(0);
  for (const product of often) {
    const taken = new Set([...(beside.get(product) ?? [])].map((other) => colours.get(other)));
    const free = used.flatMap((times, colour) => (taken.has(colour) ? [] : [{ times, colour }]));
    const all = free.length > 0 ? free : used.map((times, colour) => ({ times, colour }));
    const { colour } = all.reduce((best, one) => (one.times < best.times ? one : best));
    colours.set(product, colour);
    used[colour] = (used[colour] ?? 0) + 1;
  }
  return colours;
}
