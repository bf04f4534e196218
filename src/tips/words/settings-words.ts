import type { Weekday } from '../../store/daily-tips.ts';
import type { Lang } from '../../text.ts';
import { daysAt, EVERY } from './days.ts';
import { matchAt, type Read } from './read.ts';
import { timeAt } from './times.ts';
import { type ZoneName, zoneAt } from './zones.ts';

export interface TipsSettings {
  /** `HH:MM`. */
  readonly time?: string;
  readonly days?: readonly Weekday[];
  readonly zone?: string;
  readonly lang?: Lang;
  /** Every topic there is, whatever was chosen before. */
  readonly allTopics?: true;
  /** Words that are none of the above: names of topics, as written between commas. */
  readonly topics: readonly string[];
}

/** Why words cannot be followed. */
export type WordsTrouble =
  | {
      readonly kind: 'unclear';
      readonly word: string;
      readonly about: 'command' | 'pause' | 'skip' | 'days';
    }
  /** Two values for what has one. */
  | { readonly kind: 'clash'; readonly one: string; readonly other: string }
  /** A short name that more than one zone goes by. */
  | { readonly kind: 'zones'; readonly word: string; readonly zones: readonly string[] };

const SEPARATORS = /^[\s,、;・/()]+/;
const FILLERS =
  /^(?:at|on|in|every|each|from|about|with|and|for|the|of|to|please|posts?|tips?|topics?|トピック|対象|時刻|毎週)(?:\s*[:=]|(?=[\s,]|$))/;
/** What stands between two things understood in Japanese: 平日の9時に東京で. */
const PARTICLE = /^(?:から|[にのをでとはもへ])/;
const EXCEPT = /^(?:except(?:\s+for)?|but\s+not|without|excluding|not)(?:\s+on)?(?=\s)/;
const EXCEPTED = /^(?:以外|を?除いて|を?除く|は除く|抜き)/;
const LANGUAGE = /^(?:(ja|japanese|日本語)|(en|english|英語))/;
const ALL = /^(?:all(?:\s+topics)?|everything|(?:すべて|全て)(?:のトピック)?|全トピック|全部)/;
const WORD = /^[^\s,、;]+/;
/** No name of a time, day, zone or language is longer, in UTF-16 units: only so far ahead is read. */
const AHEAD = 64;

const langAt = (rest: string): Read<Lang> | undefined => {
  const found = matchAt(rest, LANGUAGE);
  return found && { value: found[1] ? 'ja' : 'en', length: found[0].length };
};

const DIGITS = '〇一二三四五六七八九';
/** 二十一 → 21. */
function arabic(number: string): number {
  const [tens = '', ones = ''] = number.includes('十') ? number.split('十') : ['〇', number];
  return (tens === '' ? 1 : DIGITS.indexOf(tens)) * 10 + Math.max(0, DIGITS.indexOf(ones || '〇'));
}

/** What has been gathered so far. Each reader takes what it knows off the front of `rest`. */
class Gathering {
  rest: string;
  readonly #isName: (words: string) => boolean;
  readonly #one = new Map<'time' | 'zone' | 'lang', { readonly value: string; readonly words: string }>();
  readonly #days = new Set<Weekday>();
  readonly #without = new Set<Weekday>();
  #except = false;
  #allTopics = false;
  readonly #topics: string[] = [];
  /** Words of a topic's name that may go on. */
  #open: string[] = [];
  trouble: WordsTrouble | undefined;

  constructor(text: string, isName: (words: string) => boolean) {
    this.rest = text
      .replace(/毎朝/g, '毎日 朝')
      .replace(/毎晩/g, '毎日 夜')
      .replace(/[一二三四五六七八九十]{1,3}(?=[時分])/g, (number) => String(arabic(number)));
    this.#isName = isName;
  }

  /** Takes one thing off the front. */
  step(): void {
    const separator = SEPARATORS.exec(this.rest)?.[0] ?? '';
    if (/[,、;]/.test(separator)) this.#close();
    this.rest = this.rest.slice(separator.length);
    if (this.rest === '') return;
    if (this.#goesOn() || this.#understood()) return;
    const filler = this.#open.length === 0 ? FILLERS.exec(this.#ahead.toLowerCase())?.[0] : undefined;
    if (filler !== undefined) this.rest = this.rest.slice(filler.length);
    else this.#word();
  }

  get #ahead(): string {
    return this.rest.slice(0, AHEAD);
  }

  settings(): TipsSettings {
    this.#close();
    const [time, zone, lang] = (['time', 'zone', 'lang'] as const).map((what) => this.#one.get(what)?.value);
    const some = this.#days.size > 0 || this.#without.size > 0;
    const days = (this.#days.size > 0 ? EVERY.filter((day) => this.#days.has(day)) : EVERY).filter(
      (day) => !this.#without.has(day),
    );
    if (some && days.length === 0) this.trouble = { kind: 'unclear', word: '', about: 'days' };
    return {
      ...(time ? { time } : {}),
      ...(some ? { days } : {}),
      ...(zone ? { zone } : {}),
      ...(lang ? { lang: lang as Lang } : {}),
      ...(this.#allTopics ? { allTopics: true } : {}),
      topics: this.#topics,
    };
  }

  /** "wsl 2": the number belongs to the name. */
  #goesOn(): boolean {
    const number = /^\d+(?:\.\d+)?(?=[\s,、]|$)/.exec(this.rest)?.[0];
    if (number === undefined || this.#open.length === 0) return false;
    const longer = [1, 2, 3].some((many) => this.#isName([...this.#open.slice(-many), number].join(' ')));
    if (longer) this.#word();
    return longer;
  }

  #understood(): boolean {
    const lower = this.#ahead.toLowerCase();
    const except = matchAt(lower, EXCEPT);
    if (except) {
      this.#except = true;
      return this.#took(except[0].length);
    }
    // Days before times: 「9日」 is neither. Times before zones, languages before topics.
    return (
      this.#takeDays(daysAt(lower)) ||
      this.#takeOne('time', timeAt(lower)) ||
      this.#takeOne('lang', langAt(lower)) ||
      this.#takeZone(zoneAt(this.#ahead)) ||
      this.#takeAll(lower)
    );
  }

  #takeDays(found: Read<readonly Weekday[]> | undefined): boolean {
    if (!found) return false;
    const after = this.rest.slice(found.length);
    const excepted = EXCEPTED.exec(after)?.[0];
    for (const day of found.value) (this.#except || excepted ? this.#without : this.#days).add(day);
    return this.#took(found.length + (excepted?.length ?? 0), true);
  }

  #takeOne(what: 'time' | 'zone' | 'lang', found: Read<string> | undefined): boolean {
    if (!found) return false;
    const words = this.rest.slice(0, found.length);
    const before = this.#one.get(what);
    if (before && before.value !== found.value)
      this.trouble = { kind: 'clash', one: before.words, other: words };
    this.#one.set(what, { value: found.value, words });
    return this.#took(found.length);
  }

  #takeZone(found: Read<ZoneName> | undefined): boolean {
    if (!found) return false;
    const [zone, ...others] = found.value;
    if (others.length === 0) return this.#takeOne('zone', { value: zone, length: found.length });
    this.trouble = { kind: 'zones', word: this.rest.slice(0, found.length), zones: found.value };
    return this.#took(found.length);
  }

  #takeAll(lower: string): boolean {
    const found = matchAt(lower, ALL);
    if (!found || this.#open.length > 0) return false;
    this.#allTopics = true;
    return this.#took(found[0].length);
  }

  #took(length: number, days = false): true {
    this.#close();
    if (!days && length > 0 && !EXCEPT.test(this.#ahead.toLowerCase())) this.#except = false;
    this.rest = this.rest.slice(length);
    const particle = PARTICLE.exec(this.rest)?.[0] ?? '';
    this.rest = this.rest.slice(particle.length);
    return true;
  }

  #word(): void {
    const word = WORD.exec(this.rest)?.[0] ?? this.rest;
    this.#open.push(word);
    this.rest = this.rest.slice(word.length);
  }

  #close(): void {
    if (this.#open.length > 0) this.#topics.push(this.#open.join(' '));
    this.#open = [];
  }
}

/** What is to be set, in any order, with or without the small words between; or what cannot be followed. */
export function readSettings(
  text: string,
  isName: (words: string) => boolean,
): { readonly kind: 'settings'; readonly settings: TipsSettings } | WordsTrouble {
  const gathering = new Gathering(text, isName);
  while (gathering.rest !== '' && !gathering.trouble) gathering.step();
  const settings = gathering.settings();
  return gathering.trouble ?? { kind: 'settings', settings };
}
