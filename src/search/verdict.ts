import type { Completions } from './completion.ts';
import { fold } from './fold.ts';
import type { Ranked } from './rank.ts';
import type { Reading } from './reading.ts';
import type { Finding, Hit } from './search.ts';

/** Trust from which a text with a name in it is about the notes. */
const TRUSTED = { answer: 0.5, suggest: 0.35 };
/**
 * A text without any name only describes what it means: words any note on computers uses. It has to say enough, and
 * nearly all of it in the words that define the topic.
 */
const DESCRIBED = { share: 0.72, suggest: 0.45, defined: 0.7, words: 2.4 };
/** Completing a word is sure enough when this much of the name has been typed, and so many letters. */
const PREFIX = { least: 3, letters: 4, sure: 0.6 };

type Verdict = Pick<Finding, 'verdict' | 'confidence'>;

const graded = (confidence: number, answer: number, suggest: number): Verdict => ({
  confidence,
  verdict: confidence >= answer ? 'answer' : confidence >= suggest ? 'suggest' : 'none',
});

/** What to do with the best topic: answer, ask back, or leave it. */
export function verdictOf(ranked: readonly Ranked[], reading: Reading): Verdict {
  const [best] = ranked;
  if (!best) return { verdict: 'none', confidence: 0 };
  if (reading.names.length > 0 || best.owns) return graded(best.trust, TRUSTED.answer, TRUSTED.suggest);
  const enough =
    reading.terms.reduce((sum, term) => sum + term.weight, 0) >= DESCRIBED.words &&
    best.defined >= DESCRIBED.defined;
  const described = graded(best.share, DESCRIBED.share, DESCRIBED.suggest);
  return described.verdict === 'answer' && !enough ? { ...described, verdict: 'suggest' } : described;
}

/** A text that is only the beginning of a name. `whole`: it is a word of its own ("open"), so no name need be meant. */
export function completed(
  text: string,
  whole: boolean,
  completions: Completions,
  limit: number,
): Finding | undefined {
  const typed = fold(text);
  if (typed.length < PREFIX.least) return undefined;
  const found = completions.of(text, limit);
  const [best] = found;
  if (!best) return undefined;
  const hits = found.map(
    ({ name, score }): Hit => ({ topic: name.topic, score, stage: 'prefix', matched: name.shown }),
  );
  return {
    verdict: !whole && best.score >= PREFIX.sure && typed.length >= PREFIX.letters ? 'answer' : 'suggest',
    confidence: best.score,
    hits,
  };
}
