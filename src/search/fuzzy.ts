import Fuse from 'fuse.js';
import { forgiven, similarity } from './similarity.ts';
import { byEar } from './spelling.ts';

/** Words that share letters with the typed one are looked up first; fuse.js then judges only these. */
const CANDIDATES = 40;
const GRAM = 2;
/** No name is longer. Letters. */
const LONGEST = 40;
/** Pairs of letters that one slip spoils at most: a swap of neighbours touches three. */
const SPOILT = 3;

export interface Near {
  readonly word: string;
  /** 0..1 */
  readonly score: number;
}

export interface FuzzyWords {
  near(word: string, limit: number): Near[];
  /** The word that sounds like what was typed. */
  heard(word: string): Near | undefined;
}

/** A word spelled by ear is as good as a slip or two. */
const HEARD = 0.88;

function grams(word: string): Set<string> {
  const padded = `^${word}$`;
  return new Set(
    Array.from({ length: Math.max(0, padded.length - GRAM + 1) }, (_none, i) => padded.slice(i, i + GRAM)),
  );
}

/**
 * Misspelt words. fuse.js scans every text it holds, so pairs of letters choose the few words worth scanning, and
 * our own count of slips decides: its score alone takes "hypertension" for "hypervisor".
 */
export function createFuzzy(words: readonly string[]): FuzzyWords {
  const index = new Map<string, number[]>();
  for (const [id, word] of words.entries())
    for (const gram of grams(word)) {
      const list = index.get(gram);
      if (list) list.push(id);
      else index.set(gram, [id]);
    }

  const sounds = new Map<string, string>();
  for (const word of words) {
    const heard = byEar(word);
    if (heard !== '' && !sounds.has(heard)) sounds.set(heard, word);
  }

  const shared = new Uint16Array(words.length);

  /** Words that can be meant at all: near in length, and sharing the pairs that so few slips leave whole. */
  function candidates(typed: string): string[] {
    const pairs = grams(typed);
    const slips = forgiven(typed.length) + 1;
    const needed = Math.max(1, pairs.size - SPOILT * slips);
    const touched: number[] = [];
    for (const pair of pairs)
      for (const id of index.get(pair) ?? []) {
        if (shared[id] === 0) touched.push(id);
        shared[id] = (shared[id] ?? 0) + 1;
      }
    const fit = touched.flatMap((id) => {
      const word = words[id];
      const count = shared[id] ?? 0;
      shared[id] = 0;
      const near = word !== undefined && Math.abs(word.length - typed.length) <= slips;
      return near && count >= needed ? [{ id, word, count }] : [];
    });
    return fit
      .sort((a, b) => b.count - a.count || a.id - b.id)
      .slice(0, CANDIDATES)
      .map(({ word }) => word);
  }

  return {
    heard(word) {
      const found = word.length > LONGEST ? undefined : sounds.get(byEar(word));
      return found === undefined || found === word ? undefined : { word: found, score: HEARD };
    },
    near(typed, limit) {
      if (typed.length < 3 || typed.length > LONGEST) return [];
      const fuse = new Fuse(candidates(typed), { includeScore: true, ignoreLocation: true, threshold: 0.6 });
      return fuse
        .search(typed)
        .map(({ item }) => ({ word: item, score: similarity(typed, item) }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1))
        .slice(0, limit);
    },
  };
}
