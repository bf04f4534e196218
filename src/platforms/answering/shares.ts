import { createHash, randomBytes } from 'node:crypto';
import { Bounded } from '../../bounded.ts';
import type { Handoffs, Log } from '../../ports.ts';
import type { Reply } from '../../talk/reply.ts';
import type { Request } from '../../talk/request.ts';
import { keyFor, seal, unseal } from './seal.ts';

/** Private answers that may still be shown to everyone, the very same ones, whichever process is asked to. */
export interface Shares {
  /** What the button has to carry; `undefined`: the answer is none worth showing, or everyone sees it anyway. */
  offer(reply: Reply, request: Pick<Request, 'id' | 'at'>): string | undefined;
  /** Shares what that button shows, unless it has been, or is just being, pressed. False: it has. */
  once(button: string, share: () => Promise<void>): Promise<boolean>;
  /** `undefined`: not remembered any more. */
  open(key: string): Promise<Reply | undefined>;
}

const REMEMBERED = 500;
const KEY = 16;

const SHAREABLE: readonly Reply['intent'][] = ['topic', 'compare', 'benchmark', 'tip', 'topics'];

/** Whether an answer is private and others would be glad of it. */
export const isShareable = ({ audience, card, intent }: Reply): boolean =>
  audience === 'asker' && card.tone === 'answer' && SHAREABLE.includes(intent);

const idOf = (key: string): string => `share/${createHash('sha256').update(key).digest('base64url')}`;

/**
 * What was said in private is handed to other processes sealed: the key is on its asker's screen, in the button, and
 * nowhere else. Without `handoffs` it is shared by this process alone.
 */
export function createShares(log: Log, handoffs?: Handoffs): Shares {
  const here = new Bounded<string, Reply>(REMEMBERED);
  const pressed = new Bounded<string, true>(REMEMBERED);
  const bytesOf = (key: string): Buffer => keyFor('share', Buffer.from(key, 'base64url'));

  async function fromElsewhere(key: string): Promise<Reply | undefined> {
    try {
      const id = idOf(key);
      const sealed = await handoffs?.find(id);
      const text = sealed === undefined ? undefined : unseal(sealed, bytesOf(key), id);
      return text === undefined ? undefined : (JSON.parse(text) as Reply);
    } catch (error) {
      log.warn({ err: error }, 'a private answer could not be looked up: its question is asked again');
      return undefined;
    }
  }

  return {
    offer(reply, { at }) {
      if (!isShareable(reply)) return undefined;
      const key = randomBytes(KEY).toString('base64url');
      here.set(key, reply);
      const id = idOf(key);
      void handoffs
        ?.leave(id, seal(JSON.stringify(reply), bytesOf(key), id), at)
        .catch((error: unknown) =>
          log.warn({ err: error }, 'a private answer can be shared from here alone'),
        );
      return key;
    },
    async once(button, share) {
      if (pressed.get(button)) return false;
      pressed.set(button, true);
      try {
        await share();
        return true;
      } catch (error) {
        // It may be pressed again.
        pressed.delete(button);
        throw error;
      }
    },
    open: async (key) => here.get(key) ?? fromElsewhere(key),
  };
}
