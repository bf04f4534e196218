import { join } from 'node:path';
import type { Config } from './config.ts';
import { type Folders, openFolders } from './knowledge/files/git.ts';
import type { LoadOptions } from './knowledge/files/load.ts';
import type { Log } from './ports.ts';

/** The folders of notes the configuration names, on this machine and ready to be read. */
export interface Notes extends Folders {
  readonly options: LoadOptions;
}

/** Opens what the configuration names: folders, and repositories that are cloned first. */
export async function openNotes(
  config: Config,
  environment: Readonly<Record<string, string | undefined>>,
  log: Log,
  named: readonly string[] = config.knowledge,
): Promise<Notes> {
  const folders = await openFolders(named, {
    dir: join(config.dataDir, 'repositories'),
    environment,
    log,
    ...(config.notesToken ? { token: config.notesToken } : {}),
  });
  const options: LoadOptions = {
    folders: folders.paths,
    tipless: config.tiplessFolders.map((folder) => folders.paths[named.indexOf(folder)] ?? folder),
    ...(config.notesBaseUrl ? { baseUrl: config.notesBaseUrl } : {}),
    ...(config.notesRepoUrl ? { repoUrl: config.notesRepoUrl } : {}),
    cacheDir: join(config.dataDir, 'cache'),
    log,
  };
  return { ...folders, options };
}
