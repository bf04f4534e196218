import {
  Counter,
  collectDefaultMetrics,
  Gauge,
  Histogram,
  type OpenMetricsContentType,
  Registry,
} from 'prom-client';
import type { ReasonCode } from '../talk/reason.ts';
import type { Reply } from '../talk/reply.ts';
import type { Request } from '../talk/request.ts';
import type { Health } from './health.ts';

/** How a request ended, as far as the person sees. */
export type Outcome = 'answered' | 'unanswered' | 'failed' | 'held_back' | 'silent';

export interface Metrics {
  request(request: Request, reply: Reply | null, seconds: number): void;
  reached(request: Request, stage: 'acknowledged' | 'answered', seconds: number): void;
  tip(platform: string, what: 'due' | 'sent' | 'skipped' | 'failed' | 'retried', reason?: ReasonCode): void;
  tipDelay(platform: string, seconds: number): void;
  readonly contentType: string;
  /** All of it, in the OpenMetrics text format. */
  text(): Promise<string>;
}

/** Seconds: an answer takes milliseconds, and after 3 s both platforms give the asker an error. */
const LATENCY = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10];
const DELAY = [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 10_800];
/** An exemplar's labels may have 128 characters in all. */
const LONGEST_ID = 100;

export function outcomeOf(reply: Reply | null): Outcome {
  if (reply === null) return 'silent';
  if (reply.card.tone === 'error') return 'failed';
  if (reply.intent === 'wait') return 'held_back';
  return reply.intent === 'none' ? 'unanswered' : 'answered';
}

/** Gauges that are read from the process's own report whenever somebody asks. */
function describeHealth(registry: Registry<OpenMetricsContentType>, report: () => Health): void {
  const registers = [registry];
  const gauge = (name: string, help: string, read: (gauge: Gauge<'platform'>, health: Health) => void) =>
    new Gauge({
      name,
      help,
      registers,
      labelNames: name.startsWith('virt_platform') ? (['platform'] as const) : [],
      collect() {
        this.reset();
        read(this, report());
      },
    });
  const each = (health: Health, tell: (platform: string, one: Health['platforms'][string]) => void) => {
    for (const [platform, one] of Object.entries(health.platforms)) tell(platform, one);
  };
  gauge('virt_platform_connected', 'Whether the platform is connected', (all, health) =>
    each(health, (platform, one) => all.set({ platform }, one.state === 'connected' ? 1 : 0)),
  );
  gauge('virt_platform_proof_age_seconds', 'Since the platform last proved that it is there', (all, health) =>
    each(health, (platform, { proofAge }) => {
      if (proofAge !== undefined) all.set({ platform }, proofAge);
    }),
  );
  gauge('virt_platform_reconnects', 'How often the connection was made again', (all, health) =>
    each(health, (platform, one) => all.set({ platform }, one.reconnects)),
  );
  gauge('virt_platform_rate_limit_waits', 'How often the platform asked to wait', (all, health) =>
    each(health, (platform, one) => all.set({ platform }, one.rateLimited)),
  );
  gauge('virt_ready', 'Whether everything the bot needs is there', (one, { ready }) =>
    one.set(ready ? 1 : 0),
  );
  gauge('virt_database_answers', 'Whether the database answered when last asked', (one, { database }) =>
    one.set(database.answers ? 1 : 0),
  );
  gauge('virt_delivery_age_seconds', 'Since the loop that delivers tips last turned', (one, { delivery }) => {
    if (delivery.age !== undefined) one.set(delivery.age);
  });
  gauge('virt_notes_topics', 'Topics that can be asked about', (one, { notes }) => one.set(notes.topics));
  gauge('virt_notes_problems', 'Mistakes found in the notes', (one, { notes }) => one.set(notes.problems));
}

/** Prometheus metrics. A request's id is the exemplar of its latency, and stands in its log lines and error replies. */
export function createMetrics(report: () => Health): Metrics {
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const registers = [registry];
  collectDefaultMetrics({ register: registry as Registry<never> });
  describeHealth(registry, report);
  const requests = new Counter({
    name: 'virt_requests_total',
    help: 'Requests by platform, kind of answer and how it ended',
    labelNames: ['platform', 'intent', 'verdict'] as const,
    registers,
  });
  const latency = new Histogram<'platform' | 'stage' | 'request'>({
    name: 'virt_latency_seconds',
    help: 'From receiving a request to its composed answer, its acknowledgement, its shown answer',
    labelNames: ['platform', 'stage'],
    buckets: LATENCY,
    enableExemplars: true,
    registers,
  });
  const tips = new Counter({
    name: 'virt_tips_total',
    help: 'Daily tips by what became of them',
    labelNames: ['platform', 'outcome', 'reason'] as const,
    registers,
  });
  const delay = new Histogram({
    name: 'virt_tip_delay_seconds',
    help: 'From when a tip was due to when it was posted',
    labelNames: ['platform'] as const,
    buckets: DELAY,
    registers,
  });
  const took = ({ id, place: { platform } }: Request, stage: string, seconds: number) =>
    latency.observe({
      labels: { platform, stage },
      value: Math.max(0, seconds),
      exemplarLabels: { request: id.slice(0, LONGEST_ID) },
    });
  return {
    request(request, reply, seconds) {
      const { platform } = request.place;
      requests.inc({ platform, intent: reply?.intent ?? '', verdict: outcomeOf(reply) });
      if (reply) took(request, 'composed', seconds);
    },
    reached: took,
    tip: (platform, outcome, reason) => tips.inc({ platform, outcome, reason: reason ?? '' }),
    tipDelay: (platform, seconds) => delay.observe({ platform }, Math.max(0, seconds)),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
