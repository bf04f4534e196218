/** The two ways numbers are learned: a weighted sum that ranks, and small trees that add up to a probability. */
import type { Forest, Tree } from '../../src/search/model.ts';

export type Row = Readonly<Record<string, number>>;

/** Rows of which some are right, and how much the question counts. */
export interface Choice {
  readonly rows: readonly Row[];
  readonly right: readonly boolean[];
  readonly weight: number;
}

/** What a step of Adam (Kingma, Ba 2015) needs. */
const ADAM = { rate: 0.3, first: 0.9, second: 0.99, steps: 250 };
/** How strongly weights are drawn to nothing (L2); questions with their passages are few, and need more of it. */
export const DECAY = { topics: 3e-4, passages: 3e-4 };

/** All rows one after another, so that thousands of questions are gone through in seconds. */
interface Flat {
  readonly values: Float64Array;
  readonly right: Uint8Array;
  /** Where each question's rows begin; one more, where the last ends. */
  readonly starts: Uint32Array;
  readonly weights: Float64Array;
}

function flat(names: readonly string[], choices: readonly Choice[]): Flat {
  const usable = choices.filter(({ right }) => right.includes(true));
  const starts = new Uint32Array(usable.length + 1);
  for (const [i, { rows }] of usable.entries()) starts[i + 1] = (starts[i] ?? 0) + rows.length;
  const values = new Float64Array((starts[usable.length] ?? 0) * names.length);
  const right = new Uint8Array(starts[usable.length] ?? 0);
  let row = 0;
  for (const one of usable)
    for (const [i, features] of one.rows.entries()) {
      for (const [j, name] of names.entries()) values[row * names.length + j] = features[name] ?? 0;
      right[row++] = one.right[i] ? 1 : 0;
    }
  return { values, right, starts, weights: Float64Array.from(usable, ({ weight }) => weight) };
}

/** How the weights have to change for the right rows of a question to win, added to a sum. */
function pullOf(
  question: number,
  { values, right, starts, weights: of }: Flat,
  weights: Float64Array,
  sum: Float64Array,
): void {
  const [from, to, size] = [starts[question] ?? 0, starts[question + 1] ?? 0, weights.length];
  const odds = new Float64Array(to - from);
  let top = Number.NEGATIVE_INFINITY;
  for (let row = from; row < to; row++) {
    let score = 0;
    for (let j = 0; j < size; j++) score += (values[row * size + j] ?? 0) * (weights[j] ?? 0);
    odds[row - from] = score;
    top = Math.max(top, score);
  }
  let [total, good] = [0, 0];
  for (let row = from; row < to; row++) {
    const odd = Math.exp((odds[row - from] ?? 0) - top);
    odds[row - from] = odd;
    total += odd;
    if (right[row]) good += odd;
  }
  for (let row = from; row < to; row++) {
    const odd = odds[row - from] ?? 0;
    const pull = (of[question] ?? 0) * (odd / total - (right[row] ? odd / good : 0));
    for (let j = 0; j < size; j++) sum[j] = (sum[j] ?? 0) + pull * (values[row * size + j] ?? 0);
  }
}

/** Conditional logit: the weights under which the right rows win, by gradient descent. Nothing is left to chance. */
export function fitRanking(
  names: readonly string[],
  choices: readonly Choice[],
  decay = DECAY.topics,
): Record<string, number> {
  const rows = flat(names, choices);
  const all = rows.weights.reduce((sum, weight) => sum + weight, 0);
  const size = names.length;
  const [weights, mean, spread] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  for (let step = 1; step <= ADAM.steps; step++) {
    const gradient = new Float64Array(size);
    for (let question = 0; question < rows.weights.length; question++)
      pullOf(question, rows, weights, gradient);
    for (let j = 0; j < size; j++) {
      const slope = (gradient[j] ?? 0) / all + decay * (weights[j] ?? 0);
      mean[j] = ADAM.first * (mean[j] ?? 0) + (1 - ADAM.first) * slope;
      spread[j] = ADAM.second * (spread[j] ?? 0) + (1 - ADAM.second) * slope * slope;
      const pace = Math.sqrt((spread[j] ?? 0) / (1 - ADAM.second ** step)) + 1e-8;
      weights[j] = (weights[j] ?? 0) - (ADAM.rate * (mean[j] ?? 0)) / (1 - ADAM.first ** step) / pace;
    }
  }
  return Object.fromEntries(names.map((name, i) => [name, Number((weights[i] ?? 0).toFixed(3))]));
}

/** A row, whether it is so, and how much it counts. */
export interface Case {
  readonly row: Row;
  readonly so: boolean;
  readonly weight: number;
}

const FOREST = { trees: 120, rate: 0.08, depth: 3, cuts: 24, keep: 3, least: 4 };

interface Working {
  readonly values: Float64Array;
  readonly weight: number;
  readonly so: boolean;
  score: number;
  slope: number;
  curve: number;
}

/** Places where a feature may be cut, evenly spread over the cases. */
function cutsOf(cases: readonly Working[], feature: number): number[] {
  const sorted = cases.map(({ values }) => values[feature] ?? 0).sort((a, b) => a - b);
  const at = Array.from({ length: FOREST.cuts }, (_none, i) =>
    Number((sorted[Math.floor(((i + 1) * sorted.length) / (FOREST.cuts + 1))] ?? 0).toFixed(4)),
  );
  return [...new Set(at)];
}

const sums = (cases: readonly Working[]): readonly [number, number] => [
  cases.reduce((sum, { slope }) => sum + slope, 0),
  cases.reduce((sum, { curve }) => sum + curve, 0),
];
const gain = (slope: number, curve: number): number => (slope * slope) / (curve + FOREST.keep);

interface Split {
  readonly feature: number;
  readonly at: number;
  readonly gain: number;
}

function bestSplit(cases: readonly Working[], cuts: readonly (readonly number[])[]): Split | undefined {
  const [slopes, curves] = sums(cases);
  let best: Split | undefined;
  for (const [feature, places] of cuts.entries()) {
    const slope = new Float64Array(places.length + 1);
    const curve = new Float64Array(places.length + 1);
    for (const one of cases) {
      const value = one.values[feature] ?? 0;
      let bin = 0;
      while (bin < places.length && value > (places[bin] ?? 0)) bin++;
      slope[bin] = (slope[bin] ?? 0) + one.slope;
      curve[bin] = (curve[bin] ?? 0) + one.curve;
    }
    let [low, lowCurve] = [0, 0];
    for (const [i, at] of places.entries()) {
      low += slope[i] ?? 0;
      lowCurve += curve[i] ?? 0;
      if (lowCurve < FOREST.least || curves - lowCurve < FOREST.least) continue;
      const won = gain(low, lowCurve) + gain(slopes - low, curves - lowCurve) - gain(slopes, curves);
      if (won > (best?.gain ?? 1e-6)) best = { feature, at, gain: won };
    }
  }
  return best;
}

function grow(
  cases: readonly Working[],
  names: readonly string[],
  cuts: readonly (readonly number[])[],
  depth: number,
): Tree {
  const split = depth === 0 ? undefined : bestSplit(cases, cuts);
  if (!split) {
    const [slope, curve] = sums(cases);
    const step = Number(((-FOREST.rate * slope) / (curve + FOREST.keep)).toFixed(4));
    for (const one of cases) one.score += step;
    return step;
  }
  const low = cases.filter(({ values }) => (values[split.feature] ?? 0) <= split.at);
  const high = cases.filter(({ values }) => (values[split.feature] ?? 0) > split.at);
  return {
    of: names[split.feature] ?? '',
    at: split.at,
    low: grow(low, names, cuts, depth - 1),
    high: grow(high, names, cuts, depth - 1),
  };
}

/** Gradient-boosted trees (Friedman 2001) for a probability. */
export function fitForest(names: readonly string[], cases: readonly Case[]): Forest {
  const so = cases.reduce((sum, one) => sum + (one.so ? one.weight : 0), 0);
  const all = cases.reduce((sum, { weight }) => sum + weight, 0);
  const base = Number(Math.log(so / Math.max(1e-9, all - so)).toFixed(4));
  const working = cases.map(
    ({ row, ...one }): Working => ({
      ...one,
      values: Float64Array.from(names, (name) => row[name] ?? 0),
      score: base,
      slope: 0,
      curve: 0,
    }),
  );
  const cuts = names.map((_name, i) => cutsOf(working, i));
  const trees = Array.from({ length: FOREST.trees }, () => {
    for (const one of working) {
      const p = 1 / (1 + Math.exp(-one.score));
      one.slope = one.weight * (p - (one.so ? 1 : 0));
      one.curve = one.weight * p * (1 - p);
    }
    return grow(working, names, cuts, FOREST.depth);
  });
  return { base, trees };
}
