import { recordVersion } from './knowledge/files/code-version.ts';
import { loadKnowledge } from './knowledge/files/load.ts';
import { openSearch } from './notes.ts';
import { READ_AHEAD, SHIPPED } from './root.ts';

/** Done once the program is built, so that not even its first start has to read or index the shipped notes. */
export async function readAhead(source: string): Promise<void> {
  await recordVersion(source);
  const options = { folders: [SHIPPED], cacheDir: READ_AHEAD };
  await openSearch(await loadKnowledge(options), options);
}
