import { createHash, randomBytes } from 'node:crypto';
import { Bounded } from '../../bounded.ts';
import type { Clock, Handoffs, Log } from '../../ports.ts';
import type { Reply } from '../../talk/reply.ts';
import type { Place, Request } from '../../talk/request.ts';
import { within } from '../../time.ts';
import { keyFor, seal, unseal } from './seal.ts';

type Asked = Pick<Request, 'place' | 'at'>;

/** Private answers that may still be shown to everyone, the very same ones, whichever process is asked to. */
export interface Shares {
  /** What the button has to carry; `undefined`: the answer is none worth showing, or everyone sees it anyway. */
  offer(reply: Reply, asked: Asked): string | undefined;
  /** Shares what that button shows, unless it has been, or is just being, pressed. False: it has. */
  once(button: string, place: Place, share: () => Promise<void>): Promise<boolean>;
  /** `undefined`: not remembered any more. */
  open(key: string, place: Place): Promise<Reply | undefined>;
}

const REMEMBERED = 500;
const KEY = 16;

const SHAREABLE: readonly Reply['intent'][] = ['topic', 'compare', 'benchmark', 'tip', 'topics'];

/** Whether an answer is private and others would be glad of it. */
export const isShareable = ({ audience, card, intent }: Reply): boolean =>
  audience === 'asker' && card.tone === 'answer' && SHAREABLE.includes(intent);

/** Begins with the workspace or server, so that all of it is forgotten together. */
const idOf = (what: 'share' | 'pressed', key: string, { platform, space = '' }: Place): string =>
  [what, platform, space, createHash('sha256').update(key).digest('base64url')].join('/');

/** Whoever shares may take this long, and the database to say who it is: in milliseconds. */
const SHARING = 30_000;
const PATIENCE = 500;

/**
 * What was said in private is handed to other processes sealed: the key is on its asker's screen, in the button, and
 * nowhere else. Without `handoffs` it is shared by this process alone.
 */
export function createShares(clock: Clock, log: Log, handoffs?: Handoffs): Shares {
  const here = new Bounded<string, Reply>(REMEMBERED);
  const pressed = new Bounded<string, true>(REMEMBERED);
  const bytesOf = (key: string): Buffer => keyFor('share', Buffer.from(key, 'base64url'));
  const away = (error: unknown): void =>
    log.warn({ err: error }, 'private answers are shared from here alone while the store is away');

  async function fromElsewhere(key: string, place: Place): Promise<Reply | undefined> {
    try {
      const id = idOf('share', key, place);
      const sealed = await handoffs?.find(id);
      const text = sealed === undefined ? undefined : unseal(sealed, bytesOf(key), id);
      return text === undefined ? undefined : (JSON.parse(text) as Reply);
    } catch (error) {
      log.warn({ err: error }, 'a private answer could not be looked up: its question is asked again');
      return undefined;
    }
  }

  /** Among all processes; as far as this one knows while the store is away. */
  async function isFirst(id: string): Promise<boolean> {
    const now = clock.now();
    const leased = handoffs?.lease(id, now, now + SHARING).catch(away) ?? Promise.resolve();
    return (await within(leased, PATIENCE, clock)) !== false;
  }

  return {
    offer(reply, { place, at }) {
      if (!isShareable(reply)) return undefined;
      const key = randomBytes(KEY).toString('base64url');
      here.set(key, reply);
      const id = idOf('share', key, place);
      void handoffs?.leave(id, seal(JSON.stringify(reply), bytesOf(key), id), at).catch(away);
      return key;
    },
    async once(button, place, share) {
      if (pressed.get(button)) return false;
      pressed.set(button, true);
      const id = idOf('pressed', button, place);
      const first = await isFirst(id);
      try {
        if (first) await share();
        // It may be pressed again where whoever shares it now fails.
        else pressed.delete(button);
      } catch (error) {
        pressed.delete(button);
        void handoffs?.drop(id).catch(away);
        throw error;
      }
      if (first) void handoffs?.leave(id, String(Number.MAX_SAFE_INTEGER), clock.now()).catch(away);
      return first;
    },
    open: async (key, place) => here.get(key) ?? fromElsewhere(key, place),
  };
}
