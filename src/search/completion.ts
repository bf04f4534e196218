import { fold } from './fold.ts';
import { byTrust, type Lexicon, type Name } from './lexicon.ts';
import { romajiKey } from './romaji.ts';
import type { Hit } from './search.ts';

export interface Completion {
  readonly name: Name;
  /** 0..1: how much of the name has been typed. */
  readonly score: number;
}

/** Shorter romaji begins too many names. */
const LEAST_ROMAJI = 3;

export interface Completions {
  /** Names that begin with the whole text, one per topic, fullest match first. */
  of(text: string, limit: number): Completion[];
  /** Every name that is written like the text from its first letter on. */
  starting(text: string): Name[];
  /** Topics with a name that has the text somewhere inside. */
  containing(text: string, limit: number): Hit[];
}

interface Entry {
  readonly key: string;
  readonly name: Name;
}

const sortedBy = (entries: Entry[]): Entry[] =>
  entries.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : byTrust(a.name, b.name)));

/** First entry not before the key; entries are sorted. */
function firstAt(entries: readonly Entry[], key: string): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.key ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function startingWith(entries: readonly Entry[], key: string, most: number): Entry[] {
  const found: Entry[] = [];
  for (let i = firstAt(entries, key); i < entries.length && found.length < most; i++) {
    const entry = entries[i];
    if (!entry?.key.startsWith(key)) break;
    found.push(entry);
  }
  return found;
}

/** Names looked at per keystroke: enough to rank, whatever the size of the notes. */
const LOOKED_AT = 400;

export function createCompletions(lexicon: Lexicon): Completions {
  const plain = sortedBy(lexicon.names.map((name) => ({ key: name.folded, name })));
  const romaji = sortedBy(
    [...lexicon.romaji].flatMap(([key, names]) => names.map((name) => ({ key, name }))),
  );

  function starting(text: string): Name[] {
    const folded = fold(text);
    return folded === '' ? [] : startingWith(plain, folded, LOOKED_AT).map(({ name }) => name);
  }

  function of(text: string, limit: number): Completion[] {
    const folded = fold(text);
    if (folded === '') return [];
    const all: Completion[] = startingWith(plain, folded, LOOKED_AT).map(({ name }) => ({
      name,
      score: folded.length / name.folded.length,
    }));
    const key = /^[a-z0-9]+$/.test(folded) ? romajiKey(text) : '';
    if (key.length >= LEAST_ROMAJI)
      for (const entry of startingWith(romaji, key, LOOKED_AT))
        all.push({ name: entry.name, score: (0.9 * key.length) / entry.key.length });
    all.sort((a, b) => b.score - a.score || byTrust(a.name, b.name));
    const seen = new Set<string>();
    return all.filter(({ name }) => !seen.has(name.topic) && seen.add(name.topic)).slice(0, limit);
  }

  function containing(text: string, limit: number): Hit[] {
    const folded = fold(text);
    const hits: Hit[] = [];
    if (folded.length < 2) return hits;
    for (const name of lexicon.names) {
      if (hits.length >= limit) break;
      if (name.folded.includes(folded) && !hits.some((hit) => hit.topic === name.topic))
        hits.push({ topic: name.topic, score: 0.3, stage: 'fuzzy', matched: name.shown });
    }
    return hits;
  }
  return { of, starting, containing };
}
