import type { Body } from './body.ts';
import { contentOf, type Term } from './content.ts';
import { type Token, tokens } from './fold.ts';
import type { FuzzyNames } from './fuzzy.ts';
import { type Found, findNames, type Lexicon } from './lexicon.ts';
import { canonical } from './synonyms.ts';

/** A text taken apart: the names in it, and the words that are left to explain. */
export interface Reading {
  readonly tokens: readonly Token[];
  readonly names: readonly Found[];
  readonly terms: readonly Term[];
}

/** Likeness from which a misspelt name is taken for the name. */
const SLIP = 0.68;

/** A word the notes do not use may be a name with a slip in it. */
function misspelt(
  list: readonly Token[],
  names: readonly Found[],
  terms: readonly Term[],
  fuzzy: FuzzyNames,
  body: Body,
): Found[] {
  const found: Found[] = [];
  let start = 0;
  for (const [i, token] of list.entries()) {
    const at = start;
    start += token.text.length;
    const taken = names.some((name) => name.from <= i && i < name.to);
    const asked = terms.some((term) => term.raw === token.raw);
    if (
      taken ||
      !asked ||
      (token.kind !== 'latin' && token.kind !== 'katakana') ||
      body.knows(canonical(token.text))
    )
      continue;
    // As typed as well: a slip may look like an ending ("containred").
    const near = [token.text, ...(token.kind === 'latin' ? [token.raw] : [])]
      .flatMap((word) => fuzzy.near(word, 1))
      .sort((a, b) => b.score - a.score)[0];
    if (!near || near.score < SLIP) continue;
    const { name, score } = near;
    found.push({ topic: name.topic, stage: 'fuzzy', score, start: at, end: start, name, from: i, to: i + 1 });
  }
  return found;
}

/** Reads a text with what the notes know. */
export function read(text: string, lexicon: Lexicon, fuzzy: FuzzyNames, body: Body): Reading {
  const list = tokens(text);
  const exact = findNames(list, lexicon);
  const slips = misspelt(list, exact, contentOf(list, exact), fuzzy, body);
  const names = [...exact, ...slips].sort((a, b) => a.start - b.start);
  return { tokens: list, names, terms: contentOf(list, names) };
}
