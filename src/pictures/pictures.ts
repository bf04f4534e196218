import { createHash } from 'node:crypto';
import { Bounded } from '../bounded.ts';
import type { Log, Pictures, Png } from '../ports.ts';
import type { Picture } from '../talk/reply.ts';
import { createDrawer, type Drawer } from './drawer.ts';

export interface PicturesParts {
  readonly log: Log;
  /** Pictures kept in memory; one takes about 150 kB. */
  readonly cacheSize?: number;
  /** Pictures that may wait to be drawn; beyond that replies go out without. */
  readonly queueSize?: number;
  readonly drawer?: Drawer;
}

/** Longest time for one picture, with those before it and the first start of the thread, in milliseconds. */
const TIMEOUT = 20_000;

/** Part of every key: raise it when the design changes, so that nobody is shown a picture of the old one. */
const DESIGN = 3;

/** The same data gives the same key, on any machine. */
export const pictureKey = (picture: Picture): string =>
  createHash('sha256')
    .update(`${DESIGN}\n${JSON.stringify(picture)}`)
    .digest('hex')
    .slice(0, 32);

/** Draws in a thread of its own, each picture once. */
export function createPictures({
  log,
  cacheSize = 64,
  queueSize = 16,
  drawer = createDrawer(TIMEOUT),
}: PicturesParts): Pictures {
  /** The pictures asked for last. */
  const cache = new Bounded<string, Png>(cacheSize);
  const under = new Map<string, Promise<Png | null>>();

  async function make(picture: Picture, key: string): Promise<Png | null> {
    try {
      const { bytes, width, height } = await drawer.draw(picture);
      const png = {
        bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
        key,
        width,
        height,
      };
      cache.set(key, png);
      return png;
    } catch (error) {
      log.error({ err: error, picture: key }, 'a picture could not be drawn');
      return null;
    } finally {
      under.delete(key);
    }
  }

  return {
    async draw(picture) {
      const key = pictureKey(picture);
      const known = cache.get(key);
      if (known) {
        cache.set(key, known);
        return known;
      }
      const started = under.get(key);
      if (started) return started;
      if (under.size >= queueSize) {
        log.warn({ picture: key, waiting: under.size }, 'too many pictures are waiting; one is left out');
        return null;
      }
      const making = make(picture, key);
      under.set(key, making);
      return making;
    },
    close: () => drawer.close(),
  };
}
