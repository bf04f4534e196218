import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Bot, Log, Platform } from '../ports.ts';
import { IN_MEMORY, openStore } from '../store/open.ts';
import { createBot } from './bot.ts';

const ABLE = { ok: true } as const;

/** Stands for a channel that the one at the keyboard manages: settings can be tried, and nothing is ever posted. */
export const exampleChannel: Platform = {
  name: 'local',
  start: async () => {},
  stop: async () => {},
  post: async () => ({ ok: false, retry: false, reason: { code: 'refused' } }),
  mayManage: async () => true,
  canPost: async () => ABLE,
  canHear: async () => ABLE,
};

/** A bot in a team that is made up and forgotten: what it shows of settings and gaps is nobody's. */
export async function openExample(knowledge: Knowledge, log: Log): Promise<Bot> {
  return createBot({
    knowledge,
    store: await openStore({ dataDir: IN_MEMORY }),
    log,
    defaultLang: 'en',
    answersPrivate: false,
    keepsQuestions: true,
    chance: () => 0,
    platform: () => exampleChannel,
  });
}
