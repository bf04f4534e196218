import type { Platform } from '../ports.ts';
import type { Subscription } from '../store/daily-tips.ts';
import type { Reason } from '../talk/reason.ts';
import type { Place, Request } from '../talk/request.ts';
import type { Lang } from '../text.ts';
import { localTime } from './delivery/schedule.ts';
import { EVERY } from './words/days.ts';
import type { TipsParts } from './words/parts.ts';

const DEFAULT_TIME = '09:00';

/** Where a platform's tips go that are set up at a place: its channel, or its thread where that is one of its own. */
export function channelOf(place: Place, platform: Platform | undefined): Place {
  if (platform?.ownThreads) return place;
  const { thread: _thread, ...channel } = place;
  return channel;
}

/** One subscription per channel, in the sense of `channelOf`. */
export const subscriptionId = ({ platform, space = '', channel, thread }: Place): string =>
  [platform, space, channel, ...(thread === undefined ? [] : [thread])].join('/');

export const subscriptionAt = (
  { place }: Request,
  { store, platform }: Pick<TipsParts, 'store' | 'platform'>,
): Promise<Subscription | undefined> => store.subscriptions.at(subscriptionId(channelOf(place, platform)));

/** A seed from the place and the moment: two channels do not share an order, nor do two turns of one. */
function seedOf(id: string, at: number): number {
  let hash = Math.floor(at / 1000) >>> 0;
  for (let i = 0; i < id.length; i++) hash = (Math.imul(hash, 131) + id.charCodeAt(i)) >>> 0;
  return hash;
}

/** What a channel gets where nothing else is said; when it is first due is still to be computed. */
export function freshSubscription(
  request: Request,
  lang: Lang,
  { platform }: Pick<TipsParts, 'platform'>,
): Omit<Subscription, 'nextDue'> {
  const place = channelOf(request.place, platform);
  const id = subscriptionId(place);
  return {
    id,
    place,
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
export const pausedBy = (name: string | undefined): Reason =>
  name ? { code: 'by', detail: name } : { code: 'by' };
