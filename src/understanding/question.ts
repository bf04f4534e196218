import { normal } from '../search/fold.ts';
import type { Mention, Search, Word } from '../search/search.ts';
import { listsWith } from './compare-words.ts';

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
  /** Some of its topics are not named in it, but what it goes on about. */
  readonly carried?: boolean;
  readonly search: Search;
}

/** Names that begin with a maker's: more than one product of it, but not all there is. */
const MOST_MADE = 8;

export const unique = (ids: readonly string[]): string[] => [...new Set(ids)];

/**
 * What a word means that begins the names of several things, as a maker's does, beside others that are named: the
 * one of their own kind. "VMware" is VMware Workstation beside VirtualBox, and ESXi beside Hyper-V.
 */
export function besides(word: string, others: readonly string[], search: Search): string | undefined {
  const typed = normal(word).trim();
  const made = search
    .suggest(word, 'en', MOST_MADE)
    .filter(({ stage, matched }) => stage === 'prefix' && normal(matched).startsWith(`${typed} `));
  const kinds = new Set(others.map((topic) => search.kindsOf(topic)[0]));
  return made.find(({ topic }) => !others.includes(topic) && kinds.has(search.kindsOf(topic)[0]))?.topic;
}

/** The name of a maker that is listed beside things of their kind, as the thing it stands for. */
function makers(
  text: string,
  mentions: readonly Mention[],
  words: readonly Word[],
  search: Search,
): Mention[] {
  const topics = mentions.map(({ topic }) => topic);
  return words.flatMap(({ text: word, known }) => {
    const start = text.indexOf(word);
    const end = start + word.length;
    const listed = mentions.some((one) =>
      listsWith(one.end <= start ? text.slice(one.end, start) : text.slice(end, one.start)),
    );
    const topic = known && listed && /^[a-z]/.test(word) ? besides(word, topics, search) : undefined;
    return topic === undefined ? [] : [{ topic, stage: 'alias', score: 1, start, end } as const];
  });
}

export function questionOf(raw: string, search: Search): Question {
  const text = normal(raw);
  const outright = search.mentions(raw);
  const words = search.words(raw);
  const mentions = [...outright, ...makers(text, outright, words, search)].sort((a, b) => a.start - b.start);
  let rest = text;
  for (const { start, end } of mentions)
    rest = rest.slice(0, start) + ' '.repeat(Math.max(0, end - start)) + rest.slice(end);
  const topics = unique(mentions.map((mention) => mention.topic));
  return { raw, text: text.trim(), mentions, topics, rest, words, search };
}

/** What asks for what something is, and for nothing else about it. */
const ASKS_ONLY =
  /^(?:(?:what|who|is|are|s|about|tell|me|us|to|can|could|would|someone|somebody|anyone|explain|describe|hey|hi|hello|please|do|you|know|does|make|mean|the|a|products?|of|by)\b|って|とは|に?ついて|何|なに|教えて|ご?(?:説明|教示)(?:して)?|(?:いただけ|頂け|もらえ|くれ)(?:ます|ません)(?:でしょう)?か|(?:お手数|恐れ入り|すみません)(?:です|ます)?が?|ください|下さい|知りたい|お願いします?|ですか?|製品|[のはがを]|[^\p{L}\p{N}])*$/iu;

/** Whether what is left of a text without its names asks for no more than what they are. */
export const asksOnly = (rest: string): boolean => ASKS_ONLY.test(rest);
