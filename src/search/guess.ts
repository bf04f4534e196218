import type { Lexicon, Name } from './lexicon.ts';
import type { Hit } from './search.ts';
import { distance, forgiven } from './similarity.ts';

/** Letters of names in which no slip is forgiven, so that one can only be asked about. */
const SHORT = { least: 3, most: 5 };
const LIKELY = 0.4;

/** Topics with a short name one slip away: too near to other words to be answered, near enough to ask "did you mean". */
export function createGuess(lexicon: Lexicon): (typed: string) => Hit[] {
  const byStart = new Map<string, Name[]>();
  for (const name of lexicon.names) {
    const { length } = name.folded;
    if (!/^[a-z]+$/.test(name.folded) || length < SHORT.least || forgiven(length) > 1) continue;
    const list = byStart.get(name.folded.charAt(0));
    if (list) list.push(name);
    else byStart.set(name.folded.charAt(0), [name]);
  }
  return (typed) => {
    if (typed.length < SHORT.least || typed.length > SHORT.most) return [];
    const near = (byStart.get(typed.charAt(0)) ?? []).filter(({ folded }) => distance(typed, folded, 1) <= 1);
    const topics = new Map(near.map((name) => [name.topic, name]));
    return [...topics.values()].map(({ topic, shown }) => ({
      topic,
      score: LIKELY,
      stage: 'fuzzy',
      matched: shown,
    }));
  };
}
