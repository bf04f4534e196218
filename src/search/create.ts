import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Topic } from '../knowledge/topic.ts';
import { finish, type Steps } from '../steps.ts';
import type { Lang } from '../text.ts';
import { queryOf } from './evidence/query.ts';
import { find, type Sources, type Weighed, weigh } from './find.ts';
import type { Packed } from './index/packed.ts';
import { createIndex, type Index } from './index/postings.ts';
import { createKinds } from './kinds.ts';
import { MODEL, type Model } from './model.ts';
import { type Completions, createCompletions } from './names/completion.ts';
import { createLexicon, isNamedAlike, type Lexicon } from './names/lexicon.ts';
import { createFuzzyWords, type FuzzyWords } from './names/misspelt.ts';
import { type RankedPassage, rankPassages, type WeighedPassage, weighPassages } from './passages/passages.ts';
import { quotesOf } from './passages/quotes.ts';
import { type Reading, read } from './reading.ts';
import { remembered } from './remembered.ts';
import type { Finding, Mention, Passage, Search, Word } from './search.ts';
import { byPopularity, createSuggest } from './suggest.ts';
import { usedIn, wordsBeside } from './words.ts';

const KEPT = 10;
/** Words seldom enough say what a question is about, and not how it is asked. */
const TELLING = 0.4;

export interface ExplainedSearch extends Search {
  reading(text: string): Reading;
  /** What speaks for each topic. */
  weigh(text: string): Weighed;
  /** What a topic has to quote, with what speaks for each. */
  weighPassages(text: string, topic: Topic, lang: Lang): readonly WeighedPassage[];
  /** All a topic has to quote, best first. */
  passages(text: string, lang: Lang, topics?: readonly string[]): readonly Passage[];
  /** The same over these notes as they are now; this one stays as it is. One at a time. */
  updated(next: Knowledge): Steps<ExplainedSearch>;
  /** What is costly to make of the notes, to be kept: before it is updated. */
  pack(): Iterable<Packed>;
}

/** What topics are called, in every way they are looked up. */
interface Naming {
  readonly lexicon: Lexicon;
  readonly fuzzy: FuzzyWords;
  readonly completions: Completions;
}

function* namingOf(knowledge: Knowledge): Steps<Naming> {
  const lexicon = yield* createLexicon(knowledge);
  const fuzzy = yield* createFuzzyWords([...lexicon.words.keys()]);
  return { lexicon, fuzzy, completions: yield* createCompletions(lexicon) };
}

interface Made {
  readonly knowledge: Knowledge;
  readonly model: Model;
  readonly naming: Naming;
  readonly index: Index;
}

function* searchFrom(
  knowledge: Knowledge,
  model: Model,
  packed: readonly Packed[] | undefined,
): Steps<ExplainedSearch> {
  const index = yield* createIndex(knowledge, packed);
  return yield* searchOf({ knowledge, model, index, naming: yield* namingOf(knowledge) });
}

/** Builds the search over one body of knowledge. `packed`: what an earlier one over the same notes was kept as. */
export const createSearch = (
  knowledge: Knowledge,
  model: Model = MODEL,
  packed?: readonly Packed[],
): ExplainedSearch => finish(searchFrom(knowledge, model, packed));

/** For the notes as they are now, reading what changed alone. */
function* updated({ knowledge, model, naming, index }: Made, next: Knowledge): Steps<ExplainedSearch> {
  const isAlike = isNamedAlike(knowledge, next);
  yield;
  return yield* searchOf({
    knowledge: next,
    model,
    index: yield* index.updated(next),
    naming: isAlike ? naming : yield* namingOf(next),
  });
}

function* searchOf(made: Made): Steps<ExplainedSearch> {
  const { knowledge, model, naming, index } = made;
  const { lexicon, fuzzy, completions } = naming;
  const { postings } = index;
  yield;
  const kinds = createKinds(knowledge);
  const popular = yield* byPopularity(knowledge, kinds);
  const isUsed = usedIn(postings);
  const reading = remembered((text): Reading => read(text, lexicon, fuzzy, isUsed));
  const sources: Sources = {
    topics: knowledge.topics,
    postings,
    kinds,
    completions,
    names: (text) => reading(text).names,
    unknown: (text, topic) =>
      wordsBeside(reading(text), postings, topic).filter(({ known, rarity }) => !known && rarity >= TELLING),
    bearers: ({ name }) => [
      ...new Set([name.topic, ...(lexicon.exact.get(name.folded) ?? []).map((one) => one.topic)]),
    ],
  };
  const findIn = remembered((text) => find(text, sources, model));
  const suggest = createSuggest(popular, completions, findIn);

  const mentions = (text: string): readonly Mention[] =>
    reading(text).names.map(({ topic, stage, score, start, end }) => ({ topic, stage, score, start, end }));

  const words = (text: string, topic = ''): readonly Word[] =>
    wordsBeside(reading(text), postings, knowledge.topics.get(topic));

  function findAbout(topic: string, text: string): Finding {
    const title = knowledge.topics.get(topic)?.title ?? {};
    return findIn(`${title.en ?? title.ja ?? topic}: ${text}`);
  }

  const queryFor = (text: string) => queryOf(text, sources.names(text), sources.bearers, postings);

  function ranked(text: string, lang: Lang, topics?: readonly string[]): RankedPassage[] {
    const ids = topics ?? findIn(text).hits.map((hit) => hit.topic);
    const query = queryFor(text);
    return ids.slice(0, KEPT).flatMap((id) => {
      const topic = knowledge.topics.get(id);
      return topic ? rankPassages(text, query, topic, lang, postings, model) : [];
    });
  }

  const passages = (text: string, lang: Lang, topics?: readonly string[]): Passage[] =>
    ranked(text, lang, topics)
      .sort((a, b) => b.score - a.score)
      .map(({ topic, section, text: said, part, score }) => ({
        topic: topic.id,
        ...(section ? { section: section.id } : {}),
        text: said,
        ...(part ? { part } : {}),
        score,
      }));

  return {
    find: findIn,
    mentions,
    words,
    reading,
    weigh: (text) => weigh(text, sources, model),
    weighPassages: (text, topic, lang) => weighPassages(text, queryFor(text), topic, lang, postings),
    passages,
    quotes: (text, lang, topics) => quotesOf(passages(text, lang, topics)),
    findAbout,
    kindsOf: (topic) => [...kinds.above(topic)].slice(1),
    suggest,
    updated: (next) => updated(made, next),
    pack: index.pack,
  };
}
