import { join } from 'node:path';
import { type BotParts, createBot, type TeachableBot } from './bot/bot.ts';
import { createPace } from './bot/pace.ts';
import { type Config, ConfigError, environment, readConfig } from './config.ts';
import { readOwnFigures, withOwnFigures } from './knowledge/figures/own-figures.ts';
import { catchTheRest } from './last-resort.ts';
import { createLog, secretsIn } from './log.ts';
import { type Library, openLibrary, tellLost } from './notes.ts';
import { openOps } from './ops/ops.ts';
import { createPictures } from './pictures/pictures.ts';
import { createInbox } from './platforms/answering/inbox.ts';
import { keepConnected } from './platforms/answering/keeping.ts';
import type { Inbox, Log, Pictures, Platform } from './ports.ts';
import { openStore } from './store/open.ts';
import type { Store } from './store/store.ts';
import type { Lang } from './text.ts';
import { systemClock as clock } from './time.ts';
import { createDelivery } from './tips/delivery/delivery.ts';

/** A database that starts together with the bot may need this long, in milliseconds. */
const DATABASE_WAIT = 30_000;

/** Everything is connected and nothing of the start goes on any more, in milliseconds. */
const SETTLED = 5_000;

/** Once everything is closed, what still runs is not waited for any longer than this, in milliseconds. */
const LEFTOVERS = 1_000;

/** What any platform is given. */
interface Common {
  readonly log: Log;
  readonly pictures: Pictures;
  readonly inbox: Inbox;
  readonly handoffs: Store['handoffs'];
  readonly installations: Store['installations'];
  /** The file of this program: processes of shards run it too. */
  readonly program: string;
  readonly defaultLang: Lang;
  readonly health: { readonly alive: () => boolean; readonly ready: () => boolean };
}

type Open = (common: Common) => Promise<Platform>;

/** Every platform there is. One that is not configured is absent, and its libraries are not loaded. */
const PLATFORMS: readonly ((config: Config) => Open | undefined)[] = [
  ({ discord }) =>
    discord &&
    ((common) =>
      import('./platforms/discord/adapter.ts').then((one) => one.createDiscord({ ...discord, ...common }))),
  ({ slack }) =>
    slack &&
    ((common) =>
      import('./platforms/slack/adapter.ts').then((one) => one.createSlack({ ...slack, ...common }))),
];

function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal));
    // The process that started this one for its shard has gone.
    process.once('disconnect', () => resolve('disconnect'));
  });
}

/** Said on the way down, in this order: no new events, no more tips, notes, pictures, memory. */
type Stopping = readonly (() => Promise<void>)[];

async function stopAll(steps: Stopping): Promise<void> {
  for (const step of steps) await step();
}

/** Runs in the background; what is given stops it. */
function inBackground(run: (signal: AbortSignal) => Promise<void>): () => Promise<void> {
  const stop = new AbortController();
  const running = run(stop.signal);
  return async () => {
    stop.abort();
    await running;
  };
}

/** Gives back what starting took: V8 keeps it for as long as little happens, on Node 24 a third of all memory. */
async function tidyUp(log: Log): Promise<void> {
  try {
    const { Session } = await import('node:inspector/promises');
    const session = new Session();
    session.connect();
    await session.post('HeapProfiler.collectGarbage');
    session.disconnect();
  } catch (error) {
    log.debug({ err: error }, 'memory is given back later');
  }
}

/** The try-it page beside the local chat; without it the chat goes on. */
async function openPage(bot: TeachableBot, pictures: Pictures, log: Log, port: number) {
  try {
    const { canOpen, startPlayground } = await import('./playground/playground.ts');
    if (!canOpen()) return undefined;
    return await startPlayground({ bot, pictures, log, port });
  } catch (error) {
    log.error({ err: error }, 'the try-it page could not be opened');
    return undefined;
  }
}

/** A chat in the terminal, until it ends. */
async function chat(bot: TeachableBot, pictures: Pictures, log: Log, port: number): Promise<void> {
  const { chatHere } = await import('./platforms/terminal/start.ts');
  // Who types waits for no page: it opens meanwhile.
  const opening = openPage(bot, pictures, log, port);
  await chatHere(
    bot,
    clock,
    opening.then((page) => page?.url),
  );
  await (await opening)?.close();
}

const remember = (config: Config, log: Log): Promise<Store> =>
  openStore({
    dataDir: config.dataDir,
    keepQuestions: (config.gapsDays ?? 0) * 24 * 60 * 60 * 1000,
    ...(config.databaseUrl ? { databaseUrl: config.databaseUrl } : {}),
    ...(config.databasePool ? { pool: config.databasePool } : {}),
    lost: (error) => log.warn({ err: error }, 'a database connection broke; another is opened when needed'),
    patience: { clock, ms: DATABASE_WAIT, told: (why) => log.error({}, `waiting for the database: ${why}`) },
  });

/** The bot over all notes, which goes on with what they become. Own measurements are of whoever runs it. */
async function botOver(
  library: Library,
  config: Config,
  around: Pick<BotParts, 'store' | 'log' | 'pace' | 'platform'>,
): Promise<TeachableBot> {
  const own = await readOwnFigures(join(config.dataDir, 'benchmarks'));
  const bot = createBot({
    ...around,
    knowledge: withOwnFigures(library.common, own),
    teams: config.teams.flatMap((team) => {
      const knowledge = library.teams.get(team.name);
      return knowledge ? [{ ...team, knowledge }] : [];
    }),
    searchOver: library.searchOver,
    defaultLang: config.defaultLang,
    answersPrivate: config.answersPrivate,
    keepsQuestions: config.gapsDays !== undefined,
    chance: Math.random,
  });
  await library.watch((next, team) =>
    team === undefined ? bot.learn(withOwnFigures(next, own)) : bot.learn(next, team),
  );
  return bot;
}

async function main(): Promise<number> {
  const config = readConfig(environment());
  const configured = PLATFORMS.flatMap((platform) => platform(config) ?? []);
  const local = configured.length === 0;
  // In the local chat the terminal is the person's: only what they must know is logged.
  const level = local && config.logLevel === 'info' ? 'error' : config.logLevel;
  const log = createLog(level, secretsIn(config), process.stderr);
  catchTheRest(log);
  const library = await openLibrary(config, environment(), log);
  tellLost(library, local, log);
  let platforms: readonly Platform[] = [];
  const ops = await openOps({
    clock,
    log,
    platforms: () => platforms,
    notes: library.count,
    ...(config.health && !local ? { at: config.health } : {}),
  });
  const store = ops.store(await remember(config, log));
  const made = await botOver(library, config, {
    store,
    log,
    ...(local ? {} : { pace: createPace() }),
    platform: (name) => platforms.find((platform) => platform.name === name),
  });
  const bot = ops.bot(made);
  const pictures = createPictures({ log });
  // From here on a signal finds something to close, so it is heard even while platforms connect. Chatting ends by itself.
  const stopped = local ? undefined : stopSignal();
  const inbox = createInbox(store.inbox, clock, log);
  const common: Common = {
    log,
    pictures,
    inbox,
    handoffs: store.handoffs,
    installations: store.installations,
    program: import.meta.filename,
    defaultLang: config.defaultLang,
    health: { alive: () => ops.report().alive, ready: () => ops.report().ready },
  };
  platforms = await Promise.all(configured.map((open) => open(common)));
  const keeping = keepConnected({ platforms, bot, clock, log });
  await keeping.tried;
  // What is posted unasked is posted by the process that started those of shards.
  const stopTips = config.discord?.shards?.managed
    ? async () => {}
    : inBackground((stop) =>
        createDelivery({
          store,
          clock,
          log,
          platforms: keeping.connected,
          knowledge: (place) => bot.knownAt(place, clock.now()),
          ...(config.tipsLate === undefined ? {} : { late: config.tipsLate * 60 * 60 * 1000 }),
        }).run(stop),
      );
  const stopLeft = inBackground((signal) => inbox.answerLeft({ platforms: keeping.connected, signal }));
  setTimeout(() => void tidyUp(log), SETTLED).unref();
  const steps: Stopping = [
    async () => {
      // No tip is begun any more while the platforms close; those under way are posted before they do.
      const begun = [stopTips(), stopLeft()];
      await keeping.stop();
      await Promise.all(begun);
    },
    () => library.close(),
    () => pictures.close(),
    () => store.close(),
    () => ops.close(),
  ];
  if (local) {
    await chat(bot, pictures, log, config.port);
    await stopAll(steps);
    return 0;
  }
  const signal = await Promise.race([stopped, keeping.refused]);
  if (signal) log.info({ signal }, 'stopping');
  else log.error({}, 'no platform lets the bot in: leaving');
  await stopAll(steps);
  // Calls to a platform that is away are tried again by its library for half an hour.
  setTimeout(() => process.exit(), LEFTOVERS).unref();
  return signal ? 0 : 1;
}

try {
  process.exitCode = await main();
  if (process.connected) process.disconnect();
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : `Virt could not start: ${error instanceof Error ? error.message : String(error)}`}\n`,
  );
  process.exitCode = 1;
}
