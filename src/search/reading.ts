import type { Body } from './body.ts';
import { contentOf, indexTerms, type Term } from './content.ts';
import { type Token, tokens } from './fold.ts';
import type { FuzzyWords } from './fuzzy.ts';
import { unglued } from './glued.ts';
import type { Lexicon } from './lexicon.ts';
import { type Found, findNames } from './names.ts';
import { fromRomaji } from './romaji.ts';
import { correct } from './slips.ts';
import { canonical } from './synonyms.ts';

/** Shorter words are as likely English. */
const LEAST_ROMAJI = 4;

/** A text taken apart: the names in it, and the words that are left to explain. */
export interface Reading {
  readonly tokens: readonly Token[];
  readonly names: readonly Found[];
  readonly terms: readonly Term[];
}

/** Japanese typed in Latin letters: words the notes know once they are written as Japanese. */
function written(token: Token, known: (word: string) => boolean): readonly Token[] {
  if (token.kind !== 'latin' || token.raw.length < LEAST_ROMAJI || known(token.text)) return [token];
  const japanese = fromRomaji(token.raw);
  if (japanese === undefined || !indexTerms(japanese).some(known)) return [token];
  return tokens(japanese).map((one) => ({ ...one, at: token.at, gap: token.gap }));
}

/** Reads a text with what the notes know. */
export function read(text: string, lexicon: Lexicon, fuzzy: FuzzyWords, body: Body): Reading {
  const known = (word: string) => body.knows(canonical(word));
  const isWord = ({ raw, text: word }: Token) =>
    known(word) || fuzzy.near(raw, 1).length > 0 || fuzzy.heard(raw) !== undefined;
  const typed = tokens(text).flatMap((token) => unglued(token, lexicon, isWord));
  const plain = findNames(typed, lexicon, known);
  const open = new Set(
    typed
      .filter((_token, i) => !plain.some((name) => name.from <= i && i < name.to))
      .map((token) => token.text),
  );
  const { tokens: list, slips } = correct(typed, lexicon, fuzzy, (word) => known(word) || !open.has(word));
  const found = slips.size === 0 ? plain : findNames(list, lexicon, known);
  const names = found.map((name): Found => {
    const likeness = list
      .slice(name.from, name.to)
      .reduce((least, token) => Math.min(least, slips.get(token) ?? 1), 1);
    return likeness === 1 ? name : { ...name, stage: 'fuzzy', score: name.score * likeness };
  });
  return { tokens: list, names, terms: contentOf(list, names, (token) => written(token, known)) };
}
