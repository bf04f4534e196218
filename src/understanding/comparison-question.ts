import { normal } from '../search/fold.ts';
import type { Mention, Search } from '../search/search.ts';
import type { Intent } from '../talk/intent.ts';
import {
  against,
  CLASSIFIES,
  chooses,
  compares,
  LEAD,
  listsWith,
  ORDINARY,
  SEPARATOR,
  TAIL,
} from './compare-words.ts';
import { BENCH_TOPICS } from './numbers.ts';
import { type Question, unique } from './question.ts';

export const MOST_COMPARED = 4;
/** Parts of a text tried as names: more are not compared anyway, and each costs a search. */
const MOST_PARTS = 6;
/** Names that begin with a maker's: more than one product of it, but not all there is. */
const MOST_MADE = 8;

const partsOf = (text: string, separator: RegExp): string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter(Boolean);

/** A part on its own: a name, or the first word of a topic's id ("hosted"). Words a note merely uses name nothing. */
function topicOf(part: string, search: Search): string | undefined {
  const found = search.find(part);
  const hit = found.hits[0];
  if (found.verdict === 'answer' && hit && hit.stage !== 'body' && hit.stage !== 'prefix') return hit.topic;
  const completed = search.suggest(part, 'en', 1)[0];
  return completed?.topic.startsWith(`${normal(part).trim()}-`) ? completed.topic : undefined;
}

/**
 * What a word means that begins the names of several things, as a maker's does, beside others that are named: the
 * one of their own kind. "VMware" is VMware Workstation beside VirtualBox, and ESXi beside Hyper-V.
 */
function besides(word: string, others: readonly string[], search: Search): string | undefined {
  const typed = normal(word).trim();
  const made = search
    .suggest(word, 'en', MOST_MADE)
    .filter(({ stage, matched }) => stage === 'prefix' && normal(matched).startsWith(`${typed} `));
  const kinds = new Set(others.map((topic) => search.kindsOf(topic)[0]));
  return made.find(({ topic }) => !others.includes(topic) && kinds.has(search.kindsOf(topic)[0]))?.topic;
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

/** `compare a b`: words that name nothing are things the notes do not have. */
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
  return each ? compare(each.known, each.unknown) : { kind: 'none', finding: search.find(rest) };
}

/** "Is A of type B or C?", 「AはBとCのどっち」: asks about A. */
function classifies({ text, rest, topics, mentions: [first] }: Question): boolean {
  if (topics.length < 3) return false;
  const said = rest.slice(first?.end ?? 0);
  return (
    (CLASSIFIES.en.test(text) && !compares(text)) ||
    (CLASSIFIES.ja.test(said) && CLASSIFIES.choice.test(said))
  );
}

/** "How do sandboxed containers differ from normal ones?" asks what is special about one kind. */
function asksSpecial({ topics: [a = '', b = '', ...more], rest, mentions, search }: Question): boolean {
  if (more.length > 0 || a === '' || b === '') return false;
  const kind = search.kindsOf(a).includes(b) ? b : search.kindsOf(b).includes(a) ? a : undefined;
  return mentions.some(({ topic, start }) => topic === kind && ORDINARY.test(rest.slice(0, start)));
}

const setsSideBySide = ({ text, rest, mentions }: Question): boolean =>
  chooses(rest, text) ||
  mentions.some((mention, i) => {
    const next = mentions[i + 1];
    return next !== undefined && against(rest.slice(mention.end, next.start));
  });

/** "For a container, Docker or Podman?": a kind of all the others says what is looked for, unless it is listed with them. */
function scene(one: Mention, { mentions, rest, search }: Question): boolean {
  const others = unique(mentions.map(({ topic }) => topic)).filter((topic) => topic !== one.topic);
  if (others.length < 2 || !others.every((topic) => search.kindsOf(topic).includes(one.topic))) return false;
  const place = mentions.indexOf(one);
  const beside = [mentions[place - 1], mentions[place + 1]].flatMap((other) => {
    if (!other) return [];
    return rest.slice(Math.min(one.end, other.end), Math.max(one.start, other.start));
  });
  return !beside.some(listsWith);
}

/** Topics meant by the name of a maker that is listed beside things of their kind. */
function makers({ rest, topics, mentions, words, search }: Question): Named[] {
  return words.flatMap(({ text: word, known }) => {
    const start = rest.indexOf(word);
    const end = start + word.length;
    const listed = mentions.some((one) =>
      listsWith(one.end <= start ? rest.slice(one.end, start) : rest.slice(end, one.start)),
    );
    const topic = known && listed && /^[a-z]/.test(word) ? besides(word, topics, search) : undefined;
    return topic === undefined ? [] : [{ topic, start }];
  });
}

type Named = Pick<Mention, 'topic' | 'start'>;

/** What is set side by side, in the order named: not the aspect in which two things are compared. */
function named(question: Question): string[] {
  const mentions = question.mentions.filter((one) => !scene(one, question));
  const all = unique(
    [...mentions, ...makers(question)].sort((a, b) => a.start - b.start).map(({ topic }) => topic),
  );
  const things = all.filter((topic) => !BENCH_TOPICS.has(topic));
  return things.length >= 2 ? things : all;
}

/** Names of things of one kind and nothing else: 「docker podman」. */
function listsAlike({ topics, mentions, rest, search }: Question): boolean {
  const kinds = new Set(topics.map((topic) => search.kindsOf(topic)[0]));
  const titles = mentions.every(({ stage }) => stage === 'title');
  return (
    topics.length >= 2 && titles && kinds.size === 1 && !kinds.has(undefined) && !/[^\s、,・?？]/.test(rest)
  );
}

/** A thing compared with one that the notes do not have. */
function withUnknown({ text, search }: Question): Intent | undefined {
  const parts = partsOf(text.replace(LEAD, '').replace(TAIL, ''), SEPARATOR);
  if (parts.length < 2 || parts.length > MOST_COMPARED) return undefined;
  const { known, unknown } = readParts(parts, search);
  if (known.length >= 2 && unknown.length === 0) return compare(known);
  const says = unknown.every((part) => search.words(part).length > 0);
  return known.length === 1 && unknown.length === 1 && says ? compare(known, unknown) : undefined;
}

/** Names of this field in a text about another compare nothing. */
const foreign = ({ raw, words, search }: Question): boolean =>
  words.some(({ known }) => !known) && search.find(raw).verdict !== 'answer';

export function comparison(question: Question): Intent | undefined {
  const { rest, topics } = question;
  if (topics.length === 0 || classifies(question) || asksSpecial(question)) return undefined;
  if (setsSideBySide(question) || listsAlike(question)) {
    const all = named(question);
    if (all.length >= 2) return foreign(question) ? undefined : compare(all);
  }
  return compares(rest) ? withUnknown(question) : undefined;
}
