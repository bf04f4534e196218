import type { Place, Request } from '../core/request.ts';
import type { Store, Subscription } from '../store/store.ts';
import type { Lang } from '../text.ts';
import { EVERY } from './days.ts';
import { localTime } from './schedule.ts';

const DEFAULT_TIME = '09:00';

/** One subscription per channel; what is said in its threads is about the channel. */
export const subscriptionId = (place: Place): string =>
  [place.platform, place.space ?? '', place.channel].join('/');

/** Where a channel's tips go. */
export function channelOf({ thread: _thread, ...channel }: Place): Place {
  return channel;
}

export const subscriptionAt = (request: Request, store: Store): Promise<Subscription | undefined> =>
  store.subscriptions.at(subscriptionId(request.place));

/** A seed from the place and the moment: two channels do not share an order, nor do two turns of one. */
function seedOf(id: string, at: number): number {
  let hash = Math.floor(at / 1000) >>> 0;
  for (let i = 0; i < id.length; i++) hash = (Math.imul(hash, 131) + id.charCodeAt(i)) >>> 0;
  return hash;
}

/** What a channel gets where nothing else is said; when it is first due is still to be computed. */
export function freshSubscription(request: Request, lang: Lang): Omit<Subscription, 'nextDue'> {
  const id = subscriptionId(request.place);
  return {
    id,
    place: channelOf(request.place),
    time: DEFAULT_TIME,
    days: EVERY,
    zone: request.person.zone ?? (lang === 'ja' ? 'Asia/Tokyo' : 'UTC'),
    lang,
    holidays: [],
    topics: [],
    deck: { seed: seedOf(id, request.at), round: 0, cursor: -1 },
    changedBy: request.person.id,
    changedAt: request.at,
  };
}

/** The date on a zone's clock, `YYYY-MM-DD`. */
export const dateIn = (zone: string, at: number): string => localTime(zone, at).slice(0, 10);

/** A pause that has run out is none. */
export const pauseAt = ({ pause }: Pick<Subscription, 'pause'>, now: number) =>
  pause?.until !== undefined && pause.until <= now ? undefined : pause;

/** How a pause somebody asked for is stored, with their name as others see it, if it is known. */
export const pausedBy = (name: string | undefined): string => `by ${name ?? ''}`.trim();
