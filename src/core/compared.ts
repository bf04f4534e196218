import { normal } from '../search/fold.ts';
import type { Search } from '../search/search.ts';
import type { Intent } from './intent.ts';
import { type Question, unique } from './question.ts';

export const MOST_COMPARED = 4;
/** Parts of a text tried as names: more are not compared anyway, and each costs a search. */
const MOST_PARTS = 6;

/** Words that set things side by side. */
const COMPARE =
  /\bvs\b|\bversus\b|\bcompar(?:e[ds]?|ing|isons?)\b|\bdiff(?:erences?|erent(?:ly)?|ers?|s)?\b|\bdistinguish|\bchigai\b|\bhikaku\b|\bchigau\b|\bkuraberu\b|\bkurabete\b|\bdocchi\b|\bdochira\b|違い|違う|違って|違います|ちがい|ちがう|比較|比べ|くらべ|どっち|どちら|の差|差は|使い分け|対決|同じ(?:もの|なの|ですか)/;
/** The same when two things are named around or before them. */
const WEAKER =
  /\b(?:better|worse|[a-z]{3,}er) than\b|\bbetter\b|\bprefer\b|\bwhich (?:one|should|is|do|would)\b|\bchoose\b|\bpick\b/;
const WHY = /^(?:so )?(?:why|how come)\b|なぜ|なんで|どうして|何故|理由/;
const BETWEEN_TWO = /\bor\b|\bagainst\b|対|それとも|\bto\b(?=.*(?:chigai|hikaku|docchi|dochira))/;

/** What stands between the things compared. */
const SEPARATOR =
  /\s+(?:vs\.?|versus|and|or|with|to|than|from|against)\s+|\s*[、,/&・;+]\s*|(?<=\S)と(?!は|いう|って)|(?<=\S)対(?=\S)|(?<=[ァ-ヶー一-龠a-z0-9])か(?=[a-zァ-ヶ一-龠])/i;
const LEAD =
  /^.*?\b(?:differences?|diff|comparison|compar(?:e|ing)|distinguish)\b\s*(?:between|b\/w|of|in|among)?\s*|^(?:how (?:do|does|is|are)|what(?:'s| is)|which is better,?|tell me how)\s+/;
const TAIL =
  /(?:\s*(?:\bdiffer\b|\bdifferent\b|\bcompared?\b|\bdifferences?\b|— ?differ)|[?？。!！]|の(?:違い|差|比較|使い分け)|を(?:比較|比べ)|(?:は|って|が)?(?:何が|どう|どこが)?(?:違|ちが)|(?:は|って|なら)?(?:、|,)?\s*(?:どっち|どちら)|\s+(?:no )?(?:chigai|hikaku|wo hikaku)|\s*(?:違い|比較)).*$/;

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

interface Parts {
  readonly known: readonly string[];
  readonly unknown: readonly string[];
}

function readParts(parts: readonly string[], search: Search): Parts {
  const read = parts.slice(0, MOST_PARTS).map((part) => ({ part, topic: topicOf(part, search) }));
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
const classifies = ({ text, topics }: Question): boolean =>
  topics.length >= 3 &&
  ((/^(?:is|are|was|does|do)\b/.test(text) && !COMPARE.test(text)) ||
    /(?:は|って)[^はって]*(?:どっち|どちら)/.test(text));

/** Words of choice stand between two names, or say which of them is better. */
function setsSideBySide({ text, rest, mentions }: Question): boolean {
  if (COMPARE.test(rest) || (WEAKER.test(rest) && !WHY.test(text))) return true;
  return mentions.some((mention, i) => {
    const next = mentions[i + 1];
    return next !== undefined && BETWEEN_TWO.test(rest.slice(mention.end, next.start));
  });
}

/** A kind named only as the rest of a longer name (「…型」 + 「仮想化」) is no thing of its own. */
export function comparison(question: Question): Intent | undefined {
  const { topics, text, rest, search } = question;
  if (classifies(question)) return undefined;
  if (topics.length >= 2 && setsSideBySide(question)) return compare(topics);
  if (topics.length === 0 || !COMPARE.test(rest)) return undefined;
  const stripped = text.replace(LEAD, '').replace(TAIL, '');
  const parts = partsOf(stripped, SEPARATOR);
  if (parts.length < 2 || parts.length > MOST_COMPARED) return undefined;
  const { known, unknown } = readParts(parts, search);
  if (known.length >= 2 && unknown.length === 0) return compare(known);
  const named = unknown.every((part) => search.words(part).length > 0);
  return known.length === 1 && unknown.length === 1 && named ? compare(known, unknown) : undefined;
}

/** Whether the text sets things side by side at all. */
export const compares = (text: string): boolean => COMPARE.test(text);
