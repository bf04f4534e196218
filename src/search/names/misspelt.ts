import Fuse from 'fuse.js';
import type { Steps } from '../../steps.ts';
import { remembered } from '../remembered.ts';

/** Words looked at for a typed one, likest first. */
const CANDIDATES = 40;
/** No name is longer. Letters. */
const LONGEST = 40;
const SHORTEST = 3;
/** A word spelled by ear is as good as a slip or two. */
const HEARD = 0.88;

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

/** A first letter is swapped with the next, seldom wrong: names with it in either place. */
const initialsOf = (typed: string): Set<string> => new Set([...typed.slice(0, 2)]);

export interface Fuzzy<T> {
  /** What is spelled like the typed word, likest first, by fuse.js. */
  like(typed: string): T[];
}

/** What is spelled like each other stands together: fuse.js scans all that it holds. */
interface Shelves {
  shelfOf(text: string): string;
  /** Where what is like a typed word can stand. */
  near(typed: string): Iterable<string>;
}

const BY_INITIAL: Shelves = { shelfOf: (text) => text.charAt(0), near: initialsOf };

/** Of whole words: a word longer or shorter by more than the slips that are forgiven is another. */
const BY_INITIAL_AND_LENGTH: Shelves = {
  shelfOf: (text) => text.charAt(0) + text.length,
  *near(typed) {
    const most = forgiven(typed.length) + 1;
    for (const initial of initialsOf(typed))
      for (let length = typed.length - most; length <= typed.length + most; length++) yield initial + length;
  },
};

/** fuse.js over whatever has folded spellings. `spellings`: one is enough to be found by. */
export function* createFuzzy<T>(
  items: Iterable<T>,
  spellings: (item: T) => readonly string[],
  threshold: number,
  { shelfOf, near } = BY_INITIAL,
): Steps<Fuzzy<T>> {
  const shelves = new Map<string, { readonly texts: string[]; readonly items: T[]; fuse?: Fuse<string> }>();
  for (const item of items) {
    yield;
    for (const text of spellings(item)) {
      const held = shelves.get(shelfOf(text)) ?? { texts: [], items: [] };
      shelves.set(shelfOf(text), held);
      held.texts.push(text);
      held.items.push(item);
    }
  }
  function search(shelf: string, typed: string): T[] {
    const held = shelves.get(shelf);
    if (!held) return [];
    held.fuse ??= new Fuse(held.texts, { ignoreLocation: true, threshold });
    const found = held.fuse.search(typed, { limit: CANDIDATES });
    return found.flatMap(({ refIndex }) => held.items[refIndex] ?? []);
  }
  return {
    like: (typed) =>
      typed.length > LONGEST ? [] : [...new Set([...near(typed)].flatMap((shelf) => search(shelf, typed)))],
  };
}

/** fuse.js finds words that are alike, and our own count of slips decides: its score alone takes "hypertension" for "hypervisor". */
export function* createFuzzyWords(words: readonly string[]): Steps<FuzzyWords> {
  const fuzzy = yield* createFuzzy(words, (word) => [word], 0.6, BY_INITIAL_AND_LENGTH);
  const sounds = new Map<string, string>();
  for (const word of words) {
    yield;
    const heard = byEar(word);
    if (heard !== '' && !sounds.has(heard)) sounds.set(heard, word);
  }
  // The same slips come again in one text, alone and with the word beside them.
  const near = remembered((typed): Near[] =>
    fuzzy
      .like(typed)
      .map((word) => ({ word, score: similarity(typed, word) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1)),
  );
  return {
    heard(word) {
      const found = word.length > LONGEST ? undefined : sounds.get(byEar(word));
      return found === undefined || found === word ? undefined : { word: found, score: HEARD };
    },
    near: (typed, limit) => (typed.length < SHORTEST ? [] : near(typed).slice(0, limit)),
  };
}

/**
 * Edits that turn one word into another, counting a swap of neighbours as one (restricted Damerau-Levenshtein),
 * or `limit + 1` as soon as it is certain to be more.
 */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_none, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, (before[j - 2] ?? 0) + 1);
      row.push(edits);
      least = Math.min(least, edits);
    }
    if (least > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}

const sorted = (word: string): string => [...word].sort().join('');

const digits = (word: string): string => word.replace(/\D/g, '');

/** Slips forgiven in a word of this many letters. Short names are too close to other words to guess at. */
export const forgiven = (length: number): number => (length < 5 ? 0 : length < 9 ? 1 : length < 14 ? 2 : 3);

/**
 * 1 for the same word, falling with each slip; 0 when it is another word: with another number in it, other letters at its start, or more
 * slips than its length forgives. The same letters in another order are one slip more.
 */
export function similarity(typed: string, name: string): number {
  if (typed === name) return 1;
  if (digits(typed) !== digits(name)) return 0;
  const letters = typed.length === name.length && sorted(typed) === sorted(name);
  const limit = forgiven(Math.min(typed.length, name.length)) + (letters && name.length > 2 ? 1 : 0);
  if (limit === 0) return 0;
  const edits = distance(typed, name, limit);
  if (edits > limit) return 0;
  // A first letter is swapped with the next, seldom wrong: "supervisor" is no hypervisor.
  const swapped = typed[0] === name[1] && typed[1] === name[0];
  if (typed[0] !== name[0] && !swapped) return 0;
  return 1 - edits / (Math.max(typed.length, name.length) + 1);
}

/** English spellings of one sound, in the order in which they are folded: "proxmocks" is "proxmox", "quemu" "qemu". */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ck|cq/g, 'k'],
  [/qu?/g, 'k'],
  [/x/g, 'ks'],
  [/ph/g, 'f'],
  [/c(?![eihy])/g, 'k'],
  [/z/g, 's'],
  [/y/g, 'i'],
  [/wh/g, 'w'],
  [/(.)\1+/g, '$1'],
];
const VOICE_MARKS = /[\u3099\u309a]/g;

/** Shorter words sound like too much else. Letters; folded kana. */
const LEAST = { letters: 4, kana: 3 };

/**
 * What a word spelled by ear has in common with the word meant: its sounds, or its kana without the marks of voice
 * (ドッガー, ドッカー). '' where that says too little.
 */
export function byEar(word: string): string {
  if (!/^[a-z0-9]+$/.test(word))
    return word.length < LEAST.kana ? '' : word.normalize('NFD').replace(VOICE_MARKS, '');
  if (word.length < LEAST.letters) return '';
  return SOUNDS.reduce((heard, [spelled, sound]) => heard.replace(spelled, sound), word);
}
