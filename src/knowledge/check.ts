import { LANGS, type Lang, pick, plain } from '../text.ts';
import { checkAsked, checkBrands, checkNames } from './check-names.ts';
import type { Knowledge } from './knowledge.ts';
import { HEADINGS } from './markdown/headings.ts';
import { ATTRIBUTE_IDS } from './notes/attributes.ts';
import { type Place, placeOf } from './source-line.ts';
import type { Problem, SectionKind, Topic } from './topic.ts';

/** A tip is read in a chat between two other messages. Counted in characters as people count them. */
export const MAX_TIP = 280;
const TIPS = { least: 3, most: 6 } as const;
const QUIZ = { least: 3, most: 5 } as const;

/** Parts every note of ours has; `headings.ts` knows what they are called. */
const PARTS = [
  'summary',
  'points',
  'how',
  'when',
  'when-not',
  'strengths',
  'limits',
  'examples',
  'relations',
  'misconceptions',
] as const satisfies readonly SectionKind[];

const LANGUAGE = { ja: 'Japanese', en: 'English' } as const satisfies Record<Lang, string>;

const problem = (
  place: Place,
  field: string,
  message: string,
  severity: Problem['severity'] = 'error',
): Problem => ({ severity, ...place, field, message });

const writtenIn = (topic: Topic): Lang[] => LANGS.filter((lang) => topic.title[lang] !== undefined);

/** Of a note in our own format everything is expected. */
const isNote = (topic: Topic): boolean => (topic.origin && pick(topic.origin, 'en'))?.format === 'note';

function checkLanguages(topic: Topic): Problem[] {
  return LANGS.filter((lang) => topic.title[lang] === undefined).map((lang) =>
    problem(placeOf(topic, lang), 'language', `${LANGUAGE[lang]} is missing: write ${topic.id}.${lang}.md`),
  );
}

function checkReferences(topic: Topic, knowledge: Knowledge): Problem[] {
  const wrong = (id: string): string | undefined => {
    if (id === topic.id) return `"${id}" is the topic itself`;
    return knowledge.topics.has(id) ? undefined : `there is no topic "${id}"`;
  };
  const named: [field: string, line: string, id: string][] = [
    ...(topic.parent === undefined ? [] : [['parent', 'parent', topic.parent] as [string, string, string]]),
    ...topic.related.map((id, index): [string, string, string] => ['related', `related.${index}`, id]),
  ];
  return named.flatMap(([field, line, id]) => {
    const message = wrong(id);
    return message === undefined ? [] : [problem(placeOf(topic, 'en', line), field, message)];
  });
}

/** Attributes are inherited upwards, which must end somewhere. */
function checkAncestors(topic: Topic, knowledge: Knowledge): Problem[] {
  const above: string[] = [];
  for (
    let at = topic.parent;
    at !== undefined && !above.includes(at);
    at = knowledge.topics.get(at)?.parent
  ) {
    if (at === topic.id && above.length > 0) {
      const message = `it leads back to "${topic.id}" through ${above.join(', ')}`;
      return [problem(placeOf(topic, 'en', 'parent'), 'parent', message)];
    }
    above.push(at);
  }
  return [];
}

function checkParts(topic: Topic, lang: Lang): Problem[] {
  const place = placeOf(topic, lang);
  const kinds = new Set(
    topic.sections.filter((one) => one.lang === lang && one.body.length > 0).map((one) => one.kind),
  );
  const definition = plain(topic.summary[lang] ?? []).trim() === '';
  return [
    ...(definition ? [problem(place, 'definition', 'the first paragraph under the title is missing')] : []),
    ...PARTS.filter((part) => !kinds.has(part)).map((part) =>
      problem(place, part, `the part "${HEADINGS[part][lang][0]}" is missing`),
    ),
    ...((topic.sources[lang] ?? []).length === 0
      ? [problem(place, 'sources', `there is no source under "${HEADINGS.sources[lang][0]}"`)]
      : []),
  ];
}

function checkEmptySections(topic: Topic): Problem[] {
  return topic.sections
    .filter((section) => section.body.length === 0)
    .map((section) =>
      problem(section.at, section.path.at(-1) ?? section.kind, 'nothing stands under it', 'warning'),
    );
}

const tipsIn = (topic: Topic, lang: Lang) => topic.tips.filter((tip) => tip.text[lang] !== undefined);
const quizIn = (topic: Topic, lang: Lang) => topic.quiz.filter((one) => one.question[lang] !== undefined);

function checkCount(
  topic: Topic,
  lang: Lang,
  field: 'tips' | 'quiz',
  count: number,
  limits: { readonly least: number; readonly most: number },
): Problem[] {
  if (count >= limits.least && count <= limits.most) return [];
  const what = field === 'tips' ? 'tips' : 'questions';
  const message = `${count} ${what}; a note has ${limits.least} to ${limits.most}`;
  return [problem(placeOf(topic, lang, `${field}.1`), field, message)];
}

function checkTips(topic: Topic, lang: Lang): Problem[] {
  const tips = tipsIn(topic, lang);
  const long = tips.flatMap((tip) => {
    const length = [...plain(tip.text[lang] ?? [])].length;
    const place = placeOf(topic, lang, `tips.${tip.id.split('-').at(-1)}`);
    return length > MAX_TIP ? [problem(place, 'tips', `${length} characters; at most ${MAX_TIP}`)] : [];
  });
  return [...checkCount(topic, lang, 'tips', tips.length, TIPS), ...long];
}

/** A tip or question is the same in both languages, told by its number. */
function checkPairs(topic: Topic): Problem[] {
  const compare = (field: 'tips' | 'quiz', ja: number, en: number): Problem[] => {
    if (ja === en) return [];
    const fewer = ja < en ? 'ja' : 'en';
    const message = `${ja} in Japanese, ${en} in English: both languages have the same ones in the same order`;
    return [problem(placeOf(topic, fewer, `${field}.1`), field, message)];
  };
  if (writtenIn(topic).length < LANGS.length) return [];
  return [
    ...compare('tips', tipsIn(topic, 'ja').length, tipsIn(topic, 'en').length),
    ...compare('quiz', quizIn(topic, 'ja').length, quizIn(topic, 'en').length),
  ];
}

function checkFacts(topic: Topic): Problem[] {
  const attributes = ATTRIBUTE_IDS.flatMap((id): Problem[] => {
    const value = topic.attributes[id]?.value;
    const missing = value && LANGS.find((lang) => value[lang] === undefined);
    if (!missing) return [];
    const field = `attributes.${id}`;
    return [problem(placeOf(topic, 'en', field), field, `it has no ${LANGUAGE[missing]} text`, 'warning')];
  });
  if (topic.updated !== undefined) return attributes;
  return [...attributes, problem(placeOf(topic, 'en'), 'updated', 'the date is missing', 'warning')];
}

function checkNote(topic: Topic, knowledge: Knowledge): Problem[] {
  return [
    ...checkLanguages(topic),
    ...checkReferences(topic, knowledge),
    ...checkAncestors(topic, knowledge),
    ...checkFacts(topic),
    ...checkPairs(topic),
    ...checkEmptySections(topic),
    ...writtenIn(topic).flatMap((lang) => [
      ...checkParts(topic, lang),
      ...checkTips(topic, lang),
      ...checkCount(topic, lang, 'quiz', quizIn(topic, lang).length, QUIZ),
    ]),
  ];
}

/** Of a page in anybody's style only that it says something can be expected. */
function checkPage(topic: Topic): Problem[] {
  const says = topic.sections.length > 0 || plain(pick(topic.summary, 'en') ?? []) !== '';
  return says ? [] : [problem(placeOf(topic, 'en'), 'text', 'nothing stands under this heading', 'warning')];
}

const inOrder = (a: Problem, b: Problem): number =>
  a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1;

/**
 * Everything wrong with the notes, in order of file and line, what loading found included. `fold` is the search's
 * own idea of sameness: names that it cannot tell apart clash.
 */
export function checkKnowledge(knowledge: Knowledge, fold: (text: string) => string): Problem[] {
  const topics = [...knowledge.topics.values()];
  const each = topics.flatMap((topic) => (isNote(topic) ? checkNote(topic, knowledge) : checkPage(topic)));
  return [
    ...knowledge.problems,
    ...each,
    ...checkNames(topics, fold),
    ...checkAsked(topics, fold),
    ...checkBrands(knowledge.brands, topics, fold),
  ].sort(inOrder);
}

/** `file:line field: message`, which editors and terminals turn into a link. */
export const formatProblem = ({ file, line, field, severity, message }: Problem): string =>
  `${file}:${line} ${field ?? severity}: ${message}`;
