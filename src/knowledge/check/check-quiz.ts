import { type ByLang, LANGS, type Lang, plain } from '../../text.ts';
import { type SourceLine, sourceLineOf } from '../source-line.ts';
import type { Problem, Topic } from '../topic.ts';
import { problem, quizIn } from './problem.ts';

/** Whoever always takes the longest option should fare hardly better than by chance. */
const LONGEST = { share: 0.35, questions: 20, worst: 5 } as const;
/** How far the right option may be longer or shorter than the others are on average. */
const LENGTH = { share: 0.2, characters: 2 } as const;
/** Likeness, by pairs of letters, from which two questions ask the same. */
const SAME = { question: 0.5, mean: 0.65 } as const;

/** A question in one language, with its options as plain text. */
interface Question {
  readonly id: string;
  readonly topic: Topic;
  readonly lang: Lang;
  readonly text: string;
  readonly options: readonly string[];
  readonly right: string;
  readonly others: readonly string[];
  readonly place: SourceLine;
}

function questionsOf(topic: Topic, lang: Lang): Question[] {
  return quizIn(topic, lang).map(({ id, question, choices, answer }) => {
    const options = (choices[lang] ?? []).map(plain);
    return {
      id,
      topic,
      lang,
      text: plain(question[lang] ?? []),
      options,
      right: options[answer] ?? '',
      others: options.filter((_option, index) => index !== answer),
      place: sourceLineOf(topic, lang, `quiz.${id.split('-').at(-1)}`),
    };
  });
}

const size = (text: string): number => [...text].length;
const percent = (share: number): string => `${Math.round(share * 100)} %`;

const isLongest = ({ right, others }: Question): boolean => others.every((one) => size(one) < size(right));

/** Over all notes: in one note alone the longest option is right by chance often enough. */
function checkLongest(questions: readonly Question[]): Problem[] {
  const [first] = questions;
  const longest = questions.filter(isLongest);
  const share = longest.length / questions.length;
  if (!first || questions.length < LONGEST.questions || share <= LONGEST.share) return [];
  const counts = new Map<Topic, number>();
  for (const { topic } of longest) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  const worst = [...counts].sort(([, a], [, b]) => b - a).slice(0, LONGEST.worst);
  const named = worst.map(([topic, count]) => `${topic.id} ${count} of ${quizIn(topic, first.lang).length}`);
  const message = `the right option is the longest in ${percent(share)} of ${questions.length} questions, at most ${percent(LONGEST.share)}; worst: ${named.join(', ')}`;
  return [problem(sourceLineOf(worst[0]?.[0] ?? first.topic, first.lang, 'quiz.1'), 'quiz longest', message)];
}

function checkLength({ right, others, place }: Question): Problem[] {
  const mean = others.reduce((sum, one) => sum + size(one), 0) / Math.max(1, others.length);
  const off = size(right) - mean;
  if (others.length === 0 || Math.abs(off) <= Math.max(LENGTH.characters, LENGTH.share * mean)) return [];
  const message = `the right option has ${size(right)} characters, the others ${Math.round(mean)} on average`;
  return [problem(place, 'quiz length', message, 'warning')];
}

/** Whole words only, where words are written apart. */
function standsIn(option: string, text: string): boolean {
  const at = ` ${text} `.indexOf(option);
  if (option === '' || at < 0) return false;
  const isLetter = (character = '') => /[a-z0-9]/.test(character);
  const [before, after] = [` ${text} `[at - 1], ` ${text} `[at + option.length]];
  return !(isLetter(before) && isLetter(option[0])) && !(isLetter(after) && isLetter(option.at(-1)));
}

/** An option that the question names is no riddle, unless it names others as well. */
function checkGiveaway({ options, text, place }: Question): Problem[] {
  const bare = (value: string) =>
    value
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[.。]$/, '');
  const named = options.filter((option) => standsIn(bare(option), bare(text)));
  if (named.length !== 1) return [];
  const message = `the option "${named[0]}" stands in the question`;
  return [problem(place, 'quiz giveaway', message, 'warning')];
}

function pairsOf(text: string): ReadonlySet<string> {
  const letters = [
    ...text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s\p{P}]+/gu, ' '),
  ];
  return new Set(letters.slice(1).map((letter, index) => `${letters[index]}${letter}`));
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared++;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}

/** Questions of two notes that ask the same, in either language. */
function checkTwice(questions: readonly Question[], fold: (text: string) => string): Problem[] {
  const told = new Set<string>();
  const drawn = questions.map((one) => ({
    one,
    folded: fold(one.text),
    question: pairsOf(one.text),
    right: pairsOf(one.right),
  }));
  return drawn.flatMap((a, index) =>
    drawn.slice(index + 1).flatMap((b): Problem[] => {
      if (a.one.topic === b.one.topic || a.one.lang !== b.one.lang) return [];
      const asked = likeness(a.question, b.question);
      const mean = (asked + likeness(a.right, b.right)) / 2;
      if (a.folded !== b.folded && (asked < SAME.question || mean < SAME.mean)) return [];
      const pair = `${a.one.id} ${b.one.id}`;
      if (told.has(pair)) return [];
      told.add(pair);
      const message = `asks the same as ${a.one.id} (${a.one.place.file}:${a.one.place.line}): "${a.one.text}"`;
      return [problem(b.one.place, 'quiz twice', message, 'warning')];
    }),
  );
}

/** Questions that can be answered without knowing anything, and questions asked twice. */
export function checkQuizzes(notes: readonly Topic[], fold: (text: string) => string): Problem[] {
  const byLang: ByLang<Question[]> = Object.fromEntries(
    LANGS.map((lang) => [lang, notes.flatMap((topic) => questionsOf(topic, lang))]),
  );
  const all = LANGS.flatMap((lang) => byLang[lang] ?? []);
  return [
    ...LANGS.flatMap((lang) => checkLongest(byLang[lang] ?? [])),
    ...all.flatMap(checkLength),
    ...all.flatMap(checkGiveaway),
    ...checkTwice(all, fold),
  ];
}
