/** One delivering process of the tips benchmark: real delivery and store, platforms that are addresses. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import type { Platform } from '../../src/ports.ts';
import { openStore } from '../../src/store/open.ts';
import { createDelivery } from '../../src/tips/delivery/delivery.ts';

const [server = '', databaseUrl = ''] = process.argv.slice(2);
const log = { debug() {}, info() {}, warn() {}, error: console.error };

/** Waits as long as it is told to and tries again, as both platforms' libraries do. */
const platform = (name: string): Platform => ({
  name,
  async start() {},
  async stop() {},
  mayManage: async () => true,
  async post({ channel }, _card, _lang, slot) {
    for (;;) {
      const answer = await fetch(`${server}/${name}/${channel}`, { method: 'POST', body: slot });
      if (answer.ok) return { ok: true, id: slot };
      await sleep(Number(answer.headers.get('retry-after')) * 1_000);
    }
  },
});

const knowledge = await loadKnowledge({ folders: [join(import.meta.dirname, '../../knowledge')] });
const store = await openStore({ dataDir: '', databaseUrl });
const delivery = createDelivery({
  store,
  clock: {
    now: () => Date.now(),
    wait: async (ms, signal) => {
      await sleep(ms, undefined, signal ? { signal } : {});
    },
  },
  log,
  platforms: () => [platform('discord'), platform('slack')],
  knowledge: () => knowledge,
});
process.send?.('ready');
const stop = new AbortController();
process.once('message', () => stop.abort());
await new Promise((resolve) => process.once('SIGUSR2', resolve));
await delivery.run(stop.signal);
await store.close();
process.disconnect?.();
