import type { PendingQuestion, Taken } from '../../ports.ts';
import type { Held } from '../../store/store.ts';

/** A question to be answered, or answered again; `sentAt`: its answer was being sent then. */
export interface Left extends Held {
  readonly question: PendingQuestion;
  /** What comes, or came, of writing it down; `false`: that was not even tried. */
  readonly written: Promise<Taken> | false;
  readonly sentAt?: number;
}

/** One in this process's hands. */
export interface InHand extends Left {
  attempt: number;
  /** Resolves when it is in these hands no longer. */
  readonly over: Promise<void>;
  readonly end: () => void;
}

/** What this process answers just now, by the question's id. */
export function createHands() {
  const inHand = new Map<string, InHand>();
  return {
    get: (id: string): InHand | undefined => inHand.get(id),
    all: (): readonly InHand[] => [...inHand.values()],
    hold(one: Left): void {
      let end = (): void => {};
      const over = new Promise<void>((resolve) => {
        end = resolve;
      });
      inHand.set(one.id, { ...one, over, end });
    },
    letGo({ id, end }: InHand): void {
      inHand.delete(id);
      end();
    },
  };
}
