import { join } from 'node:path';
import type { Config } from './config.ts';
import { type Folders, openFolders } from './knowledge/files/git.ts';
import { indexKept, keepIndex, type LoadOptions, loadKnowledge } from './knowledge/files/load.ts';
import { watchKnowledge } from './knowledge/files/watch.ts';
import type { Knowledge } from './knowledge/knowledge.ts';
import type { Log } from './ports.ts';
import { createSearch, type ExplainedSearch } from './search/create.ts';
import type { Packed } from './search/index/packed.ts';
import { MODEL } from './search/model.ts';

/** Folders of notes, and what is said of them. */
export interface NotesSettings {
  readonly folders: readonly string[];
  readonly tiplessFolders: readonly string[];
  readonly baseUrl?: string;
  readonly repoUrl?: string;
  readonly token?: string;
}

/** The folders of notes the configuration names, on this machine and ready to be read. */
export interface Notes extends Folders {
  readonly options: LoadOptions;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The notes of the environment, which are everybody's. */
export const commonNotes = (config: Config, folders = config.knowledge): NotesSettings => ({
  folders,
  tiplessFolders: config.tiplessFolders,
  ...(config.notesBaseUrl ? { baseUrl: config.notesBaseUrl } : {}),
  ...(config.notesRepoUrl ? { repoUrl: config.notesRepoUrl } : {}),
  ...(config.notesToken ? { token: config.notesToken } : {}),
});

/** Opens what is named: folders, and repositories that are cloned first. */
export async function openNotes(
  settings: NotesSettings,
  dataDir: string,
  environment: Environment,
  log: Log,
): Promise<Notes> {
  const { folders: named, tiplessFolders, baseUrl, repoUrl, token } = settings;
  const folders = await openFolders(named, {
    dir: join(dataDir, 'repositories'),
    environment,
    log,
    ...(token ? { token } : {}),
  });
  const options: LoadOptions = {
    folders: folders.paths,
    tipless: tiplessFolders.map((folder) => folders.paths[named.indexOf(folder)] ?? folder),
    ...(baseUrl ? { baseUrl } : {}),
    ...(repoUrl ? { repoUrl } : {}),
    cacheDir: join(dataDir, 'cache'),
    log,
  };
  return { ...folders, options };
}

/** The search over notes that were just loaded: its index comes from the cache, or is kept there for the next start. */
export async function openSearch(knowledge: Knowledge, options: LoadOptions): Promise<ExplainedSearch> {
  const packed = await indexKept<Packed>(knowledge, options);
  const search = createSearch(knowledge, MODEL, packed);
  if (!packed) await keepIndex(knowledge, search.pack(), options);
  return search;
}

/** All notes of one process: everybody's, and those of teams. What is set up alike is read, watched and kept once. */
export interface Library {
  readonly common: Knowledge;
  /** By name. */
  readonly teams: ReadonlyMap<string, Knowledge>;
  /** The search over notes as they were loaded. */
  searchOver(knowledge: Knowledge): ExplainedSearch;
  /** How many topics and problems there are in all. */
  count(): { readonly topics: number; readonly problems: number };
  /** Tells of notes that changed, until it is closed. `team`: absent for everybody's. */
  watch(changed: (next: Knowledge, team: string | undefined) => void): Promise<void>;
  close(): Promise<void>;
}

interface Shelf {
  readonly notes: Notes;
  readonly options: LoadOptions;
  /** `undefined`: everybody's. */
  readonly names: (string | undefined)[];
  knowledge: Knowledge;
}

const alike = ({ folders, tiplessFolders, baseUrl, repoUrl, token }: NotesSettings): string =>
  JSON.stringify([folders, tiplessFolders, baseUrl, repoUrl, token]);

export async function openLibrary(config: Config, environment: Environment, log: Log): Promise<Library> {
  const wanted: (readonly [string | undefined, NotesSettings])[] = [
    [undefined, commonNotes(config)],
    ...config.teams.map((team) => [team.name, team] as const),
  ];
  const shelves = new Map<string, Shelf>();
  /** By their topics, which are the same with own measurements beside them. */
  const searches = new WeakMap<Knowledge['topics'], ExplainedSearch>();
  for (const [name, settings] of wanted) {
    const key = alike(settings);
    const before = shelves.get(key);
    if (before) {
      before.names.push(name);
      continue;
    }
    const notes = await openNotes(settings, config.dataDir, environment, log);
    const progress = (done: number, total: number) => log.info({ done, total }, 'reading notes');
    const options = { ...notes.options, progress };
    const knowledge = await loadKnowledge(options);
    const { topics, problems } = knowledge;
    log.info(
      { ...(name ? { notes: name } : {}), topics: topics.size, problems: problems.length },
      'notes loaded',
    );
    searches.set(knowledge.topics, await openSearch(knowledge, options));
    shelves.set(key, { notes, options, names: [name], knowledge });
  }
  const all = [...shelves.values()];
  const [first] = all;
  if (!first) throw new Error('there are no notes at all');
  const named = all.flatMap((shelf) =>
    shelf.names.flatMap((name) => (name === undefined ? [] : [[name, shelf.knowledge] as const])),
  );
  const watches: { close(): Promise<void> }[] = [];
  const sum = (of: (one: Knowledge) => number): number =>
    all.reduce((n, { knowledge }) => n + of(knowledge), 0);
  return {
    common: first.knowledge,
    teams: new Map(named),
    searchOver: (knowledge) => searches.get(knowledge.topics) ?? createSearch(knowledge),
    count: () => ({ topics: sum((one) => one.topics.size), problems: sum((one) => one.problems.length) }),
    async watch(changed) {
      for (const shelf of all)
        watches.push(
          await watchKnowledge(shelf.options, shelf.knowledge, (next) => {
            shelf.knowledge = next;
            for (const name of shelf.names) changed(next, name);
          }),
        );
    },
    async close() {
      for (const watch of watches) await watch.close();
      for (const { notes } of all) await notes.close();
    },
  };
}

/** Notes that are not where the settings say: nobody must wonder why the bot does not know them. */
export function tellLost({ common, teams }: Library, local: boolean, log: Log): void {
  const problems = [...new Set([common, ...teams.values()])].flatMap((one) => one.problems);
  for (const { file, message } of problems.filter(({ field }) => field === 'folder'))
    if (local)
      process.stderr.write(
        `KNOWLEDGE_DIR: ${file}: ${message}.\nKNOWLEDGE_DIR：${file}：ここからノートを読み込めませんでした。\n`,
      );
    else log.error({ folder: file }, `KNOWLEDGE_DIR: ${message}`);
}
