import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Body } from './body.ts';
import { clausesOf } from './clauses.ts';
import type { Completions } from './completion.ts';
import { createGuess } from './guess.ts';
import type { Kinds } from './kinds.ts';
import type { Lexicon } from './lexicon.ts';
import { rank } from './rank.ts';
import type { Reading } from './reading.ts';
import type { Finding } from './search.ts';
import { completed, verdictOf } from './verdict.ts';

const HITS = 8;
/** Rarer words are nearly names. */
const RARE = 0.6;

/** What finding a topic works with. */
export interface Sources {
  readonly knowledge: Knowledge;
  readonly lexicon: Lexicon;
  readonly body: Body;
  readonly kinds: Kinds;
  readonly completions: Completions;
  readonly reading: (text: string) => Reading;
}

/** Tells which topic a text is about: all of it, the part that asks, the name it begins, or one it nearly is. */
export function createFind({
  knowledge,
  lexicon,
  body,
  kinds,
  completions,
  reading,
}: Sources): (text: string) => Finding {
  const guess = createGuess(lexicon);

  /** `told`: the longer text it is part of, whose words tell in which sense a name is meant. */
  function understood(what: Reading, told: Reading): Finding {
    const ranked = rank(what, body, knowledge, kinds, told);
    const hits = ranked.slice(0, HITS).map((one) => one.hit);
    return { ...verdictOf(ranked, what), hits };
  }

  /** What is asked in the clause of a longer text that asks, whatever the others tell; or of the one thing they name. */
  function asked(text: string, told: Reading): Finding | undefined {
    const clauses = clausesOf(text).map((clause) => {
      const what = reading(clause.text);
      return { asks: clause.asks, what, finding: { ...understood(what, told), clause: clause.text } };
    });
    const named = clauses.filter(
      ({ what, finding }) => what.names.length > 0 && finding.verdict === 'answer',
    );
    const outright = named.find((clause) => clause.asks);
    if (outright) return outright.finding;
    const open = clauses.some(({ asks, what }) => asks && what.names.length + what.terms.length === 0);
    const topics = new Set(told.names.map((name) => name.topic));
    return open && topics.size === 1 ? named[0]?.finding : undefined;
  }

  /** The whole text is one word, and nearly a short name. */
  function guessed({ tokens: [only, ...more], terms }: Reading): Finding | undefined {
    const hits = only && more.length === 0 && terms.length === 1 ? guess(only.raw).slice(0, HITS) : [];
    const [best] = hits;
    return best && { verdict: 'suggest', confidence: best.score, hits };
  }

  function find(text: string): Finding {
    const what = reading(text);
    const finding = understood(what, what);
    if (finding.verdict === 'answer') return finding;
    if (what.names.length > 0) return asked(text, what) ?? finding;
    if (what.terms.some((term) => term.elsewhere)) return finding;
    // Nothing but words that go with any subject, or that many notes use.
    const whole = what.terms.every((term) => body.knows(term.text) && body.rarity(term.text) < RARE);
    return completed(text, whole, completions, HITS) ?? guessed(what) ?? finding;
  }

  return find;
}
