import { parentPort } from 'node:worker_threads';
import type { Picture } from '../talk/reply.ts';
import { drawPicture, rasterize } from './draw.ts';

export interface Job {
  readonly id: number;
  readonly picture: Picture;
}

export type Done =
  | { readonly id: number; readonly bytes: Uint8Array; readonly width: number; readonly height: number }
  | { readonly id: number; readonly error: string };

function work({ id, picture }: Job): Done {
  try {
    return { id, ...rasterize(drawPicture(picture)) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

// Drawing takes a few hundred milliseconds of pure calculation: here it holds up nobody's reply.
parentPort?.on('message', (job: Job) => parentPort?.postMessage(work(job)));
