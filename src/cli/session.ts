import { stat } from 'node:fs/promises';
import { type BotParts, createBot, type TeachableBot } from '../bot/bot.ts';
import { type Config, ConfigError, environment, readConfig, withoutPlatforms } from '../config.ts';
import { readOwnFigures, withOwnFigures } from '../knowledge/figures/own-figures.ts';
import { loadKnowledge } from '../knowledge/files/load.ts';
import { createLog } from '../log.ts';
import { commonNotes, openNotes, openSearch } from '../notes.ts';
import type { Log } from '../ports.ts';
import { IN_MEMORY, openStore } from '../store/open.ts';
import { ownFiguresFolder } from './measure.ts';

export interface Session {
  readonly bot: TeachableBot;
  readonly config: Config;
  readonly log: Log;
}

export const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** Somebody who waits at a terminal wants to hear at once that there are no notes where they are looked for. */
export async function requireFolders(folders: readonly string[]): Promise<void> {
  for (const folder of folders)
    if (!(await isFolder(folder))) throw new ConfigError([`KNOWLEDGE_DIR: there is no folder ${folder}`]);
}

/** Notes and a bot for one command, with no memory beyond it, and no platform unless one is brought along. */
export async function openSession(
  more: Pick<BotParts, 'keepsQuestions' | 'platform'> = {},
): Promise<Session> {
  const config = readConfig(withoutPlatforms(environment()));
  const log = createLog('error', [], process.stderr);
  const notes = await openNotes(commonNotes(config), config.dataDir, environment(), log);
  await requireFolders(notes.options.folders);
  const knowledge = await loadKnowledge(notes.options);
  const search = await openSearch(knowledge, notes.options);
  await notes.close();
  const own = await readOwnFigures(ownFiguresFolder(config.dataDir));
  const bot = createBot({
    knowledge: withOwnFigures(knowledge, own),
    searchOver: () => search,
    // One command leaves no trace: its memory ends with it.
    store: await openStore({ dataDir: IN_MEMORY }),
    log,
    defaultLang: config.defaultLang,
    answersPrivate: false,
    chance: Math.random,
    ...more,
  });
  return { bot, config, log };
}
