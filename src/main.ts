import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createBot } from './bot.ts';
import { type Config, ConfigError, environment, readConfig } from './config.ts';
import { loadKnowledge } from './knowledge/load.ts';
import { watchKnowledge } from './knowledge/watch.ts';
import { createLog } from './ops/log.ts';
import { createPictures } from './pictures/pictures.ts';
import type { Bot, Clock, Log, Pictures, Platform } from './ports.ts';
import { createMemoryStore } from './store/memory.ts';

const clock: Clock = {
  now: () => Date.now(),
  wait: async (ms, signal) => {
    await sleep(ms, undefined, signal ? { signal } : {});
  },
};

/** Every platform there is; one that is not configured is absent. Its libraries are loaded only when it is. */
async function platformsOf(config: Config, log: Log, pictures: Pictures): Promise<Platform[]> {
  const common = { log, pictures, defaultLang: config.defaultLang };
  const discord = config.discord
    ? [(await import('./discord/adapter.ts')).createDiscord({ ...config.discord, ...common })]
    : [];
  const slack = config.slack
    ? [(await import('./slack/adapter.ts')).createSlack({ ...config.slack, ...common })]
    : [];
  return [...discord, ...slack];
}

/** One that cannot connect is reported and left out; the others go on. */
async function startAll(platforms: readonly Platform[], bot: Bot, log: Log): Promise<Platform[]> {
  const started = await Promise.all(
    platforms.map(async (platform) => {
      try {
        await platform.start(bot);
        log.info({ platform: platform.name }, 'connected');
        return [platform];
      } catch (error) {
        log.error(
          { platform: platform.name, err: error },
          error instanceof Error ? error.message : 'could not connect',
        );
        return [];
      }
    }),
  );
  return started.flat();
}

function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal));
  });
}

async function main(): Promise<number> {
  const config = readConfig(environment());
  const local = !config.discord && !config.slack;
  const secrets = [
    config.discord?.token,
    config.slack?.botToken,
    config.slack?.appToken,
    config.slack?.signingSecret,
  ];
  // In the local chat the terminal is the person's: only what they must know is logged.
  const log = createLog(
    local && config.logLevel === 'info' ? 'error' : config.logLevel,
    secrets.flatMap((s) => s ?? []),
    process.stderr,
  );
  const notes = {
    folders: config.knowledge,
    ...(config.notesBaseUrl ? { baseUrl: config.notesBaseUrl } : {}),
    cacheDir: join(config.dataDir, 'cache'),
    log,
  };
  const knowledge = await loadKnowledge(notes);
  log.info({ topics: knowledge.topics.size, problems: knowledge.problems.length }, 'notes loaded');
  const store = createMemoryStore();
  const bot = createBot({
    knowledge,
    store,
    log,
    defaultLang: config.defaultLang,
    answersPrivate: config.answersPrivate,
    chance: Math.random,
  });
  const watch = await watchKnowledge(notes, knowledge, (next) => bot.learn(next));
  const pictures = createPictures({ log });
  const platforms = await startAll(await platformsOf(config, log, pictures), bot, log);
  const close = async () => {
    await Promise.all(platforms.map((platform) => platform.stop()));
    await watch.close();
    await pictures.close();
    await store.close();
  };
  if (local) {
    const { chatHere } = await import('./local/start.ts');
    await chatHere(bot, clock);
    await close();
    return 0;
  }
  if (platforms.length === 0) {
    log.error({}, 'no platform could connect: leaving');
    await close();
    return 1;
  }
  const signal = await stopSignal();
  log.info({ signal }, 'stopping');
  await close();
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : `Virt could not start: ${error instanceof Error ? error.message : String(error)}`}\n`,
  );
  process.exitCode = 1;
}
