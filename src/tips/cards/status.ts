import type { Subscription } from '../../store/daily-tips.ts';
import type { Card } from '../../talk/reply.ts';
import type { Request } from '../../talk/request.ts';
import type { TipsParts } from '../words/parts.ts';
import { statusCard } from './status-card.ts';

/** Slots looked back on: the last post among them, and what was missed since. */
const HISTORY = 14;

/** How a channel's tips stand, for the one who asks. `change`: what they have just changed. */
export async function showStatus(
  subscription: Subscription,
  request: Request,
  { store, knowledge, lang }: TipsParts,
  change?: string,
): Promise<Card> {
  const history = await store.slots.history(subscription.id, HISTORY);
  const { zone } = request.person;
  const reader = { lang, now: request.at, ...(zone ? { zone } : {}) };
  return statusCard({ subscription, history, knowledge }, reader, change);
}
