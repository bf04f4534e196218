import { type Lang, pick } from '../text.ts';
import type { Topic } from './topic.ts';

export interface Place {
  readonly file: string;
  readonly line: number;
}

/** Where a field of a topic stands: in the wanted language's file, on the field's line if it is known. */
export function placeOf(topic: Topic, lang: Lang, field = ''): Place {
  const origin = topic.origin && pick(topic.origin, lang);
  return { file: origin?.file ?? topic.id, line: origin?.lines[field] ?? origin?.line ?? 1 };
}
