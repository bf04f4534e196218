import { LANGS, type Lang, plain } from '../../text.ts';
import type { Knowledge } from '../knowledge.ts';
import { HEADINGS } from '../markdown/headings.ts';
import { ATTRIBUTE_IDS, attributeDefinition } from '../notes/attributes.ts';
import { SHARED_FIELDS } from '../notes/front-matter.ts';
import { sourceLineOf } from '../source-line.ts';
import type { Problem, SectionKind, Topic } from '../topic.ts';
import { problem, quizIn, writtenIn } from './problem.ts';

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

function checkLanguages(topic: Topic): Problem[] {
  return LANGS.filter((lang) => topic.title[lang] === undefined).map((lang) =>
    problem(
      sourceLineOf(topic, lang),
      'language',
      `${LANGUAGE[lang]} is missing: write ${topic.id}.${lang}.md`,
    ),
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
    return message === undefined ? [] : [problem(sourceLineOf(topic, 'en', line), field, message)];
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
      return [problem(sourceLineOf(topic, 'en', 'parent'), 'parent', message)];
    }
    above.push(at);
  }
  return [];
}

function checkParts(topic: Topic, lang: Lang): Problem[] {
  const place = sourceLineOf(topic, lang);
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
      problem(section.at, 'section', `nothing stands under "${section.path.at(-1)}"`, 'warning'),
    );
}

const tipsIn = (topic: Topic, lang: Lang) => topic.tips.filter((tip) => tip.text[lang] !== undefined);

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
  return [problem(sourceLineOf(topic, lang, `${field}.1`), field, message)];
}

function checkTips(topic: Topic, lang: Lang): Problem[] {
  const tips = tipsIn(topic, lang);
  const long = tips.flatMap((tip) => {
    const length = [...plain(tip.text[lang] ?? [])].length;
    const place = sourceLineOf(topic, lang, `tips.${tip.id.split('-').at(-1)}`);
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
    return [problem(sourceLineOf(topic, fewer, `${field}.1`), field, message)];
  };
  if (writtenIn(topic).length < LANGS.length) return [];
  return [
    ...compare('tips', tipsIn(topic, 'ja').length, tipsIn(topic, 'en').length),
    ...compare('quiz', quizIn(topic, 'ja').length, quizIn(topic, 'en').length),
  ];
}

/** The myth in quotation marks, a verdict, and a correction that can be quoted without the myth. */
const MISCONCEPTION = {
  en: { form: /^["“].+?["”] (?:No|Yes, but|It depends)[.,:]? \S/, model: '"The myth." No. The correction' },
  ja: { form: /^「.+?」\s*(?:いいえ|はい、ただし|場合による)[。、]\S/, model: '「誤解。」 いいえ。訂正' },
} as const satisfies Record<Lang, unknown>;

/** What keeps a change small and readable: a line for each thing, and one place for what both languages share. */
function checkForm(topic: Topic): Problem[] {
  const origins = [...writtenIn(topic).flatMap((lang) => topic.origin?.[lang] ?? []), topic.factsOrigin];
  const oneLine = origins.flatMap((origin) =>
    Object.entries(origin?.lines ?? {}).flatMap(([path, line]): Problem[] => {
      if (!origin || !path.startsWith('one-line.')) return [];
      return [problem({ file: origin.file, line }, 'form', 'write one entry per line', 'warning')];
    }),
  );
  if (topic.factsOrigin || writtenIn(topic).length < LANGS.length) return oneLine;
  const shared = SHARED_FIELDS.filter((field) => topic.origin?.en?.lines[field] !== undefined);
  const message = `both languages share it: write it into ${topic.id}.yaml`;
  return [
    ...oneLine,
    ...shared.map((field) => problem(sourceLineOf(topic, 'en', field), field, message, 'warning')),
  ];
}

function checkMisconceptions(topic: Topic): Problem[] {
  return topic.sections
    .filter((section) => section.kind === 'misconceptions')
    .flatMap(({ lang, body, at }) =>
      body
        .flatMap((part) => (part.kind === 'list' ? part.items : []))
        .flatMap((item): Problem[] => {
          const { form, model } = MISCONCEPTION[lang];
          if (form.test(plain(item))) return [];
          const message = `"${plain(item).slice(0, 40)}…" cannot be quoted without the myth; write: ${model}`;
          return [problem(at, 'misconceptions', message)];
        }),
    );
}

function checkFacts(topic: Topic): Problem[] {
  const attributes = ATTRIBUTE_IDS.flatMap((id): Problem[] => {
    const value = topic.attributes[id]?.value;
    const missing = value && LANGS.find((lang) => value[lang] === undefined);
    if (!missing) return [];
    const field = `attributes.${id}`;
    return [
      problem(sourceLineOf(topic, 'en', field), field, `it has no ${LANGUAGE[missing]} text`, 'warning'),
    ];
  });
  if (topic.updated !== undefined) return attributes;
  return [...attributes, problem(sourceLineOf(topic, 'en'), 'updated', 'the date is missing', 'warning')];
}

/** Of a note in our own format everything is expected. */
export function checkNote(topic: Topic, knowledge: Knowledge): Problem[] {
  return [
    ...checkLanguages(topic),
    ...checkReferences(topic, knowledge),
    ...checkAncestors(topic, knowledge),
    ...checkFacts(topic),
    ...checkPairs(topic),
    ...checkEmptySections(topic),
    ...checkForm(topic),
    ...checkMisconceptions(topic),
    ...writtenIn(topic).flatMap((lang) => [
      ...checkParts(topic, lang),
      ...checkTips(topic, lang),
      ...checkCount(topic, lang, 'quiz', quizIn(topic, lang).length, QUIZ),
    ]),
  ];
}

/** Attributes from which verdicts are computed, and that say nobody's word for it. Too many to be warned of one by one. */
export function unsourcedVerdicts(topics: readonly Topic[]): Problem[] {
  return topics.flatMap((topic) =>
    ATTRIBUTE_IDS.flatMap((id): Problem[] => {
      const attribute = topic.attributes[id];
      if (attribute?.rank === undefined || attribute.source || !attributeDefinition(id).better) return [];
      const field = `attributes.${id}`;
      return [
        problem(
          sourceLineOf(topic, 'en', field),
          field,
          'verdicts rest on it, and it has no source',
          'warning',
        ),
      ];
    }),
  );
}
