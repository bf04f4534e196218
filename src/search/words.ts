import type { Topic } from '../knowledge/topic.ts';
import type { Token } from './fold.ts';
import type { Postings } from './index/postings.ts';
import type { Reading } from './reading.ts';
import type { Word } from './search.ts';
import { wordTerms } from './terms.ts';

/** Whether the notes use a word. */
export const usedIn =
  (postings: Postings) =>
  ({ raw }: Token): boolean =>
    wordTerms(raw).every(postings.isSaid);

/** Whether the documents of one topic hold a term. */
function holds(postings: Postings, topic: Topic, term: string): boolean {
  const posting = postings.of(term);
  let isHeld = false;
  if (posting)
    postings.each(posting, topic, () => {
      isHeld = true;
    });
  return isHeld;
}

/** Runs of kanji whole, and no kana, which is grammar as a rule. */
function beside({ tokens, names }: Reading): Token[] {
  const words: Token[] = [];
  let open = false;
  for (const [i, token] of tokens.entries()) {
    const isWord = token.kind !== 'kana' && !names.some((name) => name.from <= i && i < name.to);
    const last = words.at(-1);
    if (isWord && open && last && token.kind === 'kanji' && token.gap === 'none')
      words[words.length - 1] = { ...last, text: last.text + token.text, raw: last.raw + token.raw };
    else if (isWord) words.push(token);
    open = isWord && token.kind === 'kanji';
  }
  return words;
}

/** The words beside the names in a text, and whether the notes, or those of a topic, use them. */
export function wordsBeside(reading: Reading, postings: Postings, topic?: Topic): Word[] {
  const rarest = postings.weight('');
  return beside(reading).map(({ raw }) => {
    const terms = wordTerms(raw);
    return {
      text: raw,
      known: terms.every((term) => (topic ? holds(postings, topic, term) : postings.isSaid(term))),
      // One character is the stem of a verb as a rule: 「教えて」.
      rarity: raw.length === 1 ? 0 : Math.max(0, ...terms.map((term) => postings.weight(term))) / rarest,
    };
  });
}
