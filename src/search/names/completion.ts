import type { Steps } from '../../steps.ts';
import { fold, tokens } from '../fold.ts';
import type { Hit } from '../search.ts';
import { byTrust, firstAt, type Lexicon, type Name } from './lexicon.ts';
import { createFuzzy, distance, forgiven } from './misspelt.ts';
import { romajiKey } from './romaji.ts';

export interface Completion {
  readonly name: Name;
  /** 0..1: how much of the name has been typed. */
  readonly score: number;
}

/** Shorter romaji begins too many names. */
const LEAST_ROMAJI = 3;
/** Letters of names in which no slip is forgiven, so that one can only be asked about. */
const SHORT = { least: 3, most: 5 };
/** Scores of names that are nearly what was typed, and of those that are like it somewhere. */
const LIKELY = { slip: 0.4, like: 0.3 };
/** How unlike fuse.js may find what is typed and a word of a name. */
const UNLIKE = 0.34;

export interface Completions {
  /** Names that begin with the whole text, one per topic, fullest match first. */
  of(text: string, limit: number): Completion[];
  /** Every name that is written like the text from its first letter on. */
  starting(text: string): Name[];
  /** Topics with a name that has the text somewhere inside, or something like it. */
  like(text: string): Hit[];
  /** Topics with a short name one slip away: too near to other words to be answered, near enough to ask "did you mean". */
  guess(typed: string): Hit[];
}

interface Entry {
  readonly key: string;
  readonly name: Name;
}

const sortedBy = (entries: Entry[]): Entry[] =>
  entries.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : byTrust(a.name, b.name)));

function startingWith(entries: readonly Entry[], key: string, most: number): Entry[] {
  const found: Entry[] = [];
  for (let i = firstAt(entries, (entry) => entry.key, key); i < entries.length && found.length < most; i++) {
    const entry = entries[i];
    if (!entry?.key.startsWith(key)) break;
    found.push(entry);
  }
  return found;
}

/** Names looked at per keystroke: enough to rank, whatever the size of the notes. */
const LOOKED_AT = 400;

/** A name from each of its words on. */
const fromEachWord = ({ shown }: Name): string[] =>
  tokens(shown).map((_token, i, list) =>
    list
      .slice(i)
      .map((token) => token.text)
      .join(''),
  );

const hitsOf = (names: readonly Name[], score: number): Hit[] => {
  const topics = new Map(names.map((name) => [name.topic, name]));
  return [...topics.values()].map(({ topic, shown }) => ({ topic, score, stage: 'fuzzy', matched: shown }));
};

export function* createCompletions(lexicon: Lexicon): Steps<Completions> {
  const plain = sortedBy(lexicon.names.map((name) => ({ key: name.folded, name })));
  yield;
  const romaji = sortedBy(
    [...lexicon.romaji].flatMap(([key, names]) => names.map((name) => ({ key, name }))),
  );
  const fuzzy = yield* createFuzzy(lexicon.names, fromEachWord, UNLIKE);

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

  function like(text: string): Hit[] {
    const folded = fold(text);
    return folded.length < 2 ? [] : hitsOf(fuzzy.like(folded), LIKELY.like);
  }

  function guess(typed: string): Hit[] {
    if (typed.length < SHORT.least || typed.length > SHORT.most || !/^[a-z]+$/.test(typed)) return [];
    const near = fuzzy
      .like(typed)
      .filter(
        ({ folded }) =>
          /^[a-z]+$/.test(folded) &&
          folded.length >= SHORT.least &&
          forgiven(folded.length) <= 1 &&
          distance(typed, folded, 1) <= 1,
      );
    return hitsOf(near, LIKELY.slip);
  }
  return { of, starting, like, guess };
}
