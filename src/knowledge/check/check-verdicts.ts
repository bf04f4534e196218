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
import { problem } from './problem.ts';

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
export const checkVerdicts = (notes: readonly Topic[], knowledge: Knowledge): Problem[] =>
  ATTRIBUTE_IDS.filter((id) => attributeDefinition(id).estimate).flatMap((id) =>
    notes.flatMap((better) => notes.flatMap((worse) => contradicted(better, worse, id, knowledge))),
  );
