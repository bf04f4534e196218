import { tipsIn } from '../../cards/topic/study.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Tip } from '../../knowledge/topic.ts';
import type { DeckPosition, Subscription } from '../../store/daily-tips.ts';

/**
 * A place in the shuffled order, 0 ≤ key < 2³², computed from seed, round and the tip's own id (FNV-1a, then the
 * finalizer of MurmurHash3 so that near-alike ids land far apart). No list is stored: a tip that joins later has
 * its place already, and one whose place has gone by waits for the next round.
 */
function orderKey(seed: number, round: number, tip: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const text of [`${round}/`, tip])
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

export interface DrawnTip {
  readonly tip: string;
  /** To be stored once the tip has been posted. */
  readonly deck: DeckPosition;
}

function first(tips: readonly string[], deck: DeckPosition): DrawnTip | undefined {
  let found: { tip: string; key: number } | undefined;
  for (const tip of tips) {
    const key = orderKey(deck.seed, deck.round, tip);
    if (key > deck.cursor && (!found || key < found.key || (key === found.key && tip < found.tip)))
      found = { tip, key };
  }
  return found && { tip: found.tip, deck: { ...deck, cursor: found.key, lastTip: found.tip } };
}

/** The next tip of a channel's own order: none twice in a round, and no round begins with the tip that ended the last. */
export function drawTip(tips: readonly string[], deck: DeckPosition): DrawnTip | undefined {
  const next = first(tips, deck);
  if (next || tips.length === 0) return next;
  for (let round = deck.round + 1; ; round++) {
    const fresh = first(tips, { ...deck, round, cursor: -1 });
    if (!fresh || tips.length === 1 || fresh.tip !== deck.lastTip) return fresh;
  }
}

/** Whether a topic is one of the chosen, or belongs to one, however far below. */
function isUnder(id: string, chosen: readonly string[], { topics }: Knowledge): boolean {
  const seen = new Set<string>();
  for (let at: string | undefined = id; at !== undefined && !seen.has(at); at = topics.get(at)?.parent) {
    if (chosen.includes(at)) return true;
    seen.add(at);
  }
  return false;
}

/** Tips a subscription may get, in its language. */
export function deckOf(
  subscription: Pick<Subscription, 'topics' | 'lang'>,
  knowledge: Knowledge,
): readonly Tip[] {
  const { topics } = subscription;
  const chosen = [...knowledge.topics.values()].filter(
    ({ id }) => topics.length === 0 || isUnder(id, topics, knowledge),
  );
  return tipsIn(chosen, subscription.lang);
}
