import type { MetricFamily } from '../knowledge/figures/benchmark.ts';
import { questionType } from '../search/question.ts';
import type { Finding, Hit, Search } from '../search/search.ts';
import type { Intent } from '../talk/intent.ts';
import { compares } from './compare-words.ts';

/** Words that stand for what was talked about. */
const PRONOUN =
  /\b(?:it|its|that|this(?: one)?|they|them|their|those|these|both|the (?:two|former|latter))\b|それ|その(?!他)|これ|この|こっち|そっち|あれ|両方|両者|(?:2|二|ふた)つ/;
/** Two things that were talked about, rather than the last. */
const PAIR =
  /\b(?:them|they|both|these|those|the two)\b|それら|これら|両方|両者|(?:2|二|ふた)つ|どちら|どっち/;
/** One thing measured by another. */
const THAN = /\b(?:\w+er|more|less) than\b|より(?:も)?(?:速|遅|軽|重|安全|強|弱|大き|小さ|良|いい)/;
const CHOICE = /\bwhich\b.*\b(?:\w+er|best|better|more|less|should)\b|どちら|どっち/;
/** Beginnings that go on with something. */
const CONTINUE =
  /^(?:and|what about|how about|also|more|any(?:thing)? (?:more|else)|any|others?|another|examples?|why|how)\b|^(?:もっと|ほか|他|その他|では|じゃあ|なら|続き|詳しく|例は|なぜ|理由は|仕組みは)/;
/** Said when the talk is over, not to go on with it. */
const CLOSING =
  /\b(?:thanks?|thank you|thx|got it|i see|nice|great|cool|hello|hi|bye|sorry)\b|ありがと|なるほど|了解|わかりました|こんにちは|お疲れ|すみません$/;

/** A text once its own words are understood. */
export interface Said {
  readonly text: string;
  /** Topics it names itself. */
  readonly topics: readonly string[];
  /** It asks for measured values. */
  readonly numbers: boolean;
  readonly families: readonly MetricFamily[];
}

const finding = (hits: readonly Hit[]): Finding => ({ verdict: 'answer', confidence: 1, hits });
const named = (topic: string): Hit => ({ topic, stage: 'title', score: 1, matched: topic });
const compare = (...topics: readonly string[]): Intent => ({ kind: 'compare', topics, unknown: [] });

/** Compared with the last topic, or the last two with each other. */
function compared(typed: string, said: Said, refers: boolean, bare: boolean, recent: readonly string[]) {
  const [last = '', before] = recent;
  const [topic] = said.topics;
  const cue = compares(typed) || THAN.test(typed);
  if (said.topics.length === 1 && topic !== undefined)
    return cue && topic !== last && (refers || bare) ? compare(last, topic) : undefined;
  if (said.topics.length > 0 || before === undefined) return undefined;
  const pair = PAIR.test(typed) && (cue || CHOICE.test(typed));
  return pair || (cue && refers) ? compare(before, last) : undefined;
}

/**
 * What a text asks that only makes sense after what was said before: "its drawbacks?", "compare it with Xen",
 * "for example?". `recent`: topics talked about, latest first. `undefined`: it stands on its own.
 */
export function followUp(said: Said, search: Search, recent: readonly string[]): Intent | undefined {
  const [last] = recent;
  const typed = said.text.normalize('NFKC').toLowerCase().trim();
  if (last === undefined || CLOSING.test(typed)) return undefined;
  const pronoun = PRONOUN.test(typed);
  const refers = pronoun || CONTINUE.test(typed);
  // Nothing in it that could be looked up by itself.
  const bare = search.content(said.text).length === 0;
  const comparison = compared(typed, said, refers, bare, recent);
  if (comparison) return comparison;
  if (said.topics.length > 0 && !pronoun) return undefined;
  if (said.numbers) {
    const about = said.topics[0] ?? last;
    const open = refers || /は[?？。]?$/.test(typed);
    return open
      ? { kind: 'benchmark', families: said.families, topics: [about], view: 'summary' }
      : undefined;
  }
  const asks = bare ? refers || questionType(said.text) !== 'other' : refers;
  // "why is the sky blue?" goes on with nothing: its own words would have to be in the note.
  const astray = !bare && !pronoun && search.content(said.text, last).length > 0;
  if (!asks || astray) return undefined;
  const rest = search.find(said.text).hits.filter((hit) => hit.topic !== last);
  return { kind: 'topic', finding: finding([named(last), ...rest]), question: true };
}
