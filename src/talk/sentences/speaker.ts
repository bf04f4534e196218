import type { Lang } from '../../text.ts';

type Table = Readonly<
  Record<string, Readonly<Record<Lang, string | readonly string[] | ((...parts: never[]) => string)>>>
>;
/** A sentence is a string; one with parts to fill in is the function that builds it. */
type Said<T extends Table, K extends keyof T> = T[K]['en'] extends string
  ? string
  : T[K]['en'] extends readonly string[]
    ? readonly string[]
    : T[K]['en'];

/** Sentences in both languages, by name. */
export const speaker =
  <const T extends Table>(table: T) =>
  <K extends keyof T>(id: K, lang: Lang): Said<T, K> =>
    table[id]?.[lang] as Said<T, K>;
