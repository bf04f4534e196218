import type { ByLang, Lang, Part, Source, Text } from '../text.ts';
import type { AttributeId } from './notes/attributes.ts';
import type { LayerId } from './notes/layers.ts';

/** What a section is for, told by its heading (see `headings.ts`); `other` for any heading of the writer's own. */
export type SectionKind =
  | 'definition'
  | 'summary'
  | 'points'
  | 'how'
  | 'when'
  | 'when-not'
  | 'strengths'
  | 'limits'
  | 'examples'
  | 'relations'
  | 'misconceptions'
  | 'other';

export interface Section {
  /** `topic#heading-slug`, unique per language. */
  readonly id: string;
  readonly topic: string;
  readonly lang: Lang;
  readonly kind: SectionKind;
  /** The heading as it stands in the file, ornaments included; the page's title where there is none. */
  readonly heading: string;
  /** Headings from the topic's title down to this section's own, as people read them. */
  readonly path: readonly string[];
  /**
   * What people may call this section and nothing else in these notes: the thing it defines, a heading of several
   * words that stands once. Only sections of free pages have names; of notes, topics do.
   */
  readonly names?: readonly string[];
  readonly body: readonly Part[];
  /** Phrases people ask with that this section answers: never shown, only matched. Headings that are questions count. */
  readonly asked: readonly string[];
  /** Present where nothing but links stands here: ids of the sections and topics it leads to, which answer instead. */
  readonly leadsTo?: readonly string[];
  /** Sources this section refers to. */
  readonly sources: readonly Source[];
  /** Those of them that stand behind certain words of it. */
  readonly citations?: readonly Citation[];
  readonly at: SectionPlace;
  /** Address of this very heading, when it is known where the notes are published. */
  readonly link?: string;
}

/** Where in the notes something stands. */
export interface WrittenAt {
  readonly file: string;
  /** As it stands in the file. */
  readonly heading: string;
  readonly line: number;
}

/** What stands behind certain words: those before it on its line. */
export interface Citation {
  readonly words: string;
  readonly sources: readonly Source[];
}

export interface SectionPlace {
  /** Path as a person would name it. */
  readonly file: string;
  /** Path below its folder of notes, with `/`. */
  readonly page: string;
  readonly line: number;
}

/**
 * One comparable property. `value` is what people read; `rank` orders values of one attribute
 * (1 = least of what the attribute names) so that a verdict can be computed; absent = not ordered.
 */
export interface Attribute {
  readonly value: ByLang<string>;
  readonly rank?: number;
  readonly source?: Source;
}

/** Stack drawn bottom-up: `base` once, `each` repeated per guest or container. */
export interface LayerStack {
  readonly base: readonly LayerId[];
  readonly each: readonly LayerId[];
}

/** One idea for a day. `id` (`topic/tip-n`) stays the same across languages and edits of other tips. */
export interface Tip {
  readonly id: string;
  readonly topic: string;
  readonly text: ByLang<Text>;
  readonly sources: ByLang<readonly Source[]>;
  readonly at?: ByLang<WrittenAt>;
}

export interface Quiz {
  /** `topic/quiz-n`. */
  readonly id: string;
  readonly topic: string;
  readonly question: ByLang<Text>;
  readonly choices: ByLang<readonly Text[]>;
  /** Index of the right choice, the same in both languages. */
  readonly answer: number;
  readonly why: ByLang<Text>;
}

/** Where a topic is written, so that a problem can be told with its line. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  /** `note`: our own format · `tree`: a page in anybody's style, of which less can be expected. */
  readonly format: 'note' | 'tree';
  /**
   * Lines of fields (`related.2`), of maps and lists written on one line (`one-line.0`), tips (`tips.1`) and
   * questions (`quiz.1`), as far as known.
   */
  readonly lines: Readonly<Record<string, number>>;
}

export interface Topic {
  readonly id: string;
  readonly title: ByLang<string>;
  readonly aliases: ByLang<readonly string[]>;
  /** Phrases people ask with that the topic as a whole answers: never shown, only matched. */
  readonly asked: ByLang<readonly string[]>;
  /** One-sentence definition: the first paragraph under the title. */
  readonly summary: ByLang<Text>;
  readonly sections: readonly Section[];
  readonly attributes: Partial<Record<AttributeId, Attribute>>;
  readonly layers?: LayerStack;
  /** The kind of virtualization or product class this belongs to; attributes are inherited from it. */
  readonly parent?: string;
  readonly related: readonly string[];
  readonly tips: readonly Tip[];
  readonly quiz: readonly Quiz[];
  readonly sources: ByLang<readonly Source[]>;
  /** ISO date of the last edit, as the note says. */
  readonly updated?: string;
  readonly link?: ByLang<string>;
  /** Its folder comes after another's: of topics by one name it is the one that is meant. */
  readonly isLater?: boolean;
  /** Absent for topics that come from no file. */
  readonly origin?: ByLang<Origin>;
  /** Where the facts stand that its languages share, when they have a file of their own. */
  readonly factsOrigin?: Pick<Origin, 'file' | 'lines'>;
}

/** A page of anybody's, about many things, of any length and with nothing beside its text; else a note of our form. */
export const isPage = ({ origin }: Pick<Topic, 'origin'>): boolean =>
  Object.values(origin ?? {})[0]?.format === 'tree';

/** A maker's name that stands for several products. */
export interface Brand {
  readonly name: string;
  readonly aliases: readonly string[];
  /** Ids, the one most often meant first. */
  readonly topics: readonly string[];
  /** One sentence: what the name stands for. */
  readonly text: Readonly<Record<Lang, string>>;
  readonly at: { readonly file: string; readonly line: number };
}

/** Something wrong with a file, for the person who keeps it. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly file: string;
  readonly line: number;
  readonly field?: string;
  readonly message: string;
}
