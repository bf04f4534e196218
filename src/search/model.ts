import type { GateFeatures } from './evidence/gate.ts';
import type { Features, RankFeatures } from './evidence/rank.ts';
import numbers from './model.json' with { type: 'json' };

/** A tree that asks one feature after another: a number at its end, or feature, threshold, and where to go on. */
export type Tree =
  | number
  | { readonly of: string; readonly at: number; readonly low: Tree; readonly high: Tree };

/** Sum of small trees, as log-odds. */
export interface Forest {
  readonly base: number;
  readonly trees: readonly Tree[];
}

/** Numbers learned from labelled questions (`npm run learn`). No feature knows a topic, so they hold for any notes. */
export interface Model {
  readonly rank: Readonly<Record<string, number>>;
  /** The same for pages of any length that have no names, phrases and quizzes beside their text. */
  readonly pages: Readonly<Record<string, number>>;
  readonly gate: Forest;
  readonly gatePages: Forest;
  readonly passage: Readonly<Record<string, number>>;
}

export const MODEL = numbers as Model;

export const linear = <Name extends string>(
  weights: Readonly<Record<string, number>>,
  features: Features<Name>,
): number => {
  let sum = 0;
  for (const name in features) sum += (weights[name] ?? 0) * features[name];
  return sum;
};

function leafOf(tree: Tree, features: Readonly<Record<string, number>>): number {
  let node = tree;
  while (typeof node !== 'number') node = (features[node.of] ?? 0) <= node.at ? node.low : node.high;
  return node;
}

export const probability = ({ base, trees }: Forest, features: Readonly<Record<string, number>>): number =>
  1 / (1 + Math.exp(-trees.reduce((sum: number, tree) => sum + leafOf(tree, features), base)));

/**
 * What a title that is said whole counts, in the measure of how well a page's best section fits. Measured on seven
 * handbooks; notes of our form, whose titles are names, say nothing of it.
 */
const TITLE = 0.3;

export const rankScore = (
  model: Model,
  { features, titleHeld }: { readonly features: RankFeatures; readonly titleHeld: number },
): number =>
  features.page
    ? linear(model.pages, features) + TITLE * (model.pages.bm25 ?? 0) * titleHeld
    : linear(model.rank, features);

/**
 * Trees know no more of a page than that it scores higher than those they were learned from, and other notes' pages do:
 * what log-odds a point more adds, and from where. Measured on seven handbooks, whole and in parts of 8 and 30 pages.
 */
const BEYOND = { slope: 0.15, from: 13 };

export function gateProbability(model: Model, features: GateFeatures): number {
  if (!features.page) return probability(model.gate, features);
  const { base, trees } = model.gatePages;
  return probability({ base: base + BEYOND.slope * (features.score - BEYOND.from), trees }, features);
}
