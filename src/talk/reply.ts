import type { LayerId } from '../knowledge/notes/layers.ts';
import type { SectionKind, WrittenAt } from '../knowledge/topic.ts';
import type { Lang, Part, Source } from '../text.ts';

export type IntentKind =
  | 'topic'
  | 'compare'
  | 'benchmark'
  | 'tip'
  | 'topics'
  | 'help'
  | 'thanks'
  | 'none'
  /** Everything that changes or shows a setting, votes or quizzes. */
  | 'settings'
  | 'quiz'
  | 'feedback'
  /** Too many questions at once. For the asker alone: where a place has nothing private, by direct message or not at all. */
  | 'wait';

export type Action =
  /** A button; pressing it sends `ask` as the next question. At most 80 UTF-16 units (see `ask.ts`). */
  | { readonly kind: 'ask'; readonly label: string; readonly ask: string; readonly primary?: boolean }
  /** A select menu. */
  | {
      readonly kind: 'choose';
      readonly label: string;
      readonly options: readonly { readonly label: string; readonly ask: string; readonly hint?: string }[];
    }
  | { readonly kind: 'open'; readonly label: string; readonly url: string }
  /** Two presses that say whether the answer helped; each sends its `ask`, and only the presser sees the thanks. */
  | {
      readonly kind: 'feedback';
      readonly up: { readonly label: string; readonly ask: string };
      readonly down: { readonly label: string; readonly ask: string };
    };

export interface LayerColumn {
  readonly title: string;
  readonly base: readonly { readonly id: LayerId; readonly label: string }[];
  readonly each: readonly { readonly id: LayerId; readonly label: string }[];
}

export interface BarGroup {
  readonly title: string;
  /** What is counted, in which unit, which way is good, and whose figures they are. */
  readonly note?: string;
  readonly unit: string;
  readonly better: 'lower' | 'higher';
  readonly bars: readonly {
    readonly label: string;
    readonly value: number;
    /** The number as people read it, with 約 or `≤`. */
    readonly shown: string;
    /** Of its product, the same in every picture; absent: grey. `shade`: how much lighter, for variants of it. */
    readonly colour?: number;
    readonly shade?: number;
    readonly baseline?: boolean;
  }[];
}

/** What a picture shows, not pixels: `pictures/` draws it. All words are already in `lang`. `dark`: on a dark sheet. */
export type Picture = Drawable & { readonly dark?: true };

type Drawable =
  | {
      readonly kind: 'layers';
      readonly lang: Lang;
      readonly alt: string;
      readonly title: string;
      readonly columns: readonly LayerColumn[];
    }
  | {
      readonly kind: 'bars';
      readonly lang: Lang;
      readonly alt: string;
      readonly title: string;
      /** Each group has its own axis: results of different units are never on one scale. */
      readonly groups: readonly BarGroup[];
      /** Source and warning lines under the chart. */
      readonly footer: readonly string[];
    };

/** What is said of something: read from the top, most important first. */
export interface Content {
  readonly body: readonly Part[];
  readonly picture?: Picture;
  readonly actions: readonly Action[];
  readonly sources: readonly Source[];
  /** Small print, e.g. when the note was last updated. */
  readonly footer?: string;
}

/**
 * An answer with no platform in it. Its own content is the lead: what answers, one source, one row of buttons.
 * Platforms that run out of room cut from the end of `body` and say so; they never drop `sources`, and of
 * `actions` only what `more` holds as well.
 */
export interface Card extends Content {
  readonly tone: 'answer' | 'notice' | 'error';
  readonly title: string;
  /** Address of the note, when notes are published somewhere. */
  readonly link?: string;
  /** The rest, which says nothing the lead says: shown when the button that `unfold`s it is pressed. */
  readonly more?: Content;
}

export interface Reply {
  readonly intent: IntentKind;
  /** Ids of the topics the answer is about, best first. */
  readonly topics: readonly string[];
  readonly lang: Lang;
  /**
   * `asker`: shown only to the person who asked, where the platform can. `aside`: beside the answer it belongs to,
   * out of the others' way: in its thread, or where there is none, to the person who asked.
   */
  readonly audience: 'place' | 'asker' | 'aside';
  readonly card: Card;
  /** Of the lead. Absent where the notes have no part in the answer. */
  readonly writtenAt?: WrittenAt;
  /** 0..1: how sure it is that this is what was meant. */
  readonly confidence?: number;
  /** What asks for this answer once more: a question of ids, and the name of its lead where it has one. */
  readonly again?: string;
  /** The kind of section that answered. */
  readonly section?: SectionKind;
  /** Topics set side by side or to choose from, in the order shown: they can be meant by their number. */
  readonly offers?: readonly string[];
}

/** One line of autocomplete. `ask` is what is sent when it is picked; `label` is what is shown. */
export interface Suggestion {
  readonly label: string;
  readonly ask: string;
}
