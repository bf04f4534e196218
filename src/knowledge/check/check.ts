import { withoutControls } from '../control-characters.ts';
import { duel } from '../figures/standing.ts';
import type { Knowledge } from '../knowledge.ts';
import {
  ATTRIBUTE_IDS,
  type AttributeId,
  attributeDefinition,
  isClearlyBetter,
} from '../notes/attributes.ts';
import { sourceLineOf } from '../source-line.ts';
import type { Problem, Topic } from '../topic.ts';
import { checkAsked, checkBrands, checkCatching, checkNames } from './check-names.ts';
import { checkNote } from './check-note.ts';
import { checkPages } from './check-pages.ts';
import { checkQuizzes } from './check-quiz.ts';
import { checkTranslation } from './check-translation.ts';
import { isNote, problem } from './problem.ts';

const inOrder = (a: Problem, b: Problem): number =>
  a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1;

/**
 * Everything wrong with the notes, in order of file and line, what loading found included. `fold` is the search's
 * own idea of sameness: names that it cannot tell apart clash.
 */
export function checkKnowledge(knowledge: Knowledge, fold: (text: string) => string): Problem[] {
  const topics = [...knowledge.topics.values()];
  const notes = topics.filter(isNote);
  return [
    ...knowledge.problems,
    ...notes.flatMap((topic) => checkNote(topic, knowledge)),
    ...checkPages(
      topics.filter((topic) => !isNote(topic)),
      fold,
    ),
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

/** What is only told: nothing is wrong with it. */
export const isLeftOut = ({ field }: Problem): boolean => field === 'left out';

const kindOf = ({ field, severity }: Problem): string => `${severity} ${field?.split('.')[0] ?? 'files'}`;

/** The same said of many places is told once, with the first of them. */
function together(problems: readonly Problem[]): string[] {
  const places = new Map<string, Problem[]>();
  for (const one of problems) {
    const key = `${one.field ?? ''} ${one.message}`;
    places.set(key, [...(places.get(key) ?? []), one]);
  }
  return [...places.values()]
    .sort((a, b) => b.length - a.length)
    .flatMap(([first, ...others]) => {
      if (!first) return [];
      return [formatProblem(first) + (others.length > 0 ? ` (and ${others.length} more places)` : '')];
    });
}

/** How many problems there are of each kind, errors first, then of each kind no more than `most`. */
export function reportProblems(problems: readonly Problem[], most: number): string[] {
  const kinds = new Map<string, Problem[]>();
  for (const one of problems) kinds.set(kindOf(one), [...(kinds.get(kindOf(one)) ?? []), one]);
  const ordered = [...kinds].sort(([a], [b]) => (a < b ? -1 : 1));
  const counts = ordered.map(([kind, { length }]) => `${String(length).padStart(5)}  ${kind}`);
  const told = ordered.flatMap(([kind, ones]) => {
    const lines = together(ones);
    const more = lines.length > most ? [`… more of the kind "${kind}"; --all tells them`] : [];
    return ['', ...lines.slice(0, most), ...more];
  });
  return [...counts, ...told];
}

/** A class by which one topic comes before another, against what was measured of the two together. */
function contradicted(better: Topic, worse: Topic, id: AttributeId, knowledge: Knowledge): Problem[] {
  const definition = attributeDefinition(id);
  const [first, second] = [better.attributes[id], worse.attributes[id]];
  if (first?.rank === undefined || second?.rank === undefined) return [];
  if (!isClearlyBetter(definition, first.rank, second.rank)) return [];
  const { behind } = duel(better.id, worse.id, definition.estimate ?? [], knowledge);
  if (behind.length === 0) return [];
  const field = `attributes.${id}`;
  const message = `"${first.value.en}" puts it before "${worse.id}" ("${second.value.en}"), but ${behind.map((row) => row.id).join(', ')} measured the contrary`;
  return [problem(sourceLineOf(better, 'en', field), field, message, 'warning')];
}

/** Classes that the project's own measurements contradict: no verdict is computed from them. */
const checkVerdicts = (notes: readonly Topic[], knowledge: Knowledge): Problem[] =>
  ATTRIBUTE_IDS.filter((id) => attributeDefinition(id).estimate).flatMap((id) =>
    notes.flatMap((better) => notes.flatMap((worse) => contradicted(better, worse, id, knowledge))),
  );
