import { Bounded } from '../bounded.ts';
import type { Talk } from '../talk/talk.ts';
import { DAY } from '../time.ts';
import type { Recollection } from './store.ts';

/** Remembers in the process alone: what the bot goes on with while its database is out of reach. */
export function createMemory(limit = 10_000): Recollection {
  const seen = new Bounded<string, number>(limit);
  const talks = new Bounded<string, { talk: Talk; at: number }>(limit);
  return {
    async firstTime(id, at) {
      const before = seen.get(id);
      if (before !== undefined && at - before < DAY) return false;
      seen.set(id, at);
      return true;
    },
    conversations: {
      async recall(conversation, at) {
        const found = talks.get(conversation);
        return found && at - found.at < DAY ? found.talk : undefined;
      },
      async remember(conversation, talk, at) {
        talks.set(conversation, { talk, at });
      },
    },
  };
}
