import { createBot } from '../../src/bot/bot.ts';
import type { Bot, Log, Platform } from '../../src/ports.ts';
import { IN_MEMORY, openStore } from '../../src/store/open.ts';
import type { Reply } from '../../src/talk/reply.ts';
import type { Request } from '../../src/talk/request.ts';
import type { Lang } from '../../src/text.ts';
import type { Notes } from './notes.ts';

/** The real bot, which also keeps what it was asked and what it said. */
export interface WatchedBot extends Bot {
  readonly requests: Request[];
  readonly replies: Reply[];
}

/** The bot as `main.ts` makes it, over the given notes and a store of its own in memory. */
export async function realBot(
  notes: Notes,
  log: Log,
  more: { readonly defaultLang?: Lang; readonly platform?: (name: string) => Platform | undefined } = {},
): Promise<WatchedBot> {
  const bot = createBot({
    knowledge: notes.knowledge,
    store: await openStore({ dataDir: IN_MEMORY }),
    log,
    defaultLang: 'en',
    answersPrivate: false,
    chance: () => 0,
    ...more,
  });
  const requests: Request[] = [];
  const replies: Reply[] = [];
  return {
    requests,
    replies,
    suggest: (text, locale, limit) => bot.suggest(text, locale, limit),
    async handle(request) {
      requests.push(request);
      const reply = await bot.handle(request);
      if (reply) replies.push(reply);
      return reply;
    },
  };
}
