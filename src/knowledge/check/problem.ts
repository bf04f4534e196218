import { type ByLang, LANGS, type Lang, pick } from '../../text.ts';
import type { SourceLine } from '../source-line.ts';
import type { Problem, Quiz, Topic } from '../topic.ts';

export const problem = (
  place: SourceLine,
  field: string,
  message: string,
  severity: Problem['severity'] = 'error',
): Problem => ({ severity, ...place, field, message });

/** A topic in our own format, of which everything can be expected. */
export const isNote = (topic: Topic): boolean =>
  (topic.origin && pick(topic.origin, 'en'))?.format === 'note';

export const writtenIn = ({ title }: { readonly title: ByLang<string> }): Lang[] =>
  LANGS.filter((lang) => title[lang] !== undefined);

export const quizIn = (topic: Topic, lang: Lang): Quiz[] =>
  topic.quiz.filter((one) => one.question[lang] !== undefined);
