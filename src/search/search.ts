import type { Lang, Part, Text } from '../text.ts';

/** How a hit was found, in the fixed order of trust. */
export type Stage = 'title' | 'alias' | 'prefix' | 'fuzzy' | 'body';

export interface Hit {
  readonly topic: string;
  /** The section that answers, when the text asks for more than the topic's name. */
  readonly section?: string;
  /** 0..1 within its stage. */
  readonly score: number;
  readonly stage: Stage;
  /** The title, alias or words of the note that matched, as the note spells them. */
  readonly matched: string;
}

/**
 * What a text means in the notes. `answer`: `hits[0]` is meant. `probably`: show it as a guess. `suggest`: show the hits as "did you mean".
 * `none`: outside the notes (hits may still hold the nearest topics).
 */
export interface Finding {
  readonly verdict: 'answer' | 'probably' | 'suggest' | 'none';
  /** 0..1, calibrated: the share of texts scored so that turned out right. */
  readonly confidence: number;
  /** The part of a longer text that decided, where not all of it did. */
  readonly clause?: string;
  /** At most one hit per topic, best first, in an order that never changes for the same notes. */
  readonly hits: readonly Hit[];
}

/** Whether the notes answer, be it as a guess. */
export const isAnswered = ({ verdict }: Finding): boolean => verdict === 'answer' || verdict === 'probably';

/** What may be quoted to answer: a sentence, a point, a row. */
export interface Passage {
  readonly topic: string;
  /** Absent: the topic's definition. */
  readonly section?: string;
  readonly text: Text;
  /** What is shown in place of the text: a row of a table under its header, a block of code. */
  readonly part?: Part;
  /** 0..1: the chance that it answers, of all the topic could quote. */
  readonly score: number;
}

/** A span of the text that names a topic, for "A と B の違い" and the like. */
export interface Mention {
  readonly topic: string;
  readonly stage: Stage;
  readonly score: number;
  /** Place in `normal(text)` (see `fold.ts`), so that mentions come in the order they were named. */
  readonly start: number;
  readonly end: number;
}

/** A word of a text beside its names; kana are none. */
export interface Word {
  /** As typed, but for width and case. */
  readonly text: string;
  /** Whether any note uses it; or the note of a topic that was asked for. */
  readonly known: boolean;
  /** 0..1: how seldom the notes use it. */
  readonly rarity: number;
}

export interface Search {
  /** Which topic a text is about. Never throws; a few milliseconds for any input. */
  find(text: string, lang?: Lang): Finding;
  /** Topics the text names outright (title, alias, close misspelling), in the order named. */
  mentions(text: string): readonly Mention[];
  /** The words left beside the names: what a text says that a name does not. */
  words(text: string, topic?: string): readonly Word[];
  /** What may answer a question together, of one of the given topics (or of all), likeliest first. */
  quotes(text: string, lang: Lang, topics?: readonly string[]): readonly Passage[];
  /** What a text finds that goes on about a topic without naming it. */
  findAbout(topic: string, text: string): Finding;
  /** The topics a topic is a kind of, nearest first. */
  kindsOf(topic: string): readonly string[];
  /** Autocomplete: topics whose title or alias fits what is typed so far; popular ones for ''. */
  suggest(text: string, lang: Lang, limit: number): readonly Hit[];
}
