import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Topic } from '../../knowledge/topic.ts';
import type { Steps } from '../../steps.ts';
import { LANGS } from '../../text.ts';
import { fold, type Token, tokens } from '../fold.ts';
import { inEnglish } from './across.ts';
import { inKana, romajiKey } from './romaji.ts';
import { soundOfLatin } from './sound.ts';

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
  /** By its words in English, for names typed half in one language and half in the other. */
  readonly across: ReadonlyMap<string, readonly Name[]>;
  /** By the way its kanji are typed in kana, folded. */
  readonly kana: ReadonlyMap<string, readonly Name[]>;
  /** By the way it is typed in Latin letters. */
  readonly romaji: ReadonlyMap<string, readonly Name[]>;
  /** By its consonants, for English names written in katakana. */
  readonly sound: ReadonlyMap<string, readonly Name[]>;
  /** Beginnings of the keys of `romaji`: a spelling that begins like none of them need not be looked up. */
  readonly romajiStarts: ReadonlySet<string>;
  /** Words names consist of, as spelled, and folded: what a slip of the finger is compared with, and stands for. */
  readonly words: ReadonlyMap<string, string>;
  /** Whether any name, in its own spelling or in kana, begins so. */
  begins(start: string): boolean;
  /** Longest folded name, in characters: how far a mention may reach. */
  readonly longest: number;
}

function add(map: Map<string, Name[]>, key: string, name: Name): void {
  const list = map.get(key);
  if (list) list.push(name);
  else map.set(key, [name]);
}

export const MIN_ROMAJI = 4;
/** Letters of a key that decide whether any name begins so. */
export const ROMAJI_START = 3;
/** Consonants that say enough about names of one and of two words. */
const LEAST_SOUND = { one: 3, two: 5 };
const JAPANESE = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u;

/** Titles before aliases, then by id: the same notes give the same order. */
export const byTrust = (a: Name, b: Name): number =>
  a.stage === b.stage ? (a.topic < b.topic ? -1 : 1) : a.stage === 'title' ? -1 : 1;

/** The words of a name a slip may be in: Latin words as spelled, katakana folded, and the name run together. */
function spelledWords(list: readonly Token[]): (readonly [string, string])[] {
  const words = list.filter((token) => token.kind === 'latin' || token.kind === 'katakana');
  const each = words.map((token) => [token.kind === 'latin' ? token.raw : token.text, token.text] as const);
  const whole = words.length === list.length && words.length === 2;
  const joined = each.reduce<readonly [string, string]>(([a, b], [c, d]) => [a + c, b + d], ['', '']);
  return whole ? [...each, joined] : each;
}

/** Names of one word; of two only with many consonants, for a few say too little about either. */
function soundOf(list: readonly Token[]): string {
  if (list.length > 2 || list.some((token) => token.kind !== 'latin')) return '';
  const { key } = soundOfLatin(list.map((token) => token.raw).join(''));
  return key.length >= (list.length === 2 ? LEAST_SOUND.two : LEAST_SOUND.one) ? key : '';
}

/** First place in a sorted list not before a key. */
export function firstAt<T>(sorted: readonly T[], keyOf: (one: T) => string, key: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = sorted[middle];
    if (one !== undefined && keyOf(one) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether all topics go by the names they had. */
export const isNamedAlike = (before: Knowledge, next: Knowledge): boolean =>
  before.topics.size === next.topics.size &&
  [...next.topics.values()].every((topic) => {
    const was = before.topics.get(topic.id);
    const named = ({ title, aliases }: Topic) => JSON.stringify([title, aliases]);
    return was !== undefined && (was === topic || named(was) === named(topic));
  });

export function* createLexicon(knowledge: Knowledge): Steps<Lexicon> {
  const names: Name[] = [];
  const exact = new Map<string, Name[]>();
  const across = new Map<string, Name[]>();
  const kana = new Map<string, Name[]>();
  const romaji = new Map<string, Name[]>();
  const sound = new Map<string, Name[]>();
  const words = new Map<string, string>();
  for (const topic of knowledge.topics.values()) {
    yield;
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
      const list = tokens(shown);
      const folded = list.map(({ text }) => text).join('');
      if (folded === '') continue;
      if ((exact.get(folded) ?? []).some((other) => other.topic === topic.id)) continue;
      const name: Name = { topic: topic.id, shown, folded, stage };
      names.push(name);
      add(exact, folded, name);
      for (const [spelled, stands] of spelledWords(list)) words.set(spelled, stands);
      add(across, inEnglish(folded), name);
      for (const spelled of inKana(shown)) add(kana, fold(spelled), name);
      const key = JAPANESE.test(shown) ? romajiKey(shown) : '';
      if (key.length >= MIN_ROMAJI) add(romaji, key, name);
      const heard = soundOf(list);
      if (heard !== '') add(sound, heard, name);
    }
  }
  for (const map of [exact, across, kana, romaji, sound]) {
    for (const list of map.values()) list.sort(byTrust);
    yield;
  }
  const spelled = [...exact.keys(), ...kana.keys()].sort();
  return {
    names,
    begins: (start) => spelled[firstAt(spelled, (one) => one, start)]?.startsWith(start) ?? false,
    exact,
    across,
    kana,
    romaji,
    sound,
    romajiStarts: new Set([...romaji.keys()].map((key) => key.slice(0, ROMAJI_START))),
    words,
    longest: names.reduce((most, name) => Math.max(most, name.folded.length), 0),
  };
}
