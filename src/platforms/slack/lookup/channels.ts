import type { webApi } from '@slack/bolt';
import { Bounded } from '../../../bounded.ts';
import type { Clock, Log } from '../../../ports.ts';
import { within } from '../../../time.ts';
import { codeOf } from '../errors.ts';

/** Tells public channels from private ones, which Slack's mentions do not. */
export interface Channels {
  /** Whether every member of the workspace may read there; no, where Slack does not say so in time. */
  isPublic(channel: string): Promise<boolean>;
}

const REMEMBERED = 5_000;
/** Nobody waits longer for it than for their own language. */
const UNNOTICED = 800;

export function createChannels(client: webApi.WebClient, clock: Clock, log: Log): Channels {
  const known = new Bounded<string, Promise<boolean>>(REMEMBERED);

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
      const asked = known.get(id) ?? ask(id);
      known.set(id, asked);
      return (await within(asked, UNNOTICED, clock)) === true;
    },
  };
}
