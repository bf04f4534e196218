import { ENGLISH } from './english-words.ts';
import { stem, type Token } from './fold.ts';
import type { Lexicon } from './lexicon.ts';

/** Letters of a word that may be several run together; longer ones are nobody's words. */
const GLUED = { least: 4, most: 40 };
/** A name this short, and one that is all there is, stands in ordinary words: "xenon" is not Xen on anything. */
const LEAST_NAME = { beside: 3, alone: 5 };
const LEAST_WORD = 2;

interface Piece {
  readonly raw: string;
  readonly name: boolean;
}

/** The fewest names and asking words a word consists of; undefined when something else is in it. */
function pieces(word: string, lexicon: Lexicon): readonly Piece[] | undefined {
  const best: (readonly Piece[] | undefined)[] = [[]];
  for (let end = LEAST_WORD; end <= word.length; end++)
    for (let start = 0; start <= end - LEAST_WORD; start++) {
      const before = best[start];
      if (!before || (best[end] && (best[end]?.length ?? 0) <= before.length + 1)) continue;
      const raw = word.slice(start, end);
      const name = raw.length >= LEAST_NAME.beside && lexicon.exact.has(stem(raw));
      if (name || ENGLISH.has(raw)) best[end] = [...before, { raw, name }];
    }
  return best[word.length];
}

/** A name and its version: "virtualbox7". */
function versioned(token: Token, lexicon: Lexicon): readonly Token[] | undefined {
  const [, name = '', version = ''] = /^([a-z]{3,})(\d{1,2})$/.exec(token.raw) ?? [];
  if (name === '' || !lexicon.exact.has(stem(name))) return undefined;
  const at = token.at + name.length;
  return [
    { ...token, text: stem(name), raw: name },
    { text: version, kind: 'latin', raw: version, at, gap: 'space' },
  ];
}

/** Words run together: "whatisdocker", "dockervspodman", "dockerdocker". Words as they are, and slips in names, are left alone. */
export function unglued(token: Token, lexicon: Lexicon, isWord: (token: Token) => boolean): readonly Token[] {
  const { raw, kind, at } = token;
  const whole = kind !== 'latin' || raw.length < GLUED.least || raw.length > GLUED.most;
  if (whole || lexicon.exact.has(token.text)) return [token];
  const name = versioned(token, lexicon);
  if (name) return name;
  if (!/^[a-z]+$/.test(raw)) return [token];
  const found = pieces(raw, lexicon) ?? [];
  if (found.length < 2 || isWord(token)) return [token];
  const names = found.filter(({ name }) => name);
  const least = names.length > 1 ? LEAST_NAME.beside : LEAST_NAME.alone;
  if (!names.some((one) => one.raw.length >= least)) return [token];
  let start = at;
  return found.map((piece, i): Token => {
    const part: Token = {
      text: stem(piece.raw),
      kind,
      raw: piece.raw,
      at: start,
      gap: i === 0 ? token.gap : 'space',
    };
    start += piece.raw.length;
    return part;
  });
}
