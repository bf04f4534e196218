import { loadKnowledge } from '../src/knowledge/files/load.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import { READ_AHEAD, SHIPPED } from '../src/root.ts';

let loading: Promise<Knowledge> | undefined;

/** The notes that are shipped, read once for all tests of a worker, and from what the build has read ahead. */
export function shippedKnowledge(): Promise<Knowledge> {
  loading ??= loadKnowledge({ folders: [SHIPPED], cacheDir: READ_AHEAD });
  return loading;
}
