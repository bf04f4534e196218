/**
 * One process that delivers tips, to be killed at any moment. Its clock runs faster than the wall's, so that a
 * lease of minutes ends in a fraction of a second.
 */
import type { Platform } from '../../src/ports.ts';
import { openStore } from '../../src/store/open.ts';
import { createDelivery } from '../../src/tips/delivery/delivery.ts';
import { fastClock } from './clock.ts';
import { kvm } from './kvm.ts';

// Nobody is left behind when the test itself is stopped.
process.once('disconnect', () => process.exit());

const [mode = 'nonce', origin = '', server = '', dataDir = '', databaseUrl] = process.argv.slice(2);
const clock = fastClock(Number(origin));

/** Sends as the adapters do: with a nonce the platform honours, or after a look through the channel's history. */
const platform: Platform = {
  name: 'discord',
  async start() {},
  async stop() {},
  mayManage: async () => true,
  async post(place, _card, _lang, slot, repeat) {
    if (mode === 'history' && repeat) {
      const seen = await fetch(`${server}/history/${place.channel}`);
      if (((await seen.json()) as string[]).includes(slot)) return { ok: true, id: slot };
    }
    const answer = await fetch(`${server}/post/${place.channel}`, {
      method: 'POST',
      body: JSON.stringify({ slot, pid: process.pid, nonce: mode === 'nonce' }),
    });
    return answer.ok ? { ok: true, id: slot } : { ok: false, retry: true, reason: { code: 'unreachable' } };
  },
};

const log = { debug() {}, info() {}, warn() {}, error() {} };
const store = await openStore({ dataDir, ...(databaseUrl ? { databaseUrl } : {}) });
// From now on the process may be killed; before, there was nothing to test.
await fetch(`${server}/ready/${process.pid}`, { method: 'PUT' });
const delivery = createDelivery({
  store,
  clock,
  log,
  platforms: () => [platform],
  knowledge: () => kvm,
});
await delivery.run(new AbortController().signal);
