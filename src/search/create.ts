import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Lang } from '../text.ts';
import { createBody } from './body.ts';
import { indexTerms } from './content.ts';
import { fold, romajiKey } from './fold.ts';
import { createFuzzy } from './fuzzy.ts';
import { inAnotherSense } from './homonyms.ts';
import { byTrust, createLexicon, type Name } from './lexicon.ts';
import { passages } from './passage.ts';
import { ancestors, type Ranked, rank } from './rank.ts';
import { type Reading, read } from './reading.ts';
import type { Finding, Hit, Mention, Passage, Search } from './search.ts';

/** Share of a text a topic has to explain before it is the answer, or worth offering. */
const BAR = { answer: 0.56, covered: 0.45, suggest: 0.3 };
/** The same for a topic that is not named, only described: beside a kind ("VM"), beside a product, with no name. */
const DESCRIBED = { withNames: 0.57, withProduct: 0.75, without: 0.85 };
/** A named topic that explains less than this shows that the name is used in another sense. */
const NAMED_AT_LEAST = 0.35;
const HITS = 8;
/** Completing a word is sure enough when this much of the name has been typed. */
const PREFIX = { least: 3, sure: 0.6 };
const KEPT = 10;

export interface ExplainedSearch extends Search {
  reading(text: string): Reading;
  passages(text: string, lang: Lang, topics?: readonly string[]): readonly Passage[];
}

const none: Finding = { verdict: 'none', confidence: 0, hits: [] };

function verdictOf({ score, named, covered }: Ranked, beside: keyof typeof DESCRIBED): Finding['verdict'] {
  const bar = named ? (covered ? BAR.covered : BAR.answer) : DESCRIBED[beside];
  return score >= bar ? 'answer' : score >= BAR.suggest ? 'suggest' : 'none';
}

const wordsKey = (words: readonly string[]): string => [...new Set(words)].sort().join(' ');

/** Names of several words by their words alone, in any order and form. */
function namesByWords(names: readonly Name[]): Map<string, Name> {
  const found = new Map<string, Name>();
  for (const name of [...names].sort(byTrust)) {
    const words = new Set(indexTerms(name.shown));
    const key = wordsKey([...words]);
    if (words.size >= 2 && !found.has(key)) found.set(key, name);
  }
  return found;
}

const strip = ({ named: _named, covered: _covered, ...hit }: Ranked): Hit => hit;

/** Builds the search over one body of knowledge. */
export function createSearch(knowledge: Knowledge): ExplainedSearch {
  const lexicon = createLexicon(knowledge);
  const fuzzy = createFuzzy(lexicon);
  const body = createBody(knowledge);
  const reading = (text: string): Reading => read(text, lexicon, fuzzy, body);
  const popular = byPopularity(knowledge);
  const byWords = namesByWords(lexicon.names);

  /** Names that begin with the whole text, one per topic, fullest match first. */
  function completions(folded: string, limit: number): { name: Name; score: number }[] {
    if (folded === '') return [];
    const key = /^[a-z0-9]+$/.test(folded) ? romajiKey(folded) : '';
    const all: { name: Name; score: number }[] = [];
    for (const name of lexicon.names)
      if (name.folded.startsWith(folded)) all.push({ name, score: folded.length / name.folded.length });
    if (key.length >= PREFIX.least)
      for (const [romaji, names] of lexicon.romaji)
        if (romaji.startsWith(key))
          for (const name of names) all.push({ name, score: (0.9 * key.length) / romaji.length });
    all.sort((a, b) => b.score - a.score || byTrust(a.name, b.name));
    const seen = new Set<string>();
    return all.filter(({ name }) => !seen.has(name.topic) && seen.add(name.topic)).slice(0, limit);
  }

  function guesses(text: string): Finding {
    const folded = fold(text);
    const prefix = folded.length >= PREFIX.least ? completions(folded, HITS) : [];
    const near = fuzzy.near(folded, HITS);
    const best = prefix[0];
    if (best && best.score >= PREFIX.sure) {
      const hits = prefix.map(
        ({ name, score }): Hit => ({ topic: name.topic, score, stage: 'prefix', matched: name.shown }),
      );
      return { verdict: 'answer', confidence: best.score, hits };
    }
    const hits = [
      ...prefix.map(
        ({ name, score }): Hit => ({ topic: name.topic, score, stage: 'prefix', matched: name.shown }),
      ),
      ...near.map(
        ({ name, score }): Hit => ({ topic: name.topic, score, stage: 'fuzzy', matched: name.shown }),
      ),
    ];
    const first = hits[0];
    if (!first) return none;
    const score = near[0]?.score ?? 0;
    if (score >= 0.68) {
      const sorted = hits.filter((hit) => hit.stage === 'fuzzy');
      return { verdict: 'answer', confidence: score, hits: sorted };
    }
    return {
      verdict: prefix.length > 0 || score >= 0.55 ? 'suggest' : 'none',
      confidence: Math.max(score, first.score) * 0.5,
      hits,
    };
  }

  const kinds = new Set([...knowledge.topics.values()].map((topic) => topic.parent));
  const besideOf = ({ names }: Reading): keyof typeof DESCRIBED =>
    names.length === 0
      ? 'without'
      : names.every((name) => kinds.has(name.topic))
        ? 'withNames'
        : 'withProduct';

  /** A name whose words are the very words of the question: "why do containers start faster". */
  function inOtherWords(what: Reading): Ranked | undefined {
    const words = [
      ...what.names.flatMap((found) => indexTerms(found.name.shown)),
      ...what.terms.map((term) => term.text),
    ];
    const name = what.terms.length > 0 ? byWords.get(wordsKey(words)) : undefined;
    return (
      name && {
        topic: name.topic,
        stage: 'alias',
        score: 0.97,
        matched: name.shown,
        named: true,
        covered: true,
      }
    );
  }

  function find(text: string): Finding {
    const what = reading(text);
    const said = inOtherWords(what);
    const others = rank(what, body, knowledge).filter((one) => one.topic !== said?.topic);
    const ranked = said ? [said, ...others] : others;
    const best = ranked[0];
    if (!best || best.score < BAR.answer) {
      const guess = what.names.length === 0 && what.terms.length <= 2 ? guesses(text) : none;
      if (guess.verdict === 'answer' || (guess.verdict === 'suggest' && (best?.score ?? 0) < BAR.suggest))
        return guess;
    }
    if (!best) return none;
    const named = ranked.find((one) => one.named);
    // The text names a topic that explains little of it: one that is not even named is no better guess.
    const typed = [...what.tokens.map((token) => token.text), ...what.terms.map((term) => fold(term.raw))];
    if (inAnotherSense(typed)) return { ...none, hits: ranked.slice(0, HITS).map(strip) };
    const astray = !best.named && named !== undefined && named.score < NAMED_AT_LEAST;
    // One word that notes merely use ("kubernetes") is no question about any of them.
    const bare = what.names.length === 0 && new Set(what.terms.map((term) => term.raw)).size < 2;
    return {
      verdict: astray || bare ? 'suggest' : verdictOf(best, besideOf(what)),
      confidence: best.score,
      hits: ranked.slice(0, HITS).map(strip),
    };
  }

  function mentions(text: string): readonly Mention[] {
    return reading(text).names.map(({ topic, stage, score, start, end }) => ({
      topic,
      stage,
      score,
      start,
      end,
    }));
  }

  function allPassages(text: string, lang: Lang, topics?: readonly string[]): Passage[] {
    const ids =
      topics ??
      find(text)
        .hits.map((hit) => hit.topic)
        .slice(0, KEPT);
    const chosen = ids.flatMap((id) => knowledge.topics.get(id) ?? []);
    return passages(text, reading(text), chosen, lang, body, knowledge);
  }

  function suggest(text: string, _lang: Lang, limit: number): readonly Hit[] {
    const folded = fold(text);
    if (folded === '')
      return popular.slice(0, limit).map((topic): Hit => ({ topic, score: 0, stage: 'title', matched: '' }));
    const hits = new Map<string, Hit>();
    const add = (hit: Hit) => {
      if (!hits.has(hit.topic)) hits.set(hit.topic, hit);
    };
    for (const { name, score } of completions(folded, limit))
      add({ topic: name.topic, score, stage: score === 1 ? name.stage : 'prefix', matched: name.shown });
    if (hits.size < limit) for (const hit of find(text).hits) add(hit);
    if (hits.size < limit && folded.length >= 2)
      for (const name of lexicon.names) {
        if (hits.size >= limit) break;
        if (name.folded.includes(folded))
          add({ topic: name.topic, score: 0.3, stage: 'fuzzy', matched: name.shown });
      }
    return [...hits.values()].slice(0, limit);
  }

  return {
    find,
    mentions,
    reading,
    passages: allPassages,
    passage: (text, lang, topics) => allPassages(text, lang, topics)[0],
    suggest,
  };
}

/** Topics others lead to come first: they are what a newcomer wants. */
function byPopularity(knowledge: Knowledge): string[] {
  const counts = new Map<string, number>();
  for (const topic of knowledge.topics.values()) {
    for (const id of [...topic.related, ...ancestors(topic, knowledge)])
      counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...knowledge.topics.keys()].sort(
    (a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1),
  );
}
