import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { createDrawer, type Drawer } from '../../src/pictures/drawer.ts';
import { createPictures, pictureKey } from '../../src/pictures/pictures.ts';
import type { Log, Pictures } from '../../src/ports.ts';
import type { Picture } from '../../src/talk/reply.ts';

const bars: Picture = {
  kind: 'bars',
  lang: 'ja',
  title: '測定結果',
  alt: '',
  groups: [
    {
      title: 'sysbench（CPU）',
      unit: 's',
      better: 'lower',
      bars: [
        { label: '物理マシン', value: 2.4, shown: '約2.4秒', baseline: true },
        { label: 'VirtualBox', value: 9.2, shown: '約9.2秒' },
      ],
    },
  ],
  footer: ['出典：CodeZine'],
};
const titled = (title: string): Picture => ({ ...bars, title });
const undrawable = { ...bars, groups: null } as unknown as Picture;

function listening(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const note = (_fields: object, message: string) => void lines.push(message);
  return { lines, log: { debug: note, info: note, warn: note, error: note } };
}

let open: { close(): Promise<void> } | undefined;
afterEach(() => open?.close());
const keep = <T extends Pictures>(pictures: T): T => {
  open = pictures;
  return pictures;
};

/** A drawer that draws when told to, to see what waits. */
function handDrawer() {
  const asked: { picture: Picture; finish: () => void }[] = [];
  const drawer: Drawer = {
    draw: (picture) =>
      new Promise((resolve) => {
        const finish = () => resolve({ id: 0, bytes: new Uint8Array([1]), width: 1, height: 1 });
        asked.push({ picture, finish });
      }),
    waiting: 0,
    close: async () => {},
  };
  return { drawer, asked };
}

describe('a picture', () => {
  test('is drawn in a thread as a PNG 1600 pixels wide, also after one that cannot be drawn', async () => {
    const { log, lines } = listening();
    const pictures = keep(createPictures({ log }));

    expect(await pictures.draw(undrawable)).toBeNull();
    const png = await pictures.draw(bars);

    expect(lines).toEqual(['a picture could not be drawn']);
    expect(png?.bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(png?.width).toBe(1320);
    expect(png?.bytes.readUInt32BE(16)).toBe(png?.width);
    expect(png?.bytes.readUInt32BE(20)).toBe(png?.height);
  });

  test('has a key of its content', () => {
    expect(pictureKey(bars)).toBe(pictureKey(structuredClone(bars)));
    expect(pictureKey(bars)).not.toBe(pictureKey(titled('x')));
  });
});

describe('waiting pictures', () => {
  test('with the same content are drawn once, however often they are asked for', async () => {
    const { drawer, asked } = handDrawer();
    const pictures = createPictures({ log: listening().log, drawer });

    const both = Promise.all([pictures.draw(bars), pictures.draw(structuredClone(bars))]);
    asked[0]?.finish();
    const [first, second] = await both;

    expect(asked).toHaveLength(1);
    expect(second).toBe(first);
    expect(await pictures.draw(bars)).toBe(first);
    expect(asked).toHaveLength(1);
  });

  test('beyond the limit are left out and logged', async () => {
    const { drawer, asked } = handDrawer();
    const { log, lines } = listening();
    const pictures = createPictures({ log, drawer, queueSize: 2 });

    const drawn = [pictures.draw(titled('a')), pictures.draw(titled('b'))];
    expect(await pictures.draw(titled('c'))).toBeNull();
    for (const one of asked) one.finish();

    expect((await Promise.all(drawn)).every((one) => one !== null)).toBe(true);
    expect(lines).toEqual(['too many pictures are waiting; one is left out']);
  });

  test('are forgotten in the order they were last asked for', async () => {
    const { drawer, asked } = handDrawer();
    const pictures = createPictures({ log: listening().log, drawer, cacheSize: 2 });
    const draw = async (title: string) => {
      const drawn = pictures.draw(titled(title));
      asked.at(-1)?.finish();
      return drawn;
    };

    for (const title of ['a', 'b', 'a', 'c', 'a']) await draw(title);
    expect(asked).toHaveLength(3);
    await draw('b');
    expect(asked).toHaveLength(4);
  });
});

describe('the drawing thread', () => {
  const script = (code: string) => () => new Worker(code, { eval: true });

  test('that hangs is ended and started anew', async () => {
    let starts = 0;
    const drawer = createDrawer(200, () => {
      starts++;
      return script('require("node:worker_threads").parentPort.on("message", () => { for (;;); })')();
    });
    open = drawer;

    await expect(drawer.draw(bars)).rejects.toThrow('not drawn within 200 ms');
    await expect(drawer.draw(bars)).rejects.toThrow('not drawn within 200 ms');
    expect(starts).toBe(2);
    expect(drawer.waiting).toBe(0);
  });

  test('that dies fails what waited for it, not the process', async () => {
    const drawer = createDrawer(
      5000,
      script('require("node:worker_threads").parentPort.on("message", () => process.exit(3))'),
    );
    open = drawer;

    await expect(Promise.all([drawer.draw(bars), drawer.draw(bars)])).rejects.toThrow('ended with code 3');
  });

  test('that rests is ended, and starts again with the next picture', async () => {
    const reply = `const { parentPort } = require('node:worker_threads');
      parentPort.on('message', ({ id }) => parentPort.postMessage({ id, bytes: new Uint8Array(1), width: 1, height: 1 }))`;
    const ended: Promise<unknown>[] = [];
    const started = () => {
      const worker = script(reply)();
      ended.push(new Promise((resolve) => worker.once('exit', resolve)));
      return worker;
    };
    const drawer = createDrawer(5000, started, 20);
    open = drawer;

    await drawer.draw(bars);
    await ended[0];
    const again = await drawer.draw(bars);

    expect(again.width).toBe(1);
    expect(ended).toHaveLength(2);
  });

  test('is ended by closing, and what waited is told', async () => {
    const drawer = createDrawer(
      5000,
      script('require("node:worker_threads").parentPort.on("message", () => {})'),
    );
    const drawing = drawer.draw(bars);
    const told = expect(drawing).rejects.toThrow('drawing was stopped');

    await drawer.close();
    await told;
  });
});
