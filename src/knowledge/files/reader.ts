import { parentPort } from 'node:worker_threads';
import type { SiteConfig } from '../trees/site-config.ts';
import { codeVersion } from './code-version.ts';
import { readFound } from './file-reading.ts';
import type { FileReading } from './folder.ts';
import type { FoundFile } from './listing.ts';

/** Files to be read together. */
export interface Order {
  readonly id: number;
  readonly found: readonly FoundFile[];
  readonly folder: string;
  readonly site: SiteConfig;
}

/** First which code reads here, then what was read. */
export type Told =
  | { readonly version: string }
  | { readonly id: number; readonly readings: readonly FileReading[] };

const tell = (told: Told): void => parentPort?.postMessage(told);

parentPort?.on('message', ({ id, found, folder, site }: Order) => {
  void readFound(found, folder, site).then((readings) => tell({ id, readings }));
});
tell({ version: await codeVersion() });
