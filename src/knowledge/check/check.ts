import { withoutControls } from '../control-characters.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Problem } from '../topic.ts';
import { checkAsked, checkBrands, checkCatching, checkNames } from './check-names.ts';
import { checkNote, checkPage } from './check-note.ts';
import { checkQuizzes } from './check-quiz.ts';
import { checkTranslation } from './check-translation.ts';
import { checkVerdicts } from './check-verdicts.ts';
import { isNote } from './problem.ts';

const inOrder = (a: Problem, b: Problem): number =>
  a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1;

/**
 * Everything wrong with the notes, in order of file and line, what loading found included. `fold` is the search's
 * own idea of sameness: names that it cannot tell apart clash.
 */
export function checkKnowledge(knowledge: Knowledge, fold: (text: string) => string): Problem[] {
  const topics = [...knowledge.topics.values()];
  const notes = topics.filter(isNote);
  const each = topics.flatMap((topic) => (isNote(topic) ? checkNote(topic, knowledge) : checkPage(topic)));
  return [
    ...knowledge.problems,
    ...each,
    ...checkNames(topics, fold),
    ...checkAsked(topics, fold),
    ...checkBrands(knowledge.brands, topics, fold),
    ...checkCatching(notes, fold),
    ...checkQuizzes(notes, fold),
    ...checkVerdicts(notes, knowledge),
    ...notes.flatMap(checkTranslation),
  ].sort(inOrder);
}

/** `file:line field: message`, which editors and terminals turn into a link. */
export const formatProblem = ({ file, line, field, severity, message }: Problem): string =>
  withoutControls(`${file}:${line} ${field ?? severity}: ${message}`);

const kindOf = ({ field, severity }: Problem): string => `${severity} ${field?.split('.')[0] ?? 'files'}`;

/** The problems as lines to print, and how many there are of each kind; of one kind no more than `most` are told. */
export function reportProblems(problems: readonly Problem[], most: number): string[] {
  const kinds = new Map<string, Problem[]>();
  for (const one of problems) kinds.set(kindOf(one), [...(kinds.get(kindOf(one)) ?? []), one]);
  const ordered = [...kinds].sort(([a], [b]) => (a < b ? -1 : 1));
  const told = ordered.flatMap(([kind, ones]) => [
    ...ones.slice(0, most).map(formatProblem),
    ...(ones.length > most
      ? [`… and ${ones.length - most} more of the kind "${kind}"; --all tells them`]
      : []),
  ]);
  return [...told, ...ordered.map(([kind, { length }]) => `${String(length).padStart(5)}  ${kind}`)];
}
