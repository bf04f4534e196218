import { stem, type Token, tokens } from './fold.ts';
import type { Lexicon } from './names/lexicon.ts';
import type { FuzzyWords } from './names/misspelt.ts';
import { type Found, findNames } from './names/names.ts';
import { correct } from './names/slips.ts';

/** A text taken apart, with the names in it. */
export interface Reading {
  readonly tokens: readonly Token[];
  readonly names: readonly Found[];
}

/** A name with its version, or how many of it, run into one word: "virtualbox7", 「Firecracker1台」. */
function counted(token: Token, { exact }: Lexicon): readonly Token[] {
  const [, name = '', number = ''] = /^([a-z]{3,})(\d+)$/.exec(token.raw) ?? [];
  if (!exact.has(stem(name)) || exact.has(token.text)) return [token];
  const rest = { text: number, raw: number, at: token.at + name.length, gap: 'space' } as const;
  return [
    { ...token, text: stem(name), raw: name },
    { ...token, ...rest },
  ];
}

/** Reads a text with what the notes know. */
export function read(
  text: string,
  lexicon: Lexicon,
  fuzzy: FuzzyWords,
  known: (token: Token) => boolean,
): Reading {
  const typed = tokens(text).flatMap((token) => counted(token, lexicon));
  const plain = findNames(typed, lexicon, known);
  const right = new Set(plain.flatMap(({ from, to }) => typed.slice(from, to)));
  const { tokens: list, slips } = correct(typed, lexicon, fuzzy, (token) => right.has(token) || known(token));
  if (slips.size === 0) return { tokens: list, names: plain };
  const names = findNames(list, lexicon, known).map((name): Found => {
    const likeness = list
      .slice(name.from, name.to)
      .reduce((least, token) => Math.min(least, slips.get(token) ?? 1), 1);
    return likeness === 1 ? name : { ...name, stage: 'fuzzy', score: name.score * likeness };
  });
  return { tokens: list, names };
}
