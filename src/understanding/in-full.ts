import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Topic } from '../knowledge/topic.ts';
import { normal } from '../search/fold.ts';
import type { Search } from '../search/search.ts';
import { langOfText } from '../talk/language.ts';
import { topicRef } from '../talk/refs.ts';
import type { Talk } from '../talk/talk.ts';
import { LANGS, type Lang, plain } from '../text.ts';

const ORDINALS: readonly (readonly [RegExp, number])[] = [
  [/first|1st|former|前者|[1一]|ひと/, 1],
  [/second|2nd|latter|後者|[2二]|ふた/, 2],
  [/third|3rd|[3三]|みっ/, 3],
  [/fourth|4th|[4四]|よっ/, 4],
];
/** A place in a list. English: the word after it must not be what is first; Japanese counts with its own words. */
const PLACE =
  /(?:\b(?:the )?(?:former|latter)\b|\b(?:the |number |option |no\. ?|#)(?:first|second|third|fourth|last|1st|2nd|3rd|4th|[1-9](?!\d))(?: (?:one|option|thing)\b)?(?: of (?:them|these|those|the (?:two|three|four)))?|前者|後者|(?:[1-4一二三四](?:つ目|つめ|番目|個目)|ひとつ目|ふたつ目|みっつ目|よっつ目|最後)(?:の(?:もの|やつ|方|ほう))?)/gi;
/** Nothing but a number, with what lists mark it by. */
const NUMBER = /^[(#（]?([1-9])[)）.。番]?(?:で|を)?$/;

/** The number a place stands for among so many, from 1; `undefined`: it stands for none. */
function placed(words: string, count: number): number | undefined {
  if (/last|最後/i.test(words)) return count;
  const digit = /[1-9]/.exec(words)?.[0];
  const number = digit ? Number(digit) : ORDINALS.find(([pattern]) => pattern.test(words.toLowerCase()))?.[1];
  return number !== undefined && number <= count ? number : undefined;
}

/** "The second step" is no second thing: after a place comes its verb, what joins it to others, or nothing. */
const STANDS_ALONE =
  /^\s*(?:$|[^\sa-z]|(?:is|are|was|were|do|does|did|can|could|will|would|should|may|must|has|have|had|need|needs|be|and|or|but|nor|than|then|as|to|from|of|with|without|in|into|on|at|for|by|over|under|against|instead|rather|better|too|also|not)\b)/i;

/** The number of the choice that was typed: itself, its letter, its place, or its words. */
function choiceIn(text: string, choices: readonly (readonly string[])[]): number | undefined {
  const typed = normal(text)
    .replace(/(?<![.。!！?？)])[.。!！?？)]+$/, '')
    .trim();
  const number = NUMBER.exec(typed)?.[1];
  if (number !== undefined) return Number(number) <= choices.length ? Number(number) : undefined;
  const letter = /^\(?([a-h])$/.exec(typed)?.[1];
  if (letter !== undefined) {
    const at = 'abcdefgh'.indexOf(letter) + 1;
    return at <= choices.length ? at : undefined;
  }
  const [place, ...others] = typed.match(PLACE) ?? [];
  if (place?.length === typed.length && others.length === 0) return placed(place, choices.length);
  const said = choices.findIndex((words) =>
    words.some(
      (one) =>
        normal(one)
          .replace(/[.。]$/, '')
          .trim() === typed,
    ),
  );
  return said < 0 ? undefined : said + 1;
}

/** A choice of the question that was put last, as its button would say it. */
function quizChoice(
  text: string,
  { last = '' }: Talk,
  { topics }: Pick<Knowledge, 'topics'>,
): string | undefined {
  const ref = /^quiz (~\S+)$/.exec(last)?.[1];
  if (ref === undefined) return undefined;
  const quiz = [...topics.values()].flatMap((topic) => topic.quiz).find((one) => topicRef(one.id) === ref);
  const choices = quiz?.choices.en ?? quiz?.choices.ja ?? [];
  const words = choices.map((_one, i) => LANGS.flatMap((lang) => plain(quiz?.choices[lang]?.[i] ?? [])));
  const choice = quiz && choiceIn(text, words);
  return choice === undefined ? undefined : `${last} ${choice}`;
}

/**
 * Which of those to choose from is meant by words that describe it: the one whose definition has the rarest of them, or
 * the likeliest of all topics.
 */
export function described(
  text: string,
  talk: Talk,
  from: Pick<Knowledge, 'topics'>,
  search: Search,
): string | undefined {
  const { offered, choosing, guessed } = talk;
  if (!choosing || !offered || search.mentions(text).length > 0) return undefined;
  const words = search.words(text);
  // Of a list to choose from a word no note has says nothing; for want of an answer it says that something else is meant.
  const telling = guessed ? words : words.filter(({ known }) => known);
  const [rarest] = telling.toSorted((a, b) => b.rarity - a.rarity);
  if (!rarest?.known) return undefined;
  const defined = offered.filter((id) => {
    const said = Object.values(from.topics.get(id)?.summary ?? {}).map((summary) => normal(plain(summary)));
    return said.some((one) => one.includes(rarest.text));
  });
  if (defined.length === 1) return defined[0];
  const [best] = search.find(text).hits;
  return best && offered.includes(best.topic) ? best.topic : undefined;
}

/** What was talked about before the last. */
const EARLIER =
  /\bthe (?:previous|earlier|one before|last one before)(?: one)?\b|(?:さっき|先ほど|前|ひとつ前|1つ前)の(?:もの|やつ|方)?(?=[とやはがを])/i;

export interface InFull {
  readonly text: string;
  /** It only picks something that was shown. */
  readonly chosen: boolean;
  /** Topics put in by name, in the order they are called. */
  readonly meant: readonly string[];
  /** Nothing in it was left out any more: it goes on with nothing. */
  readonly whole: boolean;
}

const titlesIn =
  (lang: Lang) =>
  (topic: Topic): string =>
    topic.title[lang] ?? topic.id;

/** What was typed as somebody would say it who says all of it: "the second" and 後者 by name. */
function namedIn(typed: string, talk: Talk, { topics }: Pick<Knowledge, 'topics'>): InFull {
  const titleOf = titlesIn(langOfText(typed) ?? 'en');
  const known = (ids: readonly string[] = []): Topic[] => ids.flatMap((id) => topics.get(id) ?? []);
  const offered = known(talk.offered);
  const meant: string[] = [];
  const text = typed.replace(PLACE, (words: string, at: number) => {
    const topic = offered[(placed(words, offered.length) ?? 0) - 1];
    if (!topic || !STANDS_ALONE.test(typed.slice(at + words.length))) return words;
    meant.push(topic.id);
    return titleOf(topic);
  });
  if (text !== typed) return { text, meant, chosen: false, whole: true };
  const [before] = known(talk.topics.slice(1));
  const said = before ? typed.replace(EARLIER, titleOf(before)) : typed;
  return { text: said, meant, chosen: false, whole: false };
}

/** A number, letter or place alone as what it was put beside; any other text with its places by name. */
export function inFull(typed: string, talk: Talk, knowledge: Pick<Knowledge, 'topics'>): InFull {
  const chose = (text: string): InFull => ({ text, meant: [], chosen: true, whole: true });
  const answer = quizChoice(typed, talk, knowledge);
  if (answer !== undefined) return chose(answer);
  const offered = (talk.offered ?? []).flatMap((id) => knowledge.topics.get(id) ?? []);
  const names = offered.map(({ title }) => LANGS.flatMap((lang) => title[lang] ?? []));
  const choice = offered[(choiceIn(typed, names) ?? 0) - 1];
  return choice ? chose(choice.id) : namedIn(typed, talk, knowledge);
}
