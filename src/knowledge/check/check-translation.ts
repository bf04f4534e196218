import { LANGS, type Lang, plain, type Text } from '../../text.ts';
import { ATTRIBUTE_IDS } from '../notes/attributes.ts';
import { type SourceLine, sourceLineOf } from '../source-line.ts';
import type { Problem, Topic } from '../topic.ts';
import { wordsOf } from '../trees/text-language.ts';
import { problem } from './problem.ts';

/** What is said in one place of a note, to be held against the same place in the other language. */
interface Said {
  readonly text: string;
  readonly place: SourceLine;
}

const SCALE: Readonly<Record<string, number>> = {
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  万: 1e4,
  億: 1e8,
};
const SCALED = /(?<!\d)(\d+(?:\.\d+)?)\s*(thousand|million|billion|万|億)(\d{1,4}(?!\d))?/gi;

/** Numbers that English writes as words and Japanese does not. */
const SPELLED: Readonly<Record<string, number>> = Object.fromEntries([
  ...'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, index) => [word, index + 1]),
  ...'twenty thirty forty fifty sixty seventy eighty ninety hundred'
    .split(' ')
    .map((word, index) => [word, (index + 2) * 10]),
  ['thousand', 1000],
  ['tenth', 0.1],
  ['hundredth', 100],
  ['thousandth', 1000],
]);

/** Small counts are often written as words, turned or left out; a figure with a unit, a year or a version is not. */
const SMALL = 31;
const UNIT = /^\s*(?:%|[KMGT]i?B|ms|µs|ns|秒|ミリ秒)/;
const NUMBER = /(?<![\w.])\d+(?:\.\d+)*/g;

interface Figure {
  readonly number: string;
  /** Whether it must stand in both languages. */
  readonly counts: boolean;
}

function figuresIn(text: string): Figure[] {
  const written = text
    .normalize('NFKC')
    .replace(/(\d),(?=\d{3})/g, '$1')
    .replace(SCALED, (_all, number: string, scale: string, rest = '0') =>
      String(Math.round(Number(number) * (SCALE[scale.toLowerCase()] ?? 1) + Number(rest))),
    );
  const digits = [...written.matchAll(NUMBER)].map((match): Figure => {
    const number = match[0].replace(/\.0$/, '');
    const unit = UNIT.test(written.slice(match.index + match[0].length));
    // One is "a", "under a", "each".
    const counts = number !== '1' && (unit || number.includes('.') || Number(number) > SMALL);
    return { number, counts };
  });
  // 2005/06
  const short = [...written.matchAll(/(?<!\d)(\d\d)\d\d[/–-](\d\d)(?!\d)/g)].map((match): Figure => {
    return { number: `${match[1]}${match[2]}`, counts: false };
  });
  const spelled = written.toLowerCase().match(/[a-z]+/g) ?? [];
  return [
    ...digits,
    ...short,
    ...spelled.flatMap((word) =>
      Object.hasOwn(SPELLED, word) ? [{ number: String(SPELLED[word]), counts: false }] : [],
    ),
  ];
}

/** Sections by what they are; those of the writer's own by their order. */
function saidIn(topic: Topic, lang: Lang): Map<string, Said> {
  const said = new Map<string, Said>();
  const add = (key: string, text: Text | string | undefined, place: SourceLine) => {
    const words = text === undefined || typeof text === 'string' ? (text ?? '') : plain(text);
    if (words !== '') said.set(key, { text: `${said.get(key)?.text ?? ''}\n${words}`, place });
  };
  let own = 0;
  for (const { kind, lang: written, body, at } of topic.sections)
    if (written === lang) add(kind === 'other' ? `section ${own++}` : kind, wordsOf(body), at);
  add('definition', topic.summary[lang], sourceLineOf(topic, lang));
  for (const id of ATTRIBUTE_IDS)
    add(`attributes.${id}`, topic.attributes[id]?.value[lang], sourceLineOf(topic, lang, `attributes.${id}`));
  for (const [index, tip] of topic.tips.entries())
    add(`tip ${index + 1}`, tip.text[lang], sourceLineOf(topic, lang, `tips.${index + 1}`));
  for (const [index, { question, choices, why }] of topic.quiz.entries())
    for (const text of [question[lang], ...(choices[lang] ?? []), why[lang]])
      add(`question ${index + 1}`, text, sourceLineOf(topic, lang, `quiz.${index + 1}`));
  return said;
}

const NAME = { ja: 'Japanese', en: 'English' } as const;

/** Figures, years and versions that stand in one language of a note and not in the same place of the other. */
export function checkTranslation(topic: Topic): Problem[] {
  const both = { ja: saidIn(topic, 'ja'), en: saidIn(topic, 'en') };
  return LANGS.flatMap((lang) => {
    const other = lang === 'ja' ? 'en' : 'ja';
    return [...both[lang]].flatMap(([part, { text, place }]): Problem[] => {
      const counterpart = both[other].get(part);
      if (!counterpart) return [];
      const known = new Set(figuresIn(counterpart.text).map(({ number }) => number));
      const alone = figuresIn(text).filter(({ number, counts }) => counts && !known.has(number));
      return [...new Set(alone.map(({ number }) => number))].map((number) => {
        const message = `${number} (${part}) is not said in ${NAME[other]}: ${counterpart.place.file}:${counterpart.place.line}`;
        return problem(place, 'translation', message, 'warning');
      });
    });
  });
}
