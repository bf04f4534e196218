import type { Body, Places } from './body.ts';
import { indexTerms } from './content.ts';
import type { Kinds } from './kinds.ts';
import type { Found } from './names.ts';
import type { Reading } from './reading.ts';
import { subjectOf } from './subject.ts';

/** What a word of the text counts beside the others, whatever the notes' use of it. */
const WEIGHT = { name: 1.2, nameWord: 0.1, kind: 0.5, ordinaryKind: 0.4, root: 0.3, leastWord: 0.3 };

/** More words say no more. */
const MOST_WORDS = 4;

/** A name or word of the text that a topic may explain. */
export interface Unit {
  /** What it counts when topics are ordered. */
  readonly weight: number;
  /** What it counts when the text is accepted or declined, 0..1: rarity left out. */
  readonly plain: number;
  /** Terms of the index that stand for it. */
  readonly terms: readonly string[];
  /** The name, if it is one. */
  readonly name?: Found;
  /** It names a neighbouring field. */
  readonly elsewhere: boolean;
  readonly shown: string;
}

/** Everything about a text that is the same for each topic it is tried on. */
export interface Asked {
  readonly reading: Reading;
  readonly units: readonly Unit[];
  /** Weight of all units. */
  readonly total: number;
  readonly where: ReadonlyMap<string, Places>;
  /** A product or term is named, not only a kind of them. */
  readonly specific: boolean;
  /** Topics something is asked of as a whole: the subject, and kinds of things set against each other. */
  readonly asWhole: readonly string[];
  /** The name something is asked of. */
  readonly subject: Found | undefined;
  /** The words, and all, of the text it is part of, folded. */
  readonly words: ReadonlySet<string>;
  readonly text: string;
  readonly body: Body;
  readonly kinds: Kinds;
}

/** Said twice is said once. */
const once = <T>(list: readonly T[], key: (one: T) => string): T[] => [
  ...new Map([...list].reverse().map((one) => [key(one), one])).values(),
];

function weightOf({ topic, name, from, to }: Found, kinds: Kinds): number {
  if (!kinds.isKind(topic)) return WEIGHT.name + WEIGHT.nameWord * Math.min(MOST_WORDS, to - from - 1);
  if (kinds.above(topic).size === 1) return WEIGHT.root;
  return name.ordinary ? WEIGHT.ordinaryKind : WEIGHT.kind;
}

function unitsOf(reading: Reading, body: Body, kinds: Kinds): Unit[] {
  const names = once(reading.names, (name) => name.topic).map(
    (name): Unit => ({
      weight: weightOf(name, kinds),
      plain: 1,
      terms: indexTerms(name.name.shown),
      name,
      elsewhere: false,
      shown: name.name.shown,
    }),
  );
  const words = once(reading.terms, (term) => term.text).map(
    ({ text, weight, elsewhere, raw }): Unit => ({
      weight: weight * Math.max(WEIGHT.leastWord, body.rarity(text)),
      plain: weight,
      terms: [text],
      elsewhere,
      shown: raw,
    }),
  );
  return [...names, ...words];
}

/** Kinds none of which is a kind of another. */
function contrasted({ names }: Reading, kinds: Kinds): string[] {
  const named = [...new Set(names.map((name) => name.topic))].filter((topic) => kinds.isKind(topic));
  const apart = named.filter((one) => !named.some((two) => one !== two && kinds.above(two).has(one)));
  return apart.length > 1 ? apart : [];
}

export function ask(reading: Reading, body: Body, kinds: Kinds, told: Reading): Asked {
  const units = unitsOf(reading, body, kinds);
  const subject = subjectOf(reading.tokens, reading.names);
  return {
    reading,
    units,
    total: units.reduce((sum, unit) => sum + unit.weight, 0),
    where: new Map(units.flatMap((unit) => unit.terms).map((term) => [term, body.places(term)])),
    specific: reading.names.some((name) => !kinds.isKind(name.topic)),
    subject,
    asWhole: [...contrasted(reading, kinds), ...(subject ? [subject.topic] : [])],
    words: new Set(told.tokens.map((token) => token.text)),
    text: told.tokens.map((token) => token.text).join(''),
    body,
    kinds,
  };
}
