import numbers from './form.json' with { type: 'json' };
import { metricFamilies } from './metric-words.ts';
import type { Question } from './question.ts';

/** What a text wants to be answered with. `other`: what a note says. */
export const FORMS = ['other', 'compare', 'benchmark'] as const;
export type Form = (typeof FORMS)[number];

/** Evidence for a comparison and for a benchmark, learned from labelled questions (`npm run learn`). */
export const FORM_WEIGHTS: Readonly<Record<string, readonly number[]>> = numbers;

/** Stands for each name, so that the form of a text is learned whatever it is about. */
const NAME = '\u0001';
const JAPANESE = '\\u3040-\\u30ff\\u3400-\\u9fff';
const TOKEN = new RegExp(`${NAME}|[a-z][a-z'+-]*|[${JAPANESE}]+|[%\\d?]+|[、,/:;→]`, 'g');
const KANA_OR_KANJI = new RegExp(`^[${JAPANESE}]`);
const MAGNITUDE = /%|\bper ?cent\b|\b(?:[mµn]?s|[km]?b\/s|gb\/s)\b|秒|倍|パーセント/;
/** Texts are read up to here: what is asked is said by then. */
const READ = 400;
const PREFIX = 5;

interface Masked {
  readonly text: string;
  /** What stands between one name and the next. */
  readonly gaps: readonly string[];
}

function masked({ rest, mentions }: Question): Masked {
  const gaps: string[] = [];
  let text = '';
  let at = 0;
  for (const [i, { start, end }] of mentions.entries()) {
    const gap = rest.slice(at, start);
    if (i > 0) gaps.push(gap.trim());
    text += gap + NAME;
    at = Math.max(at, end);
  }
  return { text: (text + rest.slice(at)).trim(), gaps };
}

/** Names that are no kind of another name in the text: things that can stand beside each other. */
export const apart = ({ topics, search }: Question): readonly string[] => {
  const kinds = new Set(topics.flatMap((topic) => search.kindsOf(topic)));
  return topics.filter((topic) => !kinds.has(topic));
};

function addPhrases(tokens: readonly string[], add: (name: string) => void): void {
  for (const [i, token] of tokens.entries()) {
    const next = tokens[i + 1];
    if (KANA_OR_KANJI.test(token)) {
      const run = `${tokens[i - 1] === NAME ? NAME : ''}${token}${next === NAME ? NAME : ''}`;
      for (const length of [2, 3, 4])
        for (let j = 0; j + length <= run.length; j++) add(run.slice(j, j + length));
      continue;
    }
    if (token !== NAME) add(token);
    if (token.length > PREFIX) add(`${token.slice(0, PREFIX)}…`);
    if (next === undefined || KANA_OR_KANJI.test(next)) continue;
    add(`${token} ${next}`);
    if (token.length > 4) add(`…${token.slice(-2)} ${next}`);
  }
}

/**
 * What tells the form of a text, none of it about a topic: how many names there are and how they stand to each other,
 * what stands between and around them, and whether a magnitude of something measured is asked for.
 */
export function formFeatures(question: Question): Map<string, number> {
  const { topics, words, search } = question;
  const { text, gaps } = masked(question);
  const read = text.slice(0, READ);
  const features = new Map<string, number>();
  const put = (name: string, value: number | boolean = 1): void => {
    if (value) features.set(name, Number(value));
  };
  const things = apart(question);
  const outside = read.replaceAll(NAME, '').replace(/\s+/g, '').length;
  put('bias');
  put('#carried', question.carried === true);
  put(`#names ${Math.min(topics.length, 4)}`);
  put(`#apart ${Math.min(things.length, 4)}`);
  put('#nested', things.length < topics.length);
  put('#alike', things.length > 1 && new Set(things.map((one) => search.kindsOf(one)[0])).size === 1);
  put('#outside', Math.log1p(outside) / 3);
  put('#onlyNames', topics.length > 1 && outside <= 3);
  put('#metric', metricFamilies(question.text).length > 0);
  put('#digit', /\d/.test(read));
  put('#magnitude', MAGNITUDE.test(read));
  put('#asks', read.includes('?'));
  put('#sentences', Math.min(3, (read.match(/(?<![.!?。！\n])[.!?。！\n]+(?=.)/g) ?? []).length) / 2);
  put('#unknown', Math.min(3, words.filter((word) => !word.known).length) / 2);
  for (const gap of gaps) put(gap.length <= 8 ? `#between ${gap}` : '#between far');
  const said: string[] = [];
  addPhrases(read.match(TOKEN) ?? [], (phrase) => said.push(phrase));
  for (const phrase of said) {
    put(phrase);
    if (topics.length > 1) put(`${phrase} &`);
  }
  return features;
}

/** How likely each form is, by the weights that `npm run learn` makes of labelled questions. */
export function formOf(question: Question): Readonly<Record<Form, number>> {
  const scores = FORMS.map(() => 0);
  // A word may be the name of what every object has.
  for (const [name, value] of formFeatures(question))
    for (const [i, weight] of (Object.hasOwn(FORM_WEIGHTS, name) ? (FORM_WEIGHTS[name] ?? []) : []).entries())
      scores[i + 1] = (scores[i + 1] ?? 0) + weight * value;
  const raised = scores.map((score) => Math.exp(score));
  const sum = raised.reduce((a, b) => a + b, 0);
  const [other = 0, compare = 0, benchmark = 0] = raised.map((one) => one / sum);
  return { other, compare, benchmark };
}

export const likeliest = (forms: Readonly<Record<Form, number>>): Form =>
  FORMS.reduce((best, form) => (forms[form] > forms[best] ? form : best));
