import { type BotParts, createBot, type TeachableBot } from '../bot/bot.ts';
import { type Config, environment, readConfig, withoutPlatforms } from '../config.ts';
import { readOwnFigures, withOwnFigures } from '../knowledge/figures/own-figures.ts';
import { loadKnowledge } from '../knowledge/files/load.ts';
import { createLog } from '../log.ts';
import { commonNotes, openNotes } from '../notes.ts';
import type { Log } from '../ports.ts';
import { IN_MEMORY, openStore } from '../store/open.ts';
import { ownFiguresFolder } from './measure.ts';

export interface Session {
  readonly bot: TeachableBot;
  readonly config: Config;
  readonly log: Log;
}

/** Notes and a bot for one command, with no memory beyond it, and no platform unless one is brought along. */
export async function openSession(
  more: Pick<BotParts, 'keepsQuestions' | 'platform'> = {},
): Promise<Session> {
  const config = readConfig(withoutPlatforms(environment()));
  const log = createLog('error', [], process.stderr);
  const notes = await openNotes(commonNotes(config), config.dataDir, environment(), log);
  const knowledge = await loadKnowledge(notes.options);
  await notes.close();
  const own = await readOwnFigures(ownFiguresFolder(config.dataDir));
  const bot = createBot({
    knowledge: withOwnFigures(knowledge, own),
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
