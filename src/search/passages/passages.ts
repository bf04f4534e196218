import { isPage, type Section, type Topic } from '../../knowledge/topic.ts';
import type { Lang, Part, Text } from '../../text.ts';
import { holdingOf } from '../evidence/holding.ts';
import type { Query } from '../evidence/query.ts';
import type { Postings } from '../index/postings.ts';
import { linear, type Model } from '../model.ts';
import { type PassageFeatures, passageFeatures } from './features.ts';
import { definitionOf, windowsOf } from './windows.ts';

export interface WeighedPassage {
  readonly text: Text;
  readonly part?: Part;
  /** Absent: the topic's definition answers. */
  readonly section: Section | undefined;
  /** Place among those of its section. */
  readonly place: number;
  readonly features: PassageFeatures;
}

/** Everything a topic has to quote, with what speaks for it. */
export function weighPassages(
  text: string,
  query: Query,
  topic: Topic,
  lang: Lang,
  postings: Postings,
): WeighedPassage[] {
  const sections = topic.sections.filter((section) => section.lang === lang);
  const windows = [...definitionOf(topic, lang), ...sections.flatMap(windowsOf)];
  const features = passageFeatures(text, query, windows, holdingOf(topic, query, postings), postings);
  return windows.flatMap(({ text: said, part, section, place }, i) => {
    const one = features[i];
    return one ? [{ text: said, ...(part ? { part } : {}), section, place, features: one }] : [];
  });
}

/**
 * What the best section of a page counts in choosing its passage, in the measure by which pages are ranked. Of 1, 2 and 4
 * this led two handbooks to the right heading most often.
 */
const SECTION = 2;

export interface RankedPassage extends WeighedPassage {
  readonly topic: Topic;
  /** 0..1: the chance that it answers, of all the topic could quote. */
  readonly score: number;
}

/** What a topic has to quote, best first. */
export function rankPassages(
  text: string,
  query: Query,
  topic: Topic,
  lang: Lang,
  postings: Postings,
  model: Model,
): RankedPassage[] {
  const spoken = topic.sections.some((one) => one.lang === lang) || topic.summary[lang] !== undefined;
  const wanted = spoken ? lang : lang === 'ja' ? 'en' : 'ja';
  const all = weighPassages(text, query, topic, wanted, postings).map((one) => ({
    ...one,
    topic,
    score:
      linear(model.passage, one.features) +
      (isPage(topic) ? SECTION * (model.pages.bm25 ?? 0) * one.features.bm25 : 0),
  }));
  const top = all.reduce((most, { score }) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const total = all.reduce((sum, { score }) => sum + Math.exp(score - top), 0);
  return all
    .map((one) => ({ ...one, score: Math.exp(one.score - top) / total }))
    .sort((a, b) => b.score - a.score);
}
