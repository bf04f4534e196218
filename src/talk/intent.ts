import type { MetricFamily } from '../knowledge/figures/benchmark.ts';
import type { Brand } from '../knowledge/topic.ts';
import type { Finding } from '../search/search.ts';
import type { Manner } from './options.ts';

/** One of several questions in a message. */
export interface Asked {
  readonly text: string;
  readonly intent: Extract<Intent, { kind: 'topic' | 'compare' | 'benchmark' }>;
}

/** What a question of several may ask. */
export type Answerable = Asked['intent'];

/** Topics an answer is about. */
export const topicsOf = (intent: Answerable): readonly string[] =>
  intent.kind === 'topic' ? intent.finding.hits.slice(0, 1).map((hit) => hit.topic) : intent.topics;

export const isAnswerable = (intent: Intent): intent is Answerable =>
  intent.kind === 'topic' || intent.kind === 'compare' || intent.kind === 'benchmark';

/** What is asked, once understood. Ids are of topics in the notes. */
export type Intent =
  | { readonly kind: 'several'; readonly questions: readonly Asked[] }
  /** `question`: more than a name was asked, so the answering passage is shown first. */
  | { readonly kind: 'topic'; readonly finding: Finding; readonly question: boolean }
  /** `unknown`: things named that are not in the notes, as written. */
  | {
      readonly kind: 'compare';
      readonly topics: readonly string[];
      readonly unknown: readonly string[];
      /** Which of them to take. */
      readonly advise?: boolean;
    }
  | {
      readonly kind: 'benchmark';
      readonly families: readonly MetricFamily[];
      readonly topics: readonly string[];
      readonly view: 'summary' | 'sources' | 'mine';
    }
  | { readonly kind: 'tip' }
  | { readonly kind: 'topics' }
  | { readonly kind: 'help' }
  /** Somebody thanks, or has understood; or only greets. */
  | { readonly kind: 'thanks'; readonly greets?: true }
  /** A comparison with fewer than two things named. */
  | { readonly kind: 'compare-what'; readonly topics: readonly string[] }
  /** `rest`: what followed the command word. */
  | { readonly kind: 'quiz'; readonly rest: string }
  | { readonly kind: 'read'; readonly rest: string }
  /**
   * An answer once more: what it left out, or said otherwise. `lead`: names its lead, where that is not the one the
   * question alone would have; `page`: which part of what it left out, from 1 on. `text`: the question,
   * where it was not asked before.
   */
  | {
      readonly kind: 'again';
      readonly of: Answerable;
      readonly manner: Manner | 'unfold';
      readonly lead?: string;
      readonly page?: number;
      readonly text?: string;
    }
  /** A maker that stands for several things: which of them? */
  | { readonly kind: 'brand'; readonly brand: Brand }
  /** Nothing in the notes; the finding holds the nearest topics, if any are near. */
  | { readonly kind: 'none'; readonly finding: Finding };
