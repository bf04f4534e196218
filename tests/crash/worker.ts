/**
 * One process that delivers tips, to be killed at any moment. Its clock runs faster than the wall's, so that a
 * lease of minutes ends in a fraction of a second.
 */
import { webApi } from '@slack/bolt';
import { createPeople } from '../../src/platforms/slack/lookup/people.ts';
import { createScheduling } from '../../src/platforms/slack/sending/schedule.ts';
import type { Log, Platform } from '../../src/ports.ts';
import { openStore } from '../../src/store/open.ts';
import { createDelivery } from '../../src/tips/delivery/delivery.ts';
import { BOT_TOKEN, SELF } from '../stand-ins/slack.ts';
import { fastClock } from './clock.ts';
import { kvm } from './kvm.ts';

// Nobody is left behind when the test itself is stopped.
process.once('disconnect', () => process.exit());

const [mode = 'nonce', origin = '', times = '', server = '', dataDir = '', databaseUrl] =
  process.argv.slice(2);
const speed = Number(times);
const clock = fastClock(Number(origin), speed);
const log: Log = { debug() {}, info() {}, warn() {}, error() {} };
const common = { async start() {}, async stop() {}, mayManage: async () => true };

/** Sends with a nonce that the platform honours, as Discord does. */
const discord: Platform = {
  ...common,
  name: 'discord',
  async post(place, _card, _lang, slot) {
    const answer = await fetch(`${server}/post/${place.channel}`, {
      method: 'POST',
      body: JSON.stringify({ slot, pid: process.pid }),
    });
    return answer.ok ? { ok: true, id: slot } : { ok: false, retry: true, reason: { code: 'unreachable' } };
  },
};

/** The bot's own way of handing tips over, on a clock as fast as the delivery's. */
function slack(): Platform {
  const client = new webApi.WebClient(BOT_TOKEN, {
    slackApiUrl: `${server}/api/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000 / speed,
    headers: { 'x-pid': String(process.pid) },
    logLevel: webApi.LogLevel.ERROR,
  });
  const uploads = { known: () => undefined, file: async () => undefined, forget() {} };
  const { signal } = new AbortController();
  const delivery = { uploads, clock, log, later: () => {}, signal };
  const parts = { client, people: createPeople(client, clock, log), self: SELF, delivery, clock, log };
  return {
    ...common,
    name: 'slack',
    scheduling: createScheduling(async () => parts, clock, log),
    post: async () => ({ ok: false, retry: false, reason: { code: 'refused' } }),
  };
}

const platform = mode === 'nonce' ? discord : slack();
const store = await openStore({ dataDir, ...(databaseUrl ? { databaseUrl } : {}) });
// From now on the process may be killed; before, there was nothing to test.
await (mode === 'nonce'
  ? fetch(`${server}/ready/${process.pid}`, { method: 'PUT' })
  : fetch(`${server}/api/ready`, { method: 'POST', headers: { 'x-pid': String(process.pid) } }));
const delivery = createDelivery({ store, clock, log, platforms: () => [platform], knowledge: () => kvm });
await delivery.run(new AbortController().signal);
