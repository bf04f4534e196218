import Fuse from 'fuse.js';
import type { Lexicon, Name } from './lexicon.ts';
import { forgiven, similarity } from './similarity.ts';

/** Names that share letters with the word are looked up first; fuse.js then judges only these. */
const CANDIDATES = 60;
const GRAM = 2;
/** Pairs of letters that one slip spoils at most: a swap of neighbours touches three. */
const SPOILT = 3;

export interface Near {
  readonly name: Name;
  /** 0..1 */
  readonly score: number;
}

export interface FuzzyNames {
  near(word: string, limit: number): Near[];
}

function grams(word: string): string[] {
  const padded = `^${word}$`;
  return Array.from({ length: Math.max(0, padded.length - GRAM + 1) }, (_none, i) =>
    padded.slice(i, i + GRAM),
  );
}

/**
 * Misspelt names. fuse.js scans every text it holds, so pairs of letters choose the few names worth scanning, and
 * our own count of slips decides: its score alone takes "hypertension" for "hypervisor".
 */
export function createFuzzy(lexicon: Lexicon): FuzzyNames {
  const names = [...lexicon.names, ...lexicon.words];
  const index = new Map<string, number[]>();
  for (const [id, name] of names.entries())
    for (const gram of new Set(grams(name.folded))) {
      const list = index.get(gram);
      if (list) list.push(id);
      else index.set(gram, [id]);
    }

  const shared = new Uint16Array(names.length);

  /** Names that can be the word at all: near it in length, and sharing the pairs that so few slips leave whole. */
  function candidates(word: string): Name[] {
    const pairs = [...new Set(grams(word))];
    const slips = forgiven(word.length);
    const needed = Math.max(1, pairs.length - SPOILT * slips);
    const touched: number[] = [];
    for (const pair of pairs)
      for (const id of index.get(pair) ?? []) {
        if (shared[id] === 0) touched.push(id);
        shared[id] = (shared[id] ?? 0) + 1;
      }
    const fit = touched.flatMap((id) => {
      const name = names[id];
      const count = shared[id] ?? 0;
      shared[id] = 0;
      return name && count >= needed && Math.abs(name.folded.length - word.length) <= slips
        ? [{ id, name, count }]
        : [];
    });
    return fit
      .sort((x, y) => y.count - x.count || x.id - y.id)
      .slice(0, CANDIDATES)
      .map(({ name }) => name);
  }

  return {
    near(word, limit) {
      if (word.length < 4 || word.length > 40) return [];
      const fuse = new Fuse(candidates(word), {
        keys: ['folded'],
        includeScore: true,
        ignoreLocation: true,
        threshold: 0.5,
      });
      return fuse
        .search(word)
        .map(({ item }) => ({ name: item, score: similarity(word, item.folded) }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score || (a.name.topic < b.name.topic ? -1 : 1))
        .slice(0, limit);
    },
  };
}
