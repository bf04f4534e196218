/**
 * Learns the words of every field, from notes that are about one: they stand in all of its topics, or in most and there
 * at random, where the names of a field crowd together in some (residual IDF: Church, Gale 1995).
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { documentsOf } from '../../src/search/index/documents.ts';
import { isKana, isPart, termsOf } from '../../src/search/terms.ts';

const MOST_TOPICS = 0.5;
const CROWDED = 0.15;
const DIGITS = 1e3;

/** How often a word stands anywhere, in how many questions and sections, and in how many topics. */
interface Counted {
  times: number;
  asked: number;
  said: number;
  topics: number;
}

type Form = 'asked' | 'said';

function counted(knowledge: Knowledge) {
  const words = new Map<string, Counted>();
  const texts = { asked: 0, said: 0 };
  const wordOf = (term: string): Counted => {
    const one = words.get(term) ?? { times: 0, asked: 0, said: 0, topics: 0 };
    words.set(term, one);
    return one;
  };
  for (const topic of knowledge.topics.values()) {
    const here = new Set<Counted>();
    for (const [{ kind }, fields] of documentsOf(topic, '')) {
      if (kind === 'names' || kind === 'quiz') continue;
      const form: Form = kind === 'asked' ? 'asked' : 'said';
      const terms = fields().flatMap(([text]) => termsOf(text));
      texts[form]++;
      for (const term of terms) wordOf(term).times++;
      for (const term of new Set(terms)) wordOf(term)[form]++;
      for (const term of terms) here.add(wordOf(term));
    }
    for (const one of here) one.topics++;
  }
  return { words, texts };
}

/** Of each word the share of questions, or of sections, that it stands in. */
function everydayWords(knowledge: Knowledge): Record<string, number> {
  const { words, texts } = counted(knowledge);
  const all = texts.asked + texts.said;
  const topics = knowledge.topics.size;
  const isEveryday = (one: Counted): boolean => {
    const atRandom = all * (1 - Math.exp(-one.times / all));
    const isCrowded = Math.log(atRandom / (one.asked + one.said)) > CROWDED;
    return one.topics === topics || (one.topics >= MOST_TOPICS * topics && !isCrowded);
  };
  const share = (one: Counted): number =>
    Math.round(Math.max(one.asked / texts.asked, one.said / texts.said) * DIGITS) / DIGITS;
  return Object.fromEntries(
    [...words]
      .filter(([term, one]) => !isPart(term) && !isKana(term) && isEveryday(one))
      .map(([term, one]): [string, number] => [term, share(one)])
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
  );
}

const FILE = join(import.meta.dirname, '../../src/search/index/everyday.json');
const words = everydayWords(await loadKnowledge({ folders: [join(import.meta.dirname, '../../knowledge')] }));
await writeFile(FILE, `${JSON.stringify(words)}\n`);
