import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the platform helps against doubles: Discord honours a nonce, Slack's channel can be looked through. */
export type Mode = 'nonce' | 'history';

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
  /** True: the process whose message has just become visible never hears of it. */
  readonly kill?: (pid: number) => boolean;
}

export async function startCountingPlatform(mode: Mode, hooks: Hooks = {}): Promise<CountingPlatform> {
  const visible = new Map<string, string[]>();
  const server = createServer(async (request, response) => {
    const channel = request.url?.split('/')[2] ?? '';
    const messages = visible.get(channel) ?? [];
    if (request.method === 'PUT') {
      hooks.ready?.(Number(channel));
      response.end();
      return;
    }
    if (request.method === 'GET') {
      response.end(JSON.stringify(messages));
      return;
    }
    let body = '';
    for await (const chunk of request) body += chunk;
    const { slot, pid, nonce } = JSON.parse(body) as { slot: string; pid: number; nonce: boolean };
    if (!(nonce && mode === 'nonce' && messages.includes(slot))) messages.push(slot);
    visible.set(channel, messages);
    if (!hooks.kill?.(pid)) response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts: (channels) => Array.from({ length: channels }, (_none, n) => visible.get(`c${n}`)?.length ?? 0),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
