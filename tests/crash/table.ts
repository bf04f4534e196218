import type { Clock, Log, Platform } from '../../src/ports.ts';
import { IN_MEMORY, openStore } from '../../src/store/open.ts';
import { createDelivery } from '../../src/tips/delivery/delivery.ts';
import { reasonText } from '../../src/tips/delivery/reasons.ts';
import { dueAfter } from '../../src/tips/delivery/schedule.ts';
import { subscription } from '../store/contract.ts';
import { kvm } from './kvm.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
/** Monday 2026-11-23, 08:55 in Tokyo: five minutes before the first tip. */
const START = Date.UTC(2026, 10, 22, 23, 55);
const WATCHED = 6 * DAY;
const log: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** What is wrong from `START` on, and for how long. */
interface Trouble {
  readonly name: string;
  readonly lasts: number;
  readonly what: 'platform' | 'process' | { readonly jump: number };
}

const TROUBLES: readonly Trouble[] = [
  ...[12 * MINUTE, HOUR, 6 * HOUR, 3 * DAY].flatMap((lasts): Trouble[] => {
    const name =
      lasts < HOUR ? `${lasts / MINUTE} min` : lasts < DAY ? `${lasts / HOUR} h` : `${lasts / DAY} days`;
    return [
      { name: `platform away ${name}`, lasts, what: 'platform' },
      { name: `process down ${name}`, lasts, what: 'process' },
    ];
  }),
  ...[HOUR, -HOUR, YEAR, -YEAR].flatMap((jump): Trouble[] => {
    const by = `clock ${jump > 0 ? '+' : '-'} ${Math.abs(jump) === HOUR ? '1 h' : '1 year'}`;
    return [
      { name: `${by} for 14 s`, lasts: 14_000, what: { jump } },
      { name: `${by} for 30 min`, lasts: 30 * MINUTE, what: { jump } },
    ];
  }),
];

/** Six days of a channel with a tip a day at nine, and trouble from five to nine on the first. */
async function row({ name, lasts, what }: Trouble): Promise<string> {
  const store = await openStore({ dataDir: IN_MEMORY });
  let passed = 0;
  let [posted, notices] = [0, 0];
  const troubled = () => passed < lasts;
  const wrong = () => (typeof what === 'object' && troubled() ? what.jump : 0);
  const clock: Clock = {
    now: () => START + passed + wrong(),
    steady: () => passed,
    wait: () => new Promise(() => {}),
  };
  const platform: Platform = {
    ...{ name: 'discord', async start() {}, async stop() {}, mayManage: async () => true },
    async post(_place, _card, _lang, slot) {
      if (what === 'platform' && troubled())
        return { ok: false, retry: true, reason: { code: 'unreachable' } };
      posted++;
      return { ok: true, id: slot };
    },
    async tell() {
      notices++;
      return { ok: true, id: 'dm' };
    },
  };
  const one = subscription('c1', { days: [1, 2, 3, 4, 5, 6, 7] });
  await store.subscriptions.put({ ...one, nextDue: dueAfter(one, START) });
  await store.heartbeat(START - MINUTE);
  const fresh = () =>
    createDelivery({ store, clock, log, platforms: () => [platform], knowledge: () => kvm });
  let delivery = fresh();
  while (passed < WATCHED) {
    // As often as it really looks while something goes wrong, and seldom on quiet days.
    passed += passed < HOUR ? 7_000 : passed < lasts + HOUR ? MINUTE : 10 * MINUTE;
    if (what === 'process' && troubled()) delivery = fresh();
    else await delivery.tick();
  }
  const slots = await store.slots.history(one.id, 400);
  const missed = slots.filter(({ state }) => state === 'skipped' || state === 'failed');
  const why = [
    ...new Set(missed.map(({ reason }) => reasonText(reason ?? { code: 'late' }, one.zone, 'en'))),
  ];
  const kept = await store.subscriptions.at(one.id);
  const goesOn = kept?.pause === undefined && kept?.nextDue === dueAfter(one, clock.now());
  await store.close();
  return `${name.padEnd(24)} posted ${posted}  missed ${missed.length}  paused or told alone ${notices}  goes on ${goesOn ? 'yes' : 'NO'}  ${why.join('; ')}`;
}

/** What comes of trouble at the time of a tip, a line for each kind. */
export async function outageTable(write: (line: string) => void): Promise<void> {
  for (const trouble of TROUBLES) write(`${await row(trouble)}\n`);
}
