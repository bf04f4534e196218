import { ENGLISH } from './english-words.ts';
import type { Token } from './fold.ts';
import type { Found } from './names.ts';

const TOPIC_MARK = /^(?:は|って|とは|ってのは|というのは)/;
const VERB = new Set([
  'do',
  'does',
  'is',
  'are',
  'can',
  'did',
  'was',
  'were',
  'could',
  'should',
  'would',
  'will',
]);
/** Tokens a mark of the topic is spelled with at most. */
const MARK = 5;

function marked(tokens: readonly Token[], { to }: Found): boolean {
  const after = tokens.slice(to, to + MARK);
  return after[0]?.gap === 'none' && TOPIC_MARK.test(after.map((token) => token.raw).join(''));
}

/** "why do containers …": nothing but a question word and a verb stands before the name. */
function askedOf(tokens: readonly Token[], { from }: Found): boolean {
  const before = tokens.slice(0, from);
  return before.some(({ raw }) => VERB.has(raw)) && before.every(({ raw }) => ENGLISH.has(raw));
}

/** The name a text says something about or asks something of, rather than one that sets the scene. */
export const subjectOf = (tokens: readonly Token[], [first]: readonly Found[]): Found | undefined =>
  first && (marked(tokens, first) || askedOf(tokens, first)) ? first : undefined;
