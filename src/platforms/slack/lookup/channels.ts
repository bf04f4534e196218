import type { webApi } from '@slack/bolt';
import { Bounded } from '../../../bounded.ts';
import type { Clock, Log } from '../../../ports.ts';
import { within } from '../../../time.ts';
import { codeOf } from '../errors.ts';

/** Tells public channels from private ones, which Slack's mentions do not. */
export interface Channels {
  /** Whether every member of the workspace may read there; no, where Slack does not say so in time. */
  isPublic(channel: string): Promise<boolean>;
  /** Whether Slack says that the bot is no member there; as it is now. */
  isOutside(channel: string): Promise<boolean>;
}

const REMEMBERED = 5_000;
/** Nobody waits longer for it than for their own language. */
const UNNOTICED = 800;
/** A public channel may be made private, and nobody tells us. */
const KEPT = 10 * 60_000;

export function createChannels(client: webApi.WebClient, clock: Clock, log: Log): Channels {
  const known = new Bounded<string, { readonly isPublic: Promise<boolean>; readonly until: number }>(
    REMEMBERED,
  );

  async function ask(id: string): Promise<boolean> {
    try {
      const { channel } = await client.conversations.info({ channel: id });
      return channel?.is_channel === true && channel.is_private === false;
    } catch (error) {
      // Without `groups:read` a private channel is not found.
      log.debug({ channel: id, code: codeOf(error) }, 'taken for a private channel');
      return false;
    }
  }

  return {
    async isPublic(id) {
      if (!id.startsWith('C')) return false;
      const before = known.get(id);
      const fresh = before && before.until > clock.now();
      const asked = fresh ? before : { isPublic: ask(id), until: clock.now() + KEPT };
      known.set(id, asked);
      return (await within(asked.isPublic, UNNOTICED, clock)) === true;
    },
    async isOutside(id) {
      // Of private channels Slack may tell nothing.
      const found = await client.conversations.info({ channel: id }).catch(() => undefined);
      return found?.channel?.is_member === false;
    },
  };
}
