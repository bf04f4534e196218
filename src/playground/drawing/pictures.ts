import { createHash } from 'node:crypto';
import type { Pictures } from '../../ports.ts';
import type { Picture, Reply } from '../../talk/reply.ts';
import type { DrawingLook } from './look.ts';

/** How many answers back pictures can still be looked at; what is kept are figures, not pixels. */
const KEPT = 500;

/** Pictures of the answers shown: an answer need not wait, the browser asks for its picture by address. */
export interface Shelf {
  put(reply: Pick<Reply, 'card'>): DrawingLook;
  /** `undefined`: no such picture, or it cannot be drawn. */
  at(path: string): Promise<Buffer | undefined>;
}

export function createShelf(pictures: Pictures): Shelf {
  const kept = new Map<string, Picture>();
  /** One after the other: a gallery asks for more at once than may wait to be drawn. */
  let last: Promise<unknown> = Promise.resolve();
  function keep(picture: Picture | undefined): DrawingLook {
    if (!picture) return {};
    const key = createHash('sha256').update(JSON.stringify(picture)).digest('hex').slice(0, 32);
    kept.delete(key);
    kept.set(key, picture);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return { picture: `/picture/${key}.png`, alt: picture.alt };
  }
  return {
    put: ({ card }) => keep(card.picture),
    async at(path) {
      const [, key = '', dark] = /^\/picture\/(\w+)(-dark)?\.png$/.exec(path) ?? [];
      const picture = kept.get(key);
      if (!picture) return undefined;
      const drawn = last.then(() => pictures.draw(dark ? { ...picture, dark: true } : picture));
      last = drawn.catch(() => undefined);
      return (await drawn)?.bytes;
    },
  };
}
