import type { Knowledge } from '../knowledge/knowledge.ts';
import { LANGS } from '../text.ts';
import { fold, romajiKey, type Token, tokens } from './fold.ts';
import type { Mention, Stage } from './search.ts';

export interface Name {
  readonly topic: string;
  /** As the note spells it. */
  readonly shown: string;
  readonly folded: string;
  readonly stage: 'title' | 'alias';
}

/** Every name a topic answers to, by its folded spelling. */
export interface Lexicon {
  readonly names: readonly Name[];
  readonly exact: ReadonlyMap<string, readonly Name[]>;
  readonly romaji: ReadonlyMap<string, readonly Name[]>;
  /** Rare words of longer titles ("workstation"): not names, but worth recognising when misspelt. */
  readonly words: readonly Name[];
  /** Longest folded name, in characters: how far a mention may reach. */
  readonly longest: number;
}

function add(map: Map<string, Name[]>, key: string, name: Name): void {
  const list = map.get(key);
  if (list) list.push(name);
  else map.set(key, [name]);
}

const MIN_ROMAJI = 4;
/** A word of a title stands for its topic only while no more titles than this have it. */
const OWN_WORD = 2;
const MIN_WORD = 5;

/** Words that point at one title or two. */
function titleWords(names: readonly Name[], exact: ReadonlyMap<string, readonly Name[]>): Name[] {
  const owners = new Map<string, Map<string, Name>>();
  for (const name of names) {
    const list = tokens(name.shown).filter((token) => token.kind === 'latin' || token.kind === 'katakana');
    if (name.stage !== 'title' || list.length < 2) continue;
    for (const { text } of list) {
      if (text.length < MIN_WORD || exact.has(text)) continue;
      const known = owners.get(text) ?? new Map<string, Name>();
      known.set(name.topic, { ...name, folded: text, stage: 'alias' });
      owners.set(text, known);
    }
  }
  return [...owners.values()].flatMap((topics) => (topics.size <= OWN_WORD ? [...topics.values()] : []));
}

export function createLexicon(knowledge: Knowledge): Lexicon {
  const names: Name[] = [];
  const exact = new Map<string, Name[]>();
  const romaji = new Map<string, Name[]>();
  for (const topic of knowledge.topics.values()) {
    const listed: readonly [string, 'title' | 'alias'][] = [
      ...LANGS.flatMap((lang): [string, 'title'][] =>
        topic.title[lang] === undefined ? [] : [[topic.title[lang] ?? '', 'title']],
      ),
      [topic.id.replaceAll('-', ' '), 'alias'],
      ...LANGS.flatMap((lang) =>
        (topic.aliases[lang] ?? []).map((alias): [string, 'alias'] => [alias, 'alias']),
      ),
    ];
    for (const [shown, stage] of listed) {
      const folded = fold(shown);
      if (folded === '') continue;
      const name: Name = { topic: topic.id, shown, folded, stage };
      if ((exact.get(folded) ?? []).some((other) => other.topic === topic.id)) continue;
      names.push(name);
      add(exact, folded, name);
      const key = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(shown) ? romajiKey(shown) : '';
      if (key.length >= MIN_ROMAJI) add(romaji, key, name);
    }
  }
  return {
    names,
    exact,
    romaji,
    words: titleWords(names, exact),
    longest: names.reduce((most, name) => Math.max(most, name.folded.length), 0),
  };
}

/** Titles before aliases, then by id: the same notes give the same order. */
export const byTrust = (a: Name, b: Name): number =>
  a.stage === b.stage ? (a.topic < b.topic ? -1 : 1) : a.stage === 'title' ? -1 : 1;

export interface Found extends Mention {
  readonly name: Name;
  /** First token of the mention and the one after its last. */
  readonly from: number;
  readonly to: number;
}

/** A spelling that stands for a name: exact, or the way its kana are typed in Latin letters. */
function lookUp(
  lexicon: Lexicon,
  words: string,
  latin: boolean,
): { name: Name; stage: Stage; score: number } | undefined {
  const exact = [...(lexicon.exact.get(words) ?? [])].sort(byTrust)[0];
  if (exact) return { name: exact, stage: exact.stage, score: 1 };
  if (!latin || words.length < MIN_ROMAJI) return undefined;
  const spelled = [...(lexicon.romaji.get(romajiKey(words)) ?? [])].sort(byTrust)[0];
  return spelled && { name: spelled, stage: 'fuzzy', score: 0.9 };
}

/** Names that stand in the text, longest first at every place, never overlapping, in the order they stand. */
export function findNames(list: readonly Token[], lexicon: Lexicon): Found[] {
  const found: Found[] = [];
  let start = 0;
  for (let from = 0; from < list.length; from++) {
    let words = '';
    let best: Found | undefined;
    for (let to = from; to < list.length && words.length <= lexicon.longest + 6; to++) {
      words += list[to]?.text ?? '';
      const latin = list.slice(from, to + 1).every((token) => token.kind === 'latin');
      const hit = lookUp(lexicon, words, latin);
      if (hit) best = { ...hit, topic: hit.name.topic, start, end: start + words.length, from, to: to + 1 };
    }
    start += list[from]?.text.length ?? 0;
    if (best) {
      found.push(best);
      for (let skip = from + 1; skip < best.to; skip++) start += list[skip]?.text.length ?? 0;
      from = best.to - 1;
    }
  }
  return found;
}
