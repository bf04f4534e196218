import type { Knowledge } from '../knowledge/knowledge.ts';

/** Which topics are kinds of which. */
export interface Kinds {
  /** Whether other topics are a kind of this one: named, it sets the scene rather than being what is asked. */
  isKind(topic: string): boolean;
  /** The topic and everything it is a kind of, nearest first. */
  above(topic: string): ReadonlySet<string>;
}

export function createKinds(knowledge: Knowledge): Kinds {
  const parents = new Set([...knowledge.topics.values()].flatMap((topic) => topic.parent ?? []));
  const known = new Map<string, ReadonlySet<string>>();
  function above(topic: string): ReadonlySet<string> {
    const before = known.get(topic);
    if (before) return before;
    const seen = new Set([topic]);
    let up = knowledge.topics.get(topic)?.parent;
    for (; up !== undefined && !seen.has(up); up = knowledge.topics.get(up)?.parent) seen.add(up);
    known.set(topic, seen);
    return seen;
  }
  return { isKind: (topic) => parents.has(topic), above };
}
