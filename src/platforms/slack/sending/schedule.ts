import type { Clock, Log, PostResult, Scheduling } from '../../../ports.ts';
import type { Card } from '../../../talk/reply.ts';
import type { Place } from '../../../talk/request.ts';
import type { Lang } from '../../../text.ts';
import { codeOf, trouble } from '../errors.ts';
import type { SlackMessage } from '../render/render.ts';
import { deliverOnSlack } from './deliver.ts';
import type { SlackOutlet } from './outlets.ts';
import { asPost, attemptPost, type PostParts } from './post.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Slack takes nothing back and shows nothing in its list in the last minute before it posts. */
const FIXED = 60 * SECOND;
/** After its time a message may take this long to appear. */
const APPEARS = 2 * MINUTE;

/** Without metadata: a scheduled message that has any is never posted, Slack's own documentation says. */
const toSchedule = ({ channel, thread }: Place, at: number, { client }: PostParts): SlackOutlet<string> => ({
  patient: true,
  async send(message: SlackMessage) {
    const place = { channel, ...(thread ? { thread_ts: thread } : {}) };
    const post_at = Math.round(at / SECOND);
    const made = await client.chat.scheduleMessage({ ...place, post_at, ...message });
    return made.scheduled_message_id ?? '';
  },
});

/** What Slack has been given for a place and a second; one channel has one tip at a time. */
async function listed({ channel }: Place, at: number, { client }: PostParts): Promise<string | undefined> {
  const second = Math.round(at / SECOND);
  // The earliest has to be before the latest.
  const { scheduled_messages = [] } = await client.chat.scheduledMessages.list({
    ...{ channel, oldest: String(second - 1), latest: String(second + 1) },
  });
  return scheduled_messages.find(({ post_at }) => post_at === second)?.id;
}

/** Whether something of ours came into the channel at that time; `undefined` where the app may not look. */
async function seen(
  { channel, thread }: Place,
  at: number,
  { client, self, log }: PostParts,
): Promise<boolean | undefined> {
  const oldest = String(Math.floor(at / SECOND) - 1);
  try {
    const { messages = [] } = thread
      ? await client.conversations.replies({ channel, oldest, ts: thread, limit: 100 })
      : await client.conversations.history({ channel, oldest, limit: 100 });
    const last = (at + APPEARS) / SECOND;
    return messages.some(({ user, ts }) => user === self && Number(ts) <= last);
  } catch (error) {
    if (trouble(error).retry) throw error;
    log.info({ code: codeOf(error), channel }, 'cannot look for an earlier post');
    return undefined;
  }
}

/** A message that stands in Slack's own list until its time can be found there and taken back: no scope is needed. */
export function createScheduling(
  partsAt: (place: Place) => Promise<PostParts | PostResult>,
  clock: Clock,
  log: Log,
): Scheduling {
  return {
    lead: 10 * MINUTE,
    soonest: 4 * MINUTE,
    fixed: FIXED,
    async schedule(place: Place, card: Card, lang: Lang, at: number): Promise<PostResult> {
      const now = await partsAt(place);
      if ('ok' in now) return now;
      return attemptPost(
        () => deliverOnSlack(asPost(card, lang), toSchedule(place, at, now), {}, now.delivery),
        log,
      );
    },
    async look(place, at) {
      const now = await partsAt(place);
      if ('ok' in now) return 'later';
      if (await listed(place, at, now)) return 'there';
      // By Slack's clock it may have gone out already, so nothing is sure in the last minute.
      if (clock.now() < at - FIXED) return 'absent';
      const found = await seen(place, at, now);
      if (found === undefined) return 'unsure';
      if (found) return 'there';
      return clock.now() > at + APPEARS ? 'absent' : 'later';
    },
    async takeBack(place, at) {
      const now = await partsAt(place);
      if ('ok' in now) throw new Error('Slack is not connected');
      const id = await listed(place, at, now);
      if (id === undefined) return clock.now() < at - FIXED;
      await now.client.chat.deleteScheduledMessage({ channel: place.channel, scheduled_message_id: id });
      return true;
    },
  };
}
