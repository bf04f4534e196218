import Fuse from 'fuse.js';
import type { Lexicon, Name } from './lexicon.ts';
import { similarity } from './similarity.ts';

/** Names that share letters with the word are looked up first; fuse.js then judges only these. */
const CANDIDATES = 60;
const GRAM = 2;

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

  function candidates(word: string): Name[] {
    const shared = new Map<number, number>();
    for (const gram of new Set(grams(word)))
      for (const id of index.get(gram) ?? []) shared.set(id, (shared.get(id) ?? 0) + 1);
    return [...shared]
      .map(([id, count]) => ({ id, part: count / Math.max(1, (names[id]?.folded.length ?? 1) + 1) }))
      .sort((a, b) => b.part - a.part || a.id - b.id)
      .slice(0, CANDIDATES)
      .flatMap(({ id }) => names[id] ?? []);
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
