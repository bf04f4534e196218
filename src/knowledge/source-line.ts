import { type Lang, pick } from '../text.ts';
import type { Topic } from './topic.ts';

export interface SourceLine {
  readonly file: string;
  readonly line: number;
}

/** Where a field of a topic stands: with the shared facts, or in the wanted language's file; on its line if known. */
export function sourceLineOf(topic: Topic, lang: Lang, field = ''): SourceLine {
  const shared = topic.factsOrigin;
  if (shared?.lines[field] !== undefined) return { file: shared.file, line: shared.lines[field] };
  const origin = topic.origin && pick(topic.origin, lang);
  return { file: origin?.file ?? topic.id, line: origin?.lines[field] ?? origin?.line ?? 1 };
}
