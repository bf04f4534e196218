import { plain } from '../../text.ts';
import { sentencesOf } from '../../text-cut.ts';
import type { Passage } from '../search.ts';

/** Passages offered: of these a lead shows what fits. */
const OFFERED = 8;
/** Chance that one of them answers from which no other is quoted beside them; a definition answers as a whole. */
const ENOUGH = { any: 0.95, definition: 0.3 };

/** One sentence is quoted once. */
const overlaps = (one: Passage, other: Passage): boolean =>
  sentencesOf(one.text).some((sentence) => plain(other.text).includes(plain(sentence).trim()));

/** Passages of the first one's topic that may answer beside each other, likeliest first, until one is likely enough to. */
export function quotesOf(passages: readonly Passage[]): readonly Passage[] {
  const [best, ...others] = passages;
  if (!best || (best.section === undefined && best.score >= ENOUGH.definition)) return passages.slice(0, 1);
  const quotes = [best];
  let chance = best.score;
  for (const one of others) {
    if (quotes.length === OFFERED || chance >= ENOUGH.any) break;
    if (one.topic !== best.topic || quotes.some((quote) => overlaps(one, quote))) continue;
    quotes.push(one);
    chance += one.score;
  }
  return quotes;
}
