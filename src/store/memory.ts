import type { Recollection } from './store.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Newest entries of a map, oldest dropped first: a flood costs memory for `limit` entries, no more. */
class Bounded<V> {
  readonly #entries = new Map<string, V>();
  readonly #limit: number;
  constructor(limit: number) {
    this.#limit = limit;
  }
  get(key: string): V | undefined {
    return this.#entries.get(key);
  }
  set(key: string, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > this.#limit && !oldest.done) this.#entries.delete(oldest.value);
  }
}

/** Remembers in the process alone: what the bot goes on with while its database is out of reach. */
export function createMemory(limit = 10_000): Recollection {
  const seen = new Bounded<number>(limit);
  const talks = new Bounded<{ topics: readonly string[]; at: number }>(limit);
  return {
    async firstTime(id, at) {
      const before = seen.get(id);
      if (before !== undefined && at - before < DAY) return false;
      seen.set(id, at);
      return true;
    },
    conversations: {
      async recall(conversation, at) {
        const talk = talks.get(conversation);
        return talk && at - talk.at < DAY ? talk.topics : [];
      },
      async remember(conversation, topics, at) {
        talks.set(conversation, { topics, at });
      },
    },
  };
}
