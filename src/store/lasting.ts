import type { Log } from '../ports.ts';
import type { Recollection } from './store.ts';

/** The platforms want an answer within three seconds; the store may take this much of them. */
const STORE_MS = 1_000;
/** A store that failed is left alone this long, so that it delays one answer and not each. */
const AWAY_MS = 5_000;

/** Rejects when the store takes longer than an answer can wait for it. */
export function withTimeout<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer from the store within ${STORE_MS} ms`)), STORE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Asks the store, and the process's own memory when the store is away: a question is still answered. */
export function lasting(store: Recollection, memory: Recollection, log: Log): Recollection {
  /** When the store may be asked again; absent while it answers. */
  let again: number | undefined;
  const either = async <T>(at: number, ask: (from: Recollection) => Promise<T>): Promise<T> => {
    if (again !== undefined && at < again) return ask(memory);
    try {
      const found = await withTimeout(ask(store));
      if (again !== undefined) log.info({}, 'the store is back');
      again = undefined;
      return found;
    } catch (error) {
      if (again === undefined) log.error({ err: error }, 'the store is away: answers go on from memory');
      again = at + AWAY_MS;
      return ask(memory);
    }
  };
  return {
    // What came while the store was away is known to the memory alone.
    firstTime: async (id, at) =>
      (await memory.firstTime(id, at)) &&
      either(at, async (from) => from === memory || from.firstTime(id, at)),
    conversations: {
      recall: (conversation, at) => either(at, (from) => from.conversations.recall(conversation, at)),
      remember: (conversation, talk, at) =>
        either(at, (from) => from.conversations.remember(conversation, talk, at)),
    },
    // While it is away, each process goes by its own memory.
    ...(store.pace
      ? {
          pace: {
            take: (meters, at) => either(at, async (from) => from.pace?.take(meters, at) ?? new Map()),
          },
        }
      : {}),
  };
}
