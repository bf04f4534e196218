import { READ_AHEAD, SHIPPED } from '../../root.ts';
import { recordVersion } from './code-version.ts';
import { loadKnowledge } from './load.ts';

/** Done once the program is built, so that not even its first start has to read the shipped notes. */
export async function readAhead(source: string): Promise<void> {
  await recordVersion(source);
  await loadKnowledge({ folders: [SHIPPED], cacheDir: READ_AHEAD });
}
