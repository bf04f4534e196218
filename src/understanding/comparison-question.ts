import { normal } from '../search/fold.ts';
import { isAnswered, type Search } from '../search/search.ts';
import type { Intent } from '../talk/intent.ts';
import { AFTER_COMPARED, BEFORE_COMPARED, listsWith, SEPARATOR } from './compare-words.ts';
import { apart } from './form.ts';
import { BENCH_TOPICS } from './numbers.ts';
import { besides, type Question, unique } from './question.ts';

export const MOST_COMPARED = 4;
/** Parts of a text tried as names: more are not compared anyway, and each costs a search. */
const MOST_PARTS = 6;

const partsOf = (text: string, separator: RegExp): string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter(Boolean);

/** A part on its own: a name, or the first word of a topic's id ("hosted"). Words a note merely uses name nothing. */
function topicOf(part: string, search: Search): string | undefined {
  const found = search.find(part);
  const hit = found.hits[0];
  if (isAnswered(found) && hit && hit.stage !== 'body' && hit.stage !== 'prefix') return hit.topic;
  const completed = search.suggest(part, 'en', 1)[0];
  return completed?.topic.startsWith(`${normal(part).trim()}-`) ? completed.topic : undefined;
}

interface Parts {
  readonly known: readonly string[];
  readonly unknown: readonly string[];
}

function readParts(parts: readonly string[], search: Search): Parts {
  const alone = parts.slice(0, MOST_PARTS).map((part) => ({ part, topic: topicOf(part, search) }));
  const sure = alone.flatMap(({ topic }) => topic ?? []);
  const read = alone.map(({ part, topic }) => ({ part, topic: topic ?? besides(part, sure, search) }));
  return {
    known: unique(read.flatMap(({ topic }) => topic ?? [])),
    unknown: read.filter(({ topic }) => topic === undefined).map(({ part }) => part),
  };
}

const compare = (topics: readonly string[], unknown: readonly string[] = []): Intent => ({
  kind: 'compare',
  topics: topics.slice(0, MOST_COMPARED),
  unknown,
});

/** `compare a b`: words that name nothing are things the notes do not have; with one thing or none, it asks what with. */
export function compareCommand(rest: string, search: Search): Intent {
  const text = normal(rest).trim();
  const parts = readParts(partsOf(text, SEPARATOR), search);
  if (parts.unknown.length === 0 && parts.known.length >= 2) return compare(parts.known);
  const words = readParts(partsOf(text, /[\s、,/&・]+|\b(?:vs|and|with|to)\b|と/), search);
  if (words.unknown.length === 0 && words.known.length >= 2) return compare(words.known);
  const mentioned = unique(search.mentions(rest).map((mention) => mention.topic));
  if (mentioned.length >= 2) return compare(mentioned);
  const each = [parts, words].find(
    ({ known, unknown }) => known.length > 0 && known.length + unknown.length >= 2,
  );
  if (each) return compare(each.known, each.unknown);
  const one = parts.unknown.length === 0 && parts.known.length < 2;
  return one ? { kind: 'compare-what', topics: parts.known } : { kind: 'none', finding: search.find(rest) };
}

/** What is set side by side, in the order named: not the aspect in which two things are compared. */
function named(question: Question): readonly string[] {
  const { topics, mentions, text } = question;
  // Listed with its own products a kind is compared with them; elsewhere it says what is looked for.
  const isList = mentions.every(
    (one, i) => i === 0 || listsWith(text.slice(mentions[i - 1]?.end ?? 0, one.start)),
  );
  const products = apart(question);
  const things = products.length > 1 && !isList ? products : topics;
  const measured = things.filter((topic) => !BENCH_TOPICS.has(topic));
  return measured.length > 1 ? measured : things;
}

/** A thing compared with one that the notes do not have. */
function withUnknown({ text, search }: Question): Intent | undefined {
  const parts = partsOf(text.replace(BEFORE_COMPARED, '').replace(AFTER_COMPARED, ''), SEPARATOR);
  if (parts.length < 2 || parts.length > MOST_COMPARED) return undefined;
  const { known, unknown } = readParts(parts, search);
  if (known.length >= 2 && unknown.length === 0) return compare(known);
  const says = unknown.every((part) => search.words(part).length > 0);
  return known.length === 1 && unknown.length === 1 && says ? compare(known, unknown) : undefined;
}

/** Names of this field in a text about another compare nothing. */
const foreign = ({ raw, words, search }: Question): boolean =>
  words.some(({ known }) => !known) && !isAnswered(search.find(raw));

/** Names of things of one kind and nothing else: 「docker podman」. */
export function listsAlike({ topics, mentions, rest, search }: Question): boolean {
  const kinds = new Set(topics.map((topic) => search.kindsOf(topic)[0]));
  const titles = mentions.every(({ stage }) => stage === 'title');
  return (
    topics.length > 1 && titles && kinds.size === 1 && !kinds.has(undefined) && !/[^\s、,・?？]/.test(rest)
  );
}

/** What a text that compares sets side by side; `undefined`: fewer than two things. */
export function comparison(question: Question): Intent | undefined {
  const all = named(question);
  if (all.length > 1) return foreign(question) ? undefined : compare(all);
  return withUnknown(question) ?? withDescribed(all, question);
}

/** Chance that a second thing is meant from which it is taken for what the first is compared with. */
const SECOND = 0.05;

/** Things that are described beside the one that is named, or both: what is likeliest meant. */
function withDescribed(all: readonly string[], { raw, search }: Question): Intent | undefined {
  const found = search.find(raw);
  if (!isAnswered(found)) return undefined;
  const likely = found.hits
    .filter(({ topic, score }) => score >= SECOND && !all.includes(topic))
    .map(({ topic }) => topic);
  const things = [...all, ...likely].slice(0, 2);
  return things.length > 1 ? compare(things) : undefined;
}
