import { Bounded } from '../bounded.ts';
import type { Recollection } from './store.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Remembers in the process alone: what the bot goes on with while its database is out of reach. */
export function createMemory(limit = 10_000): Recollection {
  const seen = new Bounded<string, number>(limit);
  const talks = new Bounded<string, { topics: readonly string[]; at: number }>(limit);
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
