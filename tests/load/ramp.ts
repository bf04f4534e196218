import { setTimeout as sleep } from 'node:timers/promises';
import { usageOf } from '../process-usage.ts';

/** A second of each is sent until one is not kept up with. */
const RATES = [25, 50, 100, 200, 300, 400, 600, 800, 1_000, 1_500, 2_000] as const;
const STEP_SECONDS = 1.5;
/** Until then libraries compile themselves, and the process is not what it will be. */
const WARM_UP = 8;
/** Processor time and latency are what they are on a busy day, and none of anybody's waiting. */
const BUSY_DAY = 50;
const MEASURED_SECONDS = 6;
const GOOD_P99 = 200;
const PATIENCE = 5_000;

export interface Target {
  readonly name: string;
  readonly pid: number;
  /** Sends one message; resolves when it was answered, and rejects when it was not as it should be. */
  send(n: number): Promise<void>;
  close(): Promise<void>;
}

export interface Found {
  readonly name: string;
  /** The highest rate with p99 below 200 ms and no error. */
  readonly rate: number;
  readonly p99: number;
  /** Milliseconds of processor time for a message. */
  readonly cpu: number;
  /** MB after all that. */
  readonly memory: number;
}

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.POSITIVE_INFINITY;

interface Step {
  readonly p99: number;
  readonly errors: number;
  readonly sent: number;
}

/** Sends at a rate whatever becomes of what was sent before: people do not wait for each other. */
async function step(target: Target, rate: number, seconds: number, from: number): Promise<Step> {
  const latencies: number[] = [];
  const waiting: Promise<void>[] = [];
  let [errors, sent] = [0, 0];
  const began = performance.now();
  const all = Math.round(rate * seconds);
  async function one(n: number): Promise<void> {
    const start = performance.now();
    const late = sleep(PATIENCE, 'late' as const, { ref: false });
    const came = await Promise.race([target.send(n), late]).catch((error: unknown) => String(error));
    if (came && errors++ === 0) process.stderr.write(`${target.name}: message ${n}: ${came}\n`);
    if (came) return;
    latencies.push(performance.now() - start);
  }
  while (sent < all) {
    const due = Math.min(all, ((performance.now() - began) / 1000) * rate);
    for (; sent < due; sent++) waiting.push(one(from + sent));
    await sleep(2);
  }
  await Promise.all(waiting);
  return { p99: percentile(latencies, 0.99), errors, sent };
}

/** What a message takes, and rising rates until one is too high. */
export async function ramp(target: Target): Promise<Found> {
  let n = (await step(target, BUSY_DAY, WARM_UP, 0)).sent;
  const before = usageOf(target.pid).cpu;
  const { sent } = await step(target, BUSY_DAY, MEASURED_SECONDS, n);
  n += sent;
  const cpu = ((usageOf(target.pid).cpu - before) / sent) * 1000;
  let best = { rate: 0, p99: Number.POSITIVE_INFINITY };
  for (const rate of RATES) {
    const { p99, errors, sent: all } = await step(target, rate, STEP_SECONDS, n);
    n += all;
    process.stderr.write(`${target.name} ${rate}/s: p99 ${p99.toFixed(0)} ms, ${errors} errors\n`);
    if (errors > 0 || p99 >= GOOD_P99) break;
    best = { rate, p99 };
  }
  return { name: target.name, ...best, cpu, memory: usageOf(target.pid).memory };
}
