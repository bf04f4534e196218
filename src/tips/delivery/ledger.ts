import type { Log } from '../../ports.ts';

/** What became of slots, written down even where the store is away just then. */
export interface Ledger {
  /** Writes at once, or keeps it to be written when the store is back; then it resolves all the same. */
  write(slot: string, record: () => Promise<unknown>): Promise<void>;
  /** Writes what is kept, oldest first; rejects while the store is away. */
  settle(): Promise<void>;
}

/**
 * A tip that is posted but not recorded would be taken for lost and posted again once its lease ends. No more is kept
 * than was claimed, and claiming takes a store that answers. Records are written again where it is not known whether
 * they arrived, so writing one twice must do no harm.
 */
export function createLedger(log: Log): Ledger {
  const owed = new Map<string, () => Promise<unknown>>();
  return {
    async write(slot, record) {
      try {
        await record();
      } catch (error) {
        owed.set(slot, record);
        log.warn({ err: error, slot }, 'the store is away: what became of a tip is written down later');
      }
    },
    async settle() {
      for (const [slot, record] of owed) {
        await record();
        owed.delete(slot);
      }
    },
  };
}
