import type { TeachableBot } from '../bot/bot.ts';
import type { Log } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { createHealth, type HealthParts, type HealthWatch } from './health.ts';

export interface Ops {
  readonly report: HealthWatch['report'];
  /** The same store and bot, watched. */
  store(store: Store): Store;
  bot(bot: TeachableBot): TeachableBot;
  close(): Promise<void>;
}

export interface OpsParts extends HealthParts {
  readonly log: Log;
  /** Where it is served; absent: nowhere, and nothing is counted. */
  readonly at?: { readonly host: string; readonly port: number };
}

/** Health and metrics of this process. A port that cannot be had costs nobody an answer. */
export async function openOps({ at, log, ...parts }: OpsParts): Promise<Ops> {
  const health = createHealth(parts);
  const { report } = health;
  if (!at) return { report, store: health.watch, bot: (bot) => bot, close: async () => {} };
  const [{ createMetrics }, { watchedBot, watchedStore }, { serveOps }] = await Promise.all([
    import('./metrics.ts'),
    import('./watched.ts'),
    import('./server.ts'),
  ]);
  const metrics = createMetrics(report);
  const server = await serveOps({ ...at, report, metrics }).catch((error: unknown) => {
    log.error({ err: error, ...at }, 'health and metrics cannot be served: set another HEALTH_PORT');
    return undefined;
  });
  if (server) log.info({ host: at.host, port: server.port }, 'health and metrics are served');
  return {
    report,
    store: (store) => health.watch(watchedStore(store, metrics)),
    bot: (bot) => watchedBot(bot, metrics, parts.clock, log),
    close: async () => server?.close(),
  };
}
