import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Steps } from '../steps.ts';
import type { Lang } from '../text.ts';
import { fold } from './fold.ts';
import type { Kinds } from './kinds.ts';
import type { Completions } from './names/completion.ts';
import type { Name } from './names/lexicon.ts';
import type { Finding, Hit } from './search.ts';

const JAPANESE = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u;

/** Whether a name can be read by whoever speaks the language: Latin letters by everybody. */
export const isReadable = (name: string, lang: Lang): boolean => lang === 'ja' || !JAPANESE.test(name);

/** What is offered while somebody types. `popular`: every topic, the one most want first. */
export function createSuggest(
  popular: readonly string[],
  completions: Completions,
  find: (text: string) => Finding,
): (text: string, lang: Lang, limit: number) => readonly Hit[] {
  const places = new Map(popular.map((topic, place) => [topic, place]));
  const place = ({ topic }: { topic: string }) => places.get(topic) ?? places.size;

  /** Topics with a name that begins so: the whole name, then a title, then what most want; read by the reader first. */
  function begun(text: string, lang: Lang): Hit[] {
    const folded = fold(text);
    const order = (name: Name): number[] => [
      isReadable(name.shown, lang) ? 0 : 1,
      name.folded === folded ? 0 : 1,
      name.stage === 'title' ? 0 : 1,
      place(name),
      name.folded.length,
    ];
    const sorted = completions
      .starting(text)
      .map((name) => ({ name, order: order(name) }))
      .sort((a, b) => compareAll(a.order, b.order));
    return sorted.map(({ name }) => ({
      topic: name.topic,
      score: folded.length / name.folded.length,
      stage: name.folded === folded ? name.stage : 'prefix',
      matched: name.shown,
    }));
  }

  return (text, lang, limit) => {
    if (fold(text) === '')
      return popular.slice(0, limit).map((topic): Hit => ({ topic, score: 0, stage: 'title', matched: '' }));
    const hits = new Map<string, Hit>();
    const add = (hit: Hit) => {
      if (!hits.has(hit.topic)) hits.set(hit.topic, hit);
    };
    begun(text, lang).forEach(add);
    const found = hits.size < limit ? find(text).hits : [];
    // A name that was meant, although it is not written so: misspelt, or in Latin letters.
    for (const hit of found) if (hit.stage !== 'body' && hit.stage !== 'prefix') add(hit);
    const spelled = completions.of(text, limit).map(({ name, score }) => ({
      topic: name.topic,
      score,
      stage: score === 1 ? name.stage : ('prefix' as const),
      matched: name.shown,
    }));
    spelled.sort((a, b) => place(a) - place(b)).forEach(add);
    found.forEach(add);
    if (hits.size < limit) completions.like(text).forEach(add);
    return [...hits.values()].slice(0, limit);
  };
}

/** The first difference decides. */
function compareAll(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** Topics others lead to come first: they are what a newcomer wants. */
export function* byPopularity(knowledge: Knowledge, kinds: Kinds): Steps<string[]> {
  const counts = new Map<string, number>();
  for (const topic of knowledge.topics.values()) {
    for (const id of [...topic.related, ...kinds.above(topic.id)]) counts.set(id, (counts.get(id) ?? 0) + 1);
    yield;
  }
  return [...knowledge.topics.keys()].sort(
    (a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1),
  );
}
