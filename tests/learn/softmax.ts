/** A labelled example: features by name, and the classes that would be right (one, or several that both are). */
export interface Example {
  readonly features: ReadonlyMap<string, number>;
  readonly right: ReadonlySet<number>;
}

/** Weights by feature, one number for each class but the first, whose weights are zero. */
export type Weights = Readonly<Record<string, readonly number[]>>;

export interface Training {
  readonly classes: number;
  /** Weight of the L1 penalty: larger means fewer features. */
  readonly sparsity: number;
  /** Features of fewer examples than this are left out. */
  readonly least: number;
  readonly rounds: number;
}

interface Row {
  readonly at: Uint32Array;
  readonly values: Float64Array;
  readonly right: ReadonlySet<number>;
}

function softmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - most));
  const sum = raised.reduce((a, b) => a + b, 0);
  return raised.map((one) => one / sum);
}

/** Names of the features that enough examples have, in an order that is always the same. */
function vocabulary(examples: readonly Example[], least: number): string[] {
  const counts = new Map<string, number>();
  for (const { features } of examples)
    for (const name of features.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].flatMap(([name, count]) => (count >= least ? [name] : [])).sort();
}

function gradient(rows: readonly Row[], weights: readonly Float64Array[], classes: number): Float64Array[] {
  const sums = weights.map((one) => new Float64Array(one.length));
  for (const { at, values, right } of rows) {
    const scores = [0];
    for (const one of weights) {
      let score = 0;
      for (let i = 0; i < at.length; i++) score += (one[at[i] ?? 0] ?? 0) * (values[i] ?? 0);
      scores.push(score);
    }
    const said = softmax(scores);
    const sure = [...right].reduce((sum, one) => sum + (said[one] ?? 0), 0);
    for (let one = 1; one < classes; one++) {
      const error = (said[one] ?? 0) - (right.has(one) ? (said[one] ?? 0) / sure : 0);
      const into = sums[one - 1];
      if (!into) continue;
      for (let i = 0; i < at.length; i++)
        into[at[i] ?? 0] = (into[at[i] ?? 0] ?? 0) + error * (values[i] ?? 0);
    }
  }
  return sums;
}

/**
 * Sparse multinomial logistic regression by accelerated proximal gradient (Beck and Teboulle, FISTA, 2009): no chance
 * in it, so that the same examples give the same numbers. `from`: weights to begin with; there is one best set of them,
 * so that those which are it stay as they are.
 */
export function train(
  examples: readonly Example[],
  { classes, sparsity, least, rounds }: Training,
  from: Weights = {},
): Weights {
  const names = vocabulary(examples, least);
  const index = new Map(names.map((name, d) => [name, d]));
  const rows = examples.map(({ features, right }): Row => {
    const known = [...features].flatMap(([name, value]) => {
      const d = index.get(name);
      return d === undefined ? [] : [[d, value] as const];
    });
    return {
      at: Uint32Array.from(known, ([d]) => d),
      values: Float64Array.from(known, ([, value]) => value),
      right,
    };
  });
  // Each feature's step by a bound on its own curvature: rare ones move faster than common ones.
  const bend = new Float64Array(names.length);
  for (const { at, values } of rows) {
    const size = values.reduce((sum, value) => sum + Math.abs(value), 0);
    for (const [i, d] of at.entries()) bend[d] = (bend[d] ?? 0) + Math.abs(values[i] ?? 0) * size;
  }
  const steps = bend.map((one) => 2 / one);
  let weights = Array.from({ length: classes - 1 }, (_none, c) =>
    Float64Array.from(names, (name) => from[name]?.[c] ?? 0),
  );
  let ahead = weights;
  let momentum = 1;
  for (let round = 0; round < rounds; round++) {
    const slope = gradient(rows, ahead, classes);
    const next = ahead.map((one, c) =>
      one.map((weight, d) => {
        const step = steps[d] ?? 0;
        const moved = weight - step * (slope[c]?.[d] ?? 0);
        const penalty = names[d] === 'bias' ? 0 : step * sparsity;
        return Math.sign(moved) * Math.max(0, Math.abs(moved) - penalty);
      }),
    );
    const faster = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const before = weights;
    ahead = next.map((one, c) =>
      one.map((w, d) => w + ((momentum - 1) / faster) * (w - (before[c]?.[d] ?? 0))),
    );
    weights = next;
    momentum = faster;
  }
  return Object.fromEntries(
    names.flatMap((name, d) => {
      const row = weights.map((one) => Number((one[d] ?? 0).toFixed(3)));
      return row.some((weight) => weight !== 0) ? [[name, row]] : [];
    }),
  );
}
