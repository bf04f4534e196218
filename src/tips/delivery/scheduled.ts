import type { Clock, Log, Scheduling } from '../../ports.ts';
import type { Handover, Subscription } from '../../store/daily-tips.ts';
import type { Store } from '../../store/store.ts';
import { pauseAt } from '../subscription.ts';
import { isDue, localTime } from './schedule.ts';

/** Whether a channel still wants what it would be shown at `due`. */
function wanted(subscription: Subscription | undefined, due: number): boolean {
  if (!subscription || pauseAt(subscription, due)) return false;
  if (subscription.holidays.includes(localTime(subscription.zone, due).slice(0, 10))) return false;
  return isDue(subscription, due);
}

export interface TakingBack {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

/** Takes back what was handed over and is not wanted any more: tips turned off, paused, or set to another time. */
export async function takeBackUnwanted(
  platform: string,
  scheduling: Scheduling,
  { store, clock, log }: TakingBack,
): Promise<void> {
  const takeBack = async ({ slot, due, place, at }: Handover): Promise<void> => {
    try {
      if (!(await scheduling.takeBack(place, at))) return;
      await store.slots.forget(slot);
      log.info({ slot, due }, 'a tip that is not wanted any more was taken back');
    } catch (error) {
      log.warn({ err: error, slot }, 'a tip that is not wanted any more could not be taken back yet');
    }
  };
  for (const one of await store.slots.coming(platform, clock.now() + scheduling.fixed))
    if (!wanted(one.subscription, one.due)) await takeBack(one);
}
