import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { BUILT } from '../root.ts';
import type { Picture } from '../talk/reply.ts';
import type { Done, Job } from './worker.ts';

export type Drawn = Extract<Done, { bytes: Uint8Array }>;

interface Waiting {
  readonly resolve: (drawn: Drawn) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

export interface Drawer {
  /** Rejects when the picture cannot be drawn, takes too long, or the thread dies. */
  draw(picture: Picture): Promise<Drawn>;
  readonly waiting: number;
  close(): Promise<void>;
}

/** Threads take no TypeScript on Node 20: this is the built one even where the rest runs from its source. */
const startWorker = (): Worker => new Worker(join(BUILT, 'worker.js'), { execArgv: [] });

/** A thread that has drawn nothing for this long is ended: it holds 100 MB, and starts again in a second. */
const IDLE = 60_000;

/** One thread that draws, started with the first picture and again after a crash or a rest. */
export function createDrawer(timeout: number, start: () => Worker = startWorker, idle = IDLE): Drawer {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let next = 0;
  let rest: NodeJS.Timeout | undefined;

  /** Nobody waits for the thread: it must not keep the process alive, and goes after a while. */
  function settled(): void {
    const idler = worker;
    idler?.unref();
    clearTimeout(rest);
    rest = setTimeout(() => {
      if (worker !== idler) return;
      worker = undefined;
      void idler?.terminate();
    }, idle).unref();
  }

  function settle(id: number, act: (one: Waiting) => void): void {
    const one = waiting.get(id);
    if (!one) return;
    clearTimeout(one.timer);
    waiting.delete(id);
    // A busy thread keeps the process alive, or its picture would be lost.
    if (waiting.size === 0) settled();
    act(one);
  }

  function fail(from: Worker, error: Error): void {
    if (worker !== from) return;
    worker = undefined;
    for (const id of [...waiting.keys()]) settle(id, (one) => one.reject(error));
  }

  function running(): Worker {
    if (worker) return worker;
    const started = start();
    started.on('message', (done: Done) =>
      settle(done.id, (one) => ('error' in done ? one.reject(new Error(done.error)) : one.resolve(done))),
    );
    started.on('error', (error) => fail(started, error));
    started.on('exit', (code) => fail(started, new Error(`the drawing thread ended with code ${code}`)));
    worker = started;
    return started;
  }

  return {
    draw: (picture) =>
      new Promise<Drawn>((resolve, reject) => {
        clearTimeout(rest);
        const thread = running();
        const id = next++;
        const timer = setTimeout(() => {
          // A thread busy calculating hears no message: it can only be ended.
          fail(thread, new Error(`not drawn within ${timeout} ms`));
          void thread.terminate();
        }, timeout);
        waiting.set(id, { resolve, reject, timer });
        thread.ref();
        thread.postMessage({ id, picture } satisfies Job);
      }),
    get waiting() {
      return waiting.size;
    },
    async close() {
      clearTimeout(rest);
      const ending = worker;
      if (ending) fail(ending, new Error('drawing was stopped'));
      await ending?.terminate();
    },
  };
}
