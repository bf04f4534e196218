import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Lang } from '../text.ts';
import { createBody } from './body.ts';
import { clausesOf } from './clauses.ts';
import { createCompletions } from './completion.ts';
import { inOtherSense } from './elsewhere.ts';
import { fold } from './fold.ts';
import { createFuzzy } from './fuzzy.ts';
import { createGuess } from './guess.ts';
import { createKinds, type Kinds } from './kinds.ts';
import { createLexicon } from './lexicon.ts';
import { passages } from './passage.ts';
import { type Ranked, rank } from './rank.ts';
import { type Reading, read } from './reading.ts';
import type { Finding, Hit, Mention, Passage, Search, Word } from './search.ts';
import { completed, verdictOf } from './verdict.ts';

const HITS = 8;
const KEPT = 10;
/** Rarer words are nearly names. */
const RARE = 0.6;

export interface ExplainedSearch extends Search {
  reading(text: string): Reading;
  ranked(text: string): readonly Ranked[];
  passages(text: string, lang: Lang, topics?: readonly string[]): readonly Passage[];
}

/** Builds the search over one body of knowledge. */
export function createSearch(knowledge: Knowledge): ExplainedSearch {
  const lexicon = createLexicon(knowledge);
  const fuzzy = createFuzzy([...lexicon.words.keys()]);
  const body = createBody(knowledge);
  const kinds = createKinds(knowledge);
  const completions = createCompletions(lexicon);
  const guess = createGuess(lexicon);
  const popular = byPopularity(knowledge, kinds);
  const reading = (text: string): Reading => read(text, lexicon, fuzzy, body);

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

  function mentions(text: string): readonly Mention[] {
    const { names, tokens: list } = reading(text);
    const [said, all] = [new Set(list.map((token) => token.text)), list.map((token) => token.text).join('')];
    return names
      .filter(({ name }) => !inOtherSense(name, said, all))
      .map(({ topic, stage, score, start, end }) => ({ topic, stage, score, start, end }));
  }

  function words(text: string): readonly Word[] {
    return reading(text).terms.map((term) => ({ text: term.raw, known: body.knows(term.text) }));
  }

  function allPassages(text: string, lang: Lang, topics?: readonly string[]): Passage[] {
    const ids =
      topics ??
      find(text)
        .hits.map((hit) => hit.topic)
        .slice(0, KEPT);
    const chosen = ids.flatMap((id) => knowledge.topics.get(id) ?? []);
    return passages(text, reading(text), chosen, lang, body);
  }

  function suggest(text: string, _lang: Lang, limit: number): readonly Hit[] {
    if (fold(text) === '')
      return popular.slice(0, limit).map((topic): Hit => ({ topic, score: 0, stage: 'title', matched: '' }));
    const hits = new Map<string, Hit>();
    const add = (hit: Hit) => {
      if (!hits.has(hit.topic)) hits.set(hit.topic, hit);
    };
    for (const { name, score } of completions.of(text, limit))
      add({ topic: name.topic, score, stage: score === 1 ? name.stage : 'prefix', matched: name.shown });
    if (hits.size < limit) for (const hit of find(text).hits) add(hit);
    if (hits.size < limit) for (const hit of completions.containing(text, limit)) add(hit);
    return [...hits.values()].slice(0, limit);
  }

  function content(text: string, unusedIn?: string): string[] {
    const note = unusedIn === undefined ? undefined : knowledge.topics.get(unusedIn);
    const words = reading(text).terms.filter((term) => !note || !body.places(term.text).topics.has(note));
    return words.map((term) => term.raw);
  }

  return {
    find,
    mentions,
    words,
    reading,
    ranked: (text) => rank(reading(text), body, knowledge, kinds),
    passages: allPassages,
    content,
    kindsOf: (topic) => [...kinds.above(topic)].slice(1),
    passage: (text, lang, topics) => allPassages(text, lang, topics)[0],
    suggest,
  };
}

/** Topics others lead to come first: they are what a newcomer wants. */
function byPopularity(knowledge: Knowledge, kinds: Kinds): string[] {
  const counts = new Map<string, number>();
  for (const topic of knowledge.topics.values())
    for (const id of [...topic.related, ...kinds.above(topic.id)]) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...knowledge.topics.keys()].sort(
    (a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1),
  );
}
