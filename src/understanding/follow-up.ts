import { questionType, withoutAsking } from '../search/question.ts';
import { type Finding, type Hit, isAnswered, type Mention } from '../search/search.ts';
import type { Intent } from '../talk/intent.ts';
import { langOfText } from '../talk/language.ts';
import { formOf, likeliest } from './form.ts';
import { metricFamilies } from './metric-words.ts';
import { type Question, unique } from './question.ts';

/** Found with this confidence by itself, a text goes on with nothing. */
const ALONE = 0.7;
/** What is said of a topic is found in it or in few others. */
const NEAR = 3;
/** Words seldomer than this may be what a pronoun after them stands for: "use" and "install" are not. */
const NAMING = 0.5;
/** So few words beside one name leave out what it is compared with: "difference from Xen". */
const LITTLE = 2;
/** Words that stand for what was talked about. */
const PRONOUN =
  /\b(?:it|its|that|this(?: one)?|they|them|their|those|these|both|the (?:two|former|latter))\b|それ|その(?!他)|これ|この|こっち|そっち|あれ|両方|両者|(?:2|二|ふた)つ/;
/** Two things that were talked about, rather than the last. */
const PAIR =
  /\b(?:them|they|both|these|those|the two)\b|それら|これら|両方|両者|(?:2|二|ふた)つ|どちら|どっち/;
/** Beginnings that go on with something. */
const CONTINUE =
  /^.{1,12}は[?？]?$|^(?:and|what about|how about|also|more|any(?:thing)? (?:more|else)|any|others?|another|examples?|why|how)\b|^(?:もっと|ほか|他|その他|では|じゃあ|なら|続き|詳しく|例は|なぜ|理由は|仕組みは)/;
/** A name that only says where or with what: "and on Windows?" goes on about the last thing. */
const ASPECT =
  /^(?:and|but|also|what about|how about) (?:with|on|in|for|under|inside|using|by)\b|^.{1,12}(?:上|の上|の中)では[?？]?$/;
/** Said when the talk is over, not to go on with it. */
const CLOSING =
  /\b(?:thanks?|thank you|thx|got it|i see|nice|great|cool|hello|hi|bye|sorry)\b|ありがと|なるほど|了解|わかりました|こんにちは|お疲れ|すみません$/;

/** Whether a text speaks of something that was named before. */
export const refersBack = (text: string): boolean => PRONOUN.test(text.normalize('NFKC').toLowerCase());

const finding = (hits: readonly Hit[]): Finding => ({ verdict: 'answer', confidence: 1, hits });
const named = (topic: string): Hit => ({ topic, stage: 'title', score: 1, matched: topic });
const compare = (...topics: readonly string[]): Intent => ({ kind: 'compare', topics, unknown: [] });

/** The text as if it named what it refers to: in the place of a pronoun, or before what leaves it out. */
export function referring(question: Question, meant: readonly string[]): Question {
  const { text, rest } = question;
  const pronoun = (meant.length > 1 ? PAIR : PRONOUN).exec(text) ?? PRONOUN.exec(text);
  const start = pronoun?.index ?? 0;
  const end = start + (pronoun?.[0].length ?? 0);
  const between = langOfText(text) === 'ja' ? 'と' : ' and ';
  // One letter stands for each name.
  const named = meant.map((topic, i): Mention => {
    const at = start + i * (1 + between.length);
    return { topic, stage: 'title', score: 1, start: at, end: at + 1 };
  });
  const instead = meant.map(() => ' ').join(between);
  const shift = instead.length - (end - start);
  const others = question.mentions.map((one) =>
    one.start < end ? one : { ...one, start: one.start + shift, end: one.end + shift },
  );
  return {
    ...question,
    mentions: [...others, ...named].sort((a, b) => a.start - b.start),
    topics: unique([...meant, ...question.topics]),
    rest: `${rest.slice(0, start)}${instead}${rest.slice(end)}`,
    carried: true,
  };
}

/** "why is the sky blue?" goes on with nothing: the notes know its words, and said of the topic it finds it. */
function goesOnAbout(topic: string, { raw, search }: Question): boolean {
  const found = search.findAbout(topic, raw);
  const words = search.words(withoutAsking(raw));
  const near = found.hits.slice(0, NEAR).some((hit) => hit.topic === topic);
  return words.every(({ known }) => known) && isAnswered(found) && near;
}

/** Whether a pronoun stands for what was said before: what it stands for comes before it, if it is in the text itself. */
function pointsBack({ text, search }: Question): boolean {
  const found = PRONOUN.exec(text);
  if (!found) return false;
  const before = text.slice(0, found.index);
  if (search.mentions(before).length > 0) return false;
  return CONTINUE.test(text) || search.words(withoutAsking(before)).every(({ rarity }) => rarity < NAMING);
}

/** Compared with the last topic, or the last two with each other. */
function compared(
  question: Question,
  recent: readonly string[],
  offered: readonly string[],
): Intent | undefined {
  if (question.topics.length > 1) return undefined;
  if (question.topics.length === 0 && !PAIR.test(question.text)) return undefined;
  const latest = recent.slice(0, question.topics.length === 1 ? 1 : 2);
  // Things keep the order in which they stood side by side.
  const shown = offered.length === latest.length && latest.every((topic) => offered.includes(topic));
  const whole = referring(question, shown ? offered : latest.reverse());
  if (whole.topics.length < 2 || likeliest(formOf(whole)) !== 'compare') return undefined;
  return compare(...whole.topics);
}

/**
 * What a text asks that only makes sense after what was said before: "its drawbacks?", "compare it with Xen",
 * "for example?". `recent`: topics talked about, latest first. `undefined`: it stands on its own.
 */
export function followUp(
  question: Question,
  /** It asks for measured values. */
  numbers: boolean,
  recent: readonly string[],
  offered: readonly string[] = [],
): Intent | undefined {
  const [last] = recent;
  const { raw, search, topics, words } = question;
  const typed = question.text;
  if (last === undefined || CLOSING.test(typed)) return undefined;
  const pronoun = pointsBack(question);
  const refers = PRONOUN.test(typed) || CONTINUE.test(typed);
  const comparison = refers || words.length <= LITTLE ? compared(question, recent, offered) : undefined;
  if (comparison) return comparison;
  const aspect = topics.length === 1 && ASPECT.test(typed);
  if (topics.length > 0 && !pronoun && !aspect) return undefined;
  if (numbers) {
    const open = refers || /は[?？。]?$/.test(typed);
    const families = metricFamilies(typed);
    return open ? { kind: 'benchmark', families, topics: [topics[0] ?? last], view: 'summary' } : undefined;
  }
  const alone = search.find(raw);
  const whole = alone.confidence >= ALONE && words.some(({ rarity }) => rarity > 0);
  const asks = pronoun || CONTINUE.test(typed) || aspect || (questionType(raw) !== 'other' && !whole);
  if (!asks || (!pronoun && !goesOnAbout(last, question))) return undefined;
  const rest = alone.hits.filter((hit) => hit.topic !== last);
  return { kind: 'topic', finding: finding([named(last), ...rest]), question: true };
}
