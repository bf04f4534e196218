import { normal } from '../search/fold.ts';
import type { Mention, Search, Word } from '../search/search.ts';

/** A question and what the search sees in it, worked out once. */
export interface Question {
  readonly raw: string;
  /** Width and case folded. */
  readonly text: string;
  readonly mentions: readonly Mention[];
  /** Topics named, each once, in the order named. */
  readonly topics: readonly string[];
  /** The text with the names blanked out: what is asked about them. */
  readonly rest: string;
  /** Words that are neither names nor mere asking. */
  readonly words: readonly Word[];
  readonly search: Search;
}

export const unique = (ids: readonly string[]): string[] => [...new Set(ids)];

export function questionOf(raw: string, search: Search): Question {
  const text = normal(raw);
  const mentions = search.mentions(raw);
  let rest = text;
  for (const { start, end } of mentions)
    rest = rest.slice(0, start) + ' '.repeat(Math.max(0, end - start)) + rest.slice(end);
  const topics = unique(mentions.map((mention) => mention.topic));
  return { raw, text: text.trim(), mentions, topics, rest, words: search.words(raw), search };
}
