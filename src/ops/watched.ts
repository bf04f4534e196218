import type { TeachableBot } from '../bot/bot.ts';
import type { Clock, Log } from '../ports.ts';
import type { Slots } from '../store/daily-tips.ts';
import type { Store } from '../store/store.ts';
import { type Metrics, outcomeOf } from './metrics.ts';

/** The same bot, whose requests are counted and timed. */
export function watchedBot(bot: TeachableBot, metrics: Metrics, clock: Clock, log: Log): TeachableBot {
  const since = (at: number): number => (clock.now() - at) / 1000;
  return {
    ...bot,
    get knowledge() {
      return bot.knowledge;
    },
    get search() {
      return bot.search;
    },
    async handle(request) {
      const reply = await bot.handle(request);
      const seconds = since(request.at);
      metrics.request(request, reply, seconds);
      const { id, place } = request;
      if (reply)
        log.debug(
          { request: id, platform: place.platform, intent: reply.intent, verdict: outcomeOf(reply), seconds },
          'answered',
        );
      return reply;
    },
    reached: (request, stage) => metrics.reached(request, stage, since(request.at)),
  };
}

function watchedSlots(slots: Slots, metrics: Metrics): Slots {
  return {
    ...slots,
    claim: async (options) => {
      const claimed = await slots.claim({
        ...options,
        plan(subscription) {
          const plan = options.plan(subscription);
          for (const { reason } of plan.skipped) {
            metrics.tip(subscription.place.platform, 'due');
            metrics.tip(subscription.place.platform, 'skipped', reason.code);
          }
          return plan;
        },
      });
      for (const { subscription, attempt } of claimed)
        if (attempt === 1) metrics.tip(subscription.place.platform, 'due');
      return claimed;
    },
    async finish(slot, outcome) {
      const first = await slots.finish(slot, outcome);
      if (!first) return first;
      const { platform } = slot.subscription.place;
      const { state, at, reason } = outcome;
      metrics.tip(platform, state === 'posted' ? 'sent' : state, reason?.code);
      if (state === 'posted') metrics.tipDelay(platform, (at - slot.due) / 1000);
      return first;
    },
    async retry(slot, at, reason) {
      await slots.retry(slot, at, reason);
      metrics.tip(slot.subscription.place.platform, 'retried', reason.code);
    },
  };
}

/** The same store, whose tips are counted. */
export const watchedStore = (store: Store, metrics: Metrics): Store => ({
  ...store,
  slots: watchedSlots(store.slots, metrics),
});
