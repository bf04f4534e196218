import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { slackManifest } from '../../src/platforms/slack/connect/manifest.ts';
import { SlackStandIn } from '../stand-ins/slack.ts';
import type { Fault } from './faults.ts';

/**
 * How the platform helps against doubles: Discord honours a nonce; Slack lists what is scheduled. The second is the
 * workspace of the tests with the scopes of the shipped manifest, and the bot's own code speaks with it.
 */
export type Mode = 'nonce' | 'scheduled';

/** What delivering processes send to, and what people see there. */
export interface CountingPlatform {
  readonly address: string;
  /** How often each of the channels `c0` to `c<n - 1>` got a tip. */
  counts(channels: number): number[];
  close(): void;
}

export interface Hooks {
  /** A process says that it delivers now. */
  readonly ready?: (pid: number) => void;
  /** True: the process whose message was just taken never hears of it. */
  readonly kill?: (pid: number) => boolean;
  readonly fault?: () => Fault;
  /** What the platform's clock shows. */
  readonly now?: () => number;
}

const countsOf = (visible: (channel: string) => number, channels: number): number[] =>
  Array.from({ length: channels }, (_none, n) => visible(`c${n}`));

async function startNonces({ ready, kill, fault = () => ({}) }: Hooks): Promise<CountingPlatform> {
  const visible = new Map<string, string[]>();
  const server = createServer(async (request, response) => {
    const channel = request.url?.split('/')[2] ?? '';
    if (request.method === 'PUT') {
      ready?.(Number(channel));
      response.end();
      return;
    }
    let body = '';
    for await (const chunk of request) body += chunk;
    const { slot, pid } = JSON.parse(body) as { slot: string; pid: number };
    const { delay = 0, before, after }: Fault = fault();
    await sleep(delay);
    if (before === 'reset') return void request.socket.destroy();
    if (before) return void response.writeHead(before).end();
    const messages = visible.get(channel) ?? [];
    if (!messages.includes(slot)) visible.set(channel, [...messages, slot]);
    if (after === 'drop') return void request.socket.destroy();
    if (kill?.(pid)) return;
    response.writeHead(after ?? 200).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts: (channels) => countsOf((channel) => visible.get(channel)?.length ?? 0, channels),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function startSlack({ ready, kill, fault = () => ({}), now }: Hooks): Promise<CountingPlatform> {
  const slack = await new SlackStandIn().start();
  slack.scopes = slackManifest().oauth_config.scopes.bot.join(',');
  if (now) slack.now = now;
  slack.interfere = (method, pid) => {
    if (method === 'ready') ready?.(pid);
    return method === 'ready' ? {} : fault();
  };
  slack.took = (method, pid) => method === 'chat.scheduleMessage' && (kill?.(pid) ?? false);
  return {
    address: slack.base,
    counts(channels) {
      slack.postDue();
      const visible = new Map<string, number>();
      for (const { channel } of slack.messages) visible.set(channel, (visible.get(channel) ?? 0) + 1);
      return countsOf((channel) => visible.get(channel) ?? 0, channels);
    },
    close: () => void slack.close(),
  };
}

export const startCountingPlatform = (mode: Mode, hooks: Hooks = {}): Promise<CountingPlatform> =>
  mode === 'nonce' ? startNonces(hooks) : startSlack(hooks);
